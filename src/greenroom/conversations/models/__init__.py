from greenroom.conversations.models.call import Call, VoiceWorker
from greenroom.conversations.models.phone import PhoneCall
from greenroom.conversations.models.sample import CallSample
from greenroom.conversations.models.turn import Conversation, Turn

__all__ = ["Call", "CallSample", "Conversation", "PhoneCall", "Turn", "VoiceWorker"]
