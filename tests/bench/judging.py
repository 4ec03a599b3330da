"""Agreement with people and with what is known, in the table's shape. Needs no database."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from greenroom.skills.parse_resume.builtin import parse
from greenroom.skills.parse_resume.schema import ResumeText
from greenroom.skills.parse_resume.tests.measure import Tally, all_layouts
from greenroom.skills.screen_resume.builtin import screen
from greenroom.skills.screen_resume.schema import Criterion, ResumeToScreen
from tests.bench import judgement, screening
from tests.bench.figures import Figure, Floor

SECTION = "Judgement"
LAYOUTS = "Resumes in generated layouts"
CONTACTS = ("email", "phone", "name")
FACTS = ("employer", "title", "school", "degree", "work year", "school year", "location")
TIMES = 20
RESUME = """Avery Sample
Leeds · avery@example.org

Work Experience
Sales Associate, Invented Home Ltd, 2021 - 2024
Serve customers on the shop floor, operate the till and balance the drawer every evening
Education
A-levels, Business and English, Example College, 2019
Skills
Customer service, Point of sale, Stock counts
"""
JOB = ResumeToScreen(
    job="Sales Associate",
    qualifications=["At least 6 months of experience in retail", "Good spoken English"],
    criteria=[Criterion(text="Experience with customers"), Criterion(text="Experience with a point of sale")],
    text=RESUME,
)


def measure(shared: Path | None) -> list[Figure]:
    """Every figure that can be had; agreement with people only where the marked answers are."""
    with ProcessPoolExecutor(2) as processes:
        halves = [processes.submit(_half, shared, half) for half in ("held_out", "tuned")] if shared else []
        layouts = processes.submit(all_layouts)
        ranked = [processes.submit(_pairs, shared)] if shared else []
        agreement = [figure for half in halves for figure in half.result()]
        read = _read(layouts.result())
        pairs = [figure for found in ranked for figure in found.result()]
    return [*agreement, *pairs, *read, *_the_same()]


def _half(shared: Path, half: judgement.Half) -> list[Figure]:
    found = judgement.measure(shared, half)
    wanted = [figure for figure in found if figure.half != "seen" or half == "held_out"]
    return [*(_shaped(figure) for figure in wanted), *_means(wanted, half)]


def _shaped(figure: judgement.Figure) -> Figure:
    lower = "lower is better" in figure.what
    return Figure(
        SECTION,
        f"{figure.name}, {figure.half.replace('_', ' ')}: {figure.what.partition(',')[0]}",
        "",
        [figure.value],
        goal=figure.goal if "graded" not in figure.name else None,
        more_is_better=not lower,
        known=f"{figure.floor:g}",
        spread=f"± {figure.spread:.3f}" if figure.spread else "",
        of=figure.n,
    )


def _means(figures: list[judgement.Figure], half: str) -> list[Figure]:
    """The goal is said of the mean of the questions."""
    means = []
    for how in ("with", "without"):
        these = [one for one in figures if one.name.endswith(f", {how} key points")]
        mean = sum(one.value for one in these) / len(these)
        name = f"graded examples, mean of questions, {how} key points, {half.replace('_', ' ')}: kappa"
        known, goal = f"{these[0].floor:g}", these[0].goal
        means.append(
            Figure(
                SECTION,
                name,
                "",
                [mean],
                goal=goal,
                more_is_better=True,
                known=known,
                of=sum(o.n for o in these),
            )
        )
    return means


def _pairs(shared: Path) -> list[Figure]:
    """A resume of the job's occupation ranked above one of another, with a bag of words beside it."""
    everybody = screening.resumes(shared)
    halves: list[judgement.Half] = ["held_out", "tuned"]
    return [
        _ranked(kind, jobs, which, everybody) for kind, jobs in screening.jobs().items() for which in halves
    ]


def _ranked(
    kind: str, jobs: dict[str, str], which: judgement.Half, everybody: list[screening.Resume]
) -> Figure:
    these = screening.half(everybody, which)
    ours = screening.pairs(these, screening.by_engine(), jobs)
    words = screening.pairs(these, screening.by_words(everybody), jobs)
    name = f"Screening pairs, {kind}, {which.replace('_', ' ')}: share ranked rightly"
    floor = Floor("bag of words", [words.share])
    return Figure(
        SECTION, name, "", [ours.share], goal=screening.GOAL, more_is_better=True, floor=floor, of=ours.n
    )


def _read(tally: Tally) -> list[Figure]:
    contacts = [(name, "recall", tally.recall(name), 0.95) for name in CONTACTS]
    facts = [(name, "F1", tally.f1(name), 0.75) for name in FACTS]
    return [
        Figure(LAYOUTS, f"{name}: {what}", "", [value], goal=goal, more_is_better=True, of=tally.wanted[name])
        for name, what, value, goal in [*contacts, *facts]
    ]


def _the_same() -> list[Figure]:
    screened = {screen(JOB).model_dump_json() for _ in range(TIMES)}
    parsed = {parse(ResumeText(text=RESUME)).model_dump_json() for _ in range(TIMES)}
    return [
        Figure(
            SECTION, f"Different results of {TIMES} screenings of one resume", "", [len(screened)], goal=1
        ),
        Figure(SECTION, f"Different results of {TIMES} readings of one resume", "", [len(parsed)], goal=1),
    ]
