"""Something of everything in one workspace, made when an address needs it.

`ARGUMENTS` says how to fill in an address. A route with a new argument adds a line there, and what it
needs to `House`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from io import BytesIO
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from greenroom.accounts.actions import invitations
from greenroom.accounts.models import Member, User
from greenroom.accounts.rules.roles import Role
from greenroom.branding.models import BrandPicture, DesignGroup, DesignTemplate
from greenroom.candidates.models import (
    Answer,
    Application,
    Attempt,
    AttemptQuestion,
    Candidate,
    HelpRequest,
)
from greenroom.compliance.models import DataRequest
from greenroom.conversations.models import Turn
from greenroom.core import clock, scope
from greenroom.core.ids import new_token
from greenroom.core.models import Job
from greenroom.diagnostics.models import ScreenPart, Visit
from greenroom.guidance.models import KnowledgeItem, Persona, ProficiencyRubric, ProficiencyRubricVersion
from greenroom.interviewers.models import (
    Interviewer,
    InterviewTemplate,
    Label,
    LabelValue,
    LibraryQuestion,
    Question,
    QuestionVersion,
    SavedView,
    Stage,
)
from greenroom.media.actions.files import store
from greenroom.media.models import Recording, Resume, StoredFile
from greenroom.notifications.models import Webhook
from greenroom.outreach.models import Message, Policy, TemplateGroup, TextThread
from greenroom.reports.models import Package, Share
from greenroom.stages.models import AnswerFile
from tests.architecture.judged import Judged


@dataclass
class House(Judged):
    """owner: an administrator of the workspace. Rows are made inside its scope."""

    owner: Member

    def value(self, argument: str) -> Any:
        with scope.scoped(self.owner.workspace_id):
            return ARGUMENTS[argument](self)

    def form(self, route: str) -> dict[str, Any]:
        with scope.scoped(self.owner.workspace_id):
            return FORMS[route](self) if route in FORMS else {}

    def _row(self, model: Any, **fields: Any) -> Any:
        return model.objects.create(workspace_id=self.owner.workspace_id, **fields)

    @cached_property
    def somebody(self) -> Member:
        user = User.objects.create_user(f"{new_token()[:8]}@example.org", name="Somebody")
        return self._row(Member, user=user, role=Role.VIEWER)

    @cached_property
    def invitation_id(self) -> UUID:
        return invitations.invite(email=f"{new_token()[:8]}@example.org", role=Role.VIEWER, by=self.owner).id

    @cached_property
    def message(self) -> Message:
        return self._row(
            Message, sender="a@example.org", recipient="b@example.org", subject="x", body="y", state="failed"
        )

    @cached_property
    def text_thread(self) -> TextThread:
        return self._row(TextThread, phone="+15005550001")

    @cached_property
    def session_id(self) -> int:
        return UserSession.objects.create(
            user=self.owner.user, ip="127.0.0.1", session_key=new_token()[:32], user_agent="x"
        ).pk

    @cached_property
    def passkey_id(self) -> int:
        return Authenticator.objects.create(
            user=self.owner.user, type=Authenticator.Type.WEBAUTHN, data={"name": "x"}
        ).pk

    @cached_property
    def file(self) -> StoredFile:
        return store(workspace_id=self.owner.workspace_id, content=BytesIO(b"words"), name="words.txt")

    @cached_property
    def interviewer(self) -> Interviewer:
        return self._row(
            Interviewer,
            title="Till",
            slug=f"till-{self.owner.workspace.slug}",
            job_description="Till",
            status="active",
            planning="done",
            deadline=clock.now() + timedelta(days=20),
            job_file=self.file,
        )

    @cached_property
    def stage(self) -> Stage:
        return self._row(Stage, interviewer=self.interviewer, kind="web_interview", position=1)

    @cached_property
    def scenario(self) -> Stage:
        return self._row(Stage, interviewer=self.interviewer, kind="scenario", position=9)

    @cached_property
    def question(self) -> Question:
        question = self._row(Question, stage=self.stage, position=1)
        question.current = self._row(
            QuestionVersion, question=question, number=1, modality="open", text="What do you do first?"
        )
        question.save()
        return question

    @cached_property
    def library_question(self) -> LibraryQuestion:
        words = {"modality": "open", "text": "What do you do first?"}
        return self._row(LibraryQuestion, modality="open", text=words["text"], words=words)

    @cached_property
    def candidate(self) -> Candidate:
        return self._row(Candidate, name="Rowan Vale", email="rowan@example.org", found_by="rowan vale")

    @cached_property
    def application(self) -> Application:
        return self._row(
            Application, candidate=self.candidate, interviewer=self.interviewer, status="completed"
        )

    @cached_property
    def attempt(self) -> Attempt:
        resume = self._row(Resume, file=self.file, text="words")
        attempt = self._row(
            Attempt, application=self.application, stage=self.stage, status="submitted", resume=resume
        )
        version = self.question.current
        self._row(AttemptQuestion, attempt=attempt, version=version, position=0)
        answer = self._row(Answer, attempt=attempt, version=version, value=["words.txt"], file=self.file)
        self._row(AnswerFile, answer=answer, file=self.file)
        return attempt

    @cached_property
    def turn(self) -> Turn:
        times = {"start_ms": 0, "end_ms": 900}
        said = {"speaker": "candidate", "kind": "answer", "text": "I ask.", "key": "one"}
        return self._row(Turn, attempt=self.attempt, position=1, **said, **times)

    @cached_property
    def share(self) -> Share:
        lasts = {"token_hash": new_token(), "ends_at": clock.now() + timedelta(days=7)}
        return self._row(Share, application=self.attempt.application, made_by=self.owner, **lasts)

    @cached_property
    def package(self) -> Package:
        return self._row(Package, interviewer=self.interviewer, member=self.owner)

    @cached_property
    def visit(self) -> Visit:
        return self._row(Visit, application=self.attempt.application)

    @cached_property
    def screen_part(self) -> ScreenPart:
        when = {"began_at": clock.now(), "ended_at": clock.now()}
        given = {"page_key": "0" * 32, "number": 0, "events": 1, **when}
        return self._row(ScreenPart, visit=self.visit, file=self.file, **given)

    @cached_property
    def recording(self) -> Recording:
        whose = {"application_id": self.attempt.application_id, "attempt_id": self.attempt.id}
        given = {"source": "candidate_audio", "segment": 1, "key": "k", "state": "remuxed", "began_ms": 0}
        return self._row(Recording, **whose, **given, file=self.file)

    @cached_property
    def help_request(self) -> HelpRequest:
        asked = {
            "kind": "message",
            "words": "Which tower is it?",
            "same_as": new_token(),
            "answer": "The north one.",
        }
        return self._row(HelpRequest, interviewer=self.interviewer, application=self.application, **asked)

    @cached_property
    def data_request(self) -> DataRequest:
        return self._row(
            DataRequest,
            subject_id=self.candidate.id,
            about_id=self.application.id,
            kind="object",
            words="Please read it yourself.",
            same_as=new_token(),
            due_at=clock.now() + timedelta(days=30),
        )

    @cached_property
    def webhook(self) -> Webhook:
        return self._row(
            Webhook,
            subject_kind="interviewer",
            subject_id=self.interviewer.id,
            channel="slack",
            name="#hiring",
            sealed="",
            known_by="0" * 64,
            ending="wxyz",
        )

    @cached_property
    def label(self) -> Label:
        key = f"team_{self.owner.workspace.slug}".replace("-", "_")
        label = self._row(Label, key=key, name="Team", value_type="text")
        self._row(LabelValue, interviewer=self.interviewer, label=label, value="Tills")
        return label

    @cached_property
    def view(self) -> SavedView:
        given = {"page": "interviewers", "name": "Mine", "query": "status=active", "is_shared": True}
        return self._row(SavedView, member=self.owner, **given)

    @cached_property
    def template(self) -> InterviewTemplate:
        made_of = {"title": "Till", "stages": [{"kind": "resume"}]}
        code = f"till-{self.owner.workspace.slug}"
        return self._row(InterviewTemplate, name="Till", code=code, blueprint=made_of)

    @cached_property
    def knowledge_item(self) -> KnowledgeItem:
        return self._row(KnowledgeItem, title="Parking", content="Behind hall 3.", file=self.file)

    @cached_property
    def persona(self) -> Persona:
        return self._row(Persona, name="Fern", picture=self.picture)

    @cached_property
    def picture(self) -> StoredFile:
        return store(
            workspace_id=self.owner.workspace_id,
            content=BytesIO(b"drawn"),
            name="picture.png",
            media_type="image/png",
        )

    @cached_property
    def design(self) -> DesignTemplate:
        drawn = {"file": self.picture, "token": new_token(), "width": 2, "height": 2}
        return self._row(DesignTemplate, name="Spring", page="welcome", logo=self._row(BrandPicture, **drawn))

    @cached_property
    def design_group(self) -> DesignGroup:
        return self._row(DesignGroup, name="Spring", welcome=self.design)

    @cached_property
    def rubric(self) -> ProficiencyRubric:
        rubric = self._row(ProficiencyRubric, language="en", name="Calls")
        rubric.current = self._row(ProficiencyRubricVersion, rubric=rubric, number=1)
        rubric.save()
        return rubric

    @cached_property
    def message_group(self) -> TemplateGroup:
        return self._row(TemplateGroup, name="Ours")

    @cached_property
    def policy(self) -> Policy:
        return self._row(Policy, name="Nights off")

    @cached_property
    def job(self) -> Job:
        return Job.objects.create(
            name="outreach.send",
            arguments={"message_id": str(self.message.id)},
            scope_id=self.owner.workspace_id,
            state="failed",
            run_at=clock.now(),
        )


ARGUMENTS: dict[str, Callable[[House], Any]] = {
    "member_id": lambda house: house.somebody.id,
    "invitation_id": lambda house: house.invitation_id,
    "message_id": lambda house: house.message.id,
    "message_group_id": lambda house: house.message_group.id,
    "policy_id": lambda house: house.policy.id,
    "text_thread_id": lambda house: house.text_thread.id,
    "session_id": lambda house: house.session_id,
    "pk": lambda house: house.passkey_id,
    "slug": lambda house: house.interviewer.slug,
    "interviewer_id": lambda house: house.interviewer.id,
    "stage_id": lambda house: house.stage.id,
    "scenario_id": lambda house: house.scenario.id,
    "library_question_id": lambda house: house.library_question.id,
    "question_id": lambda house: house.question.id,
    "candidate_id": lambda house: house.candidate.id,
    "application_id": lambda house: house.attempt.application_id,
    "attempt_id": lambda house: house.attempt.id,
    "evaluation_id": lambda house: house.evaluation.id,
    "calibration_id": lambda house: house.calibration.id,
    "review_id": lambda house: house.review.id,
    "rescore_id": lambda house: house.rescore.id,
    "note_id": lambda house: house.note.id,
    "claim_id": lambda house: house.claim.id,
    "help_request_id": lambda house: house.help_request.id,
    "data_request_id": lambda house: house.data_request.id,
    "job_id": lambda house: house.job.id,
    "template_id": lambda house: house.template.id,
    "code": lambda house: house.template.code,
    "item_id": lambda house: house.knowledge_item.id,
    "persona_id": lambda house: house.persona.id,
    "rubric_id": lambda house: house.rubric.id,
    "score_id": lambda house: house.score.id,
    "share_id": lambda house: house.share.id,
    "package_id": lambda house: house.package.id,
    "visit_id": lambda house: house.visit.id,
    "part_id": lambda house: house.screen_part.id,
    "turn_id": lambda house: house.turn.id,
    "recording_id": lambda house: house.recording.id,
    "webhook_id": lambda house: house.webhook.id,
    "label_key": lambda house: house.label.key,
    "view_id": lambda house: house.view.id,
    "workspace": lambda house: house.owner.workspace.slug,
    "secret": lambda _house: "nobody-knows-this",
    "token": lambda _house: "nobody-knows-this",
    "key": lambda _house: "nobody-knows-this",
    "uidb36": lambda _house: "1",
    "accent": lambda house: house.owner.workspace.accent[1:],
    "design_id": lambda house: house.design.id,
    "group_id": lambda house: house.design_group.id,
    "look_word": lambda _house: "0b6457-ffffff-inter",
}
"""Argument of an address to its value in a house. The stranger's value differs, unless it is nobody's id."""

FORMS: dict[str, Callable[[House], dict[str, Any]]] = {
    "message-text": lambda _house: {"kind": "invitation"},
    "message-text-save": lambda _house: {"kind": "invitation", "subject": "Come", "body": "{{link}}"},
    "candidate-decide": lambda _house: {"decision": "dismiss"},
    "candidates-decide": lambda house: {"decision": "dismiss", "application": house.attempt.application_id},
    "change-role": lambda _house: {"role": "admin"},
    "invite": lambda _house: {"email": "new@example.org", "role": "admin"},
    "question-add": lambda _house: {"modality": "open", "text": "And then?"},
    "remove-member": lambda house: {"confirm": house.somebody.user.email},
    "switch-workspace": lambda house: {"workspace": house.owner.workspace_id},
}
"""What is sent to an address that answers only to a form that means something; others get an empty one."""
