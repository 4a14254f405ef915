"""!datenschutz: what is stored and why, in plain words."""

from commands.command import Arguments, Command, Context, Reply
from commands.texts import privacy as texts


async def privacy(ctx: Context, _args: Arguments) -> Reply:
    return Reply(texts.privacy(ctx.settings.prefix, ctx.settings.network.short_name))


PRIVACY = Command(
    "datenschutz",
    privacy,
    Arguments,
    texts.SUMMARY,
    "datenschutz",
    aliases=("privatsphäre",),
    lookup=True,
)
