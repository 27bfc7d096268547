"""What all tables share: the naming of constraints, and the usual columns."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.columns import Instant

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def id_() -> sa.Column[int]:
    """The key."""
    return sa.Column("id", Id, primary_key=True, autoincrement=True)


def ref(name: str, target: str, *, nullable: bool = False, index: bool = False) -> sa.Column[int]:
    """A reference to a row of another table."""
    return sa.Column(
        name, Id, sa.ForeignKey(f"{target}.id", ondelete="RESTRICT"), nullable=nullable, index=index
    )


def at(name: str, *, nullable: bool = False) -> sa.Column[object]:
    """An instant."""
    return sa.Column(name, Instant(), nullable=nullable)
