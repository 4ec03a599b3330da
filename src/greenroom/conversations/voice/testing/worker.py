"""A voice worker whose ears follow a script: `python -m greenroom.conversations.voice.testing.worker WORDS…`.

Every call begins the script anew. With REAL in place of words it hears with pocketsphinx and speaks with flite. For
tests of pages; it takes calls at 127.0.0.1.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys

import django

from greenroom.core.supervisor import end_with_supervisor

REAL = "--real"


def main(script: list[str]) -> None:
    end_with_supervisor()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenroom.config.settings")
    django.setup()
    from greenroom.conversations.voice.quiet import quieten  # noqa: PLC0415  (after Django is set up)

    quieten()
    from greenroom.conversations.voice.server import serve  # noqa: PLC0415
    from greenroom.conversations.voice.settings import VoiceSettings  # noqa: PLC0415
    from greenroom.conversations.voice.testing.recogniser import real  # noqa: PLC0415
    from greenroom.conversations.voice.testing.speech import scripted  # noqa: PLC0415

    listening = socket.create_server(("127.0.0.1", 0))
    serving = serve(
        listening,
        address=f"http://127.0.0.1:{listening.getsockname()[1]}",
        settings=VoiceSettings({"GREENROOM_VOICE_LOOPBACK": "1", **os.environ}),
        speech=lambda *_: real() if script == [REAL] else scripted(script),
    )
    asyncio.run(serving)


if __name__ == "__main__":
    main(sys.argv[1:])
