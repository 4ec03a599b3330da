"""What was heard in an interview: a skill for open answers, another for answers that have a shape."""

from __future__ import annotations

from collections.abc import Mapping

from greenroom.conversations import engine
from greenroom.conversations.rules.shapes import to_read
from greenroom.core import clock
from greenroom.skills.desk import judge
from greenroom.skills.next_turn.schema import NextTurn, Situation
from greenroom.skills.read_answer.schema import AnswerRead, AnswerToRead


class Ear:
    """Hears one utterance. served: the engines that were asked, in order."""

    def __init__(self, before: engine.State, *, engines: Mapping[str, str]) -> None:
        self._question = before.question
        self._engines = engines
        self.served: list[str] = []

    def hear(self, situation: Situation) -> NextTurn:
        """Raises a `ModelFailure` where the engine of a skill cannot be had."""
        reading = self._read(situation)
        if reading == "answered":
            return NextTurn(heard="answer", move="next", text="")
        made = judge("next_turn", situation, engines=self._engines)
        self.served.append(made.engine)
        turn: NextTurn = made.output
        unclear = reading == "unclear" and turn.heard == "answer" and turn.move != "reply"
        if unclear and situation.follow_ups_left > 0:
            return turn.model_copy(update={"move": "follow_up", "text": ""})
        return turn

    def _read(self, situation: Situation) -> str:
        """How the words answer a question whose answer has a shape; "" for an open question."""
        shape = to_read(self._question.expects) if self._question else None
        if self._question is None or shape is None:
            return ""
        given = AnswerToRead(
            question=self._question.text,
            shape=shape,
            words=situation.exchanges[-1].text,
            language=situation.language,
            as_of=clock.now().date(),
        )
        made = judge("read_answer", given, engines=self._engines)
        self.served.append(made.engine)
        read: AnswerRead = made.output
        return read.reading
