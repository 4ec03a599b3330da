from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from greenroom.media.extraction import Extractor, Limits, Unreadable, extract
from greenroom.media.extraction.tests.makers import odt, pdf, word, zipped

_PROTECTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


def code(source: bytes | Path, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        extract(source, limits=limits or Limits())
    assert caught.value.message.endswith(".")
    return caught.value.code


def blank_pdf(pages: int = 1) -> bytes:
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(200, 200)
    document.save(out)
    document.close()
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(150_000_000))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"MZ\x90\x00" + bytes(500), "program"),
        (b"\x7fELF\x02\x01\x01" + bytes(500), "program"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "image"),
        (b"\xff\xd8\xff\xe0" + bytes(500), "image"),
        (_PROTECTED, "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_word"),
        (b"PK\x03\x04" + bytes(600), "damaged"),
        (b"%PDF-1.7\nnothing that follows is a PDF", "damaged"),
        (bytes(range(256)) * 20, "unsupported"),
    ],
)
def test_a_file_that_is_no_readable_document_says_why(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_a_scan_without_text_says_so() -> None:
    assert code(blank_pdf()) == "no_text"


def test_a_pdf_with_a_password_says_so() -> None:
    keys = b"/O <" + b"11" * 32 + b"> /U <" + b"22" * 32 + b">"
    locked = blank_pdf().replace(
        b"trailer\r\n<<",
        b"trailer\r\n<< /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 " + keys + b" >> ",
    )
    assert b"/Encrypt" in locked
    assert code(locked) == "encrypted"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert code(bomb()) == "bomb"


def test_a_part_whose_header_lies_about_its_size_is_cut_off() -> None:
    packed = bytearray(odt("<text:p>word</text:p>" + " " * 3_000_000))
    at = packed.rindex(b"content.xml") - 46 + 24
    packed[at : at + 4] = (1000).to_bytes(4, "little")
    assert code(bytes(packed), Limits(unpacked_bytes=2_000_000)) in {"bomb", "damaged"}


def test_an_encrypted_odt_is_recognised() -> None:
    manifest = '<manifest><encryption-data checksum="x"/></manifest>'
    parts: dict[str, bytes | str] = {"content.xml": b"\x00\x01", "META-INF/manifest.xml": manifest}
    assert code(zipped(parts)) == "encrypted"


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    big = tmp_path / "big.pdf"
    with big.open("wb") as out:
        out.truncate(200_000_000)
    assert code(big) == "too_large"
    assert code(bytes(101), Limits(file_bytes=100)) == "too_large"


def test_a_missing_file_is_an_answer_too(tmp_path: Path) -> None:
    assert code(tmp_path / "nothing.pdf") == "missing"


def test_too_many_pages_are_refused() -> None:
    assert code(blank_pdf(pages=4), Limits(pages=3)) == "too_many_pages"


def test_an_entity_bomb_in_an_odt_is_refused() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert code(zipped({"content.xml": laughs})) == "damaged"


@pytest.mark.kills
def test_a_document_that_takes_too_long_is_given_up_and_the_next_one_is_read() -> None:
    with Extractor(limits=Limits(wall_seconds=0.0)) as slow, pytest.raises(Unreadable) as caught:
        slow.extract(word("Ada Example"))
    assert caught.value.code == "too_slow"
    assert extract(word("Ada Example")).text == "Ada Example"


@pytest.mark.kills
def test_a_document_that_wants_too_much_memory_does_not_take_the_caller_down() -> None:
    with Extractor(limits=Limits(memory_bytes=12_000_000)) as narrow, pytest.raises(Unreadable) as caught:
        narrow.extract(pdf("Ada Example"))
    assert caught.value.code in {"too_complex", "damaged"}  # PDFium tells a lack of memory as damage
    assert extract(pdf("Ada Example")).text.strip() == "Ada Example"


@pytest.mark.kills
def test_a_worker_that_was_killed_is_replaced() -> None:
    with Extractor() as extractor:
        assert extractor.extract(b"Ada Example").text == "Ada Example"
        worker = extractor._worker
        assert worker is not None
        worker.kill()
        worker.wait()
        assert extractor.extract(b"Bo Example").text == "Bo Example"


def test_the_worker_inherits_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENROOM_SECRET", "do-not-tell")
    with Extractor() as extractor:
        extractor.extract(b"Ada Example")
        worker = extractor._worker
        assert worker is not None
        assert b"do-not-tell" not in Path(f"/proc/{worker.pid}/environ").read_bytes()


def test_the_worker_does_not_load_django() -> None:
    with Extractor() as extractor:
        extractor.extract(pdf("Ada Example"))
        worker = extractor._worker
        assert worker is not None
        assert "psycopg" not in Path(f"/proc/{worker.pid}/maps").read_text()
