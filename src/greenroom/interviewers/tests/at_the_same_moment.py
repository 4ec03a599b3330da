"""Two people at the same moment, on a real database: run by test_races.py with the races' names."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable

import django
from django.db import connection

django.setup()

from greenroom.accounts.actions import workspaces  # noqa: E402
from greenroom.accounts.models import Member, User  # noqa: E402
from greenroom.accounts.rules.roles import Role  # noqa: E402
from greenroom.billing.models import Charge  # noqa: E402
from greenroom.billing.queries import spend  # noqa: E402
from greenroom.billing.rules.services import Service  # noqa: E402
from greenroom.core import scope  # noqa: E402
from greenroom.core.errors import Refused  # noqa: E402
from greenroom.core.models import StoredEvent  # noqa: E402
from greenroom.core.testing.jobs import run_due_jobs  # noqa: E402
from greenroom.interviewers.actions import budgets, drafting, lifecycle, questions  # noqa: E402
from greenroom.interviewers.models import Interviewer, Question  # noqa: E402
from greenroom.interviewers.rules.wording import Wording  # noqa: E402

JOB = "Warehouse Team Lead\n\nWhat you need\n- Two years in a warehouse\n- A valid forklift licence\n"


def together(workspace_id: object, *acts: Callable[[], object]) -> list[str]:
    barrier, ends = threading.Barrier(len(acts)), [""] * len(acts)

    def run(at: int, act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            with scope.scoped(workspace_id):
                act()
            ends[at] = "done"
        except Refused as no:
            ends[at] = type(no).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


def people(name: str) -> tuple[Member, Member]:
    one = workspaces.create(name=name, owner=User.objects.create_user(f"one.{name}@example.org"))
    with scope.scoped(one.workspace_id):
        two = Member.objects.create(
            workspace=one.workspace,
            user=User.objects.create_user(f"two.{name}@example.org"),
            role=Role.RECRUITER,
        )
    return one, two


def asked(interviewer: Interviewer) -> list[Question]:
    rows = Question.objects.filter(
        stage__interviewer=interviewer, stage__kind="web_interview", removed_at=None
    )
    return list(rows.select_related("current", "stage__interviewer"))


def planned(by: Member) -> Interviewer:
    interviewer = drafting.create(job_description=JOB, by=by)
    run_due_jobs()
    interviewer.refresh_from_db()
    return interviewer


def save_one_question() -> dict[str, object]:
    one, two = people("saving")
    with scope.scoped(one.workspace_id):
        question = asked(planned(one))[0]

    def save(text: str, by: Member) -> Callable[[], object]:
        return lambda: questions.revise(question, wording=Wording(text, "open"), seen=1, by=by)

    ends = together(one.workspace_id, save("Mine?", one), save("Yours?", two))
    with scope.scoped(one.workspace_id):
        return {"ends": ends, "versions": question.versions.count()}


def remove_the_last_two() -> dict[str, object]:
    one, two = people("removing")
    with scope.scoped(one.workspace_id):
        interviewer = lifecycle.activate(planned(one), by=one)
        first, second, *others = asked(interviewer)
        for question in others:
            questions.remove(question, by=one)
    ends = together(
        one.workspace_id,
        lambda: questions.remove(first, by=one),
        lambda: questions.remove(second, by=two),
    )
    with scope.scoped(one.workspace_id):
        return {"ends": ends, "left": len(asked(interviewer))}


def activate_and_plan_again() -> dict[str, object]:
    one, two = people("activating")
    with scope.scoped(one.workspace_id):
        interviewer = planned(one)
    ends = together(
        one.workspace_id,
        lambda: lifecycle.activate(interviewer, by=one),
        lambda: drafting.ask_for_plan(interviewer, by=two),
    )
    with scope.scoped(one.workspace_id):
        interviewer.refresh_from_db()
        return {"ends": ends, "stands": [interviewer.status, interviewer.planning]}


def charge_at_once() -> dict[str, object]:
    """Eight workers do the same twenty pieces of work, each of two units, on a budget of forty."""
    one, _two = people("charging")
    with scope.scoped(one.workspace_id):
        interviewer = Interviewer.objects.create(workspace=one.workspace, title="Till", slug="till")
        budgets.set_budget(interviewer, amount=40_000_000, by=one)

    def work() -> None:
        for number in range(20):
            budgets.charge(
                interviewer_id=interviewer.id,
                service=Service.VOICE,
                quantity=2,
                key=f"voice:{number}",
                amount=2_000_000,
            )

    together(one.workspace_id, *[work] * 8)
    told = StoredEvent.objects.filter(name__startswith="interviewers.Budget", name__endswith="Spent")
    with scope.scoped(one.workspace_id):
        interviewer.refresh_from_db()
        return {
            "spent": interviewer.spent,
            "ledger": spend.of_interviewer(interviewer.id),
            "charges": Charge.objects.count(),
            "told": [name.partition(".")[2] for name in told.order_by("id").values_list("name", flat=True)],
        }


RACES = {
    each.__name__: each
    for each in (save_one_question, remove_the_last_two, activate_and_plan_again, charge_at_once)
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps([RACES[name]() for name in sys.argv[1:]]))
