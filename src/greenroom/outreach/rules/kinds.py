"""The kinds of message there are, and what each can say."""

from __future__ import annotations

from dataclasses import dataclass

EMAIL, SMS = "email", "sms"
LANGUAGES = ("en", "es", "fr", "de", "pt", "ar")
RIGHT_TO_LEFT = frozenset({"ar"})
ALWAYS = ("candidate_name", "job_title", "company_name", "link")
ADDRESSES = frozenset({"link", "scheduling_link"})
"""Variables that are links."""
OWN_WORDS = frozenset({"message", "answer", "reason"})
"""Variables that hold what a member wrote for this one person: whole texts, with their lines."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """slug: the key of its template. more: variables besides `always`. needs: those its text must have.

    is_essential: goes whatever a policy or the recipient says, and at once, unless it keeps_quiet_hours.
    ends_by_click: carries the way to unsubscribe, as the law asks of what nobody waits for.
    """

    slug: str
    needs: frozenset[str]
    more: tuple[str, ...] = ()
    always: tuple[str, ...] = ALWAYS
    channels: tuple[str, ...] = (EMAIL,)
    is_essential: bool = False
    keeps_quiet_hours: bool = False
    ends_by_click: bool = False

    @property
    def variables(self) -> tuple[str, ...]:
        return self.always + self.more


_LINK = frozenset({"link"})
_OF_THEM = ("candidate_name", "company_name")  # what is about the person, and no role
BOTH = (EMAIL, SMS)
KINDS: dict[str, Kind] = {
    kind.slug: kind
    for kind in (
        Kind(slug="invitation", needs=_LINK, more=("deadline",), channels=BOTH, ends_by_click=True),
        Kind(slug="code", needs=frozenset({"code"}), more=("code",), is_essential=True),
        Kind(slug="reminder", needs=_LINK, more=("deadline",), channels=BOTH, ends_by_click=True),
        Kind(slug="final_reminder", needs=_LINK | {"deadline"}, more=("deadline",), ends_by_click=True),
        Kind(slug="next_step", needs=_LINK, more=("deadline",)),
        Kind(slug="completion", needs=frozenset(), channels=BOTH),
        Kind(slug="retake", needs=_LINK, more=("opens_at", "deadline")),
        Kind(
            slug="scheduling_link",
            needs=frozenset({"scheduling_link"}),
            more=("scheduling_link",),
            channels=BOTH,
        ),
        Kind(
            slug="stopped",
            needs=_LINK | {"message"},
            more=("message",),
            is_essential=True,
            keeps_quiet_hours=True,
        ),
        Kind(slug="help_answer", needs=frozenset({"answer"}), more=("answer",), is_essential=True),
        Kind(slug="feedback", needs=frozenset({"message"}), more=("message",)),
        Kind(slug="feedback_report", needs=_LINK | {"message"}, more=("message",)),
        Kind(slug="data_done", needs=frozenset(), more=("reason",), always=_OF_THEM, is_essential=True),
        Kind(
            slug="data_refused",
            needs=frozenset({"reason"}),
            more=("reason",),
            always=_OF_THEM,
            is_essential=True,
        ),
        Kind(slug="erasure", needs=frozenset(), always=_OF_THEM, is_essential=True),
    )
}
ESSENTIAL = frozenset(slug for slug, kind in KINDS.items() if kind.is_essential)
AT_ONCE = frozenset(slug for slug in ESSENTIAL if not KINDS[slug].keeps_quiet_hours)
"""Kinds of which nothing is asked: no policy, no unsubscribing, no hour."""
