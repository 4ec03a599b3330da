# ruff: noqa: E501, PERF401  (the layouts read best as they are printed)
"""Eight ways to lay out a resume, as PDF and as DOCX."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import typst
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from greenroom.skills.parse_resume.tests.people import Person, Post, School

_HEAD = "#set page(margin: 16mm)\n#set text(size: 10pt)\n"


def _pdf(body: str) -> bytes:
    made = typst.compile((_HEAD + body).encode())
    assert isinstance(made, bytes)
    return made


def _t(text: str) -> str:
    """Text that Typst prints as it is."""
    return "".join(f"\\{char}" if char in "\\#*_`$<>@[]=-+/~'\"" else char for char in text)


def _studied(school: School, joint: str) -> str:
    return f"{school.degree}{joint}{school.subject}"


def _tasks(post: Post) -> str:
    return "\n".join(f"- {_t(task)}" for task in post.tasks)


def _lists(person: Person) -> str:
    _, _, skills, languages, _ = person.headings
    return f"== {_t(skills)}\n{_t(', '.join(person.skills))}\n== {_t(languages)}\n{_t(', '.join(person.languages))}\n"


def pdf_title_first(person: Person) -> bytes:
    work, education, *_, summary = person.headings
    out = [f"= {_t(person.name)}", _t(f"{person.email} | {person.phone} | {person.home}"),
           f"== {_t(summary)}", _t(person.summary), f"== {_t(work)}"]  # fmt: skip
    for post in person.work:
        out.append(
            f"*{_t(post.title)}* #h(1fr) {_t(post.dates)} \\\n{_t(post.employer)}, {_t(post.place)}\n{_tasks(post)}\n"
        )
    out.append(f"== {_t(education)}")
    for school in person.education:
        out.append(
            f"*{_t(_studied(school, person.joint))}* #h(1fr) {_t(school.dates)} \\\n{_t(school.school)}\n"
        )
    return _pdf("\n\n".join(out) + "\n\n" + _lists(person))


def pdf_employer_first(person: Person) -> bytes:
    work, education, *_, summary = person.headings
    out = [f"#align(center)[= {_t(person.name)}\n{_t(person.home)} · {_t(person.phone)} · {_t(person.email)}]",
           f"== #upper[{_t(summary)}]", _t(person.summary), f"== #upper[{_t(work)}]"]  # fmt: skip
    for post in person.work:
        out.append(
            f"*{_t(post.employer)}* #h(1fr) {_t(post.place)} \\\n_{_t(post.title)}_ #h(1fr) {_t(post.dates)}\n{_tasks(post)}\n"
        )
    out.append(f"== #upper[{_t(education)}]")
    for school in person.education:
        out.append(
            f"*{_t(school.school)}* #h(1fr) {_t(school.dates)} \\\n{_t(_studied(school, person.joint))}\n"
        )
    return _pdf("\n\n".join(out) + "\n\n" + _lists(person))


def pdf_dates_left(person: Person) -> bytes:
    work, education, *_ = person.headings
    out = [
        f"= {_t(person.name)}",
        f"{_t(person.home)} \\\n{_t(person.phone)} \\\n{_t(person.email)}",
        f"== {_t(work)}",
    ]
    for post in person.work:
        right = f"*{_t(post.title)}*, {_t(post.employer)}, {_t(post.place)}\n{_tasks(post)}"
        out.append(f"#grid(columns: (36mm, 1fr), column-gutter: 4mm, [{_t(post.dates)}], [{right}])")
    out.append(f"== {_t(education)}")
    for school in person.education:
        right = f"{_t(_studied(school, person.joint))}, {_t(school.school)}"
        out.append(f"#grid(columns: (36mm, 1fr), column-gutter: 4mm, [{_t(school.dates)}], [{right}])")
    return _pdf("\n\n".join(out) + "\n\n" + _lists(person))


def pdf_sidebar(person: Person) -> bytes:
    work, education, skills, languages, _ = person.headings
    side = [f"*{_t(person.email)}*", _t(person.phone), _t(person.home), f"== {_t(skills)}",
            *(f"- {_t(skill)}" for skill in person.skills), f"== {_t(languages)}",
            *(f"- {_t(one)}" for one in person.languages)]  # fmt: skip
    main = [f"= {_t(person.name)}", _t(person.summary), f"== {_t(work)}"]
    for post in person.work:
        main.append(
            f"*{_t(post.title)}* \\\n{_t(post.employer)} | {_t(post.place)} | {_t(post.dates)}\n{_tasks(post)}\n"
        )
    main.append(f"== {_t(education)}")
    for school in person.education:
        main.append(f"*{_t(_studied(school, person.joint))}* \\\n{_t(school.school)} | {_t(school.dates)}\n")
    left, right = "\n\n".join(side), "\n\n".join(main)
    panel = f'#block(fill: rgb("#223344"), inset: 8pt, width: 100%)[#set text(fill: white)\n{left}]'
    return _pdf(f"#grid(columns: (55mm, 1fr), column-gutter: 8mm, [{panel}], [{right}])")


def docx_plain(person: Person) -> bytes:
    document = docx.Document()
    work, education, skills, languages, summary = person.headings
    document.add_heading(person.name, 0)
    document.add_paragraph(f"{person.home} | {person.email} | {person.phone}")
    document.add_heading(summary, 1)
    document.add_paragraph(person.summary)
    document.add_heading(work, 1)
    for post in person.work:
        document.add_paragraph(f"{post.title}, {post.employer}, {post.place}\t{post.dates}")
        for task in post.tasks:
            document.add_paragraph(task, style="List Bullet")
    document.add_heading(education, 1)
    for school in person.education:
        document.add_paragraph(f"{_studied(school, person.joint)}, {school.school}\t{school.dates}")
    _docx_lists(document, person, skills, languages)
    return _saved(document)


def docx_header_and_blocks(person: Person) -> bytes:
    """Name and contacts in the page header; dates on a line of their own."""
    document = docx.Document()
    work, education, skills, languages, _ = person.headings
    document.sections[0].header.paragraphs[
        0
    ].text = f"{person.name}\n{person.email}\n{person.phone}\n{person.home}"
    document.add_heading(work.upper(), 1)
    for post in person.work:
        for line in (post.dates, post.title, f"{post.employer}, {post.place}"):
            document.add_paragraph(line)
        for task in post.tasks:
            document.add_paragraph(task, style="List Bullet")
    document.add_heading(education.upper(), 1)
    for school in person.education:
        for line in (school.dates, _studied(school, person.joint), school.school):
            document.add_paragraph(line)
    _docx_lists(document, person, skills, languages)
    return _saved(document)


def docx_table(person: Person) -> bytes:
    """One layout table: contacts and skills left, the rest right."""
    document = docx.Document()
    work, education, skills, languages, _ = person.headings
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    for line in (
        person.email,
        person.phone,
        person.home,
        skills,
        *person.skills,
        languages,
        *person.languages,
    ):
        left.add_paragraph(line)
    right.paragraphs[0].text = person.name
    right.add_paragraph(work)
    for post in person.work:
        right.add_paragraph(
            f"{post.title} at {post.employer}"
            if work == "Work Experience"
            else f"{post.title} – {post.employer}"
        )
        right.add_paragraph(f"{post.dates}, {post.place}")
        for task in post.tasks:
            right.add_paragraph(f"• {task}")
    right.add_paragraph(education)
    for school in person.education:
        right.add_paragraph(school.school)
        right.add_paragraph(f"{_studied(school, person.joint)}, {school.dates}")
    return _saved(document)


def docx_text_boxes(person: Person) -> bytes:
    """Contacts in a text box anchored in the first paragraph; entries as rows of tables."""
    document = docx.Document()
    work, education, skills, languages, _ = person.headings
    first = document.add_paragraph(person.name)
    boxed = "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in (person.phone, person.email, person.home)
    )
    first._p.append(
        parse_xml(f"<w:r {nsdecls('w')}><w:pict><w:txbxContent>{boxed}</w:txbxContent></w:pict></w:r>")
    )
    document.add_heading(work, 1)
    for post in person.work:
        left, right = document.add_table(rows=1, cols=2).rows[0].cells
        left.text, right.text = post.dates, f"{post.employer}, {post.place}"
        right.add_paragraph(post.title)
        for task in post.tasks:
            right.add_paragraph(task, style="List Bullet")
    document.add_heading(education, 1)
    for school in person.education:
        left, right = document.add_table(rows=1, cols=2).rows[0].cells
        left.text, right.text = school.dates, school.school
        right.add_paragraph(_studied(school, person.joint))
    _docx_lists(document, person, skills, languages)
    return _saved(document)


def _docx_lists(document: Document, person: Person, skills: str, languages: str) -> None:
    document.add_heading(skills, 1)
    document.add_paragraph(", ".join(person.skills))
    document.add_heading(languages, 1)
    document.add_paragraph(", ".join(person.languages))


def _saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


LAYOUTS: dict[str, Callable[[Person], bytes]] = {
    made.__name__: made
    for made in (
        pdf_title_first,
        pdf_employer_first,
        pdf_dates_left,
        pdf_sidebar,
        docx_plain,
        docx_header_and_blocks,
        docx_table,
        docx_text_boxes,
    )
}
