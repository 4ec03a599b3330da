"""A job posting from its address on the web."""

from __future__ import annotations

from datetime import timedelta

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.core.http import limits, outside
from greenroom.core.text import clean
from greenroom.interviewers import posting
from greenroom.interviewers.posting import Posting

FIELD = "source_url"
PAGES = 20
WITHIN = timedelta(minutes=10)


def read_posting(*, url: str, by: Member) -> Posting:
    """The posting at an address. Raises Refused beside "source_url" with what to do instead.

    It waits for the network, so it is not to be called inside a transaction; it writes no row but the count of tries.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    try:
        address = outside.check(url)
        if not limits.allow("read-posting", str(by.id), times=PAGES, within=WITHIN):
            raise Refused("That is enough for now. Wait ten minutes, or paste the text.", field=FIELD)
        page = outside.fetch(address)
        found = posting.read(
            page.content, url=page.url, media_type=page.media_type, said_charset=page.charset
        )
    except (outside.Unfetchable, posting.NoPosting) as problem:
        raise Refused(problem.message, field=FIELD) from problem
    return Posting(text=clean(found.text), title=clean(found.title), url=found.url)
