"""People, where they are written to, memberships, offices, consents, codes, relatives."""

from __future__ import annotations

import sqlalchemy as sa

from club.organisation.roles import Office
from club.people.consent import Purpose
from club.people.honorifics import Sex
from club.people.standing import Standing
from storage.schema.base import at, id_, metadata, ref
from storage.schema.columns import one_of

person = sa.Table(
    "person",
    metadata,
    id_(),
    sa.Column("full_name", sa.String(80), nullable=False),
    sa.Column("birth_year", sa.Integer),
    sa.Column("birth_date", sa.Date),
    one_of("sex", Sex, nullable=True),
    sa.Column("phone", sa.String(20), index=True),
    sa.Column("phone_verified", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("honorific", sa.String(8)),
    sa.Column("language", sa.String(5)),
    sa.Column("ethnic_group", sa.String(40)),
    sa.Column("household", sa.String(40)),
    sa.Column("card_expires_on", sa.Date),
    at("created_at"),
    sa.Column("remind_at", sa.Time),
    sa.Column("quiet_from", sa.Time),
    sa.Column("quiet_to", sa.Time),
    at("paused_until", nullable=True),
    sa.Column("large_text", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.CheckConstraint("birth_year BETWEEN 1880 AND 2200", name="birth_year_plausible"),
)

address = sa.Table(
    "address",
    metadata,
    id_(),
    sa.Column("channel", sa.String(20), nullable=False),
    sa.Column("external_id", sa.String(80), nullable=False),
    ref("person_id", "person", nullable=True, index=True),
    one_of("state", ("active", "stopped", "group"), nullable=False, server_default="active"),
    at("created_at"),
    at("stopped_at", nullable=True),
    at("preferred_at", nullable=True),
    sa.Column("profile", sa.Integer, nullable=False, server_default="0"),
    at("heard_at", nullable=True),
    at("agreed_at", nullable=True),
    sa.UniqueConstraint("channel", "external_id", "profile", name="uq_address_channel_external_id_profile"),
    sa.Index("ix_address_profile", "profile"),
)

link_code = sa.Table(
    "link_code",
    metadata,
    id_(),
    sa.Column("code", sa.String(16), nullable=False, unique=True),
    ref("person_id", "person", index=True),
    at("created_at"),
    at("expires_at"),
    at("used_at", nullable=True),
    ref("used_for", "address", nullable=True),
)

membership = sa.Table(
    "membership",
    metadata,
    id_(),
    ref("person_id", "person"),
    ref("club_id", "club"),
    one_of("standing", Standing, nullable=False),
    at("applied_at"),
    at("decided_at", nullable=True),
    ref("decided_by", "person", nullable=True),
    sa.Column("reason", sa.String(300)),
    sa.Column("small_group", sa.String(60)),
    sa.Column("team", sa.String(60)),
    at("standing_since", nullable=True),
    sa.Column("leads_group", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.UniqueConstraint("person_id", "club_id"),
    sa.Index("ix_membership_club_id_standing", "club_id", "standing"),
)

office = sa.Table(
    "office",
    metadata,
    id_(),
    ref("club_id", "club", index=True),
    ref("person_id", "person", index=True),
    one_of("office", Office, nullable=False),
    sa.Column("from_on", sa.Date, nullable=False),
    sa.Column("to_on", sa.Date),
    ref("appointed_by", "person", nullable=True),
    sa.Column("term_until", sa.Date),
    sa.Index("ix_office_term_until", "term_until"),
)

officer = sa.Table(
    "officer",
    metadata,
    id_(),
    ref("unit_id", "unit", index=True),
    ref("person_id", "person", index=True),
    sa.Column("from_on", sa.Date, nullable=False),
    sa.Column("to_on", sa.Date),
)

proposal = sa.Table(
    "proposal",
    metadata,
    id_(),
    one_of("kind", ("handover", "restore"), nullable=False),
    ref("club_id", "club", index=True),
    ref("person_id", "person", index=True),
    ref("made_by", "person"),
    at("made_at"),
    at("expires_at"),
    at("answered_at", nullable=True),
    ref("answered_by", "person", nullable=True),
    sa.Column("accepted", sa.Boolean),
)

consent = sa.Table(
    "consent",
    metadata,
    id_(),
    ref("person_id", "person"),
    one_of("purpose", Purpose, nullable=False),
    sa.Column("granted", sa.Boolean, nullable=False),
    sa.Column("text_version", sa.String(20), nullable=False),
    sa.Column("channel", sa.String(20), nullable=False),
    at("given_at"),
    sa.Column("witness", sa.String(80)),
    ref("recorded_by", "person", nullable=True),
    sa.Index("ix_consent_person_id_purpose", "person_id", "purpose", "id"),
)

code = sa.Table(
    "code",
    metadata,
    id_(),
    sa.Column("code", sa.String(16), nullable=False, unique=True),
    one_of("purpose", ("member", "office", "relative", "person", "restore", "officer"), nullable=False),
    ref("club_id", "club", nullable=True, index=True),
    ref("unit_id", "unit", nullable=True),
    one_of("office", Office, nullable=True),
    ref("person_id", "person", nullable=True, index=True),
    sa.Column("grants", sa.JSON),
    at("created_at"),
    at("expires_at", nullable=True),
    at("used_at", nullable=True),
    ref("used_by", "person", nullable=True),
    sa.CheckConstraint("(purpose = 'office') = (office IS NOT NULL)", name="office_code_names_office"),
    sa.CheckConstraint(
        "(purpose IN ('relative', 'person', 'restore')) = (person_id IS NOT NULL)", name="names_its_person"
    ),
    sa.CheckConstraint("(purpose = 'officer') = (unit_id IS NOT NULL)", name="officer_code_names_unit"),
    sa.CheckConstraint("(purpose = 'officer') = (club_id IS NULL)", name="others_name_club"),
)

wrong_code = sa.Table(
    "wrong_code",
    metadata,
    id_(),
    ref("address_id", "address"),
    at("at"),
    sa.Index("ix_wrong_code_address_id_at", "address_id", "at"),
)

claim = sa.Table(
    "claim",
    metadata,
    id_(),
    ref("address_id", "address", index=True),
    ref("person_id", "person", index=True),
    ref("club_id", "club"),
    at("made_at"),
    at("answered_at", nullable=True),
    ref("answered_by", "person", nullable=True),
    sa.Column("accepted", sa.Boolean),
)

kinship = sa.Table(
    "kinship",
    metadata,
    id_(),
    ref("member_id", "person"),
    ref("relative_id", "person", index=True),
    sa.Column("sees_readings", sa.Boolean, nullable=False),
    sa.Column("gets_alerts", sa.Boolean, nullable=False),
    sa.Column("sees_loans", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("gets_reminders", sa.Boolean, nullable=False),
    at("agreed_at"),
    at("ended_at", nullable=True),
    ref("ended_by", "person", nullable=True),
    sa.Column("calls", sa.String(20)),
    sa.Column("witness", sa.String(80)),
    ref("recorded_by", "person", nullable=True),
    sa.CheckConstraint("member_id <> relative_id", name="two_people"),
    sa.Index("ix_kinship_member_id_ended_at", "member_id", "ended_at"),
)
