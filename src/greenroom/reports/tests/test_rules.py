"""What reports show, and which way it runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from greenroom.core import clock
from greenroom.evaluation.queries import scorecards
from greenroom.evaluation.queries.cards import (
    ClaimCard,
    FlagCard,
    NoteCard,
    ProficiencyCard,
    ReviewCard,
    SideCard,
    TagCard,
)
from greenroom.evaluation.tests import scene
from greenroom.reports.documents import scorecard
from greenroom.reports.rules import direction, options
from greenroom.reports.rules.options import SWITCHES, Options

PLAIN = ("chips", "highlights", "lowlights", "structured", "claims", "tags", "flags", "notes")


def test_options_that_were_kept_by_an_older_version_are_read_as_far_as_they_are_understood() -> None:
    older = Options(scores=False).model_dump(exclude={"claims", "structured"}) | {"gone": 1}
    assert options.read(older) == Options(scores=False, claims=False, structured=False)
    assert options.read({}) == Options()
    assert options.read({"style": "baroque"}) == Options()
    assert Options(style="classic", language="ar").spoken("de") == "en"
    assert (Options().spoken("de"), Options(language="fr").spoken("de")) == ("de", "fr")


def test_a_text_runs_as_its_first_letter_does() -> None:
    assert direction.of("12: ليلى said hello") == "rtl"
    assert direction.of("«שלום»") == "rtl"
    assert direction.of("Hello ليلى") == "ltr"
    assert direction.of("123") == "ltr"


def test_every_switch_takes_its_part_out_of_the_document_and_nothing_else(interviewer, in_workspace) -> None:
    application = scene.evaluated(interviewer)
    card = scorecards.get_for(in_workspace.viewer, application.id)
    quote = card.stages[1].questions[0].quotes[0]
    note, tag = NoteCard("Worked at heights", 2, quote), TagCard("Years", "Five of them", quote)
    flag = FlagCard("person", "Can I speak with somebody?", "", "00:10")
    said = ReviewCard(
        id=application.id,
        author="Robin",
        agrees=False,
        mark=4.5,
        reason="I heard more.",
        at=clock.now(),
        is_mine=False,
        stands=True,
        taken_back_at=None,
    )
    card.stages[1].questions[0].reviews.append(said)
    card.stages[1].flags.append(flag)
    tags = [tag, TagCard("Expected pay", "15 an hour", quote, "pay", {"kind": "money"})]
    side = SideCard(quote, "web_interview")
    claims = [ClaimCard("date", 2, "The years differ.", side, side, word="explained", author="Robin")]
    levels = [ProficiencyCard("en", "Vocabulary", 3.5, 0.5, "Varied.", [quote])]
    card = replace(card, chips=[note], highlights=[note], lowlights=[note], tags=tags)
    card = replace(card, claims=claims, proficiency=levels)
    beside = scorecard.Beside(notes=[("Robin", "A note of ours")])
    whole = Options(resume=True, notes=True)

    def built(**changed: bool) -> dict[str, Any]:
        wanted = whole.model_copy(update=changed)
        data = scorecard.build(card, read_at=clock.now(), options=wanted, beside=beside)
        first, second = data["stages"]
        one = second["questions"][0]
        return {
            "contact": data["candidate"]["email"],
            "scores": (data["score"], first["score"], one["shown"], one["score"]),
            "reasons": (one["reason"], one["quotes"], one["made_by"]),
            "reviews": one["reviews"],
            "proficiency": [each["title"] for each in data["proficiency"]],
            **{name: data[name] for name in PLAIN},
            "transcript": second["turns"],
            "resume": first["resume"],
        }

    everything = built()
    assert set(everything) == set(SWITCHES)
    for switch in SWITCHES:
        without = built(**{switch: False})
        left = without.pop(switch)
        assert not (any(left) if isinstance(left, tuple) else left), switch
        assert without == {name: value for name, value in everything.items() if name != switch}, switch
    unscored = scorecard.build(card, read_at=clock.now(), options=Options(scores=False, reasons=False))
    (language,) = unscored["proficiency"]
    (level,) = language["categories"]
    assert (language["overall"], level["shown"], level["level"]) == ("", "", None)
    assert (level["reason"], level["quotes"]) == ("", [])
    (claim,) = scorecard.build(card, read_at=clock.now(), options=whole)["claims"]
    assert (claim["word"], claim["by"], claim["sides"][0]["where"]) == ("Explained", "Robin", "Interview")
