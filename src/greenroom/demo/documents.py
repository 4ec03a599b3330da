"""Resumes as people send them: PDF by typst in several layouts, DOCX, and plain words."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from typing import Any

from greenroom.demo import material
from greenroom.demo.persons import Person

NOBODY_TRICKS_AFTER = 16  # only the first of those whose career has hidden words really hide them
DOCX = ("plain_docx", "blocks_docx")
PDF = {"plain": "plain", "hidden": "plain", "sidebar": "sidebar", "dates": "dates"}


@dataclass(frozen=True)
class Post:
    title: str
    employer: str
    place: str
    dates: str
    tasks: list[str]


@dataclass(frozen=True)
class Studied:
    degree: str
    subject: str
    school: str
    dates: str


@dataclass(frozen=True)
class Sheet:
    """What stands on a resume. headings: of summary, work, education, skills, languages."""

    name: str
    contacts: list[str]
    headings: list[str]
    summary: str
    work: list[Post]
    schools: list[Studied]
    skills: list[str]
    languages: list[str]
    hidden: str


@dataclass(frozen=True)
class Document:
    """name: of the file, "" for a resume that is typed; text is then what is typed."""

    name: str
    content: bytes
    text: str = ""


def resume(person: Person, *, today: date) -> Document:
    """The resume this person sends. today: until when their newest post has lasted."""
    sheet, layout = sheet_of(person, today=today), person.career.layout
    if not person.name.isascii() and any(ord(letter) > 0x590 for letter in person.name):
        layout = "plain_docx"  # the compiler's own fonts have no such letters
    stem = person.email.partition("@")[0].replace(".", "-")
    if layout == "typed":
        return Document("", b"", _typed(sheet))
    if layout in DOCX:
        return Document(f"{stem}.docx", _docx(sheet, blocks=layout == "blocks_docx"))
    return Document(f"{stem}.pdf", _pdf(sheet, PDF[layout]))


def sheet_of(person: Person, *, today: date) -> Sheet:
    careers, career = material.careers(person.role.key), person.career
    end, posts = today.year * 12 + today.month - 1, []
    place = person.place.split(",")[0].lstrip("0123456789 ")
    for newest, work in enumerate(career.work):
        end -= work.gap
        start = end - work.months
        current = newest == 0 and work.gap == 0
        until = careers.present if current else _month(end, careers.months)
        dates = f"{_month(start, careers.months)} – {until}"
        posts.append(Post(work.title, person.employer(work), place, dates, work.tasks))
        end = start - 1
    years = [today.year - school.years - career.work[-1].months // 24 for school in career.school]
    schools = [
        Studied(school.degree, school.subject, school.school, f"{year - 3} – {year}")
        for school, year in zip(career.school, years, strict=True)
    ]
    return Sheet(
        name=person.name,
        contacts=[person.email, *([person.phone] if person.phone else []), person.place],
        headings=careers.headings,
        summary=career.summary,
        work=posts,
        schools=schools,
        skills=career.skills,
        languages=career.languages,
        hidden=career.hidden if person.number < NOBODY_TRICKS_AFTER else "",
    )


def _month(count: int, names: list[str]) -> str:
    """count: months since the year 0."""
    year, month = divmod(count, 12)
    name = names[month]
    return f"{name}/{year}" if name.isdigit() else f"{name} {year}"


@cache
def _compiler() -> Any:
    import typst  # noqa: PLC0415  (large, and of use for a PDF only)

    return typst.Compiler()


def _pdf(sheet: Sheet, layout: str) -> bytes:
    """The data goes in as JSON, so that nothing in it is taken for markup."""
    compiled: bytes = _compiler().compile(
        input=str(material.HERE / "layouts" / f"{layout}.typ"),
        sys_inputs={"data": json.dumps(asdict(sheet), ensure_ascii=False)},
    )
    return compiled


def _docx(sheet: Sheet, *, blocks: bool) -> bytes:
    """blocks: every fact on a line of its own; else title and employer share one."""
    from docx import Document as Docx  # noqa: PLC0415  (slow to load)

    made = Docx()
    summary, work, education, skills, languages = sheet.headings
    made.add_heading(sheet.name, 0)
    for line in sheet.contacts if blocks else [" | ".join(sheet.contacts)]:
        made.add_paragraph(line)
    made.add_heading(summary, 1)
    made.add_paragraph(sheet.summary)
    made.add_heading(work, 1)
    for post in sheet.work:
        together = [f"{post.title}, {post.employer}, {post.place}\t{post.dates}"]
        apart = [post.dates, post.title, f"{post.employer}, {post.place}"]
        for line in apart if blocks else together:
            made.add_paragraph(line)
        for task in post.tasks:
            made.add_paragraph(task, style="List Bullet")
    made.add_heading(education, 1)
    for school in sheet.schools:
        made.add_paragraph(f"{school.degree}, {school.subject}, {school.school}\t{school.dates}")
    for heading, items in ((skills, sheet.skills), (languages, sheet.languages)):
        made.add_heading(heading, 1)
        made.add_paragraph(", ".join(items))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _typed(sheet: Sheet) -> str:
    summary, work, education, skills, languages = sheet.headings
    lines = [sheet.name, *sheet.contacts, "", summary, sheet.summary, "", work]
    for post in sheet.work:
        lines += [f"{post.title}, {post.employer}, {post.place}", post.dates]
        lines += [f"- {task}" for task in post.tasks]
    lines += ["", education]
    lines += [
        f"{school.degree}, {school.subject}, {school.school}, {school.dates}" for school in sheet.schools
    ]
    lines += ["", skills, ", ".join(sheet.skills), "", languages, ", ".join(sheet.languages)]
    return "\n".join(lines)
