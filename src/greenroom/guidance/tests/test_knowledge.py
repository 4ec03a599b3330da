"""What candidates may be told: written, changed, switched off, deleted and brought back."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine

from greenroom.accounts.permissions import Forbidden
from greenroom.core import clock
from greenroom.core.errors import Changed, NotFound, Refused
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.guidance import jobs
from greenroom.guidance.actions import knowledge as actions
from greenroom.guidance.models import KnowledgeItem
from greenroom.guidance.queries import knowledge
from greenroom.guidance.queries.knowledge import Asked
from greenroom.guidance.rules import knowledge as rules
from greenroom.guidance.tests.conftest import PARKING
from greenroom.media.extraction.tests.makers import odt, pdf, word

RTF = rb"{\rtf1\ansi Buses stop in front of gate A every twenty minutes.}"
BUSES = "Buses stop in front of gate A every twenty minutes."


def document(content: bytes, cast, *, name: str = "Getting here.pdf", title: str = "") -> KnowledgeItem:
    return actions.add_document(
        content=BytesIO(content), name=name, subject="general", title=title, by=cast.colleague
    )


def revise(item: KnowledgeItem, cast, **changes) -> KnowledgeItem:
    given = {"title": item.title, "subject": item.subject, "content": item.content, "is_active": True}
    return actions.revise(item, **{**given, "seen": item.revision, "by": cast.colleague, **changes})


def told(cast, question: str) -> list[str]:
    return [passage.text for passage in knowledge.find(cast.workspace.id, question, "en")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", lambda: pdf(BUSES)),
        ("a.docx", lambda: word(BUSES)),
        ("a.odt", lambda: odt(f"<text:p>{BUSES}</text:p>")),
        ("a.rtf", lambda: RTF),
        ("a.txt", BUSES.encode),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_the_words_of_a_document_are_told_and_the_document_is_kept(in_workspace, name, content):
    item = document(content(), in_workspace, name=name)
    assert (item.title, item.file.name) == ("a", name)
    assert BUSES in item.content
    assert told(in_workspace, "Where do buses stop?")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, "picture"),
        (b"%PDF-1.7 nothing of the kind", "damaged"),
        (b"word " * 30_000, "keep it to 100,000"),
    ],
)
def test_a_document_that_gives_no_words_is_refused_and_nothing_is_kept(in_workspace, content, said):
    with pytest.raises(Refused, match=said) as refused:
        document(content, in_workspace)
    assert refused.value.field == "file"
    assert not KnowledgeItem.objects.exists()


def test_a_note_goes_through_the_page_and_is_told(cast, sign_in):
    client = sign_in(cast.colleague)
    given = {"title": "Parking", "subject": "candidate", "content": PARKING}
    assert client.post("/ai/knowledge/new/", given)["Location"] == "/ai/knowledge/"
    page = client.get("/ai/knowledge/?ask=Where+can+I+park?&language=en").content.decode()
    assert "There is a free car park behind hall 3." in page
    assert "passed on" not in page


def test_a_document_goes_through_the_page(cast, sign_in):
    client, sent = sign_in(cast.colleague), BytesIO(BUSES.encode())
    sent.name = "Getting here.txt"
    response = client.post("/ai/knowledge/new/", {"title": "", "subject": "general", "file": sent})
    assert response["Location"] == "/ai/knowledge/"
    page = client.get("/ai/knowledge/").content.decode()
    assert ">Getting here<" in page
    assert "Document" in page


def test_the_document_comes_back_as_it_was_to_keep_and_not_to_show(in_workspace, sign_in):
    item = document(BUSES.encode(), in_workspace, name="<b>.txt")
    response = sign_in(in_workspace.viewer).get(f"/ai/knowledge/{item.id}/document/")
    assert b"".join(response.streaming_content) == BUSES.encode()
    assert response["Content-Disposition"].startswith("attachment")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == (
        "application/octet-stream",
        "nosniff",
    )


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"title": "Pay"}, "content", "Write what candidates may be told"),
        ({"content": "Yes."}, "title", "Give it a title."),
        ({"title": "x" * 161, "content": "Yes."}, "title", "keep it to 160"),
        ({"title": "Pay", "content": "Yes.", "subject": "weather"}, "subject", "Select a valid choice"),
        ({"title": "Pay", "content": "x" * 100_001}, "content", "keep it to 100,000"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(cast, sign_in, given, field, said):
    typed = {"title": "", "subject": "general", "content": "", **given}
    response = sign_in(cast.colleague).post("/ai/knowledge/new/", typed)
    assert response.status_code == 422
    assert said in response.context["form"].errors[field][0]
    assert typed["title"] in response.content.decode()


def test_a_text_and_a_document_at_once_are_one_too_many(cast, sign_in):
    sent = BytesIO(b"Words")
    sent.name = "a.txt"
    given = {"title": "Pay", "subject": "general", "content": "Kept as typed.", "file": sent}
    response = sign_in(cast.colleague).post("/ai/knowledge/new/", given)
    assert response.status_code == 422
    assert "Keep one of the two." in response.content.decode()
    assert "Kept as typed." in response.content.decode()


def test_an_upload_over_the_limit_is_told_beside_the_file(cast, sign_in, settings):
    settings.UPLOAD_LIMIT = 1_000_000
    sent = BytesIO(b"x" * 1_000_001)
    sent.name = "a.txt"
    given = {"title": "Big", "subject": "general", "content": "", "file": sent}
    response = sign_in(cast.colleague).post("/ai/knowledge/new/", given)
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"file"}


def test_new_words_are_a_new_revision_and_are_told_at_once(note, in_workspace):
    item = note()
    revise(item, in_workspace, content="Parking costs two pounds a day.")
    assert told(in_workspace, "Where can I park?") == ["Parking costs two pounds a day."]
    kept = KnowledgeItem.objects.get()
    assert (kept.revision, kept.written_by) == (1, in_workspace.colleague)


def test_the_same_words_twice_are_one_revision(note, in_workspace):
    item = note()
    assert revise(item, in_workspace, seen=7).revision == 0


def test_who_has_not_seen_the_newest_words_is_told_and_loses_nothing(note, in_workspace, sign_in):
    item = note()
    revise(item, in_workspace, content="Theirs.", by=in_workspace.owner)
    client = sign_in(in_workspace.colleague)
    mine = {"title": "Parking", "subject": "general", "content": "Mine.", "is_active": "on", "seen": 0}
    response = client.post(f"/ai/knowledge/{item.id}/save/", mine)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Content: Theirs." in page
    assert "Title:" not in page
    assert "Mine.</textarea>" in page
    assert KnowledgeItem.objects.get().content == "Theirs."
    assert client.post(f"/ai/knowledge/{item.id}/save/", {**mine, "seen": 1}).status_code == 302
    assert KnowledgeItem.objects.get().content == "Mine."


def test_switching_off_counts_as_a_change_for_who_writes_meanwhile(note, in_workspace):
    item = note()
    actions.set_active(item, on=False, by=in_workspace.owner)
    with pytest.raises(Changed):
        revise(item, in_workspace, content="Mine.")


def test_what_is_not_active_is_not_told(note, in_workspace, sign_in):
    item, client = note(), sign_in(in_workspace.colleague)
    where = f"/ai/knowledge/{item.id}/switch/"
    assert client.post(where, {"to": "inactive", "q": "park"})["Location"] == "/ai/knowledge/?q=park"
    assert told(in_workspace, "Where can I park?") == []
    client.post(where, {"to": "active"})
    assert told(in_workspace, "Where can I park?")
    names = list(StoredEvent.objects.filter(subject_id=item.id).order_by("id").values_list("name", flat=True))
    assert names == [
        "guidance.KnowledgeWritten",
        "guidance.KnowledgeDeactivated",
        "guidance.KnowledgeActivated",
    ]


def test_what_is_deleted_is_told_no_more_and_can_be_brought_back(note, in_workspace, sign_in):
    item, client = note(), sign_in(in_workspace.owner)
    gone = client.post(f"/ai/knowledge/{item.id}/remove/")["Location"]
    assert told(in_workspace, "Where can I park?") == []
    page = client.get(gone).content.decode()
    assert "“Parking” was deleted." in page
    assert client.get(f"/ai/knowledge/{item.id}/").status_code == 404
    back = client.post(f"/ai/knowledge/{item.id}/restore/")
    assert back["Location"] == f"/ai/knowledge/{item.id}/"
    assert told(in_workspace, "Where can I park?")


def test_words_for_a_deleted_item_are_refused(note, in_workspace):
    item = note()
    actions.remove(item, by=in_workspace.owner)
    with pytest.raises(Refused, match="Bring it back"):
        revise(item, in_workspace, content="Mine.")


def test_a_day_after_deletion_it_is_gone_for_good(note, in_workspace):
    item, kept = note(), note("Pay", "Wages come on the last Friday.")
    actions.remove(item, by=in_workspace.owner)
    jobs.forget_removed()
    assert KnowledgeItem.objects.filter(id=item.id).exists()
    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1), tick=False):
        jobs.forget_removed()
        run_due_jobs()
    assert list(KnowledgeItem.objects.values_list("id", flat=True)) == [kept.id]


def test_a_recruiter_writes_and_deletes_nothing(note, in_workspace, sign_in):
    item, client = note(), sign_in(in_workspace.colleague)
    assert "Delete this item" not in client.get(f"/ai/knowledge/{item.id}/").content.decode()
    assert client.post(f"/ai/knowledge/{item.id}/remove/").status_code == 403
    with pytest.raises(Forbidden):
        actions.remove(item, by=in_workspace.colleague)
    assert KnowledgeItem.objects.get().removed_at is None


def test_a_viewer_reads_and_changes_nothing(note, in_workspace, sign_in):
    item, client = note(), sign_in(in_workspace.viewer)
    page = client.get("/ai/knowledge/").content.decode()
    assert "Parking" in page
    assert "New item" not in page
    assert client.post(f"/ai/knowledge/{item.id}/switch/", {"to": "inactive"}).status_code == 403
    assert client.get("/ai/knowledge/new/").status_code == 403
    for act in (
        lambda: revise(item, in_workspace, content="Mine.", by=in_workspace.viewer),
        lambda: actions.set_active(item, on=False, by=in_workspace.viewer),
        lambda: actions.add_note(title="a", subject="general", content="b", by=in_workspace.viewer),
    ):
        with pytest.raises(Forbidden):
            act()
    kept = KnowledgeItem.objects.get()
    assert (kept.is_active, kept.revision) == (True, 0)


def test_a_stranger_finds_nothing_of_it(note, in_workspace, sign_in):
    item, client = note(), sign_in(in_workspace.stranger)
    assert client.get(f"/ai/knowledge/{item.id}/").status_code == 404
    assert "Parking" not in client.get("/ai/knowledge/?ask=Where+can+I+park&language=en").content.decode()
    with pytest.raises(NotFound):
        knowledge.get_for(in_workspace.stranger, item.id)


def test_search_finds_titles_and_words_without_case_or_accents(note, in_workspace):
    note("Café", "Hot meals from eleven.")
    note("Pay", "Wages come on the last Friday.")
    note("Bus", "Line 14.", subject="job_posting")

    def titles(**asked: str) -> list[str]:
        return [row.title for row in knowledge.page_for(in_workspace.viewer, Asked.read(asked)).rows]

    assert titles(q="CAFE") == ["Café"]
    assert titles(q="friday wages") == ["Pay"]
    assert titles(subject="job_posting") == ["Bus"]
    assert titles(state="inactive") == []
    assert titles(q="%") == []
    assert len(titles(subject="nothing of ours", state="?")) == 3


def test_the_list_is_paged_and_every_item_is_seen_once(note, in_workspace, sign_in):
    for number in range(30):
        note(f"Item {number:02}", "Words.")
    client, seen, address = sign_in(in_workspace.viewer), [], "/ai/knowledge/"
    for _page in range(2):
        context = client.get(address).context
        seen += [row.title for row, _subject in context["rows"]]
        address = f"/ai/knowledge/?{context['older']}"
    assert seen == [f"Item {number:02}" for number in reversed(range(30))]
    assert context["older"] == ""


def test_the_list_is_a_constant_number_of_statements(note, in_workspace, sign_in, django_assert_num_queries):
    client = sign_in(in_workspace.viewer)
    note()
    client.get("/ai/knowledge/")
    with django_assert_num_queries(5):  # session, user, member, page, counts
        client.get("/ai/knowledge/")
    for number in range(20):
        note(f"Item {number}", "Words.")
    with django_assert_num_queries(5):
        client.get("/ai/knowledge/")


def test_a_question_is_one_statement_however_much_there_is(note, in_workspace, django_assert_num_queries):
    for number in range(20):
        note(f"Item {number}", f"The gate of hall {number} is open from {number} o'clock.")
    with django_assert_num_queries(1):
        knowledge.find(in_workspace.workspace.id, "When is the gate open?", "en")


def test_the_base_is_bounded_and_says_so(note, in_workspace, monkeypatch):
    monkeypatch.setattr(rules, "MOST_ITEMS", 2)
    monkeypatch.setattr(rules, "MOST_CONTENT", 100)
    note("One", "x" * 40)
    item = note("Two", "x" * 40)
    with pytest.raises(Refused, match="holds 2 items"):
        note("Three", "x")
    with pytest.raises(Refused, match="holds 100 characters"):
        revise(item, in_workspace, content="x" * 61)
    assert revise(item, in_workspace, content="x" * 60).revision == 1
