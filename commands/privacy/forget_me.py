"""!vergissmich: delete what is stored on the person, after asking once more."""

from datetime import timedelta

from pydantic import Field

from commands import names
from commands.command import Arguments, Command, Context, Occasion, Reply, UsageError
from commands.posting import notice, remove, say
from commands.texts import forget_me as texts
from storage import forgetting
from storage.forgetting import Forgotten, Words

TIME_TO_CONFIRM = timedelta(hours=1)


class ForgetMe(Arguments):
    word: str | None = Field(default=None, title=texts.WORD, max_length=20)


async def forget_me(ctx: Context, args: ForgetMe) -> Reply:
    sender = ctx.message.sender
    if args.word is None:
        await forgetting.asked(ctx.tx, sender, ctx.now)
        return Reply(texts.really(ctx.settings.prefix, ctx.settings.privacy.retention_days))
    if names.fold(args.word) != texts.YES:
        raise UsageError
    asked_at = await forgetting.asked_at(ctx.tx, sender)
    if asked_at is None or ctx.now - asked_at > TIME_TO_CONFIRM:
        return Reply(texts.ask_first(ctx.settings.prefix))
    words = Words(texts.SOMEBODY, texts.MANAGEMENT, texts.UNNAMED_PLACE)
    forgotten = await forgetting.person(ctx.tx, sender, words, ctx.now)
    await _take_back(ctx, forgotten)
    await _tell_management(ctx, forgotten)
    # Others in the room need not know how much there was.
    return Reply(texts.done(forgotten) if ctx.message.direct else texts.done_in_room())


FORGET_ME = Command(
    "vergissmich",
    forget_me,
    ForgetMe,
    texts.SUMMARY,
    "vergissmich",
    aliases=("vergiss-mich",),
)


async def _take_back(occasion: Occasion, forgotten: Forgotten) -> None:
    """What others were told about the submissions, which quotes them."""
    for number in (*forgotten.withdrawn, *forgotten.decided):
        await forgetting.forget_unsent(occasion.tx, number)
        for post in await forgetting.posts(occasion.tx, number):
            # It may be on its way right now: then it is removed, else this is.
            content = notice(texts.taken_back(number), post.transaction_id)
            await forgetting.unsay(occasion.tx, post, content)
            await remove(occasion, post.room_id, post.transaction_id)


async def _tell_management(ctx: Context, forgotten: Forgotten) -> None:
    room_id = ctx.settings.management_room
    if room_id is not None and (forgotten.withdrawn or forgotten.decided):
        text = texts.told_to_management(forgotten, ctx.settings.prefix)
        await say(ctx, room_id, text, f"forgotten-{ctx.message.event_id}")
