from greenroom.branding.models.groups import DesignGroup
from greenroom.branding.models.templates import BrandPicture, DesignTemplate

__all__ = ["BrandPicture", "DesignGroup", "DesignTemplate"]
