from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from greenroom.core.http.addresses import Unfetchable, is_public, read

NOT_PUBLIC = {
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fd00::1", "fc00::1"],
    "link-local": ["169.254.0.1", "fe80::1", "fe80::1%eth0"],
    "carriers' own": ["100.64.0.1", "100.127.255.255"],
    "metadata of clouds": [
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "fd00:ec2::254",
    ],
    "nobody": ["0.0.0.0", "0.1.2.3", "::"],  # noqa: S104  (an address to refuse)
    "many": ["224.0.0.1", "239.255.255.255", "233.1.2.3", "255.255.255.255", "ff02::1", "ff0e::1"],
    "reserved": ["240.0.0.1", "198.18.0.1", "192.0.2.1", "198.51.100.1", "203.0.113.1", "192.88.99.1"],
    "documents": ["2001:db8::1", "3fff::1"],
    "old site-local": ["fec0::1"],
    "discarded": ["100::1"],
    "not given out": ["4000::1", "1::1"],
    "mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"],
    "compatible": ["::127.0.0.1", "::93.184.215.1"],
    "6to4": ["2002:7f00:1::", "2002:a00:1::1", "2002:a9fe:a9fe::"],
    "NAT64": ["64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::5db8:d701"],
    "Teredo": ["2001:0:4136:e378:8000:63bf:3fff:fdd2"],
}
EACH = [(kind, address) for kind, addresses in NOT_PUBLIC.items() for address in addresses]


@pytest.mark.parametrize(("kind", "address"), EACH)
def test_an_address_that_is_not_one_host_of_the_public_internet_is_not_public(kind, address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "93.184.215.14",
        "8.8.8.8",
        "2606:2800:220:1::1",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::1",
    ],
)
def test_a_host_of_the_public_internet_is_public(address):
    assert is_public(ipaddress.ip_address(address))


@given(some.ip_addresses(v=4))
def test_every_way_of_wrapping_an_address_is_as_public_as_the_address(inner):
    number = int(inner)
    wrapped = [
        ipaddress.IPv6Address(0xFFFF << 32 | number),
        ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) | number),
        ipaddress.IPv6Address(0x2002 << 112 | number << 80),
    ]
    assert {is_public(address) for address in wrapped} == {is_public(inner)}


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("https://jobs.example.org/1", "https://jobs.example.org/1"),
        ("  jobs.example.org/1 ", "https://jobs.example.org/1"),
        ("jobs.example.org", "https://jobs.example.org"),
        ("HTTP://Jobs.Example.ORG:80/a?b=c#d", "http://jobs.example.org/a?b=c"),
        ("https://bücher.example/stelle", "https://xn--bcher-kva.example/stelle"),
        ("https://jobs.example.org:443/ü", "https://jobs.example.org/%C3%BC"),
    ],
)
def test_an_address_is_read_as_a_browser_reads_it(typed, read_as):
    assert str(read(typed).url).rstrip("/") == read_as.rstrip("/")
    assert "#" not in str(read(typed).url)


def test_a_dot_at_the_end_of_a_name_makes_no_other_name():
    assert read("https://jobs.example.org./1").host == "jobs.example.org"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "not an address",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "gopher://example.org:70/_x",
        "https://",
        "https:///x",
        "https://me@example.org/",
        "https://me:secret@example.org/",
        "https://example.org@127.0.0.1/",
        "https://example.org:22/",
        "https://example.org:8080/",
        "https://example.org:99999/",
        "http://example.org\\@127.0.0.1/",
        "http://exa mple.org/",
        "http://example.org/\r\nHost: inside",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://017700000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.0.1.1/",
        "http://0/",
        "http://[::1%25eth0]/",
        "http://[::1/",
        "http://example.org/" + "x" * 2000,
    ],
)
def test_what_is_no_plain_web_address_is_refused_with_a_sentence(typed):
    with pytest.raises(Unfetchable) as refused:
        read(typed)
    assert refused.value.message.endswith(".")
    assert not refused.value.passing


@given(some.text(max_size=60))
def test_whatever_is_typed_is_an_address_or_refused(typed):
    try:
        target = read(typed)
    except Unfetchable:
        return
    assert target.scheme in {"http", "https"}
    assert target.port in {80, 443}
