"""What each built-in role may do."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    SEE = "see"  # interviewers, candidates, scorecards, reports
    EDIT_INTERVIEWERS = "edit_interviewers"  # create, edit, activate, archive
    DECIDE = "decide"  # shortlist, dismiss, overturn, allow a retake, retry an analysis
    DELETE = "delete"  # remove for good
    MANAGE_WORKSPACE = "manage_workspace"  # members, branding, engines, outbox, jobs


class Role(StrEnum):
    ADMIN = "admin"
    RECRUITER = "recruiter"
    VIEWER = "viewer"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @property
    def permissions(self) -> frozenset[Permission]:
        return _ALLOWED[self]


_ALLOWED = {
    Role.ADMIN: frozenset(Permission),
    Role.RECRUITER: frozenset({Permission.SEE, Permission.EDIT_INTERVIEWERS, Permission.DECIDE}),
    Role.VIEWER: frozenset({Permission.SEE}),
}
