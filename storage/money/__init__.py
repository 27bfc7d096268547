"""Loans, repayments and the two funds."""
