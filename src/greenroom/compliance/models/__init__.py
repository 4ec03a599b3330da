from greenroom.compliance.models.consent import Consent

__all__ = ["Consent"]
