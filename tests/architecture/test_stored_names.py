"""Names that stand in databases and on buttons people have in their chats: a change of them is a decision, not an accident."""

from __future__ import annotations

from pathlib import Path

from handlers.features import build_router

LISTED = Path(__file__).with_name("stored_names.txt")


def test_names_of_questions_and_buttons_are_those_of_the_list() -> None:
    """Where this fails: was the rename worth that people's open questions are put away? Then change the list with it."""
    router = build_router()
    steps = {f"f/{flow.name}/{step.name}" for flow in router.flows.values() for step in flow.steps}
    assert LISTED.read_text(encoding="utf-8").split() == sorted(
        steps | {f"b/{name}" for name in router.buttons}
    )
