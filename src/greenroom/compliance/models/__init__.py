from greenroom.compliance.models.consent import Consent
from greenroom.compliance.models.requests import DataRequest

__all__ = ["Consent", "DataRequest"]
