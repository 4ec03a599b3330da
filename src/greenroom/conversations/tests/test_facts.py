from __future__ import annotations

from greenroom.conversations.queries.facts import LONGEST_FACT, approved, told_by


def test_a_paragraph_carries_the_heading_it_stands_under():
    told = told_by("ANNUAL SALARY\n\n$38,857 to $55,332 a year.\n\nHours:\nMonday to Friday, 7 am to 3 pm.")
    assert told == ["ANNUAL SALARY: $38,857 to $55,332 a year.", "Hours: Monday to Friday, 7 am to 3 pm."]


def test_each_point_of_a_list_is_a_fact_of_its_own():
    told = told_by("We offer:\n- 30 days of paid leave a year\n- A company pension from day one")
    assert told == ["We offer: 30 days of paid leave a year", "We offer: A company pension from day one"]


def test_a_long_paragraph_is_told_whole_in_pieces_that_end_at_a_sentence():
    sentence = "The work is done from a rope on the outside of tall buildings in the city. "
    told = told_by(sentence * 20 + "The start date is the first of May.")
    assert all(len(text) <= LONGEST_FACT and text.endswith(".") for text in told)
    assert told[-1].endswith("The start date is the first of May.")
    assert sum(text.count("tall buildings") for text in told) == 20


def test_a_sentence_is_no_heading():
    told = told_by("We clean windows.\n\nYou bring a head for heights and good shoes.")
    assert told == ["You bring a head for heights and good shoes."]


def test_what_the_workspace_says_of_itself_is_told_with_its_source(interviewer):
    interviewer.workspace.about = "We have cleaned windows since 1950."
    told = {fact.source: fact.text for fact in approved(interviewer)}
    assert told["about the company"] == "We have cleaned windows since 1950."
    assert "7 am to 3 pm" in told["job description"]
