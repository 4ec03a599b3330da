"""Conversations: the interview itself. `engine` decides in plain Python; turns are kept before they are said."""
