"""Fetching an address a person typed: a page to read, or a webhook to speak to.

Only http and https on their own ports, only to public addresses (`addresses.is_public`), each connection to exactly
the address that was checked (`wire`), each redirect checked as if it had been typed. No cookies, no credentials, no
proxy but the one in the settings, and an end in sight: `MOST_BYTES`, `SECONDS`, `MOST_REDIRECTS`.
"""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message

import httpcore

from greenroom import __version__
from greenroom.core.http.addresses import Target, Unfetchable, read
from greenroom.core.http.wire import NO_TIME, Deadline, Wire, world

__all__ = ["Answer", "Fetched", "Unfetchable", "check", "fetch", "post"]

MOST_BYTES = 5_000_000  # of the page itself, unpacked
MOST_ANSWER = 64_000  # bytes of what a webhook answers
SECONDS = 10.0  # for everything together
MOST_REDIRECTS = 5
USER_AGENT = f"Greenroom/{__version__}"

_REDIRECTS = {301, 302, 303, 307, 308}
_SAID = {
    401: "This page asks for a sign-in. Paste the text instead.",
    403: "This site does not let programs read the page. Paste the text instead.",
    404: "There is no page at this address.",
    410: "This page has been taken down.",
    429: "This site gets too many requests. Try again later, or paste the text.",
}


@dataclass(frozen=True)
class Fetched:
    """A page. url: where it was found in the end. media_type, charset: as the site says, in lower case, or ""."""

    url: str
    media_type: str
    charset: str
    content: bytes


@dataclass(frozen=True)
class Answer:
    """What a webhook said. headers: names in lower case."""

    status: int
    headers: dict[str, str]
    content: bytes


def check(typed: str) -> str:
    """The address as it would be fetched, without a look at the network. Raises Unfetchable."""
    return str(read(typed).url)


def fetch(typed: str) -> Fetched:
    """The page at an address. Raises Unfetchable with a sentence for whoever typed it."""
    deadline = Deadline(SECONDS)
    target = read(typed)
    for _hop in range(MOST_REDIRECTS + 1):
        with _request("GET", target, deadline) as response:
            headers = _headers(response)
            if response.status not in _REDIRECTS:
                _must_be_there(response.status)
                content = _content(response, headers, most=MOST_BYTES)
                return _page(target, headers, content)
            target = _next(target, headers)
    raise Unfetchable("This address leads on and on. Open it in a browser and copy where it ends.")


def post(typed: str, *, content: bytes, media_type: str = "application/json") -> Answer:
    """Send to a webhook, once. Whatever it answers is an answer; a redirect is not followed.

    Raises Unfetchable when there was none. Trying again is for jobs.
    """
    target = read(typed)
    given = [(b"Content-Type", media_type.encode("ascii")), (b"Content-Length", str(len(content)).encode())]
    with _request("POST", target, Deadline(SECONDS), content=content, more=given) as response:
        headers = _headers(response)
        return Answer(response.status, headers, _content(response, headers, most=MOST_ANSWER, cut=True))


@contextmanager
def _request(
    method: str,
    target: Target,
    deadline: Deadline,
    *,
    content: bytes | None = None,
    more: list[tuple[bytes, bytes]] | None = None,
) -> Iterator[httpcore.Response]:
    headers = [
        (b"Host", target.origin.encode("ascii")),
        (b"User-Agent", USER_AGENT.encode("ascii")),
        (b"Accept", b"*/*"),
        (b"Accept-Encoding", b"gzip"),
        (b"Connection", b"close"),
        *(more or []),
    ]
    url = httpcore.URL(
        scheme=target.scheme.encode(),
        host=target.host.encode("ascii"),
        port=target.port,
        target=target.url.raw_path,
    )
    try:
        with (
            httpcore.ConnectionPool(ssl_context=world().trust(), network_backend=Wire(deadline)) as pool,
            pool.stream(method, url, headers=headers, content=content) as response,
        ):
            yield response
    except ssl.SSLCertVerificationError as doubt:
        raise Unfetchable("The site's certificate does not hold, so it was not read.") from doubt
    except (TimeoutError, httpcore.TimeoutException) as late:
        raise Unfetchable(NO_TIME, passing=True) from late
    except (OSError, httpcore.NetworkError, httpcore.ProtocolError, zlib.error) as broken:
        raise Unfetchable(
            "The site broke off, or did not answer as a web site does.", passing=True
        ) from broken


def _headers(response: httpcore.Response) -> dict[str, str]:
    """The last of each name."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}


def _must_be_there(status: int) -> None:
    if status in range(200, 300):
        return
    said = _SAID.get(status, f"The site answered with an error ({status}).")
    raise Unfetchable(said, passing=status >= 500 or status in {408, 429})


def _next(target: Target, headers: dict[str, str]) -> Target:
    to = headers.get("location", "")
    if not to.strip():
        raise Unfetchable("This page leads on, and does not say where to.")
    found = read(to, seen_from=target)
    if target.scheme == "https" and found.scheme == "http":
        raise Unfetchable("This page leads on to one that is not encrypted, so it was not read.")
    return found


def _content(response: httpcore.Response, headers: dict[str, str], *, most: int, cut: bool = False) -> bytes:
    """The body, unpacked. cut: keep the beginning of one that is too large instead of refusing it."""
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise Unfetchable("The site sent the page packed in a way that cannot be read.")
    parts, size = [], 0
    chunks = response.iter_stream()
    for part in _unpacked(chunks, most + 1) if encoding not in {"", "identity"} else chunks:
        parts.append(part)
        size += len(part)
        if size > most and not cut:
            raise Unfetchable(f"This page is larger than {most // 1_000_000} MB. Paste the text instead.")
        if size > most:
            break
    return b"".join(parts)[:most]


def _unpacked(chunks: Iterator[bytes], most: int) -> Iterator[bytes]:
    """A piece at a time, none larger than `most`, whatever a packed piece claims to hold."""
    unpack = zlib.decompressobj(wbits=47)  # gzip or zlib, as its first bytes say
    for chunk in chunks:
        rest = chunk
        while rest and not unpack.eof:
            yield unpack.decompress(rest, most)
            rest = unpack.unconsumed_tail
    if not unpack.eof:
        raise zlib.error("cut off")


def _page(target: Target, headers: dict[str, str], content: bytes) -> Fetched:
    said = Message()
    said["Content-Type"] = headers.get("content-type", "")
    media_type = said.get_content_type() if headers.get("content-type") else ""
    return Fetched(str(target.url), media_type, said.get_content_charset("") or "", content)
