"""What makes it doubtful that words are a notice to all members; it is asked before they are shown as one."""

from __future__ import annotations

from enum import StrEnum

from club.health.blood_pressure import Grade, grade
from club.health.danger import addresses_many, unwell
from club.health.readings import Readings, is_plain, read
from club.messages.notice_questions import asks_itself
from club.messages.notice_words import asks_who_reads, for_a_part, is_order, owes
from club.money.loan_lines import told_loan
from club.money.repayment_lines import told_repayment
from club.vietnamese import persons
from club.vietnamese.said import Said, hear
from club.vietnamese.withheld import withheld


class Doubt(StrEnum):
    """Why it is asked; the gravest first. Each has a sentence and a label in `notices` texts."""

    DEBT = "debt"
    PART = "part"
    READING = "reading"
    UNWELL = "unwell"
    OTHER = "other"

    @property
    def hurts(self) -> bool:
        """Whether somebody is shamed, or told what was not for them, where it is sent after all."""
        return self in (Doubt.DEBT, Doubt.PART)


_A_LINE = 12
"""words; what is longer was written to be read"""


def doubts(body: str) -> list[Doubt]:
    """Why the words may be no notice to all."""
    said = hear(body)
    if is_order(said):
        return [Doubt.OTHER]
    found = [one for one, is_so in ((Doubt.DEBT, owes), (Doubt.PART, for_a_part)) if is_so(said)]
    if len(said.tokens) > _A_LINE:
        return found
    if _own_reading(said):
        return [*found, Doubt.READING]
    if unwell(said) and persons.of(said).own and not addresses_many(said):
        return [*found, Doubt.UNWELL]
    money = told_repayment(said) is not None or told_loan(said) is not None
    asks = asks_who_reads(said) or asks_itself(said)
    if not found and (money or withheld(said) is not None or asks):
        return [Doubt.OTHER]
    return found


def _own_reading(said: Said) -> bool:
    """Whether it may be the writer's reading: nothing but one, or one beside "tôi"."""
    if is_plain(said):
        return True
    spoken = persons.of(said)
    return isinstance(read(said), Readings) and spoken.own and not spoken.others and not addresses_many(said)


def is_high(body: str) -> bool:
    """Whether a reading after which one may have to call 115 stands in the words."""
    said = hear(body)
    found = read(said) if _own_reading(said) else None
    if not isinstance(found, Readings):
        return False
    pairs = [(one.pressure.systolic, one.pressure.diastolic) for one in found.found]
    return any(grade(*pair) is Grade.DANGEROUS for pair in pairs)
