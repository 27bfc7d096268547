"""Pages for developers: decisions are numbered and whole, and files that pages name are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = (
    ROOT / "CONTRIBUTING.md",
    ROOT / "docs" / "developers.md",
    ROOT / "docs" / "understanding.md",
    *DECISIONS,
)
SECTIONS = ["Context", "Decision", "Alternatives", "Consequences"]
STATUS = re.compile(r"^Status: (in force|superseded by \[(\d{4})\]\((\d{4}-[a-z0-9-]+\.md)\))$", re.MULTILINE)


def test_decisions_are_numbered_without_gaps() -> None:
    assert [p.name[:4] for p in DECISIONS] == [f"{n:04d}" for n in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda p: p.stem)
def test_a_decision_says_why_what_else_and_what_follows(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+", path.stem)
    assert text.startswith(f"# {path.name[:4]} ")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == SECTIONS
    status = STATUS.search(text)
    assert status
    if status[3]:
        assert status[3].startswith(status[2])
        assert (path.parent / status[3]).exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_files_that_a_page_names_are_there(page: Path) -> None:
    """`club/errors.py` from the root, `service.py` in any feature; NAME stands for what is still to be written."""
    for name in re.findall(r"`([\w./-]+)`", page.read_text(encoding="utf-8")):
        is_file = name.endswith((".py", ".md", ".toml", ".txt", ".sh", ".lock", ".html", ".css", ".js"))
        if "NAME" in name or name.startswith(("/", ".")) or not (is_file or "/" in name):
            continue
        assert (ROOT / name).exists() or list((ROOT / "handlers").glob(f"*/{name}")), f"{page.name}: {name}"
