"""The roster: what a club's list holds of each person, small groups,
and who is suspended, has moved or died.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.database.migrations.checks import replace_check
from storage.schema.columns import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")
BEFORE = "standing IN ('pending', 'active', 'refused', 'left')"
AFTER = "standing IN ('pending', 'active', 'refused', 'suspended', 'moved', 'left', 'died')"
PERSON: tuple[tuple[str, sa.types.TypeEngine[Any]], ...] = (
    ("ethnic_group", sa.String(40)),
    ("household", sa.String(40)),
    ("card_expires_on", sa.Date()),
)
MEMBERSHIP: tuple[tuple[str, sa.types.TypeEngine[Any]], ...] = (
    ("small_group", sa.String(60)),
    ("team", sa.String(60)),
    ("standing_since", Instant()),
)


def _membership(condition: str) -> sa.Table:
    return sa.Table(
        "membership",
        sa.MetaData(),
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("club_id", Id, sa.ForeignKey("club.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("standing", sa.String(40), nullable=False),
        sa.Column("applied_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant()),
        sa.Column("decided_by", Id, sa.ForeignKey("person.id", ondelete="RESTRICT")),
        sa.Column("reason", sa.String(300)),
        *(sa.Column(name, kind) for name, kind in MEMBERSHIP),
        sa.CheckConstraint(condition, name="ck_membership_standing_known"),
        sa.UniqueConstraint("person_id", "club_id", name="uq_membership_person_id_club_id"),
        sa.Index("ix_membership_club_id_standing", "club_id", "standing"),
    )


def upgrade() -> None:
    for name, kind in PERSON:
        op.add_column("person", sa.Column(name, kind))
    for name, kind in MEMBERSHIP:
        op.add_column("membership", sa.Column(name, kind))
    replace_check(_membership(AFTER), "standing_known", AFTER)


def downgrade() -> None:
    op.execute("UPDATE membership SET standing = 'left' WHERE standing IN ('suspended', 'moved', 'died')")
    replace_check(_membership(BEFORE), "standing_known", BEFORE)
    for name, _ in reversed(MEMBERSHIP):
        op.drop_column("membership", name)
    for name, _ in reversed(PERSON):
        op.drop_column("person", name)
