"""Texts with variables: what may be written, how they are filled, and what of them becomes markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from greenroom.core.errors import Refused
from greenroom.outreach.actions.drawing import draw_mail
from greenroom.outreach.rules import shipped
from greenroom.outreach.rules.kinds import EMAIL, KINDS, LANGUAGES, SMS
from greenroom.outreach.rules.markup import paragraphs
from greenroom.outreach.rules.wording import Text, checked, fill, harmless, variables_in

INVITATION = KINDS["invitation"]
LINK = "https://g.example.org/apply/northfield/till/?for=abc"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</a></p></td><b>",
    "{{link}} {{code}}",
    "Ann\r\nBcc: other@example.org",
    "Ann\u2028Bcc: other@example.org",
    "\u202egnp.exe\u2066",
    "Win at https://evil.example.org now",
    "javascript:alert(1)",
    "%(name)s {% now %} {{ x }}",
]


class _Read(HTMLParser):
    """Tags, and where links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.on: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.on |= {name for name, _value in attrs if name.startswith("on")}
        self.links += [value for name, value in attrs if name == "href"]


def values(**given: str) -> dict[str, str]:
    known = {
        "candidate_name": "Rowan Vale",
        "job_title": "Till",
        "company_name": "Northfield",
        "link": LINK,
        "deadline": "3 December",
        "code": "123456",
        "scheduling_link": "https://cal.example.org/x",
        "opens_at": "today",
    }
    return harmless({**known, **given})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_message_is_there_in_every_language_with_what_it_needs(kind, language):
    for channel in KINDS[kind].channels:
        text = shipped.text(kind, channel, language)
        assert checked(KINDS[kind], channel, subject=text.subject, body=text.body) == text
        english = shipped.text(kind, channel, "en")
        assert variables_in(text.subject + text.body) == variables_in(english.subject + english.body)
        assert language == "en" or text.body != english.body
        assert "{{" not in fill(text.subject + text.body, values())
    assert set(shipped.around(language)) == set(shipped.around("en"))


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"body": "Come: {{link}} {{salary}}"}, "body", "{{salary}}"),
        ({"subject": "{{code}}"}, "subject", "{{code}}"),
        ({"body": "Come to us"}, "body", "{{link}}"),
        ({"body": "  "}, "body", "Write the message"),
        ({"subject": " "}, "subject", "Write a subject"),
        ({"subject": "x" * 201}, "subject", "under 200"),
        ({"channel": SMS, "body": "{{link}}" + "x" * 480}, "body", "under 480"),
    ],
)
def test_what_cannot_be_sent_is_refused_by_name_beside_its_field(given, field, said):
    asked = {"channel": EMAIL, "subject": "Come", "body": "Come: {{link}}", **given}
    with pytest.raises(Refused) as refused:
        checked(INVITATION, asked["channel"], subject=asked["subject"], body=asked["body"])
    assert refused.value.field == field
    assert said in refused.value.message


def test_a_line_about_a_deadline_there_is_none_of_is_left_out():
    assert fill("Hello\n\nUntil {{deadline}}.\n\nBye", {"deadline": ""}) == "Hello\n\nBye"


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("name", ["candidate_name", "job_title", "company_name", "deadline"])
def test_a_hostile_value_is_words_and_nothing_else(name, hostile):
    text = Text("{{candidate_name}} {{job_title}}", "Hello {{" + name + "}},\n\n{{link}}")
    given = values(**{name: hostile})
    drawn = draw_mail(
        text, given, language="en", accent="#0b6457", stop="https://g.example.org/unsubscribe/x/"
    )
    read = _Read(drawn.html)
    assert read.tags <= {"html", "head", "meta", "title", "body", "table", "tr", "td", "p", "a", "br", "bdi"}
    assert not read.on
    assert set(read.links) == {LINK, "https://g.example.org/unsubscribe/x/"}
    subject = fill(text.subject, given)
    assert not set(subject) & set("\r\n\u2028\u202e\u2066")
    assert "123456" not in drawn.body
    assert "https://evil" not in drawn.body


@settings(max_examples=60, deadline=None)
@given(name=some.text(max_size=40), title=some.text(max_size=40))
def test_whatever_people_are_called_the_page_stays_one_page(name, title):
    text = Text("x", "Hello {{candidate_name}}\n\n{{link}}\n\n{{job_title}}")
    drawn = draw_mail(text, values(candidate_name=name, job_title=title), language="en", accent="#0b6457")
    assert set(_Read(drawn.html).links) == {LINK}


def test_addresses_in_the_text_become_links_and_a_link_alone_a_button():
    found = list(paragraphs("See https://example.org/a?b=1&c=2.\nBye\n\n{{link}}\n\nOr {{link}}", values()))
    assert found[0].html.startswith('See <a href="https://example.org/a?b=1&amp;c=2">')
    assert found[0].html.endswith("</a>.<br>Bye")
    assert (found[1].button, found[1].html) == (LINK, "")
    assert found[2].html == f'Or <a href="{LINK}">{LINK}</a>'


def test_a_link_that_is_none_is_not_linked():
    (found,) = paragraphs("{{link}}", values(link="javascript:alert(1)"))
    assert (found.button, found.html) == ("", "<bdi>javascript:alert(1)</bdi>")


def test_arabic_runs_from_the_right():
    html = draw_mail(
        shipped.text("reminder", EMAIL, "ar"),
        values(),
        language="ar",
        accent="#0b6457",
        stop="https://x.example.org/",
    ).html
    assert '<html lang="ar" dir="rtl">' in html
    assert "إلغاء الاشتراك" in html
