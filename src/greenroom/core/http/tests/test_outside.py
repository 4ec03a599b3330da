from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from greenroom.core.http import outside, wire
from greenroom.core.http.outside import Unfetchable, fetch, post
from greenroom.core.testing.certificates import Certificate
from greenroom.core.testing.outside import Internet, internet
from greenroom.core.testing.standins.site import SiteStandIn

JOBS = "jobs.example.org"
PAGE = f"http://{JOBS}/1"


@pytest.fixture
def site() -> Iterator[SiteStandIn]:
    with SiteStandIn() as running:
        running.show("/1", b"<p>Till</p>")
        yield running


@pytest.fixture
def net(site: SiteStandIn) -> Iterator[Internet]:
    with internet({JOBS: site.port, "other.example.org": site.port}) as made:
        yield made


def refused(typed: str = PAGE) -> Unfetchable:
    with pytest.raises(Unfetchable) as said:
        fetch(typed)
    return said.value


def test_a_page_comes_with_its_type_and_where_it_was_found(site, net):
    found = fetch(PAGE)
    assert (found.content, found.media_type, found.charset) == (b"<p>Till</p>", "text/html", "utf-8")
    assert found.url == PAGE
    assert net.called == [(net.address_of(JOBS), 80)]


def test_a_request_says_who_asks_and_nothing_else(site, net, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site.pages["/sets"] = lambda visit: visit.answer(302, location="/1", set_cookie="seen=1; Path=/")
    fetch(f"http://{JOBS}/sets")
    assert [set(asked.headers) for asked in site.asked] == [
        {"host", "user-agent", "accept", "accept-encoding", "connection"}
    ] * 2
    assert {asked.headers["user-agent"].partition("/")[0] for asked in site.asked} == {"Greenroom"}
    assert {asked.headers["host"] for asked in site.asked} == {JOBS}


@pytest.mark.parametrize(
    "typed",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://１２７.0.0.1/",
        "http://①②⑦.0.0.1/",
        "http://127。0。0。1/",
        "http://localhost/",
        "http://localhost./",
    ],
)
def test_an_inside_address_is_never_called(site, net, typed):
    net.names["localhost"] = [["127.0.0.1"]]
    refused(typed)
    assert net.called == []


def test_a_name_with_one_inside_address_among_its_public_ones_is_never_called(site, net):
    net.names[JOBS] = [[net.address_of(JOBS), "192.168.1.1"]]
    assert "not on the public internet" in refused().message
    assert net.called == []


def test_a_name_that_changes_its_mind_is_called_at_the_address_that_was_checked(site, net):
    net.names[JOBS] = [[net.address_of(JOBS)], ["127.0.0.1"]]
    assert fetch(PAGE).content == b"<p>Till</p>"
    assert net.called == [(net.address_of(JOBS), 80)]
    refused()
    assert len(net.called) == 1


def test_a_name_whose_first_address_is_dead_is_called_at_the_next(site, net):
    net.names[JOBS] = [["8.8.8.8", net.address_of(JOBS)]]
    assert fetch(PAGE).content == b"<p>Till</p>"
    assert [address for address, _port in net.called] == ["8.8.8.8", net.address_of(JOBS)]


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1/1",
        "//127.0.0.1/1",
        "http://inside.example.org/1",
        "http://2130706433/1",
        "http://[::ffff:127.0.0.1]/1",
        "http://me:secret@other.example.org/1",
        "http://other.example.org:8000/1",
        "file:///etc/passwd",
        "",
    ],
)
def test_a_page_that_leads_inside_is_not_followed(site, net, to):
    net.names["inside.example.org"] = [["10.1.2.3"]]
    site.lead("/go", to)
    refused(f"http://{JOBS}/go")
    assert len(net.called) == 1
    assert [asked.path for asked in site.asked] == ["/go"]


def test_five_redirects_are_followed_and_a_sixth_is_not(site, net):
    for step in range(6):
        site.lead(f"/go{step}", f"http://other.example.org/go{step - 1}" if step else "/1")
    found = fetch(f"http://{JOBS}/go4")
    assert (found.url, len(site.asked)) == ("http://other.example.org/1", 6)
    assert "on and on" in refused(f"http://{JOBS}/go5").message


def test_a_page_that_leads_to_itself_has_an_end(site, net):
    site.lead("/round", "/round")
    assert "on and on" in refused(f"http://{JOBS}/round").message
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("status", "word", "passing"),
    [
        (404, "no page", False),
        (401, "sign-in", False),
        (403, "programs", False),
        (429, "too many", True),
        (503, "503", True),
    ],
)
def test_a_page_that_is_not_there_says_so(site, net, status, word, passing):
    site.pages["/1"] = lambda visit: visit.answer(status, b"<p>sorry</p>")
    said = refused()
    assert word in said.message
    assert said.passing is passing


def test_five_megabytes_come_in_and_six_do_not(site, net):
    site.show("/1", b"x" * 5_000_000)
    assert len(fetch(PAGE).content) == 5_000_000
    site.show("/1", b"x" * 5_000_001)
    assert "larger than 5 MB" in refused().message


def test_a_page_without_a_length_is_counted_as_it_comes(site, net):
    taken = []

    def endless(visit) -> None:
        visit.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        for _ in range(1000):
            visit.write(b"x" * 100_000)
            taken.append(1)

    site.pages["/1"] = endless
    assert "larger than 5 MB" in refused().message
    assert len(taken) < 500


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress], ids=["gzip", "deflate"])
def test_a_packed_page_is_unpacked(site, net, pack):
    site.pages["/1"] = lambda visit: visit.answer(
        200, pack(b"<p>Till</p>" * 1000), content_encoding="gzip" if pack is gzip.compress else "deflate"
    )
    assert fetch(PAGE).content == b"<p>Till</p>" * 1000


def test_a_packed_page_counts_as_what_it_unpacks_to(site, net):
    bomb = gzip.compress(b"\0" * 60_000_000, 9)
    assert len(bomb) < 250_000
    site.pages["/1"] = lambda visit: visit.answer(200, bomb, content_encoding="gzip")
    assert "larger than 5 MB" in refused().message


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip"])
def test_a_page_packed_in_another_way_is_refused(site, net, encoding):
    site.pages["/1"] = lambda visit: visit.answer(200, b"x", content_encoding=encoding)
    assert "packed" in refused().message


def test_a_packed_page_that_is_cut_off_or_broken_is_refused(site, net):
    whole = gzip.compress(b"words " * 10_000)
    for content in (whole[:-20], b"never packed"):
        site.pages["/1"] = lambda visit, content=content: visit.answer(200, content, content_encoding="gzip")
        assert "broke off" in refused().message


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_site_that_drips_is_left_when_the_time_is_over(site, net, monkeypatch, part):
    monkeypatch.setattr(outside, "SECONDS", 0.4)

    def drip(visit) -> None:
        visit.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n" + (b"\r\n" if part == "body" else b"X: "))
        while not visit.stopping.wait(0.02):
            visit.write(b"x")

    site.pages["/1"] = drip
    started = time.monotonic()
    said = refused()
    assert (said.passing, said.message) == (True, wire.NO_TIME)
    assert time.monotonic() - started < 5


def test_a_resolver_that_does_not_answer_is_left_when_the_time_is_over(site, net, monkeypatch):
    monkeypatch.setattr(outside, "SECONDS", 0.2)
    monkeypatch.setattr(
        wire, "_world", wire.World(lambda *_: site.stopping.wait(20) or [], net.dial, lambda: net.trust)
    )
    assert refused().message == wire.NO_TIME


def test_the_time_is_for_all_redirects_together(site, net, monkeypatch):
    monkeypatch.setattr(outside, "SECONDS", 0.5)

    def slowly_on(visit) -> None:
        visit.stopping.wait(0.2)
        visit.answer(302, location="/slow")

    site.pages["/slow"] = slowly_on
    assert refused(f"http://{JOBS}/slow").message == wire.NO_TIME


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"no http at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000,
    ],
    ids=["nothing", "nonsense", "cut off", "endless header"],
)
def test_a_site_that_does_not_speak_http_is_refused(site, net, answer):
    site.pages["/1"] = lambda visit: visit.write(answer)
    assert refused().passing


def test_a_name_that_is_nobodys_is_said_to_be(site, net):
    assert "no site of this name" in refused("http://nowhere.example.org/").message


def test_a_site_that_is_off_is_said_to_be(net):
    net.names["off.example.org"] = [["8.8.4.4"]]
    assert "cannot be reached" in refused("http://off.example.org/").message


def test_an_encrypted_site_is_read_under_its_own_name_only(tmp_path):
    certificate = Certificate(tmp_path, JOBS)
    with SiteStandIn(tls=certificate.server) as site:
        site.show("/1", b"words")
        site.lead("/down", f"http://{JOBS}/1")
        sites = {JOBS: site.port, "other.example.org": site.port}
        with internet(sites, trust=certificate.trust) as net:
            assert fetch(f"https://{JOBS}/1").content == b"words"
            assert net.called == [(net.address_of(JOBS), 443)]
            assert "certificate" in refused("https://other.example.org/1").message
            assert "not encrypted" in refused(f"https://{JOBS}/down").message
        with internet(sites):
            assert "certificate" in refused(f"https://{JOBS}/1").message
        assert [asked.path for asked in site.asked] == ["/1", "/down"]


def test_a_proxy_of_the_settings_is_given_the_address_that_was_checked(site, settings):
    tunnelled = []

    def tunnel(visit) -> None:
        tunnelled.append((visit.asked.path, visit.asked.headers.get("proxy-authorization")))
        visit.write(b"HTTP/1.1 200 go on\r\n\r\n")

    site.otherwise = tunnel
    settings.OUTSIDE_PROXY = f"http://me:se%3Acret@proxy.example.org:{site.port}"
    with internet({"proxy.example.org": site.port}, names={JOBS: [["93.184.215.9"]]}) as net:
        assert fetch(PAGE).content == b"<p>Till</p>"
        assert refused("http://127.0.0.1/").message.startswith("This address is not on the public")
        site.otherwise = lambda visit: visit.answer(407)
        assert "cannot be reached" in refused().message
    assert tunnelled == [("93.184.215.9:80", "Basic bWU6c2U6Y3JldA==")]
    assert {address for address, _port in net.called} == {"proxy.example.org"}


def test_a_webhook_is_spoken_to_once_and_whatever_it_says_is_its_answer(site, net):
    site.pages["/hook"] = lambda visit: visit.answer(429, b"slow down", retry_after="30")
    answer = post(f"http://{JOBS}/hook", content=b'{"text": "hello"}')
    assert (answer.status, answer.headers["retry-after"], answer.content) == (429, "30", b"slow down")
    (asked,) = site.asked
    assert (asked.method, asked.content) == ("POST", b'{"text": "hello"}')
    assert asked.headers["content-type"] == "application/json"


def test_a_webhook_that_leads_on_is_not_followed(site, net):
    site.lead("/hook", "/1", status=307)
    assert post(f"http://{JOBS}/hook", content=b"{}").status == 307
    assert len(site.asked) == 1


def test_only_the_beginning_of_a_long_answer_of_a_webhook_is_kept(site, net):
    site.pages["/hook"] = lambda visit: visit.answer(200, b"x" * 1_000_000)
    assert len(post(f"http://{JOBS}/hook", content=b"{}").content) == outside.MOST_ANSWER


def test_a_webhook_inside_is_never_called(site, net):
    with pytest.raises(Unfetchable):
        post("http://127.0.0.1/hook", content=b"{}")
    assert net.called == []


def test_nothing_but_the_tests_puts_another_internet_in_place_of_the_real_one():
    package = Path(wire.__file__).parents[2]
    named = [
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if not {"tests", "testing"} & set(path.parts)
        and ("testing.outside" in path.read_text() or "_world" in path.read_text())
    ]
    assert named == ["core/http/wire.py"]
