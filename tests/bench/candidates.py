"""Candidates at the door of their interview: a browser's cookie each, and where to send an answer."""

from __future__ import annotations

import json
from importlib import import_module

from django.conf import settings

from greenroom.core import scope
from tests.bench import interviews
from tests.bench.figures import Figure


def measure(path: str, number: str) -> list[Figure]:
    """Nothing is measured here: writes what `turns` needs to `path`, once everybody has sent their resume."""
    by = interviews.owner()
    sessions = import_module(settings.SESSION_ENGINE).SessionStore
    with scope.scoped(by.workspace_id):
        interviewer = interviews.open_interviewer(by)
        cookies = []
        for n in range(int(number)):
            session = sessions()
            session["applications"] = {str(interviewer.id): str(interviews.applied(interviewer, n).id)}
            session.save()
            cookies.append(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")
        stage = interviewer.stages.get(kind="web_interview")
        room = f"/apply/{by.workspace.slug}/{interviewer.slug}/interview/{stage.id}/"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
        json.dump({"room": room, "cookies": cookies, "answers": interviews.ANSWERS}, file)
    return []
