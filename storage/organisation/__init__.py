"""Clubs, offices, officers, codes, proposals, counts."""
