"""Plain text in whatever encoding it was saved."""

from __future__ import annotations

import codecs

from greenroom.media.extraction.contract import Hidden, Limits, Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_plain(data: bytes, limits: Limits) -> tuple[list[str], list[Hidden]]:
    """The pages of a text file, parted by form feeds; nothing is hidden in one."""
    text = _decode(data)
    if len(text) > limits.characters:
        raise Unreadable("too_long")
    odd = sum(1 for char in text if (char < " " and char not in "\t\n\r\f\x0b") or char == "\ufffd")
    if odd > 0.02 * len(text):
        raise Unreadable("unsupported")
    return text.split("\f"), []


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    sample = data[:4000]
    if sample[1::2].count(0) > len(sample) // 5:
        return data.decode("utf-16-le", errors="replace")
    if sample[::2].count(0) > len(sample) // 5:
        return data.decode("utf-16-be", errors="replace")
    return data.decode(_eight_bits(sample), errors="replace")


def _eight_bits(sample: bytes) -> str:
    """Cyrillic where most letters are beyond ASCII, Western European otherwise."""
    high = sum(byte >= 0xC0 for byte in sample)
    letters = sum(chr(byte).isalpha() for byte in sample) or 1
    return "cp1251" if high / letters > 0.5 else "cp1252"
