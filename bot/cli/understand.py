"""`lienthehe understand`: who takes a text, what they read, who passed it over and why,
and what would be answered.
"""

from __future__ import annotations

import asyncio
import json
import re
from typing import Annotated, Any

import typer

from bot.cli.common import AsJson, fail
from bot.rehearsal import QUESTIONS, ROLES, Rehearsal, Rehearsed, question_of
from club.vietnamese.said import hear

Role = Annotated[str, typer.Option("--as", help=f"Who says it: {', '.join(ROLES)}")]
Asking = Annotated[str, typer.Option("--asking", help=f"The question that stands: {', '.join(QUESTIONS)}")]


def understand(text: str, role: Role = "", asking: Asking = "", as_json: AsJson = False) -> None:
    """Shows how a text is understood, with people made up for it; nothing is kept and nobody is told."""
    question = question_of(asking) if asking else None
    if asking and question is None:
        fail(f'There is no question "{asking}". There are: {", ".join(QUESTIONS)}.')
    role = role or (question.role if question else "member")
    if role not in ROLES:
        fail(f'There is no role "{role}". There are: {", ".join(ROLES)}.')

    async def work() -> Rehearsed:
        async with Rehearsal.open() as rehearsal:
            if question is not None:
                await rehearsal.stand(role, question.name)
            return await rehearsal.hear(role, text)

    try:
        heard = asyncio.run(work())
    except LookupError:
        fail(f"Nobody asks {asking} of a {role}.")
    found = _as_json(text, role, question.name if question else "", heard)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for key in ("text", "as", "asking", "reader", "reads", "keeps", "books", "tells", "asks"):
        value = found[key]
        if value not in ("", [], {}, 0):
            print(f"{key}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")
    for one in found["passed"]:
        print(f"passed over: {one['reader']} ({one['why']})")
    print("answer:")
    for line in found["answer"].splitlines():
        print(f"  {line}")


def _as_json(text: str, role: str, asking: str, heard: Rehearsed) -> dict[str, Any]:
    return {
        "text": text,
        "normal": hear(text).normal,
        "as": role,
        "asking": asking,
        "reader": heard.reader,
        "reads": heard.reads,
        "passed": [{"reader": reader, "why": why} for reader, why in heard.passed],
        "keeps": list(heard.kept),
        "books": heard.booked,
        "tells": list(heard.told),
        "asks": heard.asked,
        "answer": re.sub("<[^>]*>", "", heard.answer),
        "choices": [label for _, label in heard.choices],
    }
