"""Meetings, readings, and the money ledgers (đồng), which are append-only."""

from __future__ import annotations

import sqlalchemy as sa

from club.meetings.rules import RuleKind
from club.money.loans import Method
from storage.schema.base import Id, at, id_, metadata, ref
from storage.schema.columns import one_of

meeting_rule = sa.Table(
    "meeting_rule",
    metadata,
    id_(),
    ref("club_id", "club", index=True),
    one_of("kind", RuleKind, nullable=False),
    sa.Column("day", sa.Integer),
    sa.Column("weekday", sa.Integer),
    sa.Column("week", sa.Integer),
    sa.Column("at", sa.Time, nullable=False),
    sa.Column("place", sa.String(160), nullable=False),
    ref("set_by", "person", nullable=True),
    at("set_at"),
    at("ended_at", nullable=True),
    sa.Index("ix_meeting_rule_ended_at", "ended_at"),
    sa.CheckConstraint(
        "(kind = 'day_of_month' AND day BETWEEN 1 AND 31) OR "
        "(kind = 'weekday' AND weekday BETWEEN 0 AND 6 AND week IN (-1, 1, 2, 3, 4))",
        name="rule_complete",
    ),
)

meeting = sa.Table(
    "meeting",
    metadata,
    id_(),
    ref("club_id", "club"),
    ref("rule_id", "meeting_rule", index=True),
    at("starts_at"),
    sa.Column("place", sa.String(160), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False, server_default="1"),
    one_of("state", ("planned", "cancelled"), nullable=False, server_default="planned"),
    at("revised_at"),
    sa.UniqueConstraint("club_id", "starts_at"),
    sa.Index("ix_meeting_state_starts_at", "state", "starts_at"),
)

attendance = sa.Table(
    "attendance",
    metadata,
    sa.Column("meeting_id", Id, sa.ForeignKey("meeting.id"), primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id"), primary_key=True, index=True),
    sa.Column("coming", sa.Boolean, nullable=False),
    at("answered_at"),
)


reading = sa.Table(
    "reading",
    metadata,
    id_(),
    ref("person_id", "person"),
    sa.Column("systolic", sa.Integer, nullable=False),
    sa.Column("diastolic", sa.Integer, nullable=False),
    sa.Column("pulse", sa.Integer),
    at("taken_at"),
    ref("recorded_by", "person"),
    at("recorded_at"),
    at("withdrawn_at", nullable=True),
    sa.CheckConstraint("systolic BETWEEN 40 AND 320 AND diastolic BETWEEN 20 AND 220", name="in_mmhg"),
    sa.CheckConstraint("systolic > diastolic", name="not_reversed"),
    sa.Index("ix_reading_person_id_taken_at", "person_id", "taken_at"),
)


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

broadcast = sa.Table(
    "broadcast",
    metadata,
    id_(),
    ref("club_id", "club", index=True),
    ref("author_id", "person"),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("media", sa.JSON),
    sa.Column("recipients", sa.Integer, nullable=False),
    at("created_at"),
    at("reported_at", nullable=True),
    sa.Index("ix_broadcast_reported_at", "reported_at"),
)
