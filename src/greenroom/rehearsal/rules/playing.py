"""One played candidate in one interview, from greeting to score, without a row being written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from pydantic import BaseModel

from greenroom.conversations import engine
from greenroom.evaluation.rules.scores import QuestionResult, stage_result
from greenroom.interviewers.rules.blueprint import QuestionPlan
from greenroom.skills.contract import Judgement
from greenroom.skills.next_turn.schema import NextTurn
from greenroom.skills.play_candidate.schema import Level, PartToPlay
from greenroom.skills.score_answer.schema import AnswerToScore, Rubric

LEVELS: tuple[Level, ...] = ("weak", "typical", "strong")
Judge = Callable[[str, BaseModel], Judgement[Any]]
MOST_TURNS = 200
NOTHING_TO_ASK = "No, thank you."
"""What a played candidate says where the interviewer asks whether they have questions."""


@dataclass(frozen=True)
class Role:
    """What is played. questions: the open ones, by their place. manner, instructions: as `engine.Plan` has them."""

    title: str
    language: str
    company: str
    questions: Sequence[QuestionPlan]
    manner: str = ""
    instructions: str = ""


@dataclass(frozen=True)
class Scored:
    """A question with what its answers were worth: 1.0 to 5.0, or None where the question was not addressed."""

    text: str
    score: float | None
    reason: str
    quotes: list[str]


@dataclass
class Run:
    """One level. score: of the stage, 0 to 100. transcript: speaker and text in order."""

    level: Level
    score: float | None = None
    questions: list[Scored] = field(default_factory=list)
    transcript: list[tuple[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def play(role: Role, level: Level, judge: Judge) -> Run:
    """Hold the interview with a candidate of this level, and score it as a real one is scored."""
    run = Run(level)
    answers = _talk(role, level, judge, run)
    results = []
    for number, question in enumerate(role.questions):
        text = "\n".join(answers.get(str(number), []))
        rubric = Rubric(
            question=question.text,
            anchors=question.anchors,
            key_points=question.key_points,
            language=role.language,
        )
        found = judge("score_answer", AnswerToScore(rubric=rubric, answer=text)).output
        run.questions.append(
            Scored(question.text, found.score, found.reason, [span.text for span in found.evidence])
        )
        results.append(QuestionResult(question.weight, True, found.verdict, found.score))
    run.score = stage_result(results).score
    return run


def _talk(role: Role, level: Level, judge: Judge, run: Run) -> dict[str, list[str]]:
    """The conversation, kept in the run. Returns what was said to each question, by its place."""
    plan = engine.Plan(
        role=role.title,
        language=role.language,
        company=role.company,
        manner=role.manner,
        instructions=role.instructions,
        questions=tuple(
            engine.PlannedQuestion(
                id=str(number),
                text=question.text,
                key_points=tuple(question.key_points),
                min_follow_ups=question.min_follow_ups,
                max_follow_ups=question.max_follow_ups,
            )
            for number, question in enumerate(role.questions)
        ),
    )
    answers: dict[str, list[str]] = {}
    state, says = engine.start(plan)
    for _turn in range(MOST_TURNS):
        run.transcript += [("interviewer", say.text) for say in says]
        if state.ended:
            break
        at = state.question_id
        said = _answer(role, level, judge, state) if at else NOTHING_TO_ASK
        answers.setdefault(at, []).append(said)
        run.transcript.append(("candidate", said))
        state, says = engine.hear(state, said, lambda given: _next_turn(judge, given))
    return answers


def _next_turn(judge: Judge, given: BaseModel) -> NextTurn:
    output: NextTurn = judge("next_turn", given).output
    return output


def _answer(role: Role, level: Level, judge: Judge, state: engine.State) -> str:
    question = role.questions[int(state.question_id)]
    part = PartToPlay(
        role=role.title,
        question=question.text,
        anchors=question.anchors,
        key_points=question.key_points,
        level=level,
        language=role.language,
        exchanges=list(state.exchanges),
    )
    text: str = judge("play_candidate", part).output.text
    return text
