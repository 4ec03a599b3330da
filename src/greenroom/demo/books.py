"""What the demo's team keeps beside the interviews: prices, limits, labels and a template."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from greenroom.accounts.models import Member
from greenroom.billing.actions import prices
from greenroom.core import money
from greenroom.demo.clockwork import Course, Step
from greenroom.demo.material import Company, Role
from greenroom.interviewers.actions import budgets, labels, templates
from greenroom.interviewers.models import Interviewer, InterviewTemplate, Label
from greenroom.interviewers.queries import interviewers

AFTER_OPENING = timedelta(minutes=25)


def lay_out(company: Company, *, by: Member) -> None:
    """What is settled before the first interviewer: what services cost, and which labels there are."""
    amounts = {service: money.parse(typed) for service, typed in company.prices.items()}
    prices.choose(currency=by.workspace.currency, amounts=amounts, by=by)
    for label in company.label:
        labels.define(
            name=label.name,
            description=label.description,
            value_type=Label.ValueType.PICKLIST,
            allowed=", ".join(label.values),
            by=by,
        )


def keeping(role: Role, *, start: datetime, by: Member) -> Course:
    """A limit, labels and a template for an interviewer, soon after it was opened. Done again, nothing is doubled."""
    at = start + timedelta(days=role.day) + AFTER_OPENING
    if role.budget or role.labels or role.template:
        yield Step(at, partial(_keep, role, by))


def _keep(role: Role, by: Member) -> None:
    slug = Interviewer.objects.values_list("slug", flat=True).get(job_description=role.job_description)
    interviewer = interviewers.get_for(by, slug)
    if role.budget:
        budgets.set_budget(interviewer, amount=money.parse(role.budget), by=by)
    for label in Label.objects.filter(name__in=role.labels):
        labels.apply(interviewer, label, value=role.labels[label.name], by=by)
    if role.template and not InterviewTemplate.objects.filter(name=role.template.name).exists():
        templates.keep(interviewer, name=role.template.name, description=role.template.description, by=by)
