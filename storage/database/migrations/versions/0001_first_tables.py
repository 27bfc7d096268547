"""The first tables: clubs, people, meetings, readings, loans, what comes in and what goes out."""

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("update_key", sa.String(120), nullable=False),
        sa.Column("payload", sa.JSON()),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("handled_at", Instant()),
        sa.Column("failed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.UniqueConstraint("channel", "update_key"),
    )
    op.create_index("ix_inbox_handled_at", "inbox", ["handled_at"])
    op.create_table(
        "person",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("full_name", sa.String(80), nullable=False),
        sa.Column("birth_year", sa.Integer()),
        sa.Column("birth_date", sa.Date()),
        sa.Column("sex", sa.String(40)),
        sa.Column("phone", sa.String(20)),
        sa.Column("phone_verified", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("honorific", sa.String(8)),
        sa.Column("language", sa.String(5)),
        sa.Column("created_at", Instant(), nullable=False),
        sa.CheckConstraint("birth_year BETWEEN 1880 AND 2200", name="birth_year_plausible"),
        sa.CheckConstraint("sex IN ('female', 'male')", name="sex_known"),
    )
    op.create_index("ix_person_phone", "person", ["phone"])
    op.create_table(
        "unit",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("parent_id", Id, sa.ForeignKey("unit.id", ondelete="RESTRICT")),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_to", sa.Date()),
        sa.CheckConstraint("kind IN ('nation', 'province', 'commune')", name="kind_known"),
        sa.UniqueConstraint("kind", "name", "parent_id"),
    )
    op.create_index("ix_unit_parent_id", "unit", ["parent_id"])
    op.create_table(
        "address",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("external_id", sa.String(80), nullable=False),
        sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="RESTRICT")),
        sa.Column("state", sa.String(40), nullable=False, server_default="active"),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("stopped_at", Instant()),
        sa.CheckConstraint("state IN ('active', 'stopped', 'group')", name="state_known"),
        sa.UniqueConstraint("channel", "external_id"),
    )
    op.create_index("ix_address_person_id", "address", ["person_id"])
    op.create_table(
        "club",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(160), nullable=False),
        sa.Column("unit_id", Id, sa.ForeignKey("unit.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("founded_on", sa.Date()),
        sa.Column("created_at", Instant(), nullable=False),
        sa.UniqueConstraint("unit_id", "name"),
    )
    op.create_index("ix_club_unit_id", "club", ["unit_id"])
    op.create_table(
        "consent",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("text_version", sa.String(20), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("given_at", Instant(), nullable=False),
        sa.CheckConstraint("purpose IN ('membership', 'health', 'loans')", name="purpose_known"),
    )
    op.create_index("ix_consent_person_id_purpose", "consent", ["person_id", "purpose", "id"])
    op.create_table(
        "kinship",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("member_id", Id, sa.ForeignKey("person.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("relative_id", Id, sa.ForeignKey("person.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("sees_readings", sa.Boolean(), nullable=False),
        sa.Column("gets_alerts", sa.Boolean(), nullable=False),
        sa.Column("gets_reminders", sa.Boolean(), nullable=False),
        sa.Column("agreed_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant()),
        sa.Column("ended_by", Id, sa.ForeignKey("person.id", ondelete="RESTRICT")),
        sa.CheckConstraint("member_id <> relative_id", name="two_people"),
    )
    op.create_index("ix_kinship_member_id_ended_at", "kinship", ["member_id", "ended_at"])
    op.create_index("ix_kinship_relative_id", "kinship", ["relative_id"])
    op.create_table(
        "reading",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("systolic", sa.Integer(), nullable=False),
        sa.Column("diastolic", sa.Integer(), nullable=False),
        sa.Column("pulse", sa.Integer()),
        sa.Column("taken_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id, sa.ForeignKey("person.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("withdrawn_at", Instant()),
        sa.CheckConstraint("systolic BETWEEN 40 AND 320 AND diastolic BETWEEN 20 AND 220", name="in_mmhg"),
        sa.CheckConstraint("systolic > diastolic", name="not_reversed"),
    )
    op.create_index("ix_reading_person_id_taken_at", "reading", ["person_id", "taken_at"])
    op.create_table(
        "broadcast",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("club_id", Id, sa.ForeignKey("club.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("author_id", Id, sa.ForeignKey("person.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("media", sa.JSON()),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("reported_at", Instant()),
    )
    op.create_index("ix_broadcast_club_id", "broadcast", ["club_id"])
    op.create_index("ix_broadcast_reported_at", "broadcast", ["reported_at"])
    op.create_table(
        "code",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("club_id", Id, sa.ForeignKey("club.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("office", sa.String(40)),
        sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="RESTRICT")),
        sa.Column("grants", sa.JSON()),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant()),
        sa.Column("used_at", Instant()),
        sa.Column("used_by", Id, sa.ForeignKey("person.id", ondelete="RESTRICT")),
        sa.CheckConstraint("(purpose = 'office') = (office IS NOT NULL)", name="office_code_names_office"),
        sa.CheckConstraint(
            "office IN ('chair', 'deputy', 'secretary', 'accountant', 'treasurer')",
            name="office_known",
        ),
        sa.CheckConstraint("purpose IN ('member', 'office', 'relative')", name="purpose_known"),
        sa.CheckConstraint(
            "(purpose = 'relative') = (person_id IS NOT NULL)", name="relative_code_names_person"
        ),
        sa.UniqueConstraint("code"),
    )
    op.create_index("ix_code_club_id", "code", ["club_id"])
    op.create_index("ix_code_person_id", "code", ["person_id"])
    op.create_table(
        "dialogue",
        sa.Column("address_id", Id, sa.ForeignKey("address.id"), primary_key=True, autoincrement=False),
        sa.Column("flow", sa.String(40), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("offered", sa.JSON()),
        sa.Column("expires_at", Instant(), nullable=False),
    )
    op.create_index("ix_dialogue_expires_at", "dialogue", ["expires_at"])
    op.create_table(
        "loan",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("club_id", Id, sa.ForeignKey("club.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("principal", sa.BigInteger(), nullable=False),
        sa.Column("rate_ppm", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(40), nullable=False),
        sa.Column("lent_on", sa.Date(), nullable=False),
        sa.Column("first_due", sa.Date(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("revised_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id, sa.ForeignKey("person.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant()),
        sa.CheckConstraint(
            "method IN ('equal_principal', 'flat', 'equal_instalments', 'interest_only')",
            name="method_known",
        ),
        sa.CheckConstraint("months BETWEEN 1 AND 60", name="months_bounded"),
        sa.CheckConstraint("principal > 0", name="principal_positive"),
        sa.CheckConstraint("rate_ppm BETWEEN 0 AND 16666", name="rate_legal"),
        sa.CheckConstraint("state IN ('proposed', 'active', 'declined', 'settled')", name="state_known"),
    )
    op.create_index("ix_loan_club_id_state", "loan", ["club_id", "state"])
    op.create_index("ix_loan_person_id_state", "loan", ["person_id", "state"])
    op.create_index("ix_loan_state", "loan", ["state"])
    op.create_table(
        "meeting_rule",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("club_id", Id, sa.ForeignKey("club.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("day", sa.Integer()),
        sa.Column("weekday", sa.Integer()),
        sa.Column("week", sa.Integer()),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("place", sa.String(160), nullable=False),
        sa.Column("set_by", Id, sa.ForeignKey("person.id", ondelete="RESTRICT")),
        sa.Column("set_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant()),
        sa.CheckConstraint("kind IN ('day_of_month', 'weekday')", name="kind_known"),
        sa.CheckConstraint(
            "(kind = 'day_of_month' AND day BETWEEN 1 AND 31) OR (kind = 'weekday' AND weekday BETWEEN "
            "0 AND 6 AND week IN (-1, 1, 2, 3, 4))",
            name="rule_complete",
        ),
    )
    op.create_index("ix_meeting_rule_club_id", "meeting_rule", ["club_id"])
    op.create_index("ix_meeting_rule_ended_at", "meeting_rule", ["ended_at"])
    op.create_table(
        "membership",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("club_id", Id, sa.ForeignKey("club.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("standing", sa.String(40), nullable=False),
        sa.Column("applied_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant()),
        sa.Column("decided_by", Id, sa.ForeignKey("person.id", ondelete="RESTRICT")),
        sa.Column("reason", sa.String(300)),
        sa.CheckConstraint("standing IN ('pending', 'active', 'refused', 'left')", name="standing_known"),
        sa.UniqueConstraint("person_id", "club_id"),
    )
    op.create_index("ix_membership_club_id_standing", "membership", ["club_id", "standing"])
    op.create_table(
        "office",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("club_id", Id, sa.ForeignKey("club.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("office", sa.String(40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date()),
        sa.Column("appointed_by", Id, sa.ForeignKey("person.id", ondelete="RESTRICT")),
        sa.CheckConstraint(
            "office IN ('chair', 'deputy', 'secretary', 'accountant', 'treasurer')",
            name="office_known",
        ),
    )
    op.create_index("ix_office_club_id", "office", ["club_id"])
    op.create_index("ix_office_person_id", "office", ["person_id"])
    op.create_table(
        "outbox",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("dedupe_key", sa.String(160), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(60)),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("address_id", Id, sa.ForeignKey("address.id", ondelete="RESTRICT")),
        sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="RESTRICT")),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("at_night", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(40)),
        sa.Column("not_before", Instant(), nullable=False),
        sa.Column("expires_at", Instant()),
        sa.Column("lease_until", Instant()),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("parts_sent", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("last_error", sa.String(300)),
        sa.Column("provider_id", sa.String(80)),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant()),
        sa.CheckConstraint("at_night IN ('send', 'ring', 'wait')", name="at_night_known"),
        sa.CheckConstraint(
            "state IN ('queued', 'sending', 'sent', 'failed', 'cancelled', 'expired')",
            name="state_known",
        ),
        sa.UniqueConstraint("dedupe_key"),
    )
    op.create_index("ix_outbox_address_id_state", "outbox", ["address_id", "state"])
    op.create_index("ix_outbox_due", "outbox", ["state", "channel", "priority", "not_before", "id"])
    op.create_index("ix_outbox_person_id_id", "outbox", ["person_id", "id"])
    op.create_index("ix_outbox_state_lease_until", "outbox", ["state", "lease_until"])
    op.create_index("ix_outbox_state_not_before", "outbox", ["state", "not_before"])
    op.create_index("ix_outbox_subject_state", "outbox", ["subject", "state"])
    op.create_table(
        "attempt",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("outbox_id", Id, sa.ForeignKey("outbox.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("detail", sa.String(300)),
    )
    op.create_index("ix_attempt_outbox_id", "attempt", ["outbox_id"])
    op.create_table(
        "meeting",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("club_id", Id, sa.ForeignKey("club.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("rule_id", Id, sa.ForeignKey("meeting_rule.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("place", sa.String(160), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("state", sa.String(40), nullable=False, server_default="planned"),
        sa.Column("revised_at", Instant(), nullable=False),
        sa.CheckConstraint("state IN ('planned', 'cancelled')", name="state_known"),
        sa.UniqueConstraint("club_id", "starts_at"),
    )
    op.create_index("ix_meeting_rule_id", "meeting", ["rule_id"])
    op.create_index("ix_meeting_state_starts_at", "meeting", ["state", "starts_at"])
    op.create_table(
        "repayment",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("loan_id", Id, sa.ForeignKey("loan.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", Id, sa.ForeignKey("person.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("reversed_at", Instant()),
        sa.Column("reversed_by", Id, sa.ForeignKey("person.id", ondelete="RESTRICT")),
        sa.CheckConstraint("amount > 0", name="amount_positive"),
    )
    op.create_index("ix_repayment_loan_id", "repayment", ["loan_id"])
    op.create_table(
        "attendance",
        sa.Column("meeting_id", Id, sa.ForeignKey("meeting.id"), primary_key=True),
        sa.Column("person_id", Id, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("coming", sa.Boolean(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=False),
    )
    op.create_index("ix_attendance_person_id", "attendance", ["person_id"])
    op.create_table(
        "fund_entry",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("club_id", Id, sa.ForeignKey("club.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("fund", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("loan_id", Id, sa.ForeignKey("loan.id", ondelete="RESTRICT")),
        sa.Column("repayment_id", Id, sa.ForeignKey("repayment.id", ondelete="RESTRICT")),
        sa.Column("recorded_by", Id, sa.ForeignKey("person.id", ondelete="RESTRICT")),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.CheckConstraint("amount <> 0", name="amount_not_zero"),
        sa.CheckConstraint("fund IN ('income', 'activity')", name="fund_known"),
        sa.CheckConstraint(
            "kind IN ('grant', 'loan', 'principal', 'interest', 'reversal')", name="kind_known"
        ),
    )
    op.create_index("ix_fund_entry_club_id_fund", "fund_entry", ["club_id", "fund"])
    op.create_index("ix_fund_entry_loan_id", "fund_entry", ["loan_id"])
    op.create_index("ix_fund_entry_repayment_id", "fund_entry", ["repayment_id"])


def downgrade() -> None:
    for table in (
        "fund_entry",
        "attendance",
        "repayment",
        "meeting",
        "attempt",
        "outbox",
        "office",
        "membership",
        "meeting_rule",
        "loan",
        "dialogue",
        "code",
        "broadcast",
        "reading",
        "kinship",
        "consent",
        "club",
        "address",
        "unit",
        "person",
        "inbox",
    ):
        op.drop_table(table)
