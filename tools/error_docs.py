"""Writes docs/errors.md: every sentence that a person may read when something is not as it should be."""

from __future__ import annotations

import re
from pathlib import Path

from handlers.conversation.texts import load_sources

ROOT = Path(__file__).resolve().parents[1]
RAISED = re.compile(r'(?:Misread|Refused|Denied|Decision\(False,|_refusal\(row,)\(?\s*"([a-z]+\.[a-z_]+)"')
MADE = re.compile(r'f"(members\.code_)\{')
SAID = (
    "common.not_understood",
    "common.unknown_command",
    "common.unreadable",
    "common.apology",
    "common.expired",
    "common.question_passed",
    "common.choice_passed",
    "common.media_unasked",
    "common.private_only",
)


def error_keys() -> list[str]:
    """The text keys of every error a person may see."""
    code = "\n".join(
        p.read_text(encoding="utf-8") for d in ("club", "handlers", "bot") for p in (ROOT / d).rglob("*.py")
    )
    made = (
        {f"members.code_{state}" for state in ("unknown", "used", "expired")} if MADE.search(code) else set()
    )
    return sorted({*RAISED.findall(code), *made, *SAID})


def page() -> str:
    """The page as it should stand in docs/errors.md."""
    vi, en = load_sources("vi"), load_sources("en")
    rows = [
        "# What people are told when something is wrong",
        "",
        "Written by `python tools/error_docs.py`.",
        "",
        "| key | tiếng Việt | English |",
        "|---|---|---|",
    ]
    for key in error_keys():
        said = [re.sub(r"\s+", " ", source[key]).replace("|", "\\|") for source in (vi, en)]
        rows.append(f"| `{key}` | {said[0]} | {said[1]} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    (ROOT / "docs" / "errors.md").write_text(page(), encoding="utf-8")
