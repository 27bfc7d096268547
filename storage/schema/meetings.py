"""Meetings: the rule they come from, each of them, and who said to come."""

from __future__ import annotations

import sqlalchemy as sa

from club.meetings.rules import RuleKind
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
    at("plan_at", nullable=True),
    sa.Index("ix_meeting_rule_ended_at", "ended_at"),
    sa.Index("ix_meeting_rule_plan_at", "plan_at"),
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
