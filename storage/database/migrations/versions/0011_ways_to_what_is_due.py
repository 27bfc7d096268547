"""When meetings and loans are planned next, and an index for what is asked at every claim."""

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Instant

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

LONG_AGO = "1970-01-01 00:00:00.000000"


def upgrade() -> None:
    op.create_index("ix_address_profile", "address", ["profile"])
    for table, running in (("meeting_rule", "ended_at IS NULL"), ("loan", "state = 'active'")):
        op.add_column(table, sa.Column("plan_at", Instant()))
        op.create_index(f"ix_{table}_plan_at", table, ["plan_at"])
        op.execute(f"UPDATE {table} SET plan_at = '{LONG_AGO}' WHERE {running}")


def downgrade() -> None:
    for table in ("loan", "meeting_rule"):
        op.drop_index(f"ix_{table}_plan_at", table)
        op.drop_column(table, "plan_at")
    op.drop_index("ix_address_profile", "address")
