"""Turn a text into the content of a Matrix event."""

from commands.command import Message
from commands.texts.markup import Text

# Our own field: finds a message again whose sending was interrupted long ago.
TRANSACTION_FIELD = "de.netzwerk-buergerbeteiligung.transaction_id"


def notice(text: Text, transaction_id: str) -> dict[str, object]:
    """Content of an m.notice that mentions nobody."""
    return {
        "msgtype": "m.notice",
        "body": text.body,
        "format": "org.matrix.custom.html",
        "formatted_body": text.formatted_body,
        "m.mentions": {},
        TRANSACTION_FIELD: transaction_id,
    }


def answer(text: Text, message: Message, transaction_id: str) -> dict[str, object]:
    """Like notice, as a reply to the message, in its thread if it is in one."""
    relation: dict[str, object] = {"m.in_reply_to": {"event_id": message.event_id}}
    if message.thread_root is not None:
        relation |= {
            "rel_type": "m.thread",
            "event_id": message.thread_root,
            "is_falling_back": False,
        }
    return notice(text, transaction_id) | {"m.relates_to": relation}
