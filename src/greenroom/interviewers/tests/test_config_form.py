"""The settings form of a stage, drawn from its kind's model."""

from __future__ import annotations

import pytest

from greenroom.interviewers.web.config_form import ConfigForm
from greenroom.stages.conversational_sms.config import ConversationalSMSConfig
from greenroom.stages.registry import all_kinds
from greenroom.stages.web_interview.config import WebInterviewConfig


def posted(form: ConfigForm) -> dict[str, object]:
    """What a browser sends back when nothing was touched."""
    sent = {}
    for group in form.groups():
        for bound in group.fields:
            value = bound.value()
            if value not in (None, False):
                sent[bound.html_name] = "on" if value is True else value
    return sent


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.slug)
def test_a_form_that_is_sent_back_untouched_changes_nothing(kind):
    before = kind.config()
    form = ConfigForm(kind.config, {}, data=posted(ConfigForm(kind.config, {})))
    assert form.is_valid(), form.errors
    assert kind.config(**form.config()) == before


def test_fields_of_a_model_within_are_named_by_dots_and_come_back_nested():
    sent = {
        **posted(ConfigForm(ConversationalSMSConfig, {})),
        "blackout_period.enabled": "on",
        "blackout_period.timezone": "Europe/Berlin",
        "blackout_period.start_hour": "20",
    }
    form = ConfigForm(ConversationalSMSConfig, {}, data=sent)
    assert form.is_valid()
    period = ConversationalSMSConfig(**form.config()).blackout_period
    assert (period.enabled, period.timezone, period.start_hour) == (True, "Europe/Berlin", 20)


def test_the_limits_of_the_model_are_those_of_the_form():
    form = ConfigForm(WebInterviewConfig, {}, data={"num_questions": "26"})
    assert not form.is_valid()
    assert list(form.errors) == ["num_questions"]


def test_what_a_stage_says_instead_of_its_interviewer_comes_last():
    headings = [group.heading for group in ConfigForm(WebInterviewConfig, {}).groups()]
    assert headings == [
        "",
        "Tools",
        "Integrity",
        "The room",
        "When a rule has spoken",
        "What this stage says instead",
    ]


def test_what_nothing_reads_yet_says_so_beside_its_field():
    fields = ConfigForm(WebInterviewConfig, {}).fields
    assert "not use it" not in str(fields["web_interview_config.max_duration_seconds"].help_text)
    assert "stages do not use it yet" in str(fields["cheat_detection_config.enabled"].help_text)
    assert "stages do not use it yet" in str(fields["cheat_detection_config.threshold"].help_text)
