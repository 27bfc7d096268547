"""Use cases of privacy: erasing what is due."""

from __future__ import annotations

from club.messages.notices import Kind
from handlers.conversation.chat import say
from handlers.conversation.post import Post
from storage import Connection
from storage.messages import addresses, outbox
from storage.people import persons
from storage.records import personal_data


async def erase_due(connection: Connection, post: Post) -> int:
    """Carries out what is due, says so once in the chats concerned, and then forgets those too."""
    due = await personal_data.due_erasures(connection, post.now)
    for erasure_id, person_id in due:
        person = await persons.get_person(connection, person_id)
        chats = await addresses.of_person(connection, person_id)
        farewells = [
            post.to_chat(
                Kind.ANSWER,
                f"erased:{erasure_id}:{chat.id}",
                say("privacy.erased"),
                channel=chat.channel,
                address_id=chat.id,
                person=None,
            )
            for chat in chats
        ]
        nameless = post.texts.plain("privacy.nameless", person.language, number=person_id)
        gone = await personal_data.erase(
            connection, person_id, nameless=nameless, now=post.now, today=post.today
        )
        await personal_data.note_erased(connection, erasure_id, gone, post.now)
        await outbox.queue(connection, farewells)
    await personal_data.forget_chats(connection)
    return len(due)
