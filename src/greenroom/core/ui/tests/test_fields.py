from __future__ import annotations

import re

from django.template import Context, Template

from greenroom.core.ui.web.sample_form import filled_form, wrong_form


def draw(source: str, **context: object) -> str:
    return re.sub(r"\s+", " ", Template(source).render(Context(context)))


def test_a_label_belongs_to_its_input_and_the_hint_is_read_with_it() -> None:
    html = draw("{% field form.role %}", form=filled_form())
    assert '<label for="fine_role">Role name</label>' in html
    assert 'aria-describedby="fine_role_hint"' in html
    assert 'id="fine_role_hint">Candidates see this.' in html


def test_an_error_stands_beside_its_field_and_keeps_what_was_typed() -> None:
    html = draw("{% field form.email %}", form=wrong_form())
    assert 'value="ines.marlowe"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="wrong_email_error"' in html
    assert 'id="wrong_email_error"' in html
    assert "is-invalid" in html


def test_what_need_not_be_filled_in_says_so() -> None:
    assert "Not required" in draw("{% field form.note %}", form=filled_form())
    assert "Not required" not in draw("{% field form.role %}", form=filled_form())


def test_a_group_of_choices_is_a_fieldset_with_its_legend() -> None:
    html = draw("{% field form.kind %}", form=wrong_form())
    assert "<fieldset" in html
    assert "<legend>Avatar" in html
    assert html.count('type="radio"') == 2
    assert 'aria-describedby="wrong_kind_error"' in html


def test_a_switch_is_a_checkbox_that_says_it_is_one() -> None:
    html = draw("{% field form.live switch=True %}", form=filled_form())
    assert 'role="switch"' in html
    assert 'class="switch"' in html
    assert "checked" in html


def test_a_file_field_knows_its_limit_before_anything_is_sent() -> None:
    html = draw("{% field form.resume max_bytes=20971520 %}", form=filled_form())
    assert 'data-max-bytes="20971520"' in html
    assert 'accept=".pdf,.docx,.txt"' in html


def test_a_long_text_counts_its_characters_and_cuts_none_off() -> None:
    html = draw("{% field form.note %}", form=filled_form())
    assert 'data-max="240"' in html
    assert "maxlength" not in html


def test_attributes_given_in_the_template_reach_the_input() -> None:
    html = draw('{% field form.email autocomplete="email" hx_post="/x/" %}', form=filled_form())
    assert 'autocomplete="email"' in html
    assert 'hx-post="/x/"' in html
