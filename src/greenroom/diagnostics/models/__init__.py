from greenroom.diagnostics.models.policy import CapturePolicy
from greenroom.diagnostics.models.visit import ClientEvent, PageView, ScreenPart, Visit

__all__ = ["CapturePolicy", "ClientEvent", "PageView", "ScreenPart", "Visit"]
