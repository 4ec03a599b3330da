"""Sending by SMTP (RFC 5321), with STARTTLS or, on port 465, TLS from the start."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr

from django.conf import settings

from greenroom.outreach.contract import NeedsReconnect, Receipt, Rejected, RetryLater
from greenroom.outreach.models import Message
from greenroom.outreach.rules.headers import headers_of

TLS_FROM_THE_START = 465
PERMANENT = 500


@dataclass(frozen=True)
class Smtp:
    """timeout: seconds any one answer of the server may take. tls: refuse to talk without encryption."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: bool = True
    timeout: float = 20.0

    def send(self, message: Message) -> Receipt:
        """One connection, one message. Raises one of the three failures of the contract."""
        with self._connected() as server:
            _hand_over(server, message)
        return Receipt("smtp")

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        try:
            server = self._greeted()
        except smtplib.SMTPNotSupportedError as lacking:
            raise NeedsReconnect(f"The mail server lacks what the settings ask for: {lacking}") from lacking
        except smtplib.SMTPResponseException as answer:
            raise _refused_us(answer) from answer
        except ssl.SSLCertVerificationError as doubt:
            raise NeedsReconnect(f"The mail server's certificate: {doubt.verify_message}") from doubt
        except OSError as away:
            raise RetryLater(_away(away)) from away
        try:
            yield server
        finally:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _greeted(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.tls and self.port == TLS_FROM_THE_START:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=self.timeout, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        try:
            if self.tls and self.port != TLS_FROM_THE_START:
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


def _hand_over(server: smtplib.SMTP, message: Message) -> None:
    try:
        server.send_message(
            _mime(message), from_addr=parseaddr(message.sender)[1], to_addrs=[parseaddr(message.recipient)[1]]
        )
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        raise _refused_it(code, words) from refused
    except smtplib.SMTPResponseException as answer:
        raise _refused_it(answer.smtp_code, answer.smtp_error) from answer
    except smtplib.SMTPNotSupportedError as lacking:
        raise Rejected("The mail server takes no addresses beyond ASCII.") from lacking
    except (smtplib.SMTPException, OSError) as away:
        raise RetryLater(_away(away)) from away
    except ValueError as unfit:
        raise Rejected("A header of this message has a line break in it.") from unfit


def _mime(message: Message) -> EmailMessage:
    """The row as MIME. A second delivery after a crash has the same Message-ID, so that it can be told."""
    domain = parseaddr(message.sender)[1].rpartition("@")[2] or "localhost"
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = message.sender, message.recipient, message.subject
    mail["Date"] = message.created_at
    mail["Message-ID"] = f"<{message.id}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    for name, value in headers_of(message).items():
        mail[name] = value
    mail.set_content(message.body)
    if message.html:
        mail.add_alternative(message.html, subtype="html")
    return mail


def _refused_us(answer: smtplib.SMTPResponseException) -> NeedsReconnect | RetryLater:
    words = _said(answer.smtp_code, answer.smtp_error)
    return NeedsReconnect(words) if answer.smtp_code >= PERMANENT else RetryLater(words)


def _refused_it(code: int, words: bytes | str) -> Rejected | RetryLater:
    return Rejected(_said(code, words)) if code >= PERMANENT else RetryLater(_said(code, words))


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"The mail server said {code}: {' '.join(text.split())}"


def _away(failure: Exception) -> str:
    if isinstance(failure, TimeoutError) or isinstance(failure.__context__, TimeoutError):
        return "The mail server did not answer in time."
    return "The mail server cannot be reached or hung up."


def from_settings() -> Smtp | None:
    """The server of Django's EMAIL settings, or None where no host is named."""
    if not settings.EMAIL_HOST:
        return None
    return Smtp(
        host=settings.EMAIL_HOST,
        port=settings.EMAIL_PORT,
        user=settings.EMAIL_HOST_USER,
        password=settings.EMAIL_HOST_PASSWORD,
        tls=settings.EMAIL_USE_TLS,
        timeout=settings.EMAIL_TIMEOUT,
    )
