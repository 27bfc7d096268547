"""One chat may have several people: a row of `address` for each; updates that wait for who wrote them."""

import sqlalchemy as sa
from alembic import op

from storage.database.migrations.checks import rebuild
from storage.schema.columns import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")
KNOWN = "state IN ('active', 'stopped', 'group')"
BEFORE, AFTER = "uq_address_channel_external_id", "uq_address_channel_external_id_profile"
CHAT = ["channel", "external_id"]


def _address(unique: str, *columns: str) -> sa.Table:
    return sa.Table(
        "address",
        sa.MetaData(),
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("external_id", sa.String(80), nullable=False),
        sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="RESTRICT")),
        sa.Column("state", sa.String(40), nullable=False, server_default="active"),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("stopped_at", Instant()),
        sa.Column("preferred_at", Instant()),
        sa.Column("profile", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("heard_at", Instant()),
        sa.Column("agreed_at", Instant()),
        sa.CheckConstraint(KNOWN, name="ck_address_state_known"),
        sa.UniqueConstraint(*columns, name=unique),
        sa.Index("ix_address_person_id", "person_id"),
    )


def _replace_unique(old: str, new: str, *columns: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        rebuild(_address(new, *columns), {})
        return
    found = sa.inspect(op.get_bind()).get_unique_constraints("address")
    assert [u["name"] for u in found] == [old]
    op.drop_constraint(old, "address", type_="unique")
    op.create_unique_constraint(new, "address", list(columns))


def upgrade() -> None:
    op.add_column("address", sa.Column("profile", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("address", sa.Column("heard_at", Instant()))
    op.add_column("address", sa.Column("agreed_at", Instant()))
    _replace_unique(BEFORE, AFTER, *CHAT, "profile")
    op.add_column("inbox", sa.Column("held_for", sa.String(80)))
    op.create_index("ix_inbox_held_for", "inbox", ["held_for"])


def downgrade() -> None:
    op.drop_index("ix_inbox_held_for", "inbox")
    op.drop_column("inbox", "held_for")
    # people of a shared chat keep their rows, at a chat id that no messenger knows
    op.execute(
        "UPDATE address SET external_id = external_id || '#' || profile, state = 'stopped' WHERE profile > 0"
    )
    _replace_unique(AFTER, BEFORE, *CHAT)
    for name in ("agreed_at", "heard_at", "profile"):
        op.drop_column("address", name)
