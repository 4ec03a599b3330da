"""Reports in three scripts look as they looked when somebody who reads them had a look."""

from __future__ import annotations

import ctypes
import os
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from greenroom.reports.documents.words import words as fixed_words
from greenroom.reports.formats.pdf import FONTS, render
from greenroom.reports.rules import direction

GOLDEN = Path(__file__).parent / "golden"
SCALE, WRONG, CHANGED = 1.1, 40, 0.002
"""Pixels a point; how much of 255 a pixel may differ; the share of pixels that may differ by more."""

SAID = {
    "ar": (
        "ليلى الخطيب",
        "كيف تفحص معداتك قبل النزول؟",
        "أفحص الحزام قبل كل نزول، ويفحصه زميل مرة أخرى. لم يُصب أحد خلال 5 سنوات.",
    ),
    "hi": (
        "मीरा शर्मा",
        "नीचे उतरने से पहले आप अपने उपकरण कैसे जाँचती हैं?",
        "मैं हर बार उतरने से पहले हार्नेस की जाँच करती हूँ, फिर एक साथी दोबारा देखता है। 5 वर्षों में किसी को चोट नहीं लगी।",
    ),
    "zh": (
        "陈小雨",
        "下降之前你怎样检查装备？",
        "每次下降之前我都会检查安全带，然后同事再检查一遍。5年来没有人受伤。",
    ),
}
FIXED = {
    "ar": {
        "overall": "الدرجة الكلية",
        "covered": "مغطى",
        "interviewer": "المحاور",
        "transcript": "نص المقابلة",
    },
}


def document(language: str) -> dict[str, Any]:
    name, asked, said = SAID[language]
    way = direction.of(said)
    quote = {"text": said.split("。")[0].split(".")[0], "at": "02:14", "dir": way}
    question = {
        "number": 1,
        "text": asked,
        "dir": way,
        "weight": "1",
        "score": 3.5,
        "shown": "3.5",
        "asked": True,
        "evaluated": True,
        "addressed": True,
        "reason": said,
        "reason_dir": way,
        "quotes": [quote],
        "made_by": "built-in 2",
        "reviews": [],
    }
    category = {"name": asked.split()[0], "dir": way, "judged": True, "level": 3.5, "shown": "3.5"}
    category |= {"reason": "", "reason_dir": way, "quotes": [quote]}
    sides = [{"where": asked.split()[0], **quote}, {"where": name, **quote, "at": ""}]
    claim = {
        "kind": name,
        "severity": "",
        "reason": said,
        "dir": way,
        "sides": sides,
        "word": name,
        "by": name,
    }
    stage = {
        "label": asked.split()[0],
        "score": "72",
        "reached": True,
        "language": language,
        "dir": way,
        "qualifications": [],
        "questions": [question],
        "resume": "",
        "resume_dir": "ltr",
        "turns": [
            {"at": "02:10", "agent": True, "pieces": [{"text": asked, "marked": False}]},
            {"at": "02:14", "agent": False, "pieces": [{"text": said, "marked": True}]},
        ],
    }
    return {
        "style": "modern",
        "title": f"{name} · Window cleaner",
        "candidate": {"name": name, "email": "person@example.org", "phone": "+44 7700 900123"},
        "role": "Window cleaner",
        "language": language,
        "dir": "rtl" if language == "ar" else "ltr",
        "scores": True,
        "score": "72",
        "coverage": "100%",
        "stopped_by": "",
        "remark": "",
        "notes": [],
        "chips": [name],
        "highlights": [{"text": said, "dir": way, "quote": quote}],
        "lowlights": [],
        "flags": [],
        "tags": [],
        "proficiency": [{"title": asked.split()[0], "overall": "3.5", "categories": [category]}],
        "structured": [{"label": asked, "dir": way, "value": "5", "quote": quote}],
        "claims": [claim],
        "stages": [stage],
        "made": "2026-01-01 00:00 UTC",
        "words": fixed_words() | FIXED.get(language, {}),
    }


def drawn(content: bytes) -> Image.Image:
    """The first page without its foot, in grey."""
    page = pypdfium2.PdfDocument(content)[0].render(scale=SCALE).to_pil().convert("L")
    return page.crop((0, 0, page.width, page.height * 95 // 100))


@pytest.mark.parametrize("language", SAID)
def test_a_report_in_this_script_looks_as_it_did(language) -> None:
    now = drawn(render("scorecard", document(language)))
    golden = GOLDEN / f"{language}.png"
    if os.environ.get("GREENROOM_TEST_GOLDEN") == "write":
        now.save(golden, optimize=True)
    then = Image.open(BytesIO(golden.read_bytes()))
    assert now.size == then.size
    differs = np.abs(np.asarray(now, int) - np.asarray(then, int)) > WRONG
    assert differs.mean() < CHANGED, f"{differs.mean():.2%} of the page looks otherwise"


def test_another_text_does_not_pass_for_the_same() -> None:
    """The tolerance is narrow enough to see one word."""
    other = document("zh")
    other["stages"][0]["questions"][0]["reason"] = "我不知道。"
    then = Image.open(BytesIO((GOLDEN / "zh.png").read_bytes()))
    differs = np.abs(np.asarray(drawn(render("scorecard", other)), int) - np.asarray(then, int)) > WRONG
    assert differs.mean() > CHANGED


LETTERS = "ع א ก क ক ગ ਕ ಕ മ ක မ ក ກ አ Ա ა 中 あ 한 త த"


def test_every_script_we_promise_is_drawn_by_a_font_of_ours_and_the_fonts_stay_small() -> None:
    data = document("zh")
    data["stages"][0]["questions"][0]["reason"] = LETTERS
    fonts = fonts_by_letter(render("scorecard", data))
    lost = {letter for letter in LETTERS.split() if "NotoSans" not in fonts.get(letter, "")}
    assert lost == set()
    assert sum(font.stat().st_size for font in FONTS.iterdir()) < 7_500_000
    assert (FONTS / "OFL.txt").is_file()


def fonts_by_letter(content: bytes) -> dict[str, str]:
    """The font that each letter of the first page is drawn with; a letter nobody has is drawn by the first font."""
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    found, name = {}, ctypes.create_string_buffer(200)
    for place in range(page.count_chars()):
        raw.FPDFText_GetFontInfo(page.raw, place, name, 200, None)
        found[chr(raw.FPDFText_GetUnicode(page.raw, place))] = name.value.decode()
    return found
