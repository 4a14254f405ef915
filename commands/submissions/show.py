"""!einreichung: one submission; in full for the management, for members only their own."""

from pydantic import Field

from commands.command import Arguments, Command, Context, Reply
from commands.numbers import Number
from commands.submissions import members
from commands.submissions.details import gather
from commands.texts import notices, review
from storage import submissions


class One(Arguments):
    number: Number = Field(title=review.NUMBER)


async def show(ctx: Context, args: One) -> Reply:
    if not ctx.in_management:
        return await members.for_member(ctx, args.number)
    submission = await submissions.get(ctx.tx, args.number)
    if submission is None:
        return Reply(review.no_such(args.number, ctx.settings.prefix))
    details = await gather(ctx.tx, submission)
    return Reply(notices.in_full(details, ctx.settings.prefix, ctx.settings.timezone))


SHOW = Command("einreichung", show, One, review.SHOW_SUMMARY, "einreichung 12", lookup=True)
