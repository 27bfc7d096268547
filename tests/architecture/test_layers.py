"""The shape of the code: who imports whom, how long files are, where texts live."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("club", "storage", "handlers", "bot")
FILES = sorted(p for layer in LAYERS for p in (ROOT / layer).rglob("*.py"))
SMALL_VALUE_LIBRARIES = {"phonenumbers", "rapidfuzz", "typing", "__future__"}
STANDARD = set(sys.stdlib_module_names)


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    above = set(LAYERS[LAYERS.index(layer) + 1 :])
    found = imports(path)
    assert not found & above
    if layer == "club":
        assert found <= STANDARD | SMALL_VALUE_LIBRARIES | {"club"}


@pytest.mark.parametrize(
    ("library", "allowed"),
    [
        ("telegram", {"bot/channels/telegram"}),
        ("sqlalchemy", {"storage/"}),
        ("alembic", {"storage/"}),
        ("aiosqlite", {"storage/"}),
        ("apscheduler", {"bot/schedule/"}),
        ("starlette", {"bot/"}),
        ("uvicorn", {"bot/web.py"}),
    ],
)
def test_libraries_stay_in_their_place(library: str, allowed: set[str]) -> None:
    users = {str(p.relative_to(ROOT)) for p in FILES if library in imports(p)}
    assert users
    assert all(any(u.startswith(a) for a in allowed) for u in users)


def test_handlers_rules_and_tables_name_no_channel() -> None:
    """Only what people type may: "nối zalo" means a command."""
    for path in (
        p for layer in LAYERS[:3] for pattern in ("*.py", "*.toml") for p in (ROOT / layer).rglob(pattern)
    ):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert line.startswith("words") or not re.search("zalo|telegram", line, re.IGNORECASE), (
                f"{path}: {line}"
            )


def test_files_are_short() -> None:
    lengths = {
        str(p.relative_to(ROOT)): len(p.read_text(encoding="utf-8").splitlines())
        for p in FILES
        if p.name != "__init__.py"
    }
    ordered = sorted(lengths.values())
    assert max(ordered) <= 400, {k: v for k, v in lengths.items() if v > 400}
    assert statistics.median(ordered) <= 120
    assert ordered[int(len(ordered) * 0.9)] <= 250


def test_no_vietnamese_sentences_in_python() -> None:
    letters = "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹàáèéìíòóùúýãõĩũ"
    offenders = []
    for path in FILES:
        if "club/vietnamese" in str(path):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = {
            id(n.body[0].value)
            for n in ast.walk(tree)
            if hasattr(n, "body") and isinstance(n.body, list) and n.body and isinstance(n.body[0], ast.Expr)
        }
        loose = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in documented | loose
            ):
                text = node.value
                if (
                    " " in text.strip()
                    and len(re.findall(f"[{letters}]", text.lower())) >= 2
                    and len(text) > 24
                ):
                    offenders.append(f"{path.relative_to(ROOT)}:{node.lineno}: {text[:50]}")
    allowed = (
        "bot/channels/base.py",
        "bot/rehearsal.py",
        "club/",
    )  # what people type is read, and rehearsed, there
    assert [o for o in offenders if not o.startswith(allowed)] == []


def test_every_public_function_and_class_says_what_it_is_for() -> None:
    silent = []
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree) and path.name != "__init__.py":
            silent.append(str(path.relative_to(ROOT)))
        for node in tree.body:
            public = isinstance(
                node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
            ) and not node.name.startswith("_")
            if public and not ast.get_docstring(node) and "migrations" not in str(path):  # type: ignore[arg-type]
                silent.append(f"{path.relative_to(ROOT)}: {node.name}")  # type: ignore[attr-defined]
    assert silent == []


def test_no_machine_path_and_no_secret_is_committed() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    for name in tracked.stdout.split():
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".sh", ".service", ".css", ".js", ".html"} and path != Path(
            __file__
        ):
            text = path.read_text(encoding="utf-8")
            assert "/work/" not in text, name
            assert not re.search(r"\b\d{8,10}:[A-Za-z0-9_-]{35}\b", text), name
