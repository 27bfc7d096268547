"""Use cases of privacy: erasing what is due."""

from __future__ import annotations

from club.messages.notices import Kind
from handlers.conversation.chat import say
from handlers.conversation.post import Post
from storage import Connection
from storage.messages import addresses, outbox
from storage.people import persons
from storage.records import personal_data


async def erase(connection: Connection, post: Post, erasure_id: int, person_id: int) -> int:
    """Erases what is due, says so once in the chats concerned; these are forgotten once that has gone out."""
    person = await persons.get_person(connection, person_id)
    farewells = [
        post.to_chat(
            Kind.ANSWER,
            f"erased:{erasure_id}:{chat.id}",
            say("privacy.erased"),
            channel=chat.channel,
            address_id=chat.id,
            person=None,
        )
        for chat in await addresses.of_person(connection, person_id)
    ]
    nameless = post.texts.plain("privacy.nameless", person.language, number=person_id)
    gone = await personal_data.erase(connection, person_id, nameless=nameless, now=post.now, today=post.today)
    await personal_data.note_erased(connection, erasure_id, gone, post.now)
    return await outbox.queue(connection, farewells)
