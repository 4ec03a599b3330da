from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from greenroom.core.clock import now


def draw(source: str, **context: object) -> str:
    return Template(source).render(Context({"csrf_token": "a-token", **context}))


def test_a_dialog_is_named_by_its_title_and_can_be_closed() -> None:
    html = draw('{% dialog "Dismiss?" id="d" %}<p>Sure?</p>{% enddialog %}')
    assert '<dialog class="dialog" id="d" aria-labelledby="d-title"' in html
    assert '<h2 id="d-title">Dismiss?</h2>' in html
    assert "data-close" in html
    assert "<p>Sure?</p>" in html


def test_a_drawer_opens_with_the_page_when_it_holds_errors() -> None:
    assert " data-open>" in draw('{% drawer "Edit" id="d" open=True %}{% enddrawer %}')
    assert " data-open>" not in draw('{% drawer "Edit" id="d" %}{% enddrawer %}')


def test_an_undo_is_a_form_that_carries_the_token() -> None:
    html = draw(
        '{% toast "Dismissed" undo_url="/undo/" undo_fields=fields %}{% endtoast %}', fields={"id": "7"}
    )
    assert 'action="/undo/"' in html
    assert 'name="csrfmiddlewaretoken" value="a-token"' in html
    assert 'name="id" value="7"' in html


def test_a_title_that_somebody_wrote_is_only_text() -> None:
    html = draw(
        "{% dialog name id='d' %}{% enddialog %}{% toast name %}{% endtoast %}"
        "{% question name no=1 %}{% endquestion %}",
        name="<script>alert(1)</script>",
    )
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 3


def test_evidence_leads_to_the_exact_words() -> None:
    html = draw('{% evidence "02:14" href="#turn-2" start=0 end=4 before="So " %}held{% endevidence %}')
    assert 'href="#turn-2"' in html
    assert 'data-start="0" data-end="4"' in html
    assert "“So <mark>held</mark>”" in html


def test_evidence_from_a_page_without_turns_has_no_dead_link() -> None:
    assert "<a" not in draw('{% evidence "Page 1" %}held{% endevidence %}')


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [("score=4.6 mean=3.4 weight='2'", "4.6 out of 5, average 3.4"), ("", "Not asked")],
)
def test_a_question_shows_its_score_or_that_it_was_not_asked(arguments: str, expected: str) -> None:
    html = draw("{% question 'Why?' no=1 " + arguments + " %}Because.{% endquestion %}")
    assert f'aria-label="{expected}"' in html


def test_the_ends_of_a_list_have_no_page_beyond_them() -> None:
    html = draw("{% include 'ui/pagination.html' with first=1 last=5 total=5 %}")
    assert html.count("disabled") == 2
    assert "1–5 of 5" in html


@pytest.mark.parametrize(("cookie", "expected"), [("dark", ' data-theme="dark"'), ("purple", ""), (None, "")])
def test_only_a_theme_that_exists_is_drawn(cookie: str | None, expected: str) -> None:
    request = RequestFactory().get("/")
    if cookie:
        request.COOKIES["theme"] = cookie
    assert draw("{% theme_attribute %}", request=request) == expected


def test_a_time_is_exact_for_machines_and_readable_without_script() -> None:
    html = draw("{% include 'ui/time.html' with at=moment style='ago' %}", moment=now())
    assert 'data-style="ago"' in html
    assert "UTC</time>" in html


def test_the_languages_are_offered_in_their_own_words() -> None:
    request = RequestFactory().get("/sign-in/?next=/a/")
    html = draw("{% include 'ui/language_menu.html' %}", request=request, set_language_url="/language/")
    assert 'action="/language/"' in html
    assert '<button type="submit" name="language" value="ar" lang="ar">العربيّة</button>' in html
    assert 'value="/sign-in/?next=/a/"' in html
    with translation.override("ar"):
        assert ">Deutsch</button>" in draw("{% include 'ui/language_menu.html' %}", request=request)
