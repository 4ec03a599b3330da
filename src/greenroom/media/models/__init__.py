from greenroom.media.models.files import Resume, StoredFile
from greenroom.media.models.recordings import Recording

__all__ = ["Recording", "Resume", "StoredFile"]
