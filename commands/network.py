"""!nekopa, !mitmachen, !kontakt, !broschüre: the network's own facts, from the configuration."""

from commands.command import Arguments, Command, Context, Reply
from commands.texts import network as texts


async def about(ctx: Context, _args: Arguments) -> Reply:
    network = ctx.settings.network
    return Reply(
        texts.about(
            ctx.settings.prefix,
            name=network.name,
            short_name=network.short_name,
            about=network.about,
            website=network.website,
        )
    )


async def join(ctx: Context, _args: Arguments) -> Reply:
    network = ctx.settings.network
    return Reply(texts.join(network.short_name, network.join_text or texts.NO_JOIN_TEXT))


async def contact(ctx: Context, _args: Arguments) -> Reply:
    network = ctx.settings.network
    return Reply(
        texts.contact(
            network.short_name,
            name=network.contact_name,
            address=network.contact_address,
            phone=network.contact_phone,
            fax=network.contact_fax,
            email=network.contact_email,
            website=network.website,
        )
    )


async def brochure(ctx: Context, _args: Arguments) -> Reply:
    network = ctx.settings.network
    if not network.brochure_url:
        return Reply(texts.NO_BROCHURE)
    return Reply(texts.brochure(network.brochure_title, network.brochure_url))


ABOUT = Command(
    "nekopa", about, Arguments, texts.ABOUT_SUMMARY, "nekopa", aliases=("netzwerk",), lookup=True
)
JOIN = Command(
    "mitmachen",
    join,
    Arguments,
    texts.JOIN_SUMMARY,
    "mitmachen",
    aliases=("mitglied",),
    lookup=True,
)
CONTACT = Command(
    "kontakt",
    contact,
    Arguments,
    texts.CONTACT_SUMMARY,
    "kontakt",
    aliases=("adresse",),
    lookup=True,
)
BROCHURE = Command(
    "broschüre",
    brochure,
    Arguments,
    texts.BROCHURE_SUMMARY,
    "broschüre",
    aliases=("berufsbild",),
    lookup=True,
)
