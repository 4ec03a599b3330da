"""Mends what document programs do to characters: ligatures, soft hyphens, spread letters, wrong encodings."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    "\u2011": "-", "\u2010": "-", "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ",
    "\u2002": " ", "\u2003": " ", "\u2004": " ", "\u2005": " ", "\u2006": " ", "\u2008": " ", "\u205f": " ",
    "\u3000": " ", "\u0002": "-", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x85": "\n",
}  # fmt: skip
_TABLE = str.maketrans(_LIGATURES)
_HYPHEN_RUN = re.compile(r"[-\u2010\u2011]*\u00ad[-\u2010\u2011\u00ad]+|[-\u2010\u2011]\u00ad")
_MOJIBAKE = re.compile(r"[ÃÂâï][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}|Â(?=\s|$)")
_UNMAPPED = re.compile(r"^\s*\(cid:\d+\)\s*")  # a bullet of a font without a character map
_SPREAD = re.compile(r"(?<!\S)\w(?: \w){3,}(?!\S)")
_SPREAD_LINE = re.compile(r"\w(?: \w)+(?:(?:\t| {2,})\w(?: \w)*)+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_ZERO_WIDTH = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]+")
_JOINERS = "\u200c\u200d\u200e\u200f\ufeff"


def clean(text: str) -> str:
    """Readable text: composed characters, plain hyphens and spaces, at most one empty line in a row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _MOJIBAKE.sub(_mend, text)
    text = _HYPHEN_RUN.sub("-", text).replace("\u00ad", "")
    text = _CONTROL.sub("", text.translate(_TABLE))
    text = unicodedata.normalize("NFC", text)
    lines = [_line(line) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def split_zero_width(text: str) -> tuple[str, str]:
    """`text` without characters that have no width, and a description of those that carry a message.

    Tag characters are decoded to the ASCII they stand for; joiners, marks of direction and the byte order
    mark are part of ordinary writing and are dropped without a word.
    """
    found = _ZERO_WIDTH.findall(text)
    if not found:
        return text, ""
    run = "".join(found)
    message = "".join(chr(ord(c) - 0xE0000) for c in run if 0xE0020 <= ord(c) <= 0xE007E).strip()
    if message:
        return _ZERO_WIDTH.sub("", text), message
    odd = [c for c in run if c not in _JOINERS]
    visible = _ZERO_WIDTH.sub(_keep_joiner, text)
    return visible, f"U+{ord(odd[0]):04X} x {len(odd)}" if odd else ""


def _keep_joiner(run: re.Match[str]) -> str:
    before, after = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    joins = run.group() in {"\u200c", "\u200d"} and _needs_joiner(before) and _needs_joiner(after)
    return run.group() if joins else ""


def _needs_joiner(char: str) -> bool:
    return bool(char) and ("\u0600" <= char <= "\u0dff" or ord(char) > 0x1F000)


def _line(line: str) -> str:
    line = re.sub(r" *\t[ \t]*", "\t", _UNMAPPED.sub("• ", line))
    if _SPREAD_LINE.fullmatch(line.strip()) or _SPREAD.search(line):
        line = _join_spread(line)
    line = re.sub(r" {4,}", "\t", line.strip())
    return re.sub(r" {2,}", " ", line)


def _join_spread(line: str) -> str:
    """Put letters set apart ("R E S U M E") back into words; two spaces or a tab part the words."""
    parts = re.split(r"(\t| {2,})", line)
    joined = [
        part.replace(" ", "") if re.fullmatch(r"\w(?: \w)+", part) else _SPREAD.sub(_squeeze, part)
        for part in parts[::2]
    ]
    return "".join(
        word + (" " if index < len(joined) - 1 else "") for index, word in enumerate(joined)
    ).rstrip()


def _squeeze(run: re.Match[str]) -> str:
    return run.group().replace(" ", "") if any(c.isalpha() for c in run.group()) else run.group()


def _mend(run: re.Match[str]) -> str:
    """UTF-8 that was read as a Western encoding, read again; unchanged where it was not that."""
    broken = run.group()
    if broken == "Â":
        return ""
    for encoding in ("cp1252", "latin-1"):
        try:
            return broken.encode(encoding).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    if broken.startswith("Â"):
        return " " if broken[1:2] == "\u00a0" else broken
    return {"ï¼": ","}.get(broken, broken)
