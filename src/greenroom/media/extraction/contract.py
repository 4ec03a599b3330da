"""What extraction gives back, its limits, and how it fails."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Hidden:
    """Text that a reader of the document does not see.

    page: from 1; 0 for the document as a whole. reason: white, covered, tiny, off-page, invisible, zero-width
    or metadata.
    """

    page: int
    reason: str
    text: str


@dataclass(frozen=True)
class Extracted:
    """A document as its reader sees it.

    text: visible text, a line for each line, a tab between things set apart on one line, an empty line
    between blocks. pages: [start, end) of each page in `text`, code points. hidden: what was left out.
    media_type: of the bytes, whatever the file was called.
    """

    text: str
    pages: tuple[tuple[int, int], ...]
    hidden: tuple[Hidden, ...]
    media_type: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> Extracted:
        return cls(
            text=fields["text"],
            pages=tuple((start, end) for start, end in fields["pages"]),
            hidden=tuple(Hidden(**one) for one in fields["hidden"]),
            media_type=fields["media_type"],
        )


@dataclass(frozen=True)
class Limits:
    """How much one document may ask for. Sizes in bytes, times in seconds."""

    file_bytes: int = 20_000_000
    unpacked_bytes: int = 100_000_000
    pages: int = 100
    characters: int = 1_000_000
    cpu_seconds: int = 20
    wall_seconds: float = 40
    memory_bytes: int = 1_000_000_000


class Unreadable(Exception):
    """The document gives no text. code: stable name of the cause; message: what a candidate can do."""

    def __init__(self, code: str, message: str = "") -> None:
        self.code = code
        self.message = message or SENTENCES[code]
        super().__init__(self.message)


SENTENCES = {
    "empty": "The file is empty. Please choose the file again.",
    "too_large": "The file is larger than 20 MB. Please upload a smaller one, such as a PDF without photos.",
    "too_many_pages": "The document has more than 100 pages. Please upload a shorter one.",
    "too_long": "The document holds more text than we can read. Please upload a shorter one.",
    "encrypted": "The document is protected by a password. Please save it without one and upload it again.",
    "no_text": "The document holds no text, only pictures of it. Please upload the original file.",
    "image": "This is a picture. Please upload a PDF, Word, ODT, RTF or text file.",
    "program": "This is a program, not a document. Please upload a PDF, Word, ODT, RTF or text file.",
    "old_word": "This is an old Word file (.doc). Please save it as DOCX or PDF and upload it again.",
    "pages": "This is a Pages document. Please export it as PDF or Word and upload that.",
    "unsupported": "We cannot read this kind of file. Please upload a PDF, Word, ODT, RTF or text file.",
    "bomb": "The file unpacks to far more than a document needs. Please save it as PDF and upload that.",
    "damaged": "The file is damaged and cannot be opened. Please save it again and upload the new copy.",
    "too_slow": "Reading the file took too long. Please save it as a plain PDF and upload that.",
    "too_complex": "Reading the file takes more memory than we allow. Please save it as a plain PDF.",
    "missing": "There is no such file.",
}
