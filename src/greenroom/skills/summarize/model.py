"""How a language model tells a text in short: code checks that no figure and no name was added."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.evidence import Span, cut, locate
from greenroom.skills.lexical import detect, sentences
from greenroom.skills.lexical.fence import DATA_ONLY, fenced
from greenroom.skills.summarize.schema import TextToShorten, ToldInShort
from greenroom.skills.summarize.support import added

_SYSTEM = f"""You tell a text in short, in its own language, for somebody who has no time to read it.
At most as many sentences as asked for. Only what the text says: no figure, name, date or claim that is not in it.
For each sentence give the words, and in quote the words of the text that it rests on, copied character for character.
{DATA_ONLY}"""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SentenceTold(_Shape):
    words: str
    quote: str


class ShortAnswer(_Shape):
    """What the model fills in."""

    sentences: list[SentenceTold]


def prompt(given: TextToShorten) -> tuple[str, str]:
    return _SYSTEM, f"At most {given.sentences} sentences.\n\n{fenced('text', given.text)}"


def read(given: TextToShorten, answer: ShortAnswer) -> Checked[ToldInShort]:
    """A sentence that rests on no words of the text is dropped; one that adds a figure or a name is told in the words
    it rests on. Both are counted. Nothing is told where nothing is left."""
    language = given.language or detect(given.text)
    told: list[tuple[Span, str]] = []
    dropped = 0
    for sentence in answer.sentences:
        quote = locate(sentence.quote, given.text)
        if quote is None:
            dropped += 1
            continue
        words = _one_sentence(sentence.words)
        adds = not words or bool(added(words, given.text, language))
        dropped += adds
        told.append((quote, " ".join(quote.text.split()) if adds else words))
    kept = told[: given.sentences]
    sources = sorted({quote for quote, _ in kept}, key=lambda span: (span.start, span.end))
    return Checked(ToldInShort(summary=" ".join(words for _, words in kept), sources=sources), dropped)


def _one_sentence(text: str) -> str:
    found = sentences(text)[:1]
    return cut(text, found[0].start, found[0].end).text if found else ""


MODEL_SIDE = ModelSide[TextToShorten, ToldInShort](version="1", answer=ShortAnswer, prompt=prompt, read=read)
