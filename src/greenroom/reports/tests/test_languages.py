"""A report in another language: headings are, reasons where a model translates, and what was said never."""

from __future__ import annotations

from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.queries import scorecards
from greenroom.evaluation.tests import scene
from greenroom.reports.actions import translating
from greenroom.reports.models import ReportChoice, Translation
from greenroom.reports.queries import reports
from greenroom.reports.rules.options import Options


def test_headings_are_in_the_language_and_reasons_say_that_they_are_not(interviewer, in_workspace) -> None:
    application = scene.evaluated(interviewer)
    german = reports.get_for(in_workspace.viewer, application.id, Options(language="de")).data()
    english = reports.get_for(in_workspace.viewer, application.id, Options(language="en")).data()
    classic = Options(style="classic", language="de")
    assert german["words"]["overall"] == "Gesamtwertung"
    assert german["remark"] != ""
    assert english["remark"] == ""
    assert reports.get_for(in_workspace.viewer, application.id, classic).data()["language"] == "en"
    assert [stage["turns"] for stage in german["stages"]] == [stage["turns"] for stage in english["stages"]]
    arabic = reports.get_for(in_workspace.viewer, application.id, Options(language="ar"))
    assert arabic.data()["dir"] == "rtl"
    assert arabic.pdf().startswith(b"%PDF")


def test_a_model_translates_reasons_once_and_never_what_was_said(
    interviewer, in_workspace, language_model, sign_in
) -> None:
    interviewer.workspace.engines = {}
    interviewer.workspace.save()
    application = scene.evaluated(interviewer)
    interviewer.workspace.engines = {"report_translation": "model"}
    interviewer.workspace.save()
    member, wanted = in_workspace.viewer, Options(language="de")
    url = f"/interviewers/window-cleaner/candidates/{application.id}/report/"
    client = sign_in(member)
    chosen = {"style": "modern", "language": "de", "then": "view", "transcript": "on", "reasons": "on"}
    assert client.post(url, chosen)["Location"] == f"{url}view/"
    assert ReportChoice.objects.get().options["language"] == "de"
    client.get(f"{url}view/")
    client.get(f"{url}view/")
    run_due_jobs()
    row = Translation.objects.get()
    card = scorecards.get_for(member, application.id)
    said = set(scene.ANSWERS)
    assert not said & set(row.said)
    assert row.model == "stand-in"
    asked = len(language_model.requests)
    translating.translate(card, "de")
    assert len(language_model.requests) == asked
    data = reports.get_for(member, application.id, wanted).data()
    shown = {question["reason"] for stage in data["stages"] for question in stage["questions"]}
    assert row.said
    assert set(row.said.values()) & (shown | {note["text"] for note in data["highlights"]})
