from __future__ import annotations

import pytest

from greenroom.core import secrets


def test_a_secret_is_read_again_and_never_stands_in_what_is_kept():
    sealed = secrets.seal("https://hooks.example.org/0123", purpose="webhook")
    assert "hooks" not in sealed
    assert secrets.unseal(sealed, purpose="webhook") == "https://hooks.example.org/0123"
    assert sealed != secrets.seal("https://hooks.example.org/0123", purpose="webhook")


def test_a_secret_opens_for_its_own_purpose_and_unchanged_only():
    sealed = secrets.seal("x", purpose="webhook")
    for wrong, purpose in (
        (sealed, "token"),
        (sealed[:-4] + "AAAA", "webhook"),
        ("", "webhook"),
        ("ü", "webhook"),
    ):
        with pytest.raises(secrets.Sealed) as refused:
            secrets.unseal(wrong, purpose=purpose)
        assert sealed not in str(refused.value)


def test_an_old_key_opens_what_it_sealed_and_a_lost_one_does_not(settings):
    settings.SECRET_KEY = "first " * 10
    sealed = secrets.seal("x", purpose="webhook")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "second " * 10, ["first " * 10]
    assert secrets.unseal(sealed, purpose="webhook") == "x"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(secrets.Sealed):
        secrets.unseal(sealed, purpose="webhook")


def test_a_fingerprint_is_the_same_for_the_same_secret_and_purpose_only(settings):
    first = secrets.fingerprint("x", purpose="webhook")
    assert first == secrets.fingerprint("x", purpose="webhook")
    assert first != secrets.fingerprint("y", purpose="webhook")
    assert first != secrets.fingerprint("x", purpose="token")
    settings.SECRET_KEY = "another " * 10
    assert first != secrets.fingerprint("x", purpose="webhook")
