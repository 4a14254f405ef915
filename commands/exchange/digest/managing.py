"""!rundbrief vorschau, vorwort, export: what the management sees and writes."""

from dataclasses import replace
from datetime import timedelta

from commands.conversation.command import CommandContext, Reply, UnfitError
from commands.conversation.command_words import fold
from commands.conversation.posting import post_file
from commands.exchange.digest.gathering import News, since
from commands.exchange.digest.sending import counts
from commands.exchange.digest.texts import digest as texts
from commands.language.visible import cleaned
from storage.exchange import announcements, digest

LONGEST_FOREWORD = 600
_SHOWN = timedelta(days=7)


async def preview(ctx: CommandContext) -> Reply:
    ordered = counts(await digest.orders(ctx.tx))
    shown = await _issue(ctx)
    return Reply(texts.preview(shown, ordered, ctx.today, ctx.zone, ctx.prefix))


async def _issue(ctx: CommandContext) -> News:
    """Return what somebody would be told who was told everything a week ago."""
    found = await since(ctx, ctx.now - _SHOWN)
    fresh = tuple(each for each in found.questions if each.asked_at >= ctx.now - _SHOWN)
    foreword = await digest.foreword(ctx.tx)
    announced = await announcements.for_digest(ctx.tx, ctx.now - _SHOWN, ctx.now)
    return replace(
        found,
        questions=fresh,
        fresh=len(fresh),
        foreword=foreword,
        announcements=tuple(announced),
    )


async def write_foreword(ctx: CommandContext, words: str) -> Reply:
    text = cleaned(words)
    known = await digest.foreword(ctx.tx)
    if not text:
        return Reply(texts.foreword_shown(None if known is None else known.text, ctx.prefix))
    if fold(text) in map(fold, texts.AWAY):
        await digest.write_foreword(ctx.tx, "", ctx.now)
        return Reply(texts.FOREWORD_GONE)
    if len(text) > LONGEST_FOREWORD:
        raise UnfitError(texts.foreword_too_long(LONGEST_FOREWORD, len(text)))
    await digest.write_foreword(ctx.tx, text, ctx.now)
    return Reply(texts.foreword_kept(text, ctx.prefix, mailed=ctx.settings.mail is not None))


async def export(ctx: CommandContext) -> Reply:
    network = ctx.settings.network.short_name
    written = texts.markdown(await _issue(ctx), ctx.today, ctx.zone, network)
    await post_file(
        ctx,
        ctx.message.room_id,
        written.encode(),
        texts.export_name(ctx.today),
        "text/markdown",
        f"digest-export-{ctx.message.event_id}",
    )
    return Reply(texts.EXPORTED)
