from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.outreach.senders.sms.keywords import keyword
from greenroom.outreach.senders.sms.segments import BASIC, EXTENDED, count, cut
from greenroom.outreach.senders.sms.twilio.signature import is_signed, sign

SEPTETS = st.text(alphabet=sorted(BASIC | EXTENDED), max_size=700)
ANY = st.text(max_size=400)


def test_parts_are_counted_as_carriers_count_them():
    assert count("").parts == 1
    assert (count("a" * 160).parts, count("a" * 161).parts) == (1, 2)
    assert (count("a" * 306).parts, count("a" * 307).parts) == (2, 3)
    assert (count("€" * 80).units, count("€" * 80).parts, count("€" * 81).parts) == (160, 1, 2)
    assert (count("ж" * 70).parts, count("ж" * 71).parts, count("ж" * 134).parts) == (1, 2, 2)
    assert (count("😀" * 35).parts, count("😀" * 36).parts) == (1, 2)
    assert count("’" + "a" * 70).encoding == "UCS-2"  # one curly quote costs the whole message
    assert count("é à ñ ü ¿").encoding == "GSM-7"
    assert count("ê").encoding == "UCS-2"


def test_an_escaped_character_is_never_cut_in_two():
    assert count("a" * 152 + "€" * 77).parts == 3  # the first part ends one short of 153


@settings(max_examples=100, deadline=None)
@given(SEPTETS)
def test_septets_are_counted_one_by_one_and_parts_hold_them(text):
    found = count(text)
    assert found.encoding == "GSM-7"
    assert found.units == len(text) + sum(each in EXTENDED for each in text)
    least = -(-found.units // 153) if found.units > 160 else 1
    assert least <= found.parts <= least + found.parts // 76 + 1


@settings(max_examples=100, deadline=None)
@given(ANY, ANY)
def test_more_text_never_takes_fewer_parts_and_nothing_is_lost_in_cutting(text, more):
    assert count(text + more).units >= len(text + more)
    assert (
        count(text).parts <= count(text + more).parts or count(text).encoding != count(text + more).encoding
    )
    pieces = cut(text + more, longest=50)
    assert "".join("".join(pieces).split()) == "".join((text + more).split())
    assert all(0 < len(piece) <= 50 for piece in pieces)


def test_the_carriers_words_are_obeyed_in_every_language_and_alone_only():
    stops = [
        "STOP",
        "stop.",
        "Stop all",
        "UNSUBSCRIBE",
        "cancel",
        "END",
        "quit",
        "Arrêt",
        "ALTO",
        "sair",
        "إيقاف",
    ]
    assert {keyword(word, stopped=False) for word in stops} == {"stop"}
    assert {
        keyword(word, stopped=False) for word in ["HELP", "info?", "Hilfe", "ayuda", "aide", "ajuda"]
    } == {"help"}
    assert {keyword(word, stopped=False) for word in ["START", "unstop", "Reanudar"]} == {"start"}
    for word in ["yes", "Ja", "sí", "oui", "sim", "نعم"]:
        assert keyword(word, stopped=True) == "start"
        assert keyword(word, stopped=False) == ""
    for words in ["please don't stop", "I quit my job", "the end of May", "help desk, five years", "", "no"]:
        assert keyword(words, stopped=True) == ""


def test_a_signature_is_that_of_twilio():
    """A published vector of the scheme."""
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    fields = {
        "CallSid": "CA1234567890ABCDE",
        "From": "+12349013030",
        "To": "+18005551212",
        "Caller": "+12349013030",
        "Digits": "1234",
    }
    assert sign(url, fields.items(), token="12345") == "0/KCTR6DLpKmkAf8muzZqo1nDgQ="
    assert is_signed("0/KCTR6DLpKmkAf8muzZqo1nDgQ=", url, fields.items(), token="12345")
    for signature, address, given_fields, token in [
        ("", url, fields, "12345"),
        ("ÿ", url, fields, "12345"),
        ("0/KCTR6DLpKmkAf8muzZqo1nDgQ=", url + "&", fields, "12345"),
        ("0/KCTR6DLpKmkAf8muzZqo1nDgQ=", url, {**fields, "Digits": "1"}, "12345"),
        ("0/KCTR6DLpKmkAf8muzZqo1nDgQ=", url, fields, "12346"),
        (sign(url, fields.items(), token=""), url, fields, ""),
    ]:
        assert not is_signed(signature, address, given_fields.items(), token=token)
