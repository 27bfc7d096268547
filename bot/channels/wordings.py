"""What messages last said, so that an edit which changes no word passes unanswered.

Kept in memory as salted hashes: nothing that people wrote can be read there, and it ends with the process.
"""

from __future__ import annotations

from collections import OrderedDict

MOST = 20_000
"""messages; the longest untouched are forgotten first"""


class Wordings:
    """The newest wording of each message by its key."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._last: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def changed(self, message_key: str, update_id: int, words: str) -> bool:
        """Whether this update gives the message other words than it had; they are noted.

        An update that comes again is let through again: it may not have been stored the first time.
        Of a message that is not known any words are new.
        """
        at, said = self._last.get(message_key, (-1, hash("")))
        if at >= update_id:
            return True
        if said == hash(words):
            return False
        self._last[message_key] = (update_id, hash(words))
        self._last.move_to_end(message_key)
        if len(self._last) > self._most:
            self._last.popitem(last=False)
        return True
