"""The built-in engine of `parse_resume`: rules and word lists; the same resume always reads the same."""

from __future__ import annotations

from greenroom.skills.parse_resume import contacts, education, identity, lists, work
from greenroom.skills.parse_resume.dates import Period
from greenroom.skills.parse_resume.lines import Fragment, lines_of
from greenroom.skills.parse_resume.schema import Education, ParsedResume, Phone, ResumeText, Work
from greenroom.skills.parse_resume.sections import Section, split

VERSION = "1"


class _Ledger:
    """Collects where each field stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: dict[str, tuple[int, int]] = {}

    def take(self, path: str, fragment: Fragment | None) -> str:
        """The fragment's words, noting their place; "" for None."""
        if fragment is None:
            return ""
        self.spans[path] = (fragment.start, fragment.end)
        return fragment.text

    def dates(self, path: str, period: Period | None) -> tuple[str, str]:
        if period is None:
            return "", ""
        if period.start_span:
            self.spans[f"{path}.start"] = period.start_span
        if period.end_span:
            self.spans[f"{path}.end"] = period.end_span
        return period.begins, period.ends

    def all(self, path: str, fragments: list[Fragment]) -> list[str]:
        return [self.take(f"{path}.{at}", fragment) for at, fragment in enumerate(fragments)]


def parse(given: ResumeText) -> ParsedResume:
    """Read the facts out of a resume's visible text; hidden text is never looked at."""
    text = given.text
    lines = lines_of(text, given.pages)
    sections = split(lines)
    ledger = _Ledger(text)
    mails = contacts.emails(text)
    home = identity.home(text, sections)
    found_work = work.jobs(text, sections)
    places = [home.place.text] if home else []
    places += [job.header.location.text for job in found_work if job.header.location]
    numbers = _phones(text, places)
    reachable = bool(mails or numbers)
    person = identity.name(text, sections, [mail.value for mail in mails], reachable=reachable)
    for at, mail in enumerate(mails):
        ledger.spans[f"emails.{at}"] = (mail.start, mail.end)
    for at, number in enumerate(numbers):
        ledger.spans[f"phones.{at}"] = (number.start, number.end)
    linked = contacts.links(text)
    result = ParsedResume(
        name=ledger.take("name", person.place if person else None),
        emails=[mail.value for mail in mails],
        phones=[Phone(e164=number.value, text=number.text) for number in numbers],
        location=ledger.take("location", home.place if home else None),
        links=ledger.all("links", [Fragment(link.start, link.end, link.text) for link in linked]),
        summary=ledger.take("summary", lists.summary(text, sections)),
        skills=ledger.all("skills", lists.skills(text, sections)),
        work=[_job(ledger, at, job) for at, job in enumerate(found_work)],
        education=[_study(ledger, at, one) for at, one in enumerate(education.studies(text, sections))],
        languages=ledger.all("languages", lists.languages(text, sections)),
        certificates=ledger.all("certificates", lists.certificates(text, sections)),
    )
    sure = {"name": person.sure if person else 0.0, "location": home.sure if home else 0.0}
    confidence = _confidence(result, sections, sure)
    return result.model_copy(update={"spans": ledger.spans, "confidence": confidence})


def _phones(text: str, places: list[str]) -> list[contacts.Found]:
    first = contacts.phones(text, "")
    region = contacts.region_of(places, [number.text for number in first])
    return contacts.phones(text, region) if region else first


def _job(ledger: _Ledger, at: int, job: work.Job) -> Work:
    path = f"work.{at}"
    start, end = ledger.dates(path, job.period)
    body = ""
    if job.body:
        ledger.spans[f"{path}.text"] = job.body
        body = ledger.text[slice(*job.body)]
    return Work(
        employer=ledger.take(f"{path}.employer", job.header.employer),
        title=ledger.take(f"{path}.title", job.header.title),
        location=ledger.take(f"{path}.location", job.header.location),
        start=start,
        end=end,
        text=body,
    )


def _study(ledger: _Ledger, at: int, study: education.Study) -> Education:
    path = f"education.{at}"
    start, end = ledger.dates(path, study.period)
    return Education(
        school=ledger.take(f"{path}.school", study.school),
        degree=ledger.take(f"{path}.degree", study.degree),
        field=ledger.take(f"{path}.field", study.subject),
        start=start,
        end=end,
    )


def _confidence(found: ParsedResume, sections: list[Section], sure: dict[str, float]) -> dict[str, float]:
    """How far each field can be relied on: from the evidence for it, not from its length."""
    kinds = {section.kind for section in sections}
    complete = [bool(job.employer and job.title and (job.start or job.end)) for job in found.work]
    schooled = [bool(one.school and one.degree) for one in found.education]
    known = [bool(phone.e164) for phone in found.phones]
    scores = {
        "name": sure["name"],
        "emails": 0.98 if found.emails else 0.0,
        "phones": (0.95 if all(known) else 0.7) if known else 0.0,
        "location": sure["location"],
        "links": 0.95 if found.links else 0.0,
        "summary": 0.9 if found.summary else 0.0,
        "skills": 0.85 if found.skills else 0.0,
        "work": _share(complete, with_heading="work" in kinds),
        "education": _share(schooled, with_heading="education" in kinds),
        "languages": 0.9 if found.languages else 0.0,
        "certificates": 0.8 if found.certificates else 0.0,
    }
    return {field: round(score, 2) for field, score in scores.items() if score > 0}


def _share(complete: list[bool], *, with_heading: bool) -> float:
    if not complete:
        return 0.0
    return (0.9 if with_heading else 0.6) * (0.5 + 0.5 * sum(complete) / len(complete))
