from greenroom.outreach.models.message import Message
from greenroom.outreach.models.policy import Policy
from greenroom.outreach.models.suppression import Suppression
from greenroom.outreach.models.templates import MessageTemplate, TemplateGroup
from greenroom.outreach.models.texts import ReceivedText, TextNumber, TextTalk, TextThread

__all__ = [
    "Message",
    "MessageTemplate",
    "Policy",
    "ReceivedText",
    "Suppression",
    "TemplateGroup",
    "TextNumber",
    "TextTalk",
    "TextThread",
]
