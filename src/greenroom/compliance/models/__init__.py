from greenroom.compliance.models.consent import Consent
from greenroom.compliance.models.requests import DataRequest
from greenroom.compliance.models.retention import RetentionRun

__all__ = ["Consent", "DataRequest", "RetentionRun"]
