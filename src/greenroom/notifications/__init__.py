"""Who of the team hears of what, and where: by e-mail, or in a channel of Slack or Microsoft Teams.

A subject is anything a room above names by a kind and an id, such as ("interviewer", id). Nothing here knows what that
is.
"""
