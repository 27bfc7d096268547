"""What comes back when a choice is pressed or its number typed: the one place that knows how it is put."""

from __future__ import annotations

from dataclasses import dataclass


class ChoiceValue:
    """What an offered choice stands for; `str` is its `Choice.value`, at most 64 bytes in all."""

    @staticmethod
    def parse(value: str) -> ChoiceValue | None:
        """The inverse of `str`; None for anything else, such as a command."""
        kind, _, rest = value.partition("/")
        if kind == "f" and rest.count("/") >= 2:
            return AnswerValue(*rest.split("/", 2))
        if kind == "b" and "/" in rest:
            return ButtonValue(*rest.split("/", 1))
        return None


@dataclass(frozen=True)
class AnswerValue(ChoiceValue):
    """An answer that a question of a flow offered; good for as long as that question stands."""

    flow: str
    step: str
    answer: str

    def __str__(self) -> str:
        return f"f/{self.flow}/{self.step}/{self.answer}"


@dataclass(frozen=True)
class ButtonValue(ChoiceValue):
    """A button that a message offered; good at any time."""

    name: str
    argument: str

    def __str__(self) -> str:
        return f"b/{self.name}/{self.argument}"
