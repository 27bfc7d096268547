"""Money is whole đồng."""

from __future__ import annotations


def dong(amount: int) -> str:
    """`1250000` → `"1.250.000 đồng"`."""
    return f"{amount:,}".replace(",", ".") + " đồng"
