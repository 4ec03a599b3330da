"""What a file is, by its first bytes. Names are not trusted."""

from __future__ import annotations

import io
import zipfile

from greenroom.media.extraction.contract import Limits, Unreadable

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
RTF = "application/rtf"
TEXT = "text/plain"

_PICTURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"\x00\x00\x01\x00",
)  # fmt: skip
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"SQLite format 3")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_RATIO = 200
_MAX_ENTRIES = 4000


def recognise(data: bytes, limits: Limits) -> str:
    """The media type of `data`, one of the five above; `Unreadable` for anything else."""
    if not data.strip():
        raise Unreadable("empty")
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"{\\rtf"):
        return RTF
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, limits)
    _refuse_known(data)
    return TEXT


def _refuse_known(data: bytes) -> None:
    if data.startswith(_OLE):
        raise Unreadable("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old_word")
    heic = data[4:8] == b"ftyp"
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    bitmap_but_text = data.startswith(b"BM") and b"\x00" not in data[:64]
    if heic or webp or (data.startswith(_PICTURES) and not bitmap_but_text):
        raise Unreadable("image")
    if data.startswith(_PROGRAMS) and (b"\x00" in data[:4096] or data.startswith(b"#!")):
        raise Unreadable("program")
    if data.startswith(_ARCHIVES) or data.startswith(b"PK"):
        raise Unreadable("unsupported")


def _packed(data: bytes, limits: Limits) -> str:
    """Look into a zip without unpacking it; the parts' declared sizes are checked again while reading."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            _refuse_bomb(entries, limits)
            if any(entry.flag_bits & 1 for entry in entries):
                raise Unreadable("encrypted")
            if "word/document.xml" in names or any(name.startswith("word/document") for name in names):
                return DOCX
            if "content.xml" in names and _is_odt(archive):
                return ODT
            if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
                raise Unreadable("pages")
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError) as error:
        raise Unreadable("damaged") from error
    raise Unreadable("unsupported")


def _refuse_bomb(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    swollen = unpacked > 5_000_000 and unpacked / packed > _MAX_RATIO
    if unpacked > limits.unpacked_bytes or swollen or len(entries) > _MAX_ENTRIES:
        raise Unreadable("bomb")


def _is_odt(archive: zipfile.ZipFile) -> bool:
    if "mimetype" not in archive.namelist():
        return True
    return read_part(archive, "mimetype", 200).strip().startswith(ODT.encode())


def read_part(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """One part of a zip, never more than `limit` bytes of it whatever its header says."""
    with archive.open(name) as part:
        content = part.read(limit + 1)
    if len(content) > limit:
        raise Unreadable("bomb")
    return content
