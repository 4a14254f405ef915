"""!sammlung unbestätigt and !sammlung links: lists for the management."""

from collections.abc import Awaitable, Callable, Sequence

from pydantic import Field

from commands.collection.browsing.listing import COLLECTION
from commands.collection.maintenance_notes import VALID
from commands.collection.texts import browsing as texts
from commands.collection.texts.editing import unconfirmed_line
from commands.collection.texts.maintenance_notes import failing_link
from commands.conversation.command import AnyCommand, Arguments, Command, CommandContext, Reply
from commands.conversation.texts.errors import no_such_page
from commands.language.markup import Inline
from commands.language.numbers import PageNumber
from storage.collection import guidelines, link_checks

PAGE = 10
# The number of all, and the lines of one page.
Page = tuple[int, Sequence[tuple[Inline, ...]]]


class ListPage(Arguments):
    page: PageNumber = Field(default=1, title=texts.PAGE)


async def _unconfirmed(ctx: CommandContext, start: int) -> Page:
    since = ctx.now - VALID
    shown = await guidelines.unconfirmed(ctx.tx, since, start, PAGE)
    lines = [unconfirmed_line(*pair, ctx.zone) for pair in shown]
    return await guidelines.count_unconfirmed(ctx.tx, since), lines


async def _links(ctx: CommandContext, start: int) -> Page:
    zone, failing = ctx.zone, await link_checks.failing(ctx.tx)
    return len(failing), [failing_link(link, zone) for link in failing[start : start + PAGE]]


def _command(
    name: str,
    summary: str,
    words: Sequence[str],
    page_of: Callable[[CommandContext, int], Awaitable[Page]],
) -> AnyCommand:
    line, *aliases = (
        f"{root} {word}" for root in (COLLECTION.name, *COLLECTION.aliases) for word in words
    )

    async def run(ctx: CommandContext, args: ListPage) -> Reply:
        start, prefix = (args.page - 1) * PAGE, ctx.prefix
        count, shown = await page_of(ctx, start)
        if not count:
            return Reply(texts.nothing_to_do(name))
        if not shown:
            return Reply(no_such_page(f"{prefix}{line}"))
        more = f"{line} {args.page + 1}" if count > start + PAGE else None
        answer = texts.to_look_at(name, count, shown, args.page, -(-count // PAGE), prefix)
        return Reply(answer, more=more)

    return Command(
        line, run, ListPage, summary, line, tuple(aliases), management=True, lookup=True, apart=True
    )


LISTS = (
    _command(texts.UNCONFIRMED, texts.UNCONFIRMED_SUMMARY, texts.UNCONFIRMED_WORDS, _unconfirmed),
    _command(texts.LINKS, texts.LINKS_SUMMARY, texts.LINKS_WORDS, _links),
)
