"""Amounts, loans and what is said of them on one line."""
