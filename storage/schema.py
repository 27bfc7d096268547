"""The tables. Ledgers (fund entries, repayments, consents, attempts) are append-only."""

from __future__ import annotations

import sqlalchemy as sa

from club.consent import Purpose
from club.loans import Method
from club.meetings import RuleKind
from club.people import Sex
from club.roles import Office, Standing
from storage.columns import Instant, one_of

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _id() -> sa.Column[int]:
    return sa.Column("id", Id, primary_key=True, autoincrement=True)


def _ref(name: str, target: str, *, nullable: bool = False, index: bool = False) -> sa.Column[int]:
    return sa.Column(name, Id, sa.ForeignKey(f"{target}.id", ondelete="RESTRICT"), nullable=nullable, index=index)


def _at(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, Instant(), nullable=nullable)


# --- the association and its clubs

unit = sa.Table(
    "unit",
    metadata,
    _id(),
    one_of("kind", ("nation", "province", "commune"), nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    _ref("parent_id", "unit", nullable=True, index=True),
    sa.Column("valid_from", sa.Date),
    sa.Column("valid_to", sa.Date),
    sa.UniqueConstraint("kind", "name", "parent_id"),
)

club = sa.Table(
    "club",
    metadata,
    _id(),
    sa.Column("name", sa.String(160), nullable=False),
    _ref("unit_id", "unit", index=True),
    sa.Column("founded_on", sa.Date),
    _at("created_at"),
    sa.UniqueConstraint("unit_id", "name"),
)

# --- people

person = sa.Table(
    "person",
    metadata,
    _id(),
    sa.Column("full_name", sa.String(80), nullable=False),
    sa.Column("birth_year", sa.Integer),
    sa.Column("birth_date", sa.Date),
    one_of("sex", Sex, nullable=True),
    sa.Column("phone", sa.String(20), index=True),
    sa.Column("phone_verified", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("honorific", sa.String(8)),
    sa.Column("language", sa.String(5)),
    _at("created_at"),
    sa.CheckConstraint("birth_year BETWEEN 1880 AND 2200", name="birth_year_plausible"),
)

address = sa.Table(
    "address",
    metadata,
    _id(),
    sa.Column("channel", sa.String(20), nullable=False),
    sa.Column("external_id", sa.String(80), nullable=False),
    _ref("person_id", "person", nullable=True, index=True),
    one_of("state", ("active", "stopped", "group"), nullable=False, server_default="active"),
    _at("created_at"),
    _at("stopped_at", nullable=True),
    _at("preferred_at", nullable=True),
    sa.UniqueConstraint("channel", "external_id"),
)

link_code = sa.Table(
    "link_code",
    metadata,
    _id(),
    sa.Column("code", sa.String(16), nullable=False, unique=True),
    _ref("person_id", "person", index=True),
    _at("created_at"),
    _at("expires_at"),
    _at("used_at", nullable=True),
    _ref("used_for", "address", nullable=True),
)

membership = sa.Table(
    "membership",
    metadata,
    _id(),
    _ref("person_id", "person"),
    _ref("club_id", "club"),
    one_of("standing", Standing, nullable=False),
    _at("applied_at"),
    _at("decided_at", nullable=True),
    _ref("decided_by", "person", nullable=True),
    sa.Column("reason", sa.String(300)),
    sa.UniqueConstraint("person_id", "club_id"),
    sa.Index("ix_membership_club_id_standing", "club_id", "standing"),
)

office = sa.Table(
    "office",
    metadata,
    _id(),
    _ref("club_id", "club", index=True),
    _ref("person_id", "person", index=True),
    one_of("office", Office, nullable=False),
    sa.Column("from_on", sa.Date, nullable=False),
    sa.Column("to_on", sa.Date),
    _ref("appointed_by", "person", nullable=True),
)

consent = sa.Table(
    "consent",
    metadata,
    _id(),
    _ref("person_id", "person"),
    one_of("purpose", Purpose, nullable=False),
    sa.Column("granted", sa.Boolean, nullable=False),
    sa.Column("text_version", sa.String(20), nullable=False),
    sa.Column("channel", sa.String(20), nullable=False),
    _at("given_at"),
    sa.Index("ix_consent_person_id_purpose", "person_id", "purpose", "id"),
)

code = sa.Table(
    "code",
    metadata,
    _id(),
    sa.Column("code", sa.String(16), nullable=False, unique=True),
    one_of("purpose", ("member", "office", "relative"), nullable=False),
    _ref("club_id", "club", index=True),
    one_of("office", Office, nullable=True),
    _ref("person_id", "person", nullable=True, index=True),
    sa.Column("grants", sa.JSON),
    _at("created_at"),
    _at("expires_at", nullable=True),
    _at("used_at", nullable=True),
    _ref("used_by", "person", nullable=True),
    sa.CheckConstraint("(purpose = 'office') = (office IS NOT NULL)", name="office_code_names_office"),
    sa.CheckConstraint("(purpose = 'relative') = (person_id IS NOT NULL)", name="relative_code_names_person"),
)

kinship = sa.Table(
    "kinship",
    metadata,
    _id(),
    _ref("member_id", "person"),
    _ref("relative_id", "person", index=True),
    sa.Column("sees_readings", sa.Boolean, nullable=False),
    sa.Column("gets_alerts", sa.Boolean, nullable=False),
    sa.Column("gets_reminders", sa.Boolean, nullable=False),
    _at("agreed_at"),
    _at("ended_at", nullable=True),
    _ref("ended_by", "person", nullable=True),
    sa.CheckConstraint("member_id <> relative_id", name="two_people"),
    sa.Index("ix_kinship_member_id_ended_at", "member_id", "ended_at"),
)

# --- meetings

meeting_rule = sa.Table(
    "meeting_rule",
    metadata,
    _id(),
    _ref("club_id", "club", index=True),
    one_of("kind", RuleKind, nullable=False),
    sa.Column("day", sa.Integer),
    sa.Column("weekday", sa.Integer),
    sa.Column("week", sa.Integer),
    sa.Column("at", sa.Time, nullable=False),
    sa.Column("place", sa.String(160), nullable=False),
    _ref("set_by", "person", nullable=True),
    _at("set_at"),
    _at("ended_at", nullable=True),
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
    _id(),
    _ref("club_id", "club"),
    _ref("rule_id", "meeting_rule", index=True),
    _at("starts_at"),
    sa.Column("place", sa.String(160), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False, server_default="1"),
    one_of("state", ("planned", "cancelled"), nullable=False, server_default="planned"),
    _at("revised_at"),
    sa.UniqueConstraint("club_id", "starts_at"),
    sa.Index("ix_meeting_state_starts_at", "state", "starts_at"),
)

attendance = sa.Table(
    "attendance",
    metadata,
    sa.Column("meeting_id", Id, sa.ForeignKey("meeting.id"), primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id"), primary_key=True, index=True),
    sa.Column("coming", sa.Boolean, nullable=False),
    _at("answered_at"),
)

# --- health

reading = sa.Table(
    "reading",
    metadata,
    _id(),
    _ref("person_id", "person"),
    sa.Column("systolic", sa.Integer, nullable=False),
    sa.Column("diastolic", sa.Integer, nullable=False),
    sa.Column("pulse", sa.Integer),
    _at("taken_at"),
    _ref("recorded_by", "person"),
    _at("recorded_at"),
    _at("withdrawn_at", nullable=True),
    sa.CheckConstraint("systolic BETWEEN 40 AND 320 AND diastolic BETWEEN 20 AND 220", name="in_mmhg"),
    sa.CheckConstraint("systolic > diastolic", name="not_reversed"),
    sa.Index("ix_reading_person_id_taken_at", "person_id", "taken_at"),
)

# --- money (đồng)

fund_entry = sa.Table(
    "fund_entry",
    metadata,
    _id(),
    _ref("club_id", "club"),
    one_of("fund", ("income", "activity"), nullable=False),
    one_of("kind", ("grant", "loan", "principal", "interest", "reversal"), nullable=False),
    sa.Column("amount", sa.BigInteger, sa.CheckConstraint("amount <> 0", name="amount_not_zero"), nullable=False),
    sa.Column("on_date", sa.Date, nullable=False),
    _ref("loan_id", "loan", nullable=True, index=True),
    _ref("repayment_id", "repayment", nullable=True, index=True),
    _ref("recorded_by", "person", nullable=True),
    _at("recorded_at"),
    sa.Index("ix_fund_entry_club_id_fund", "club_id", "fund"),
)

loan = sa.Table(
    "loan",
    metadata,
    _id(),
    _ref("club_id", "club"),
    _ref("person_id", "person"),
    sa.Column("principal", sa.BigInteger, sa.CheckConstraint("principal > 0", name="principal_positive"), nullable=False),
    sa.Column("rate_ppm", sa.Integer, sa.CheckConstraint("rate_ppm BETWEEN 0 AND 16666", name="rate_legal"), nullable=False),
    sa.Column("months", sa.Integer, sa.CheckConstraint("months BETWEEN 1 AND 60", name="months_bounded"), nullable=False),
    one_of("method", Method, nullable=False),
    sa.Column("lent_on", sa.Date, nullable=False),
    sa.Column("first_due", sa.Date, nullable=False),
    one_of("state", ("proposed", "active", "declined", "settled"), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False, server_default="1"),
    _at("revised_at"),
    _ref("recorded_by", "person"),
    _at("recorded_at"),
    _at("answered_at", nullable=True),
    sa.Index("ix_loan_person_id_state", "person_id", "state"),
    sa.Index("ix_loan_club_id_state", "club_id", "state"),
    sa.Index("ix_loan_state", "state"),
)

repayment = sa.Table(
    "repayment",
    metadata,
    _id(),
    _ref("loan_id", "loan", index=True),
    sa.Column("amount", sa.BigInteger, sa.CheckConstraint("amount > 0", name="amount_positive"), nullable=False),
    sa.Column("paid_on", sa.Date, nullable=False),
    _ref("recorded_by", "person"),
    _at("recorded_at"),
    _at("reversed_at", nullable=True),
    _ref("reversed_by", "person", nullable=True),
)

broadcast = sa.Table(
    "broadcast",
    metadata,
    _id(),
    _ref("club_id", "club", index=True),
    _ref("author_id", "person"),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("media", sa.JSON),
    sa.Column("recipients", sa.Integer, nullable=False),
    _at("created_at"),
    _at("reported_at", nullable=True),
    sa.Index("ix_broadcast_reported_at", "reported_at"),
)

# --- what comes in and what goes out

inbox = sa.Table(
    "inbox",
    metadata,
    _id(),
    sa.Column("channel", sa.String(20), nullable=False),
    sa.Column("update_key", sa.String(120), nullable=False),
    sa.Column("payload", sa.JSON),
    _at("received_at"),
    _at("handled_at", nullable=True),
    sa.Column("failed", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.UniqueConstraint("channel", "update_key"),
    sa.Index("ix_inbox_handled_at", "handled_at"),
)

dialogue = sa.Table(
    "dialogue",
    metadata,
    sa.Column("address_id", Id, sa.ForeignKey("address.id"), primary_key=True, autoincrement=False),
    sa.Column("flow", sa.String(40), nullable=False),
    sa.Column("step", sa.String(40), nullable=False),
    sa.Column("data", sa.JSON, nullable=False),
    sa.Column("offered", sa.JSON),
    _at("expires_at"),
    sa.Index("ix_dialogue_expires_at", "expires_at"),
)

outbox = sa.Table(
    "outbox",
    metadata,
    _id(),
    sa.Column("dedupe_key", sa.String(160), nullable=False, unique=True),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("subject", sa.String(60)),
    sa.Column("priority", sa.Integer, nullable=False),
    sa.Column("channel", sa.String(20), nullable=False),
    _ref("address_id", "address", nullable=True),
    _ref("person_id", "person", nullable=True),
    sa.Column("body", sa.JSON, nullable=False),
    one_of("at_night", ("send", "ring", "wait"), nullable=False),
    one_of("state", ("queued", "sending", "sent", "failed", "cancelled", "expired"), nullable=False),
    sa.Column("reason", sa.String(40)),
    _at("not_before"),
    _at("expires_at", nullable=True),
    _at("lease_until", nullable=True),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("parts_sent", sa.Integer, nullable=False, server_default="0"),
    sa.Column("last_error", sa.String(300)),
    sa.Column("provider_id", sa.String(80)),
    _at("created_at"),
    _at("ended_at", nullable=True),
    sa.Index("ix_outbox_due", "state", "channel", "priority", "not_before", "id"),
    sa.Index("ix_outbox_state_not_before", "state", "not_before"),
    sa.Index("ix_outbox_state_lease_until", "state", "lease_until"),
    sa.Index("ix_outbox_subject_state", "subject", "state"),
    sa.Index("ix_outbox_person_id_id", "person_id", "id"),
    sa.Index("ix_outbox_address_id_state", "address_id", "state"),
)

attempt = sa.Table(
    "attempt",
    metadata,
    _id(),
    _ref("outbox_id", "outbox", index=True),
    _at("at"),
    sa.Column("outcome", sa.String(40), nullable=False),
    sa.Column("detail", sa.String(300)),
)
