"""placeholder"""

from club.vietnamese.said import Said


def smalltalk(said: Said) -> str | None:
    """x"""
    return None
