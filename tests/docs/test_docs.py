"""The docs say what the code does: settings, commands, errors, the example file."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

from pydantic import BaseModel

from bot.cli.commands import app, club_app, officer_app
from bot.cli.roster import roster_app
from bot.config import Settings, load
from bot.questions import QUESTIONS
from bot.rehearsal import ROLES
from handlers.features import build_router
from tools.error_docs import error_keys, page

ROOT = Path(__file__).resolve().parents[2]
OPERATORS = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
MEMBERS = (ROOT / "docs" / "huong-dan.md").read_text(encoding="utf-8")


def _keys(model: type[BaseModel], prefix: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found |= _keys(kind, f"{prefix}{name}.")
        else:
            assert field.description, f"{prefix}{name} has no description"
            found[f"{prefix}{name}"] = field.default
    return found


def test_every_setting_is_documented() -> None:
    assert set(re.findall(r"^\| `([a-z_.]+)` \|", OPERATORS, re.MULTILINE)) == set(_keys(Settings))


def test_the_example_holds_every_setting_with_its_default() -> None:
    example = tomllib.loads((ROOT / "config.example.toml").read_text(encoding="utf-8"))
    flat: dict[str, object] = {}

    def walk(table: dict[str, object], prefix: str) -> None:
        for key, value in table.items():
            if isinstance(value, dict):
                walk(value, f"{prefix}{key}.")
            else:
                flat[f"{prefix}{key}"] = value

    walk(example, "")
    assert set(flat) == set(_keys(Settings))
    assert load(ROOT / "config.example.toml") == Settings()


def test_every_command_of_the_command_line_is_documented() -> None:
    names = [c.name or c.callback.__name__ for c in app.registered_commands]  # type: ignore[union-attr]
    names += [f"club {c.name}" for c in club_app.registered_commands]
    names += [f"officer {c.name}" for c in officer_app.registered_commands]
    names += [f"roster {c.name}" for c in roster_app.registered_commands]
    for name in names:
        assert f"`lienthehe {name}" in OPERATORS, name


def test_every_role_and_question_of_a_rehearsal_is_documented() -> None:
    section = OPERATORS.split("## Why a text was understood like that", 1)[1].split("\n## ", 1)[0]
    named = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\|.*?\|(.*?)\|", section, re.MULTILINE))))
    assert named == set(QUESTIONS)
    for role in ROLES:
        assert f"`{role}`" in section


def test_every_chat_command_is_documented() -> None:
    for name in build_router().commands:
        assert f"/{name}" in MEMBERS, name


def test_every_error_a_person_may_read_is_documented() -> None:
    assert len(error_keys()) > 40
    assert (ROOT / "docs" / "errors.md").read_text(encoding="utf-8") == page(), (
        "run python tools/error_docs.py"
    )


def test_links_lead_somewhere() -> None:
    for doc in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)\)", doc.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (doc.parent / target).exists(), f"{doc.name}: {target}"


def test_the_readme_opens_with_the_two_commands_and_a_picture() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines[3].startswith("make demo")
    assert lines[4].startswith("make test")
    assert any(line.startswith("![") for line in lines[:12])


def test_the_package_holds_texts_migrations_and_the_page(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for layer in ("bot", "handlers", "storage", "club"):
        for path in (ROOT / layer).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert str(path.relative_to(ROOT)) in names
    metadata = zipfile.ZipFile(wheel).read(next(n for n in names if n.endswith("entry_points.txt"))).decode()
    assert "lienthehe = bot.cli:main" in metadata
