"""The health station's phone of a club; the message a reading came in."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("club", sa.Column("health_station", sa.String(20)))
    op.add_column("reading", sa.Column("message", sa.String(120)))
    op.create_index("ix_reading_message", "reading", ["message"])


def downgrade() -> None:
    op.drop_index("ix_reading_message", "reading")
    op.drop_column("reading", "message")
    op.drop_column("club", "health_station")
