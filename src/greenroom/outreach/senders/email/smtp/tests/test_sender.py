from __future__ import annotations

import datetime
import ipaddress
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from greenroom.core import clock
from greenroom.core.testing.standins.smtp import SmtpStandIn
from greenroom.outreach.contract import NeedsReconnect, Rejected, RetryLater
from greenroom.outreach.models import Message
from greenroom.outreach.senders.email.smtp import Smtp, from_settings


@pytest.fixture
def server() -> Iterator[SmtpStandIn]:
    with SmtpStandIn() as running:
        yield running


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[str, str]:
    """A certificate for 127.0.0.1 that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "stand-in")])
    now = clock.now()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = tmp_path / "certificate.pem", tmp_path / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return str(certificate), str(private)


def plain(server: SmtpStandIn, **given) -> Smtp:
    return Smtp(host=server.host, port=server.port, **{"tls": False, "timeout": 2.0, **given})


def message(**given) -> Message:
    return Message(
        **{
            "sender": "Greenroom <greenroom@example.org>",
            "recipient": "Zoë Quill <zoe@example.org>",
            "subject": "Grüße",
            "body": "Hello\n.\nA line that is only a dot stays.",
            **given,
        }
    )


def test_the_server_gets_the_words_the_addresses_and_the_subject(server):
    row = message()
    plain(server).send(row)
    (taken,) = server.received
    assert (taken.sender, taken.recipients) == ("greenroom@example.org", ("zoe@example.org",))
    assert taken.mail["Subject"] == "Grüße"
    assert taken.mail.get_content().replace("\r\n", "\n").rstrip("\n") == row.body


def test_a_second_delivery_of_the_same_message_carries_the_same_message_id(server):
    row = message()
    plain(server).send(row)
    plain(server).send(row)
    first, second = server.received
    assert first.mail["Message-ID"] == second.mail["Message-ID"] == f"<{row.id}@example.org>"
    assert first.mail["Date"] == second.mail["Date"]


def test_html_goes_beside_the_plain_text(server):
    plain(server).send(message(html="<p>Hello</p>"))
    mail = server.received[0].mail
    assert mail.get_body(("html",)).get_content().strip() == "<p>Hello</p>"
    assert mail.get_body(("plain",)).get_content().startswith("Hello")


def test_an_address_beyond_ascii_is_carried(server):
    plain(server).send(message(recipient="zoë@example.org"))
    assert server.received[0].recipients == ("zoë@example.org",)


@pytest.mark.parametrize(
    ("fault", "failure", "words"),
    [
        ("busy", RetryLater, "421"),
        ("tempfail", RetryLater, "451"),
        ("cut", RetryLater, "hung up"),
        ("refuse", Rejected, "550: 5.1.1 no such mailbox"),
        ("reject", Rejected, "554"),
    ],
)
def test_what_the_server_says_decides_what_to_do_next(server, fault, failure, words):
    server.fail(fault)
    with pytest.raises(failure, match=words):
        plain(server).send(message())
    assert server.received == []


def test_a_server_that_hangs_is_left_after_the_time_limit(server):
    server.fail("hang")
    with pytest.raises(RetryLater, match="in time"):
        plain(server, timeout=0.2).send(message())


def test_a_server_that_is_not_there_is_tried_later(server):
    with SmtpStandIn() as gone:
        sender = plain(gone)
    with pytest.raises(RetryLater, match="cannot be reached"):
        sender.send(message())


def test_a_wrong_password_is_for_a_person_to_mend_and_is_not_repeated_to_them(server):
    with SmtpStandIn(accounts={"mailer": "right"}) as asking:
        plain(asking, user="mailer", password="right").send(message())
        assert asking.received[0].user == "mailer"
        with pytest.raises(NeedsReconnect, match="535") as refused:
            plain(asking, user="mailer", password="wr0ng-secret").send(message())
    assert "wr0ng-secret" not in str(refused.value)


def test_nothing_is_said_in_the_clear_to_a_server_without_tls(server):
    with pytest.raises(NeedsReconnect, match="STARTTLS"):
        plain(server, tls=True).send(message())
    assert server.received == []


def test_a_message_travels_encrypted_where_tls_is_offered(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    with SmtpStandIn(certificate=certificate) as encrypted:
        plain(encrypted, tls=True).send(message())
    assert encrypted.received[0].encrypted


def test_a_certificate_nobody_vouches_for_is_refused(certificate):
    with SmtpStandIn(certificate=certificate) as doubtful, pytest.raises(NeedsReconnect, match="certificate"):
        plain(doubtful, tls=True).send(message())
    assert doubtful.received == []


def test_the_settings_name_the_server_and_no_host_means_none(settings):
    settings.EMAIL_HOST = ""
    assert from_settings() is None
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "mail.example.org", 465, True
    found = from_settings()
    assert found is not None
    assert (found.host, found.port, found.tls) == ("mail.example.org", 465, True)
