"""`greenroom interview`: plan, screen, interview and score, all in the terminal or from files."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import click
from pydantic import TypeAdapter, ValidationError

from greenroom.cli.plan import document_text
from greenroom.conversations import engine
from greenroom.evaluation.rules.joining import Joined, join
from greenroom.evaluation.rules.scores import QuestionResult, StageResult, overall_result, stage_result
from greenroom.skills import registry
from greenroom.skills.contract import run
from greenroom.skills.extract_tags.schema import TagsToHear
from greenroom.skills.find_highlights.schema import InterviewHeard, Said
from greenroom.skills.lexical import sentences
from greenroom.skills.next_turn.schema import Fact, NextTurn, Situation
from greenroom.skills.parse_resume.schema import ResumeText
from greenroom.skills.plan_interviewer.schema import InterviewerPlan, JobToPlan
from greenroom.skills.score_answer.schema import AnswerToScore, Rubric
from greenroom.skills.screen_resume.schema import Criterion, ResumeToScreen

_EXAMPLE = """
\b
Example:
  greenroom interview --job warehouse.txt --resume cv.pdf
  greenroom interview --job warehouse.txt --resume cv.pdf --answers answers.json --json
"""
_NOTHING_TO_ADD = {
    "en": "I have nothing to add.",
    "es": "No tengo nada que añadir.",
    "fr": "Je n'ai rien à ajouter.",
    "de": "Ich habe nichts hinzuzufügen.",
    "pt": "Não tenho nada a acrescentar.",
}
_MOST_TURNS = 200
_MUST_FIRST = {"must": 0, "skill": 1, "responsibility": 2, "nice": 3}


@dataclass
class _Held:
    """A finished interview. answers: question id to (transcript index, text) of what was said to it."""

    transcript: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)


@click.command(epilog=_EXAMPLE)
@click.option("--job", required=True, metavar="FILE", help="Job description; - for standard input.")
@click.option("--resume", required=True, metavar="FILE", help="Resume; - for standard input.")
@click.option("--answers", metavar="FILE", help="A JSON list of strings, said in order to whatever is asked.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON also on a terminal.")
def command(job: str, resume: str, answers: str | None, as_json: bool) -> None:
    """Hold a whole interview and print its scorecard.

    Without --answers, on a terminal, the interviewer speaks on standard error and reads a line for each answer.
    With --answers the turns take no time (start and end are 0); when the list runs out the candidate has
    nothing to add.
    Standard output is JSON with --json, or whenever it is not a terminal.
    """
    if [job, resume, answers].count("-") > 1:
        raise click.UsageError("Only one of --job, --resume and --answers can be standard input.")
    if answers is None and not sys.stdin.isatty():
        raise click.UsageError(
            "Nobody can type answers here: standard input is no terminal. Give --answers FILE."
        )
    script = None if answers is None else _script(answers)
    posting, cv = document_text(job), document_text(resume)
    plan: InterviewerPlan = _judge("plan_interviewer", JobToPlan(job_description=posting))
    name = _judge("parse_resume", ResumeText(text=cv)).name
    held = _hold(plan, posting, name, script)
    scorecard = _scorecard(plan, posting, cv, held)
    if as_json or not sys.stdout.isatty():
        click.echo(json.dumps(scorecard, ensure_ascii=False, indent=2))
    else:
        click.echo(_readable(scorecard))


def _judge(skill: str, given: Any) -> Any:
    return run(registry.get(skill), given).output


def _script(file: str) -> list[str]:
    try:
        with click.open_file(file, encoding="utf-8") as written:
            return TypeAdapter(list[str]).validate_json(written.read())
    except ValidationError as wrong:
        raise click.ClickException(f"{file} is not a JSON list of strings.") from wrong
    except (OSError, UnicodeDecodeError) as wrong:
        raise click.ClickException(f"{file} cannot be read: {wrong}") from wrong


def _hold(plan: InterviewerPlan, posting: str, name: str, script: list[str] | None) -> _Held:
    """Run the engine to its end, with the script's answers or with what is typed."""
    listen, clock = (
        (_typed, time.monotonic) if script is None else (_scripted(script, plan.language), lambda: 0.0)
    )
    began, held = clock(), _Held()
    state, says = engine.start(_engine_plan(plan, posting, name))
    while True:
        for say in says:
            held.transcript.append(_turn("interviewer", say.kind, say.text, clock() - began, clock() - began))
            if say.kind == "question":
                held.asked.add(say.question_id)
            if script is None:
                click.echo(f"\n{say.text}", err=True)
        if state.ended or len(held.transcript) > _MOST_TURNS:
            return held
        asked_at, question = clock() - began, state.question_id
        heard = listen()
        state, says = engine.hear(state, heard, _next_turn)
        if heard.strip():
            if question and state.heard not in engine.NOT_AN_ANSWER:
                held.answers.setdefault(question, []).append((len(held.transcript), heard))
            held.transcript.append(_turn("candidate", state.heard, heard, asked_at, clock() - began))


def _next_turn(situation: Situation) -> NextTurn:
    turn: NextTurn = _judge("next_turn", situation)
    return turn


def _turn(speaker: str, kind: str, text: str, start: float, end: float) -> dict[str, Any]:
    return {"speaker": speaker, "text": text, "start": round(start, 1), "end": round(end, 1), "kind": kind}


def _scripted(script: list[str], language: str) -> Callable[[], str]:
    waiting = iter(script)
    return lambda: next(waiting, _NOTHING_TO_ADD.get(language, _NOTHING_TO_ADD["en"]))


def _typed() -> str:
    try:
        line: str = click.prompt("You", default="", show_default=False, err=True)
    except click.Abort:
        click.echo("", err=True)
        raise
    return line


def _engine_plan(plan: InterviewerPlan, posting: str, name: str) -> engine.Plan:
    told = [posting[stretch.start : stretch.end] for stretch in sentences(posting)]
    return engine.Plan(
        role=plan.title,
        language=plan.language,
        candidate=name,
        instructions=plan.context.style,
        questions=tuple(
            engine.PlannedQuestion(
                id=str(number),
                text=made.text,
                key_points=tuple(made.key_points),
                min_follow_ups=made.min_follow_ups,
                max_follow_ups=made.max_follow_ups,
            )
            for number, made in enumerate(plan.questions)
        ),
        facts=tuple(Fact(text=" ".join(text.split()), source="job description") for text in told),
    )


def _scorecard(plan: InterviewerPlan, posting: str, cv: str, held: _Held) -> dict[str, Any]:
    resume, resume_result = _resume_stage(plan, posting, cv)
    interview, interview_result = _interview_stage(plan, held)
    overall = overall_result([(1.0, resume_result), (1.0, interview_result)])
    said = _said(plan, held)
    ranked = sorted(plan.requirements, key=lambda requirement: _MUST_FIRST[requirement.kind])
    found = _judge(
        "find_highlights",
        InterviewHeard(
            role=plan.title, requirements=[r.text for r in ranked], language=plan.language, said=said
        ),
    ).found
    tags = _judge("extract_tags", TagsToHear(language=plan.language, said=said)).tags
    return {
        "title": plan.title,
        "overall": _result(overall),
        "stages": [resume, interview],
        "highlights": [_noted(one) for one in found if one.kind == "highlight"],
        "lowlights": [_noted(one) for one in found if one.kind == "lowlight"],
        "chips": [_noted(one) for one in found if one.kind == "chip"],
        "tags": [
            {"name": tag.name, "value": tag.value, "confidence": tag.confidence, "evidence": _quote(tag.turn, tag.span)}
            for tag in tags
        ],
        "transcript": held.transcript,
        "engine": "built-in",
    }  # fmt: skip


def _result(result: StageResult) -> dict[str, float | None]:
    score = None if result.score is None else round(result.score, 1)
    return {"score": score, "coverage": round(result.coverage, 3)}


def _resume_stage(plan: InterviewerPlan, posting: str, cv: str) -> tuple[dict[str, Any], StageResult]:
    criteria = [Criterion(text=made.text, anchors=made.anchors, weight=made.weight) for made in plan.criteria]
    statements = [made.text for made in plan.qualifications]
    given = ResumeToScreen(job=posting, qualifications=statements, criteria=criteria, text=cv)
    screened = _judge("screen_resume", given)
    result = stage_result(
        QuestionResult(made.weight, True, "scored" if one.score is not None else "not_addressed", one.score)
        for made, one in zip(criteria, screened.criteria, strict=True)
    )
    questions = [
        {"text": one.text, "asked": True, "score": one.score, "reason": one.reason,
         "evidence": [_quote(None, span) for span in one.evidence]}
        for one in screened.criteria
    ]  # fmt: skip
    qualifications = [one.model_dump() for one in screened.qualifications]
    stage = {
        "kind": "resume",
        **_result(result),
        "eligible": screened.eligible,
        "qualifications": qualifications,
    }
    return {**stage, "questions": questions}, result


def _interview_stage(plan: InterviewerPlan, held: _Held) -> tuple[dict[str, Any], StageResult]:
    questions, results = [], []
    for number, made in enumerate(plan.questions):
        asked = str(number) in held.asked
        shown: dict[str, Any] = {
            "text": made.text,
            "asked": asked,
            "score": None,
            "reason": "",
            "evidence": [],
        }
        verdict, score = "", None
        if asked:
            joined = join(held.answers.get(str(number), []))
            rubric = Rubric(
                question=made.text, anchors=made.anchors, key_points=made.key_points, language=plan.language
            )
            judged = _judge("score_answer", AnswerToScore(rubric=rubric, answer=joined.text))
            verdict, score = judged.verdict, judged.score
            shown |= {"score": score, "verdict": verdict, "reason": judged.reason,
                      "evidence": _evidence(joined, judged.evidence)}  # fmt: skip
        questions.append(shown)
        results.append(QuestionResult(made.weight, asked, verdict, score))
    result = stage_result(results)
    return {"kind": "web_interview", **_result(result), "questions": questions}, result


def _evidence(joined: Joined[int], spans: Sequence[Any]) -> list[dict[str, Any]]:
    return [_quote(turn, span) for turn, span in joined.lead_all_back(spans)]


def _quote(turn: int | str | None, span: Any) -> dict[str, Any]:
    """turn: index into the transcript; null where the words stand in the resume."""
    where = None if turn is None else int(turn)
    return {"turn": where, "start": span.start, "end": span.end, "text": span.text}


def _noted(one: Any) -> dict[str, Any]:
    return {"text": one.text, "severity": one.severity, "evidence": _quote(one.turn, one.span)}


def _said(plan: InterviewerPlan, held: _Held) -> list[Said]:
    return [
        Said(turn=str(turn), question=made.text, text=text)
        for number, made in enumerate(plan.questions)
        for turn, text in held.answers.get(str(number), [])
    ]


def _readable(scorecard: dict[str, Any]) -> str:
    overall = scorecard["overall"]
    lines = [
        scorecard["title"],
        f"Overall {_shown(overall['score'])} of 100, coverage {overall['coverage']:.0%}",
    ]
    for stage in scorecard["stages"]:
        lines.append(f"\n{stage['kind']}: {_shown(stage['score'])} of 100")
        for question in stage["questions"]:
            lines.append(f"  {_shown(question['score'])}  {question['text']}")
            lines.append(f"       {question['reason']}" if question["asked"] else "       not asked")
            lines.extend(f"       “{' '.join(quote['text'].split())}”" for quote in question["evidence"])
    for name in ("highlights", "lowlights"):
        lines.extend(f"{name[:-1].capitalize()}: {one['text']}" for one in scorecard[name])
    lines.extend(f"{tag['name']}: {tag['value']}" for tag in scorecard["tags"])
    return "\n".join(lines)


def _shown(score: float | None) -> str:
    return "  –" if score is None else f"{score:.1f}"
