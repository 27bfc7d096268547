"""Membership lists that wait for confirmation, and the record of who looked at or changed what."""

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _ref(name: str, target: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, Id, sa.ForeignKey(f"{target}.id", ondelete="RESTRICT"), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "people_list",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        _ref("club_id", "club", nullable=False),
        _ref("sent_by", "person"),
        sa.Column("name", sa.String(160), nullable=False),
        sa.Column("rows", sa.JSON()),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("applied_at", Instant()),
    )
    op.create_index("ix_people_list_club_id", "people_list", ["club_id"])
    op.create_index("ix_people_list_sent_by", "people_list", ["sent_by"])
    op.create_table(
        "audit",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("at", Instant(), nullable=False),
        _ref("actor_id", "person"),
        sa.Column("action", sa.String(40), nullable=False),
        _ref("club_id", "club"),
        _ref("subject_id", "person"),
        sa.Column("detail", sa.String(120)),
    )
    op.create_index("ix_audit_actor_id", "audit", ["actor_id"])
    op.create_index("ix_audit_subject_id_id", "audit", ["subject_id", "id"])
    op.create_index("ix_audit_club_id_id", "audit", ["club_id", "id"])


def downgrade() -> None:
    op.drop_table("audit")
    op.drop_table("people_list")
