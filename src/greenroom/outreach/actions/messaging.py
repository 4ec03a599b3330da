"""The one way in which candidates are written to: template, policy, suppression, outbox.

Every statement is made once, or once a brand, however many messages are written together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from greenroom.accounts.models import Workspace
from greenroom.branding.queries import brands
from greenroom.branding.rules import colours
from greenroom.branding.rules.brand import Brand
from greenroom.core import clock, scope
from greenroom.outreach.actions import outbox
from greenroom.outreach.actions.drawing import draw_mail, sender_of
from greenroom.outreach.actions.suppressions import Held, link_for
from greenroom.outreach.models import Message
from greenroom.outreach.queries import policies, suppressions
from greenroom.outreach.queries.wording import Words, words
from greenroom.outreach.rules.kinds import AT_ONCE, EMAIL, ESSENTIAL, KINDS, SMS
from greenroom.outreach.rules.letters import Letter
from greenroom.outreach.rules.policy import Terms, when
from greenroom.outreach.rules.wording import fill, harmless
from greenroom.outreach.senders import registry


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """phone: E.164 or "". zone: IANA, "" where it is not known. since: when their application began."""

    email: str
    phone: str = ""
    language: str = "en"
    zone: str = ""
    since: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is to be written. group_id, policy_id: None for the workspace's default.

    number: tells it from others of its kind about the same; it is written once. "" for what may be written again,
    such as codes. not_before: where it is to wait. channels: those that may be used; text messages go only where the
    policy wants them, a phone number is known and something carries them. brand_id: as the two ids before it.
    """

    kind: str
    recipient: Recipient
    variables: Mapping[str, str]
    about_id: UUID
    number: str = "1"
    group_id: UUID | None = None
    policy_id: UUID | None = None
    brand_id: UUID | None = None
    not_before: datetime | None = None
    channels: Sequence[str] = (EMAIL, SMS)


@dataclass(frozen=True)
class _Branded:
    """What the brand of a message is asked for with."""

    workspace: Workspace
    brand_id: UUID | None


@dataclass(frozen=True)
class _Known:
    """What was read for a pile of drafts."""

    workspace: Workspace
    brands: Mapping[UUID | None, Brand]
    words: Words
    terms: Mapping[UUID | None, Terms]
    suppressed: set[tuple[str, str]] = field(default_factory=set)


def write(draft: Draft) -> list[Message]:
    """The messages that were written; none where the policy, the recipient or an earlier one stands against it."""
    return write_all([draft])


def write_all(drafts: Iterable[Draft]) -> list[Message]:
    """As `write`, for many at once, in the workspace in scope."""
    pile = list(drafts)
    if not pile:
        return []
    known = _known(pile)
    letters = [letter for draft in pile for letter in _letters(draft, known)]
    return outbox.record_all(letters)


def _known(pile: Sequence[Draft]) -> _Known:
    workspace_id = scope.current()
    if workspace_id is None:
        raise scope.Unscoped("a message was written outside a workspace")
    workspace = Workspace.objects.get(id=workspace_id)
    groups = {draft.group_id for draft in pile if draft.group_id}
    said = words(workspace.id, group_ids=groups, kinds={draft.kind for draft in pile})
    drawn = {brand_id: brands.of(_Branded(workspace, brand_id)) for brand_id in {d.brand_id for d in pile}}
    asked = [draft for draft in pile if draft.kind not in AT_ONCE]
    if not asked:
        return _Known(workspace, drawn, said, {})
    addresses = {
        address for draft in asked for address in (draft.recipient.email, draft.recipient.phone) if address
    }
    return _Known(
        workspace,
        drawn,
        said,
        policies.terms(workspace.id, {draft.policy_id for draft in asked}),
        suppressions.among(workspace.id, addresses),
    )


def _letters(draft: Draft, known: _Known) -> Iterable[Letter]:
    terms = known.terms.get(draft.policy_id, Terms())
    now = clock.now()
    moment = when(
        terms,
        draft.kind,
        max(now, draft.not_before or now),
        draft.recipient.zone,
        since=draft.recipient.since,
    )
    if moment is None:
        return
    due_at = moment if moment > now else None
    for channel, address in _ways(draft, terms):
        if draft.kind in ESSENTIAL or (channel, address.lower()) not in known.suppressed:
            yield _letter(draft, known, channel=channel, address=address, due_at=due_at)


def _ways(draft: Draft, terms: Terms) -> Iterable[tuple[str, str]]:
    """Channel and address of each message of a draft."""
    offered = set(draft.channels) & set(KINDS[draft.kind].channels)
    if EMAIL in offered and draft.recipient.email:
        yield EMAIL, draft.recipient.email
    if SMS in offered and draft.recipient.phone and terms.by_text and registry.carries(SMS):
        yield SMS, draft.recipient.phone


def _letter(draft: Draft, known: _Known, *, channel: str, address: str, due_at: datetime | None) -> Letter:
    language, workspace = draft.recipient.language, known.workspace
    text = known.words.text(draft.group_id, draft.kind, channel, language)
    if text is None:
        raise LookupError(f"{draft.kind} has no words for {channel}")
    brand = known.brands[draft.brand_id]
    values = harmless({"company_name": brand.name, **draft.variables})
    held = Held(workspace.id, channel, address, language)
    stop = link_for(held) if channel == EMAIL and KINDS[draft.kind].ends_by_click else ""
    drawn = draw_mail(
        text, values, language=language, accent=colours.readable(brand.look.primary, colours.PLAIN), stop=stop
    )
    is_mail = channel == EMAIL
    return Letter(
        channel=channel,
        sender=sender_of(known.words.group(draft.group_id), brand.name) if is_mail else "",
        recipient=address,
        subject=" ".join(fill(text.subject, values).split()),
        body=drawn.body if is_mail else fill(text.body, values),
        html=drawn.html if is_mail else "",
        kind=draft.kind,
        about_id=draft.about_id,
        due_at=due_at,
        key=f"{draft.kind}:{draft.about_id}:{draft.number}:{channel}" if draft.number else None,
        policy_id=draft.policy_id,
        zone=draft.recipient.zone,
        unsubscribe_url=stop,
    )
