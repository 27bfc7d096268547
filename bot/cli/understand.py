"""`lienthehe understand`: who takes a text, what they read, who passed it over and why,
and what would be answered.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from bot.channels.parts import plain
from bot.cli.common import AsJson, Config, fail, settings_of
from bot.questions import QUESTIONS, question_of
from bot.rehearsal import ROLES, Rehearsal, Rehearsed
from club.vietnamese.said import hear
from handlers.understanding import TABLE

Role = Annotated[str, typer.Option("--as", help=f"Who says it: {', '.join(ROLES)}")]
Asking = Annotated[str, typer.Option("--asking", help=f"The question that stands: {', '.join(QUESTIONS)}")]
LINES = {
    "text": "text",
    "as": "said by",
    "asking": "asked before",
    "reader": "taken by",
    "takes": "which takes",
    "reads": "it reads",
    "keeps": "would keep",
    "books": "would book",
    "deletes": "would delete",
    "tells": "would tell others",
    "asks": "asks next",
}
"""the lines of the answer, by the keys of the JSON; one with nothing in it is left out"""


def understand(
    text: str, role: Role = "", asking: Asking = "", config: Config = None, as_json: AsJson = False
) -> None:
    """Shows how a text is understood, with people made up for it; nothing is kept and nobody is told."""
    settings_of(config)
    question = question_of(asking) if asking else None
    if asking and question is None:
        fail(f'There is no question "{asking}". There are: {", ".join(QUESTIONS)}.')
    role = role or (question.role if question else "member")
    if role not in ROLES:
        fail(f'There is no role "{role}". There are: {", ".join(ROLES)}.')

    async def work() -> Rehearsed:
        async with Rehearsal.open() as rehearsal:
            if question is not None:
                try:
                    await rehearsal.stand(role, question.name)
                except LookupError:
                    fail(f"Nobody asks {question.name} of the {role}; try --as {question.role}.")
            return await rehearsal.hear(role, text)

    heard = asyncio.run(work())
    found = _as_json(text, role, question.name if question else "", heard)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for line in _lines(found):
        print(line)


def _as_json(text: str, role: str, asking: str, heard: Rehearsed) -> dict[str, Any]:
    purposes = {reader.name: " ".join(reader.purpose.split()) for reader in TABLE}
    return {
        "text": text,
        "normal": hear(text).normal,
        "as": role,
        "asking": asking,
        "reader": heard.reader,
        "takes": purposes[heard.reader],
        "reads": heard.reads,
        "passed": [{"reader": reader, "why": why} for reader, why in heard.passed],
        "keeps": list(heard.kept),
        "books": heard.booked,
        "deletes": heard.withdrawn,
        "tells": list(heard.told),
        "asks": heard.asked,
        "answer": plain(heard.answer),
        "choices": [label for _, label in heard.choices],
    }


def _lines(found: dict[str, Any]) -> Iterator[str]:
    """For somebody who helps people by phone: what was read, what they would see,
    and at last who passed it over.
    """
    for key, name in LINES.items():
        if found[key]:
            yield f"{name}: {_told(key, found[key])}"
    yield "answer:"
    for line in found["answer"].splitlines():
        yield f"  {line}".rstrip()
    for choice in found["choices"]:
        yield f"  [{choice}]"
    yield "passed over by:"
    for one in found["passed"]:
        yield f"  {one['reader']}: {one['why']}"


def _told(key: str, value: Any) -> str:
    match key:
        case "reads":
            return "; ".join(f"{name}: {_listed(what)}" for name, what in value.items())
        case "keeps":
            return "; ".join(_reading(one) for one in value)
        case "books":
            return f"{value} (loans and repayments)"
        case "deletes":
            return f"{value} (readings)"
    return _listed(value)


def _listed(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _reading(kept: dict[str, Any]) -> str:
    whose = "of the writer" if kept["whose"] == "self" else f"of {kept['whose']}"
    pulse = f", pulse {kept['pulse']}" if kept["pulse"] else ""
    return f"{kept['systolic']}/{kept['diastolic']}{pulse} {whose}, {kept['at'][:16].replace('T', ' ')}"
