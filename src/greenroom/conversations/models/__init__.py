from greenroom.conversations.models.turn import Conversation, Turn

__all__ = ["Conversation", "Turn"]
