"""Write the golden conversations to docs/conversations as transcripts: `python scripts/golden.py`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs" / "conversations"
ABOUT = """# Conversations

Scripted interviews as the built-in engine holds them today: what the candidate says, what it is taken for, and what
comes. A language model holds them through the same rules. They are written by `python scripts/golden.py` from
`src/greenroom/conversations/tests/golden`, and a test keeps them true.

"""


def main() -> None:
    sys.path.insert(0, str(ROOT / "src"))
    from greenroom.conversations.tests.golden import holding  # noqa: PLC0415  (found by the path above)

    DOCS.mkdir(exist_ok=True)
    listed = []
    for name in holding.names():
        script = holding.golden(name)
        (DOCS / f"{name}.md").write_text(holding.transcript(script), encoding="utf-8")
        listed.append(f"- [{script.title}]({name}.md): {script.about}")
    (DOCS / "README.md").write_text(ABOUT + "\n".join(listed) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
