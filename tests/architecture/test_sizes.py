"""What a person can read in one sitting. A limit may be passed where a reason stands beside it."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULE, FUNCTION, CLASS, TEMPLATE, SCRIPT = 400, 50, 250, 150, 300

LONGER: dict[str, str] = {}
"""Path from the root, to the reason why that file is longer."""


def _sources(pattern: str, folder: str = "src") -> list[Path]:
    found = (ROOT / folder).rglob(pattern)
    return [
        path
        for path in found
        if not {"migrations", "node_modules", "build", "static"} & set(path.parts)
        and _name(path) not in LONGER
    ]


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _too_long(paths: list[Path], limit: int) -> list[str]:
    return [f"{_name(path)}: {_lines(path)} lines" for path in paths if _lines(path) > limit]


def test_no_module_is_longer_than_a_sitting():
    assert _too_long(_sources("*.py") + _sources("*.py", "tests"), MODULE) == []


def test_no_template_is_longer_than_a_screen_or_two():
    assert _too_long(_sources("*.html"), TEMPLATE) == []


def test_no_script_module_is_longer_than_a_sitting():
    assert _too_long(_sources("*.ts", "frontend"), SCRIPT) == []


def test_no_function_or_class_outgrows_its_idea():
    found = []
    for path in _sources("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                limit = FUNCTION
            elif isinstance(node, ast.ClassDef):
                limit = CLASS
            else:
                continue
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > limit:
                found.append(f"{_name(path)}:{node.lineno} {node.name}: {length} lines")
    assert found == []


def test_every_reason_for_a_longer_file_still_has_its_file():
    assert [name for name in LONGER if not (ROOT / name).exists()] == []
