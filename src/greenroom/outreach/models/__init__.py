from greenroom.outreach.models.message import Message

__all__ = ["Message"]
