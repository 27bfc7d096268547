"""Where the bot is found in each messenger, kept for those who print invitations while it does not run."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from storage.database.engine import Connection
from storage.database.statements import insert_for
from storage.schema import messenger

PLACE = "{code}"
"""stands in a link where the code goes"""


@dataclass(frozen=True)
class Found:
    """A messenger's link; `typed` where the code must still be typed."""

    title: str
    link: str
    typed: bool

    def with_code(self, code: str) -> str:
        """The link for this code."""
        return self.link.replace(PLACE, code)


async def remember(connection: Connection, name: str, title: str, link: str, typed: bool) -> None:
    """The bot is found there from now on. `link` holds `PLACE` where the code goes."""
    values = {"title": title, "link": link[:300], "typed": typed}
    statement = insert_for(connection, messenger).values(name=name, **values)
    await connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))


async def all_found(connection: Connection) -> list[Found]:
    """Every messenger that the bot was ever reached by."""
    rows = await connection.execute(sa.select(messenger).order_by(messenger.c.name.desc()))
    return [Found(r.title, r.link, r.typed) for r in rows]
