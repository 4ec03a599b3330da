"""What recruiters read of messages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

KINDS = {
    "invitation": (_("Invitation"), _("When a member adds somebody")),
    "code": (_("Code"), _("When somebody proves their address; always goes, at once")),
    "reminder": (_("Reminder"), _("While something waits for them")),
    "final_reminder": (_("Last reminder"), _("In the last days before the deadline")),
    "next_step": (_("Next step"), _("When their next step opens while they are away")),
    "completion": (_("Thanks"), _("When they have done every step")),
    "retake": (_("Another go"), _("When they may do a step again")),
    "scheduling_link": (_("Choose a time"), _("When they are shortlisted, if the interviewer has a link")),
    "stopped": (
        _("Stopped by a rule"),
        _("When a rule stops them, with the words of the stage; always goes"),
    ),
    "help_answer": (_("Answer"), _("When a member answers their request for a person; always goes, at once")),
    "feedback": (_("Feedback"), _("When a member sends a letter about their interview")),
    "feedback_report": (
        _("Feedback with a report"),
        _("When a member sends such a letter with a link to a report of their own words"),
    ),
    "data_done": (
        _("Data request done"),
        _("When what they asked of their data is done; always goes, at once"),
    ),
    "data_refused": (
        _("Data request refused"),
        _("When what they asked of their data is refused; always goes, at once"),
    ),
    "erasure": (_("Erasure"), _("Before everything held of them is erased; always goes, at once")),
}
"""Name, and when it is sent."""
CHANNELS = {"email": _("E-mail"), "sms": _("Text message")}
LANGUAGES = {
    "en": _("English"),
    "es": _("Spanish"),
    "fr": _("French"),
    "de": _("German"),
    "pt": _("Portuguese"),
    "ar": _("Arabic"),
}
WHY_CANCELLED = {
    "taken_back": _("A member took it back."),
    "unwanted": _("When it was due it was no longer wanted: what it was about had happened, or was closed."),
    "policy": _("When it was due the policy was against it."),
    "unsubscribed": _("The recipient had unsubscribed, or the address takes no mail."),
}
