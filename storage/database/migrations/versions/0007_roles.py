"""Terms of office, leaders of small groups, officers of the association,
and what two people have to agree on.
"""

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _ref(name: str, target: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, Id, sa.ForeignKey(f"{target}.id", ondelete="RESTRICT"), nullable=nullable)


def upgrade() -> None:
    op.add_column("office", sa.Column("term_until", sa.Date()))
    op.create_index("ix_office_term_until", "office", ["term_until"])
    op.add_column(
        "membership", sa.Column("leads_group", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "officer",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        _ref("unit_id", "unit", nullable=False),
        _ref("person_id", "person", nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date()),
    )
    op.create_index("ix_officer_unit_id", "officer", ["unit_id"])
    op.create_index("ix_officer_person_id", "officer", ["person_id"])
    op.create_table(
        "proposal",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(40), nullable=False),
        _ref("club_id", "club", nullable=False),
        _ref("person_id", "person", nullable=False),
        _ref("made_by", "person", nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant()),
        _ref("answered_by", "person"),
        sa.Column("accepted", sa.Boolean()),
        sa.CheckConstraint("kind IN ('handover', 'restore')", name="kind_known"),
    )
    op.create_index("ix_proposal_club_id", "proposal", ["club_id"])
    op.create_index("ix_proposal_person_id", "proposal", ["person_id"])


def downgrade() -> None:
    op.drop_table("proposal")
    op.drop_table("officer")
    op.drop_column("membership", "leads_group")
    op.drop_index("ix_office_term_until", "office")
    op.drop_column("office", "term_until")
