"""!ankündigen and what belongs to it; what it needs is loaded with it."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from pydantic import Field

from commands.conversation.command import Arguments, Command, CommandContext, Context, Job, Reply
from commands.conversation.previews import Outcome, Previews, decisions, propose, route
from commands.exchange.announcing.texts import commands as texts
from commands.language.markup import Text
from commands.language.numbers import Number
from storage.database import Transaction


@dataclass(frozen=True)
class AnnouncementAction:
    """`due` is a moment in ISO form; None: at once, or for an edit: as it was.

    `event_id` is the command of the `author`, `number` that of an announcement that is there.
    """

    verb: Literal["new", "edit", "withdraw"]
    text: str = ""
    due: str | None = None
    rings: bool = False
    in_digest: bool = False
    event_id: str = ""
    author: str = ""
    number: int = 0

    @property
    def due_at(self) -> datetime | None:
        return None if self.due is None else datetime.fromisoformat(self.due)


class AnnouncementWords(Arguments):
    words: str = Field(default="", title=texts.WORDS)


class AnnouncementNumber(Arguments):
    number: Number | None = Field(default=None, title=texts.NUMBER)


async def _checked(ctx: Context, action: AnnouncementAction) -> Outcome[AnnouncementAction]:
    from commands.exchange.announcing import checking

    return await checking.checked(ctx, action)


async def _perform(ctx: Context, action: AnnouncementAction, by: str) -> Text:
    from commands.exchange.announcing import posting

    return await posting.perform(ctx, action, by)


ANNOUNCEMENTS = Previews(
    "announcing",
    _checked,
    _perform,
    asdict,
    lambda kept: AnnouncementAction(**kept),
    texts.to_confirm,
    texts.nothing_open,
)


async def announce(ctx: CommandContext, args: AnnouncementWords) -> Reply:
    """Show it; an edit of the command shows the change of what it announced."""
    from commands.exchange.announcing import reading
    from storage.exchange import announcements

    message = ctx.message
    found = reading.read(args.words, ctx.now, ctx.zone, ctx.prefix)
    event_id = message.replaces or message.event_id
    known = await announcements.of_command(ctx.tx, event_id)
    number = 0 if known is None or known.state == "withdrawn" else known.announcement_id

    def completed(action: AnnouncementAction) -> AnnouncementAction:
        verb = action.verb if not number else "edit"
        return replace(action, verb=verb, number=number, event_id=event_id, author=message.sender)

    if isinstance(found, AnnouncementAction):
        return await propose(ctx, ANNOUNCEMENTS, await _checked(ctx, completed(found)))
    options = tuple(replace(each, action=completed(each.action)) for each in found.options)
    return await propose(ctx, ANNOUNCEMENTS, replace(found, options=options))


async def show(ctx: CommandContext, args: AnnouncementNumber) -> Reply:
    from commands.exchange.announcing import listing

    return await listing.show(ctx, args.number)


async def withdraw(ctx: CommandContext, args: AnnouncementNumber) -> Reply:
    from commands.exchange.announcing import listing

    action = await listing.to_withdraw(ctx, args.number)
    return await propose(ctx, ANNOUNCEMENTS, await _checked(ctx, action))


COMMANDS = (
    Command(
        "ankündigen", announce, AnnouncementWords, *texts.ANNOUNCE, management=True, prose=True
    ),
    Command("ankündigung", show, AnnouncementNumber, *texts.SHOW, management=True, lookup=True),
    Command("ankündigung zurück", withdraw, AnnouncementNumber, *texts.WITHDRAW, management=True),
    *decisions(ANNOUNCEMENTS, "ankündigung"),
)
ROUTES = (route(ANNOUNCEMENTS),)


async def _post_due(ctx: Context) -> None:
    from storage.exchange import announcements

    if await announcements.planned(ctx.tx, ctx.now):
        from commands.exchange.announcing import posting

        await posting.post_due(ctx)


async def _next_due(tx: Transaction) -> datetime | None:
    from storage.exchange import announcements

    return await announcements.next_due(tx)


JOBS = (Job("post announcements", timedelta(minutes=10), _post_due, _next_due, needs_rooms=True),)
