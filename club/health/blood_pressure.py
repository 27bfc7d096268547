"""Blood pressure: what a pair of numbers (mmHg) means and what to do. The bot never diagnoses.

Grades: VSH/VNHA 2022 and ISH 2020 for the clinic and the club's cuff; the higher of the two numbers decides.
Ranges are contiguous: every pair falls in exactly one class.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

SYSTOLIC = range(60, 261)
DIASTOLIC = range(30, 161)
PULSE = range(30, 221)
SMALLEST_GAP = 10
"""mmHg between the two numbers; less is a mistyped reading."""
VERY_LOW = 80
"""mmHg; an upper number down to here may be a shock: signs of danger are asked for"""
SLOW_PULSE, FAST_PULSE = 50, 120
"""beats a minute at rest: under the first or over the second asks for a second measurement."""
HOME_HIGH = (135, 85)
"""mmHg; a mean of at least two home readings from here counts as high (ISH 2020)."""


class Grade(StrEnum):
    """What to say; never the name of an illness."""

    LOW = "low"
    NORMAL = "normal"
    HIGH_NORMAL = "high_normal"
    HIGH = "high"  # grade 1: 140-159 / 90-99
    VERY_HIGH = "very_high"  # grade 2: from 160/100
    DANGEROUS = "dangerous"  # from 180/120, either


@dataclass(frozen=True)
class Pressure:
    """One reading: systolic and diastolic in mmHg, pulse in beats a minute where it was given."""

    systolic: int
    diastolic: int
    pulse: int | None = None

    @property
    def plausible(self) -> bool:
        """Whether it may be stored without asking (product rule, DOMAIN)."""
        return (
            self.systolic in SYSTOLIC
            and self.diastolic in DIASTOLIC
            and self.systolic - self.diastolic >= SMALLEST_GAP
            and (self.pulse is None or self.pulse in PULSE)
        )


def grade(systolic: float, diastolic: float) -> Grade:
    """The class of one pair (mmHg).

    Warning: a dangerous value is answered with what to do at once (`health.dangerous`),
    before any other question.
    """
    if systolic >= 180 or diastolic >= 120:
        return Grade.DANGEROUS
    if systolic >= 160 or diastolic >= 100:
        return Grade.VERY_HIGH
    if systolic >= 140 or diastolic >= 90:
        return Grade.HIGH
    if systolic < 90 or diastolic < 60:
        return Grade.LOW
    if systolic >= 130 or diastolic >= 85:
        return Grade.HIGH_NORMAL
    return Grade.NORMAL


def pulse_is_unusual(pulse: int | None) -> bool:
    """Whether the pulse (beats a minute, at rest) asks for a second measurement."""
    return pulse is not None and not SLOW_PULSE <= pulse <= FAST_PULSE


@dataclass(frozen=True)
class Mean:
    """Mean of several readings (mmHg, rounded) and over how many."""

    systolic: int
    diastolic: int
    count: int

    @property
    def high(self) -> bool:
        """Whether a home mean counts as high (ISH 2020)."""
        return self.systolic >= HOME_HIGH[0] or self.diastolic >= HOME_HIGH[1]


def home_mean(readings: Sequence[tuple[datetime, Pressure]], first_day: date | None = None) -> Mean | None:
    """Mean of home readings, without those of `first_day` (ISH 2020); None for fewer than two.

    Instants are compared by their own calendar day: pass them in local time.
    """
    counted = [p for at, p in readings if at.date() != first_day]
    if len(counted) < 2:
        return None
    n = len(counted)
    return Mean(round(sum(p.systolic for p in counted) / n), round(sum(p.diastolic for p in counted) / n), n)
