"""!datenschutz: what is stored and why, in plain words."""

from commands.command import Arguments, Command, Context, Reply
from commands.texts import privacy as texts


async def privacy(ctx: Context, _args: Arguments) -> Reply:
    settings = ctx.settings
    return Reply(
        texts.privacy(
            settings.prefix,
            settings.network.short_name,
            settings.privacy.retention_days,
            mailed=settings.mail is not None,
            links=settings.submissions.check_links,
        )
    )


PRIVACY = Command(
    "datenschutz",
    privacy,
    Arguments,
    texts.SUMMARY,
    "datenschutz",
    aliases=("privatsphäre",),
    lookup=True,
)
