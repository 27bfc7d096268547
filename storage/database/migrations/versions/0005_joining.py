"""Joining: personal codes and others, wrong codes counted, claims by a typed phone number,
where messengers are found.
"""

import sqlalchemy as sa
from alembic import op

from storage.database.migrations.checks import add_reference, rebuild
from storage.schema.columns import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")
BEFORE = {
    "purpose_known": "purpose IN ('member', 'office', 'relative')",
    "relative_code_names_person": "(purpose = 'relative') = (person_id IS NOT NULL)",
}
AFTER = {
    "purpose_known": "purpose IN ('member', 'office', 'relative', 'person', 'restore', 'officer')",
    "names_its_person": "(purpose IN ('relative', 'person', 'restore')) = (person_id IS NOT NULL)",
    "officer_code_names_unit": "(purpose = 'officer') = (unit_id IS NOT NULL)",
    "others_name_club": "(purpose = 'officer') = (club_id IS NULL)",
}


def _ref(name: str, target: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, Id, sa.ForeignKey(f"{target}.id", ondelete="RESTRICT"), nullable=nullable)


def _code(checks: dict[str, str], *, with_unit: bool) -> sa.Table:
    return sa.Table(
        "code",
        sa.MetaData(),
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        _ref("club_id", "club", nullable=with_unit),
        sa.Column("office", sa.String(40)),
        _ref("person_id", "person"),
        sa.Column("grants", sa.JSON()),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant()),
        sa.Column("used_at", Instant()),
        _ref("used_by", "person"),
        *((_ref("unit_id", "unit"),) if with_unit else ()),
        sa.CheckConstraint(
            "office IN ('chair', 'deputy', 'secretary', 'accountant', 'treasurer')",
            name="ck_code_office_known",
        ),
        sa.CheckConstraint(
            "(purpose = 'office') = (office IS NOT NULL)", name="ck_code_office_code_names_office"
        ),
        *(sa.CheckConstraint(condition, name=f"ck_code_{name}") for name, condition in checks.items()),
        sa.UniqueConstraint("code", name="uq_code_code"),
        sa.Index("ix_code_club_id", "club_id"),
        sa.Index("ix_code_person_id", "person_id"),
    )


def upgrade() -> None:
    add_reference(_code(BEFORE, with_unit=True), "unit_id")
    rebuild(_code(AFTER, with_unit=True), {"relative_code_names_person": None, **AFTER}, {"club_id": True})
    op.create_table(
        "wrong_code",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        _ref("address_id", "address", nullable=False),
        sa.Column("at", Instant(), nullable=False),
    )
    op.create_index("ix_wrong_code_address_id_at", "wrong_code", ["address_id", "at"])
    op.create_table(
        "claim",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        _ref("address_id", "address", nullable=False),
        _ref("person_id", "person", nullable=False),
        _ref("club_id", "club", nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant()),
        _ref("answered_by", "person"),
        sa.Column("accepted", sa.Boolean()),
    )
    op.create_index("ix_claim_address_id", "claim", ["address_id"])
    op.create_index("ix_claim_person_id", "claim", ["person_id"])
    op.create_table(
        "messenger",
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("title", sa.String(40), nullable=False),
        sa.Column("link", sa.String(300), nullable=False),
        sa.Column("typed", sa.Boolean(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("messenger")
    op.drop_table("claim")
    op.drop_table("wrong_code")
    op.execute("DELETE FROM code WHERE purpose IN ('person', 'restore', 'officer')")
    gone = dict.fromkeys(("names_its_person", "officer_code_names_unit", "others_name_club"))
    if op.get_bind().dialect.name != "sqlite":
        rebuild(_code(BEFORE, with_unit=False), {**gone, **BEFORE}, {"club_id": False})
        op.drop_column("code", "unit_id")
        return
    with op.batch_alter_table("code", copy_from=_code(BEFORE, with_unit=True), recreate="always") as batch:
        batch.drop_column("unit_id")
        batch.alter_column("club_id", existing_type=Id, nullable=False)
