from greenroom.media.models.files import Resume, StoredFile

__all__ = ["Resume", "StoredFile"]
