from greenroom.outreach.models.message import Message
from greenroom.outreach.models.policy import Policy
from greenroom.outreach.models.suppression import Suppression
from greenroom.outreach.models.templates import MessageTemplate, TemplateGroup

__all__ = ["Message", "MessageTemplate", "Policy", "Suppression", "TemplateGroup"]
