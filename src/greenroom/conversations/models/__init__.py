from greenroom.conversations.models.call import Call, VoiceWorker
from greenroom.conversations.models.turn import Conversation, Turn

__all__ = ["Call", "Conversation", "Turn", "VoiceWorker"]
