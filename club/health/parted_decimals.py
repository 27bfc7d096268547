"""A blood pressure in tens whose part behind the comma stands by itself: "14 5 trên 9", "13 8 / 8 5"."""

from __future__ import annotations

from club.health.blood_pressure import Pressure
from club.vietnamese.marks import pattern

_OVER = r"(?:\s*[/|]+\s*|\s+(?:trên|phần|chia|over)\s+)"
_PARTED = pattern(
    rf"(?<![\d/.,])(?P<high>1\d|2[0-4])(?:\s+(?P<half>\d))?{_OVER}(?P<low>\d{{1,3}})"
    r"(?:\s+(?P<more>\d))?(?![\d/]|[.,]\d)"
    r"|(?<![\d/.,])(?P<three>1\d|2[0-4])\s+(?P<second>\d)\s+(?P<third>\d)(?!\d|\s*[/.,]\d)"
)


def parted_decimals(text: str, measured: bool) -> tuple[Pressure, tuple[int, int]] | None:
    """The pressure (mmHg) and where it stands in the text (in the alphabet of `marks`); never certain.

    `measured`: the text speaks of measuring, so that three bare numbers are one, too.
    """
    for found in _PARTED.finditer(text):
        high, half, low, more = found["high"], found["half"], found["low"], found["more"]
        if found["three"]:
            high, half, low = found["three"], found["second"], found["third"] if measured else ""
        if not (half or more) or not low or (more and len(low) > 1):
            continue
        diastolic = int(low + (more or "0")) if len(low) == 1 else int(low) * (10 if int(low) < 20 else 1)
        pressure = Pressure(int(high + (half or "0")), diastolic)
        if pressure.plausible:
            return pressure, found.span()
    return None
