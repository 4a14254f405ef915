"""!nekopa, !mitmachen, !kontakt, !broschüre: facts about the network, from the configuration."""

from collections.abc import Awaitable, Callable

from commands.about.texts import network as texts
from commands.conversation.command import Arguments, Command, CommandContext, Reply
from commands.conversation.settings import Network
from commands.language.markup import Text


async def about(ctx: CommandContext, _args: Arguments) -> Reply:
    return Reply(texts.about(ctx.settings.network, ctx.prefix))


def _telling(
    words: Callable[[Network], Text],
) -> Callable[[CommandContext, Arguments], Awaitable[Reply]]:
    async def run(ctx: CommandContext, _args: Arguments) -> Reply:
        return Reply(words(ctx.settings.network))

    return run


ABOUT = Command("nekopa", about, Arguments, *texts.ABOUT, public=True, lookup=True)
JOIN = Command("mitmachen", _telling(texts.join), Arguments, *texts.JOIN, public=True, lookup=True)
CONTACT = Command(
    "kontakt", _telling(texts.contact), Arguments, *texts.CONTACT, public=True, lookup=True
)
BROCHURE = Command(
    "broschüre", _telling(texts.brochure), Arguments, *texts.BROCHURE, public=True, lookup=True
)
