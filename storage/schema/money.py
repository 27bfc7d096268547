"""Loans and the funds (đồng): ledgers, which are append-only."""

from __future__ import annotations

import sqlalchemy as sa

from club.money.loans import Method
from storage.schema.base import at, id_, metadata, ref
from storage.schema.columns import one_of

fund_entry = sa.Table(
    "fund_entry",
    metadata,
    id_(),
    ref("club_id", "club"),
    one_of("fund", ("income", "activity"), nullable=False),
    one_of("kind", ("grant", "loan", "principal", "interest", "reversal"), nullable=False),
    sa.Column(
        "amount", sa.BigInteger, sa.CheckConstraint("amount <> 0", name="amount_not_zero"), nullable=False
    ),
    sa.Column("on_date", sa.Date, nullable=False),
    ref("loan_id", "loan", nullable=True, index=True),
    ref("repayment_id", "repayment", nullable=True, index=True),
    ref("recorded_by", "person", nullable=True),
    at("recorded_at"),
    sa.Index("ix_fund_entry_club_id_fund", "club_id", "fund"),
)

loan = sa.Table(
    "loan",
    metadata,
    id_(),
    ref("club_id", "club"),
    ref("person_id", "person"),
    sa.Column(
        "principal",
        sa.BigInteger,
        sa.CheckConstraint("principal > 0", name="principal_positive"),
        nullable=False,
    ),
    sa.Column(
        "rate_ppm",
        sa.Integer,
        sa.CheckConstraint("rate_ppm BETWEEN 0 AND 16666", name="rate_legal"),
        nullable=False,
    ),
    sa.Column(
        "months",
        sa.Integer,
        sa.CheckConstraint("months BETWEEN 1 AND 60", name="months_bounded"),
        nullable=False,
    ),
    one_of("method", Method, nullable=False),
    sa.Column("lent_on", sa.Date, nullable=False),
    sa.Column("first_due", sa.Date, nullable=False),
    one_of("state", ("proposed", "active", "declined", "settled"), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False, server_default="1"),
    at("revised_at"),
    ref("recorded_by", "person"),
    at("recorded_at"),
    at("plan_at", nullable=True),
    sa.Index("ix_loan_plan_at", "plan_at"),
    at("answered_at", nullable=True),
    sa.Index("ix_loan_person_id_state", "person_id", "state"),
    sa.Index("ix_loan_club_id_state", "club_id", "state"),
    sa.Index("ix_loan_state", "state"),
)

repayment = sa.Table(
    "repayment",
    metadata,
    id_(),
    ref("loan_id", "loan", index=True),
    sa.Column(
        "amount", sa.BigInteger, sa.CheckConstraint("amount > 0", name="amount_positive"), nullable=False
    ),
    sa.Column("paid_on", sa.Date, nullable=False),
    ref("recorded_by", "person"),
    at("recorded_at"),
    at("reversed_at", nullable=True),
    ref("reversed_by", "person", nullable=True),
)
