from __future__ import annotations

import io
import os
import signal
import zipfile
import zlib
from pathlib import Path

import pypdfium2
import pytest

from greenroom.media.extraction import Extractor, Limits, Unreadable, extract
from greenroom.media.extraction.tests.makers import odt, pdf, word, zipped
from greenroom.media.extraction.workers import NURSERY, Nursery

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


def swollen_pdf(megabytes: int) -> bytes:
    """A small file of one page, whose content unpacks to a name and so many megabytes of blanks."""
    shown = b"BT /F1 12 Tf 50 100 Td (Ada Example) Tj ET\n"
    packed = zlib.compress(shown + b" " * megabytes * 1_000_000)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
    )
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % numbered for numbered in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF"


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
    assert code(bytes(packed), Limits(unpacked_bytes=2_000_000)) == "damaged"


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
@pytest.mark.parametrize("megabytes", [12, 32, 80, 120])
def test_a_document_that_wants_too_much_memory_is_told_so_and_the_next_one_is_read(megabytes: int) -> None:
    limits = Limits(memory_bytes=megabytes * 1_000_000)
    assert code(swollen_pdf(megabytes=100), limits) == "too_complex"
    assert extract(pdf("Ada Example")).text.strip() == "Ada Example"


@pytest.mark.kills
def test_a_page_that_unpacks_to_more_than_the_memory_is_told_so() -> None:
    limits = Limits(memory_bytes=150_000_000)
    assert code(swollen_pdf(megabytes=100), limits) == "too_complex"
    assert code(b"%PDF-1.7\nnothing that follows is a PDF", limits) == "damaged"


@pytest.mark.endures
@pytest.mark.kills
def test_a_damaged_document_after_one_that_took_nearly_all_memory_is_still_called_damaged() -> None:
    with Extractor(limits=Limits(memory_bytes=250_000_000)) as extractor:
        assert extractor.extract(swollen_pdf(megabytes=100)).text.strip() == "Ada Example"
        with pytest.raises(Unreadable) as caught:
            extractor.extract(b"%PDF-1.7\nnothing that follows is a PDF")
    assert caught.value.code == "damaged"


@pytest.mark.kills
def test_a_worker_that_was_killed_is_replaced() -> None:
    with Extractor() as extractor:
        assert extractor.extract(b"Ada Example").text == "Ada Example"
        worker = extractor._worker
        assert worker is not None
        os.kill(worker.pid, signal.SIGKILL)
        assert worker.wait() == -signal.SIGKILL
        assert extractor.extract(b"Bo Example").text == "Bo Example"


@pytest.mark.kills
def test_a_nursery_that_was_killed_is_started_again() -> None:
    assert extract(b"Ada Example").text == "Ada Example"
    assert NURSERY.process is not None
    NURSERY.process.kill()
    NURSERY.process.wait()
    assert extract(b"Bo Example").text == "Bo Example"


def test_a_nursery_ends_with_whoever_started_it() -> None:
    nursery = Nursery()
    worker = nursery.worker()
    worker.end()
    process = nursery.process
    nursery.forget()
    assert process is not None
    assert process.wait(timeout=5) == 0


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
