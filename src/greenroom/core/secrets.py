"""Secrets that must be read again, kept so that a copy of the database does not give them away.

Encrypted with a key made from SECRET_KEY and the purpose (HKDF, RFC 5869; Fernet). Keys in SECRET_KEY_FALLBACKS still
open what they have sealed.
"""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.crypto import salted_hmac


class Sealed(Exception):
    """It cannot be opened: it was sealed with another key, for another purpose, or has been changed."""


def seal(plain: str, *, purpose: str) -> str:
    """The secret encrypted, as ASCII. purpose: what it is for, such as "webhook"; it opens for that alone."""
    return _box(purpose).encrypt(plain.encode()).decode("ascii")


def unseal(sealed: str, *, purpose: str) -> str:
    """The secret. Raises Sealed."""
    try:
        return _box(purpose).decrypt(sealed.encode()).decode()
    except (InvalidToken, UnicodeError) as refused:
        raise Sealed(purpose) from refused


def fingerprint(plain: str, *, purpose: str) -> str:
    """The same for the same secret, and no way back to it: 64 hexadecimal digits."""
    return salted_hmac(f"greenroom.{purpose}", plain, algorithm="sha256").hexdigest()


def _box(purpose: str) -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_derived(str(key), purpose)) for key in keys])


@lru_cache(maxsize=64)
def _derived(key: str, purpose: str) -> bytes:
    made = HKDF(SHA256(), 32, salt=b"greenroom", info=purpose.encode()).derive(key.encode())
    return base64.urlsafe_b64encode(made)
