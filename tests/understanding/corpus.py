"""The corpus of what people say: phrases by family, with what they must mean, and what they must not do.

A phrase is rehearsed by the whole bot with made-up people, in the role and at the question that it names;
judged is what would have been kept, booked, told and asked.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.questions import QUESTIONS
from bot.rehearsal import Rehearsed
from club.vietnamese.fold import words

HERE = Path(__file__).parent
HELD_OUT = HERE / "held_out"
"""Whole families that readers were not written for: measured, and never read."""
MOTHER = "Lò Thị Ón"


@dataclass(frozen=True)
class Phrase:
    """One entry: `means` are the acceptable meanings, `never` what must not happen."""

    text: str
    role: str
    asking: str
    means: tuple[str, ...]
    value: str
    whose: str
    when: str
    never: tuple[str, ...]
    says: tuple[str, ...]
    family: str

    @property
    def id(self) -> str:
        """For reports."""
        return f"{self.text[:60]!r} as {self.role}{f' at {self.asking}' if self.asking else ''}"


def _phrase(entry: dict[str, Any]) -> Phrase:
    means = entry["means"]
    return Phrase(
        entry["text"],
        entry.get("as", "member"),
        entry.get("asking", ""),
        (means,) if isinstance(means, str) else tuple(means),
        entry.get("value", ""),
        entry.get("whose", "self"),
        entry.get("when", "now"),
        tuple(entry.get("never", ())),
        tuple(entry.get("says", ())),
        entry.get("family", ""),
    )


def phrases(folder: Path) -> list[Phrase]:
    """Every phrase of the folder's files."""
    return [phrase for path in sorted(folder.glob("*.toml")) for phrase in phrases_of(path)]


def phrases_of(path: Path) -> list[Phrase]:
    """The phrases of one file."""
    return [_phrase(e) for e in tomllib.loads(path.read_text(encoding="utf-8"))["phrase"]]


# --- what came of it


def _readings(h: Rehearsed) -> list[str]:
    return [f"{k['systolic']}/{k['diastolic']}" + (f"/{k['pulse']}" if k["pulse"] else "") for k in h.kept]


def _kept_as_said(p: Phrase, h: Rehearsed) -> bool:
    """Whether exactly these readings were kept, of the right person, at the right time."""
    wanted = [v.strip() for v in p.value.split(",")]
    if _readings(h) != wanted:
        return False
    owner = "self" if p.whose == "self" else MOTHER
    if any(k["whose"] != owner for k in h.kept):
        return False
    if p.when == "now":
        return len(wanted) > 1 or h.kept[0]["at"].startswith("2026-11-23T09:0")
    day, _, clock = p.when.partition(" ")
    return all(k["at"].startswith(day) and (not clock or k["at"][11:16] == clock) for k in h.kept)


def _nothing(h: Rehearsed) -> bool:
    return not h.kept and not h.booked and not h.withdrawn and "alert" not in h.told


STANDS = {"": "", **{name: question.stands for name, question in QUESTIONS.items()}}
"""flow.step by the name that phrases use"""


def _said_yes(p: Phrase, h: Rehearsed) -> bool:
    match p.asking:
        case "danger":
            return "115" in h.answer.split("\n")[0] and h.asked != "danger.signs"
        case "reading_sure":
            return _readings(h) == ["185/95"]
        case "erase":
            return h.asked == "erase.really"
        case "loan_offer" | "repay_sure":
            return h.booked == 1
        case "broadcast_sure":
            return "broadcast" in h.told
        case "join_confirm":
            return "application" in h.told
        case "lend_sure":
            return "loan_offer" in h.told
        case "unpay_sure":
            return "receipt" in h.told
        case "consent":
            return h.asked == "join.health"
        case "consent_health":
            return h.asked == "join.name" and h.answers.get("health") is True
        case "invite":
            return h.answers.get("sees_readings") is True
        case "rsvp":
            return _comes(h) is True
        case "list_line":
            return bool(_of_line(h).get("same"))
    return False


def _of_line(h: Rehearsed) -> dict[str, Any]:
    """What was decided of the line of a list."""
    return next((line for said in h.answers.get("decided", ()) for line in said.values()), {})


def _said_no(p: Phrase, h: Rehearsed) -> bool:
    match p.asking:
        case "danger":
            return h.asked == "" and not h.kept and "alert" not in h.told
        case "reading_sure" | "erase" | "consent":
            return h.asked == "" and not h.kept
        case "repay_sure":
            return h.asked in ("repay.amount", "repay.who", "") and not h.booked
        case "lend_sure":
            return h.asked == "lend.amount"
        case "unpay_sure":
            return h.asked == "" and "receipt" not in h.told
        case "broadcast_sure":
            return h.asked in ("broadcast.body", "") and "broadcast" not in h.told
        case "consent_health":
            return h.asked == "join.name" and h.answers.get("health") is False
        case "invite":
            return h.answers.get("sees_readings") is False
        case "loan_offer":
            return not h.booked and h.reads.get("button", "").startswith("b/loan_no")
        case "phone":
            return h.answers.get("phone") == {"number": None, "verified": False}
        case "rsvp":
            return _comes(h) is False
        case "list_line":
            return _of_line(h).get("same") == "" and not _of_line(h)["left_out"]
    return False


def _comes(h: Rehearsed) -> bool | None:
    button = h.reads.get("button", "")
    if _command(h) == "lichhop" and not h.asked:
        return True if "sẽ đến" in h.answer else False if "không đến được hôm" in h.answer else None
    if "comes" in h.reads:
        return bool(h.reads["comes"])
    return True if button.startswith("b/come") else False if button.startswith("b/away") else None


def _command(h: Rehearsed) -> str:
    said = str(h.reads.get("command", "") or h.reads.get("button", ""))
    return said.removeprefix("/").split(" ")[0].split("/")[0].lower()


def _answered(p: Phrase, h: Rehearsed) -> bool:
    given = h.answers
    match p.asking:
        case "name":
            return given.get("name") == p.value
        case "birth":
            birth = given.get("birth") or {}
            return p.value in (str(birth.get("year")), birth.get("day"))
        case "sex":
            return given.get("sex") == p.value
        case "phone":
            return (given.get("phone") or {}).get("number") == p.value
        case "repay_amount":
            whole = not p.value and h.asked == "repay.sure" and given.get("amount") == 6_060_000
            return whole or str(given.get("amount")) == p.value
        case "repay_sure" | "lend_sure":  # a term by its name: "months 6"
            term, _, wanted = p.value.partition(" ")
            return h.asked == STANDS[p.asking] and str(given.get(term)) == wanted
        case "lend_rate":
            return str(given.get("rate")) == p.value
        case "meeting_time":
            return str(given.get("at"))[:5] == p.value
        case "meeting_place":
            return words(p.value) in words(str(given.get("place")))
        case "list_line":  # the line is left out, and nothing else is on the list
            return p.value == "out" and h.asked == "" and "được bỏ lại" in h.answer
        case "took_part":
            return given.get("to") == p.value
        case "broadcast":
            return words(str(given.get("body"))) == words(p.value)
        case "join_confirm":  # the detail that is asked anew, or all of them once more
            return h.asked == f"join.{p.value}"
        case "lower":
            return _kept_as_said(p, h)
    return False


def _asks(p: Phrase, h: Rehearsed) -> bool:
    """A question back: nothing done, and the person is asked something."""
    if not _nothing(h):
        return False
    if STANDS[p.asking]:
        return h.asked == STANDS[p.asking] or h.asked.startswith(_DOUBTS)
    return (bool(h.asked or h.choices) and h.reader != "not understood") or h.reader in _READ_BUT_ASKED


_DOUBTS = ("reading.", "correcting.", "broadcast.meant")
"""questions that ask what was meant by the answer"""
_READ_BUT_ASKED = ("reading", "take back", "words", "request", "command")


def _is_other(p: Phrase, h: Rehearsed) -> bool:
    """Nothing happened, no page was opened, and the question that stood stands."""
    return _nothing(h) and h.asked == STANDS[p.asking] and not _said_yes(p, h) and "command" not in h.reads


JUDGES: dict[str, Callable[[Phrase, Rehearsed], bool]] = {
    "danger": lambda p, h: (
        "115" in h.answer.split("\n")[0] and (not p.value or "/" not in p.value or _kept_as_said(p, h))
    ),
    "unwell": lambda p, h: h.reader.startswith("complaint") and _nothing(h),
    "reading": lambda p, h: _kept_as_said(p, h),
    "readings": lambda p, h: _kept_as_said(p, h),
    "ask": _asks,
    "yes": _said_yes,
    "no": lambda p, h: _said_no(p, h) and not _said_yes(p, h),
    "stop": lambda p, h: (
        h.asked == ""
        and (h.reader == "stop" or _command(h) == "huy" or (p.asking == "lower" and _nothing(h)))
    ),
    "back": lambda p, h: h.reader == "back",
    "rsvp_yes": lambda p, h: _comes(h) is True,
    "rsvp_no": lambda p, h: _comes(h) is False,
    "command": lambda p, h: (
        _command(h) == p.value and all(s in re.sub("<.*?>", "", h.answer) for s in p.says)
    ),
    "answer": _answered,
    "code": lambda p, h: (
        h.reads.get("code") == p.value or p.value in str(h.reads.get("command", "")).replace("-", "").upper()
    ),
    "thanks": lambda p, h: h.reader in ("small talk", "nothing asked") or _command(h) == "start",
    "taken_back": lambda p, h: h.reader == "take back" and not h.kept,
    "other": _is_other,
}
NEVER: dict[str, Callable[[Phrase, Rehearsed], bool]] = {
    "danger": lambda p, h: h.reader == "danger",
    "stored": lambda p, h: bool(h.kept),
    "yes": _said_yes,
    "booked": lambda p, h: bool(h.booked),
    "alarm": lambda p, h: "alert" in h.told,
    "code": lambda p, h: "code" in h.reads,
    "command": lambda p, h: "command" in h.reads,
    "told": lambda p, h: bool(h.told),
}


@dataclass(frozen=True)
class Verdict:
    """Whether a phrase came out as expected, and the harms: a wrong value kept, a yes nobody said, a sign unheard."""

    phrase: Phrase
    heard: Rehearsed
    expected: bool
    wrong_value: bool
    false_yes: bool
    unheard: bool

    @property
    def harms(self) -> tuple[str, ...]:
        """The harms by name."""
        named = {
            "a wrong value stored": self.wrong_value,
            "a yes nobody said": self.false_yes,
            "danger unheard": self.unheard,
        }
        return tuple(name for name, done in named.items() if done)

    @property
    def wrong(self) -> bool:
        """Not as expected, or harmful."""
        return not self.expected or bool(self.harms)


def report(verdict: Verdict) -> str:
    """Three lines for people: the phrase, what was expected, what was heard."""
    p, h = verdict.phrase, verdict.heard
    wanted = "/".join(p.means)
    wanted += f" {p.value!r} of {p.whose}, {p.when}" if p.value else ""
    wanted += f", never {'/'.join(p.never)}" if p.never else ""
    kept = [f"{k['systolic']}/{k['diastolic']} of {k['whose']} at {k['at'][5:16]}" for k in h.kept]
    done = {"keeps": kept, "books": h.booked, "deletes": h.withdrawn, "tells": h.told, "asks": h.asked}
    rest = "".join(f", {name} {what}" for name, what in done.items() if what)
    return (
        f"{p.id} ({p.family}){''.join(f' — {harm.upper()}' for harm in verdict.harms)}\n"
        f"    expected: {wanted}\n"
        f"    heard: {h.reader} {h.reads}{rest}, answers {h.answer[:90]!r}"
    )


def judge(phrase: Phrase, heard: Rehearsed) -> Verdict:
    """Of one phrase, by what came of it."""
    meant = any(JUDGES[m](phrase, heard) for m in phrase.means)
    forbidden = any(NEVER[n](phrase, heard) for n in phrase.never)
    stores = {"reading", "readings", "danger", "answer", "yes"}
    wrong = bool(heard.kept) and not (stores & set(phrase.means) and (meant or _kept_as_said(phrase, heard)))
    says_yes = _said_yes(phrase, heard)
    agreed = {"yes", "rsvp_yes", "danger", "answer", "reading", "command"} & set(phrase.means)
    says_signs = phrase.means == ("danger",) or (phrase.asking, phrase.means) == ("danger", ("yes",))
    return Verdict(
        phrase,
        heard,
        meant and not forbidden,
        wrong or _wrong_sum(phrase, heard),
        says_yes and not agreed,
        says_signs and "115" not in heard.answer.split("\n")[0],
    )


def _wrong_sum(p: Phrase, h: Rehearsed) -> bool:
    """Whether another sum than the one said (đồng) is shown to be confirmed, or booked."""
    sums = "answer" in p.means and p.asking == "repay_amount" and h.asked == "repay.sure"
    return sums and not _answered(p, h)


def groups(found: Sequence[Phrase]) -> Iterator[tuple[tuple[str, str], list[Phrase]]]:
    """The phrases by role and question, so that each question is asked once."""
    by: dict[tuple[str, str], list[Phrase]] = {}
    for phrase in found:
        by.setdefault((phrase.role, phrase.asking), []).append(phrase)
    yield from sorted(by.items())
