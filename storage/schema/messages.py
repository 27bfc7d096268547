"""What comes in, what goes out, and what boards write to all their members."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import Id, at, id_, metadata, ref
from storage.schema.columns import one_of

inbox = sa.Table(
    "inbox",
    metadata,
    id_(),
    sa.Column("channel", sa.String(20), nullable=False),
    sa.Column("update_key", sa.String(120), nullable=False),
    sa.Column("payload", sa.JSON),
    at("received_at"),
    at("handled_at", nullable=True),
    sa.Column("failed", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("held_for", sa.String(80)),
    sa.UniqueConstraint("channel", "update_key"),
    sa.Index("ix_inbox_handled_at", "handled_at"),
    sa.Index("ix_inbox_held_for", "held_for"),
)

dialogue = sa.Table(
    "dialogue",
    metadata,
    sa.Column("address_id", Id, sa.ForeignKey("address.id"), primary_key=True, autoincrement=False),
    sa.Column("flow", sa.String(40), nullable=False),
    sa.Column("step", sa.String(40), nullable=False),
    sa.Column("data", sa.JSON, nullable=False),
    sa.Column("offered", sa.JSON),
    at("expires_at"),
    sa.Index("ix_dialogue_expires_at", "expires_at"),
)

outbox = sa.Table(
    "outbox",
    metadata,
    id_(),
    sa.Column("dedupe_key", sa.String(160), nullable=False, unique=True),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("subject", sa.String(60)),
    sa.Column("priority", sa.Integer, nullable=False),
    sa.Column("channel", sa.String(20), nullable=False),
    ref("address_id", "address", nullable=True),
    ref("person_id", "person", nullable=True),
    sa.Column("body", sa.JSON, nullable=False),
    one_of("at_night", ("send", "ring", "wait"), nullable=False),
    one_of("state", ("queued", "sending", "sent", "failed", "cancelled", "expired"), nullable=False),
    sa.Column("reason", sa.String(40)),
    at("not_before"),
    at("expires_at", nullable=True),
    at("lease_until", nullable=True),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("parts_sent", sa.Integer, nullable=False, server_default="0"),
    sa.Column("last_error", sa.String(300)),
    sa.Column("provider_id", sa.String(80)),
    at("created_at"),
    at("ended_at", nullable=True),
    sa.Index("ix_outbox_due", "state", "channel", "priority", "not_before", "id"),
    sa.Index("ix_outbox_state_not_before", "state", "not_before"),
    sa.Index("ix_outbox_state_lease_until", "state", "lease_until"),
    sa.Index("ix_outbox_subject_state", "subject", "state"),
    sa.Index("ix_outbox_kind_ended_at", "kind", "ended_at"),
    sa.Index("ix_outbox_person_id_id", "person_id", "id"),
    sa.Index("ix_outbox_address_id_state", "address_id", "state"),
)

attempt = sa.Table(
    "attempt",
    metadata,
    id_(),
    ref("outbox_id", "outbox", index=True),
    at("at"),
    sa.Column("outcome", sa.String(40), nullable=False),
    sa.Column("detail", sa.String(300)),
)

broadcast = sa.Table(
    "broadcast",
    metadata,
    id_(),
    ref("club_id", "club", index=True),
    ref("author_id", "person"),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("media", sa.JSON),
    sa.Column("recipients", sa.Integer, nullable=False),
    at("created_at"),
    at("reported_at", nullable=True),
    sa.Index("ix_broadcast_reported_at", "reported_at"),
)
