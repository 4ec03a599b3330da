from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from greenroom.accounts.permissions import Forbidden
from greenroom.core.errors import Refused
from greenroom.core.models import StoredEvent
from greenroom.core.testing.outside import Internet, internet
from greenroom.core.testing.standins.site import SiteStandIn
from greenroom.interviewers import posting
from greenroom.interviewers.actions import fetching

PAGE = Path(posting.__file__).parent / "tests" / "pages" / "graph.html"
HOST = "harrow-pine.example.org"


@pytest.fixture
def site() -> Iterator[SiteStandIn]:
    with SiteStandIn() as running:
        running.show("/jobs/17", PAGE.read_bytes())
        running.show("/news", b"<p>Lighthouse painted again</p>")
        yield running


@pytest.fixture(autouse=True)
def net(site: SiteStandIn) -> Iterator[Internet]:
    with internet({HOST: site.port}) as made:
        yield made


def test_a_posting_is_read_from_its_address(in_workspace, site):
    site.lead("/old", "/jobs/17")
    found = fetching.read_posting(url=f" http://{HOST}/old ", by=in_workspace.colleague)
    assert (found.title, found.url) == ("Warehouse Operative", f"http://{HOST}/jobs/17")
    assert found.text.startswith("Warehouse Operative\nCompany: Harrow & Pine\n")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (f"http://{HOST}/news", "No job posting was found"),
        (f"http://{HOST}/gone", "no page at this address"),
        ("http://127.0.0.1/jobs", "not on the public internet"),
        ("http://nowhere.example.org/", "no site of this name"),
        ("ftp://example.org/", "http://"),
        ("", "Enter the address"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_address(in_workspace, url, said):
    with pytest.raises(Refused, match=said) as refused:
        fetching.read_posting(url=url, by=in_workspace.owner)
    assert refused.value.field == "source_url"


def test_a_member_reads_twenty_pages_in_ten_minutes_and_others_are_not_held_up(in_workspace, site):
    for _ in range(fetching.PAGES):
        fetching.read_posting(url=f"http://{HOST}/jobs/17", by=in_workspace.owner)
    with pytest.raises(Refused, match="ten minutes"):
        fetching.read_posting(url=f"http://{HOST}/jobs/17", by=in_workspace.owner)
    assert len(site.asked) == fetching.PAGES
    fetching.read_posting(url=f"http://{HOST}/jobs/17", by=in_workspace.colleague)


def test_who_may_not_edit_interviewers_has_nothing_fetched_for_them(in_workspace, site, net):
    with pytest.raises(Forbidden):
        fetching.read_posting(url=f"http://{HOST}/jobs/17", by=in_workspace.viewer)
    assert (site.asked, net.called) == ([], [])


def test_reading_a_page_changes_nothing(in_workspace):
    before = StoredEvent.objects.count()
    fetching.read_posting(url=f"http://{HOST}/jobs/17", by=in_workspace.owner)
    assert StoredEvent.objects.count() == before
