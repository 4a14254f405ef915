"""Write mails: rows of the outbox that no room gets, but a mail server."""

from commands.conversation.command import Context
from commands.language.patterns import Pattern
from storage.conversation import outbox, queues

_DOMAIN = Pattern(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


async def post_mail(
    ctx: Context,
    name: str,
    subject: str,
    body: str,
    *,
    person: str | None = None,
    address: str | None = None,
    by_order: bool = False,
) -> bool:
    """Queue a mail to the management, or to the `address` of a `person`; its `name` is its own.

    Return False if one of this name was queued before. What comes `by_order` says how to end that.
    """
    domain = ctx.settings.network.contact_email.rpartition("@")[2]
    if not _DOMAIN.fullmatch(domain):
        domain = "netzwerkbot.invalid"
    content: dict[str, object] = {
        "subject": subject,
        "body": body,
        "message_id": f"<{name}@{domain}>",
    }
    if address is not None:
        content |= {"to": address, "by_order": by_order}
    room_id = outbox.MAIL if person is None else queues.mails_to(person)
    return await outbox.put(ctx.tx, room_id, content, f"mail-{name}", ctx.now, event_type="mail")
