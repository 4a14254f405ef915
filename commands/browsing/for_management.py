"""!sammlung unbestätigt and !sammlung links: what the management should look at."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType

from commands.browsing.filters import take_page
from commands.command import Context, Reply
from commands.names import fold
from commands.texts import browsing as texts
from commands.texts.care import failing_link
from commands.texts.editing import unconfirmed_line
from commands.texts.markup import Inline
from storage import guidelines, link_checks

PAGE = 10
# How many there are, and those of one page.
Page = tuple[int, Sequence[tuple[Inline, ...]]]


async def list_for_management(ctx: Context, words: str) -> Reply | None:
    """None if the words ask for something else."""
    said, page = take_page(words)
    name = _BY_WORD.get(fold(said))
    if name is None:
        return None
    prefix = ctx.settings.prefix
    if not ctx.in_management:
        return Reply(texts.only_management(prefix, f"sammlung {name}"))
    start = (page - 1) * PAGE
    count, shown = await _LISTS[name](ctx, start)
    if not count:
        return Reply(texts.nothing_to_do(name))
    if not shown:
        return Reply(texts.no_such_page(prefix, f"sammlung {name}"))
    more = count > start + PAGE
    told = texts.to_look_at(name, count, shown, page, -(-count // PAGE), prefix)
    return Reply(told, more=f"sammlung {name} seite {page + 1}" if more else None)


async def _unconfirmed(ctx: Context, start: int) -> Page:
    shown = await guidelines.unconfirmed(ctx.tx, start, PAGE)
    return await guidelines.count_unconfirmed(ctx.tx), [unconfirmed_line(*pair) for pair in shown]


async def _links(ctx: Context, start: int) -> Page:
    zone, failing = ctx.settings.timezone, await link_checks.failing(ctx.tx)
    return len(failing), [failing_link(link, zone) for link in failing[start : start + PAGE]]


_LISTS: Mapping[str, Callable[[Context, int], Awaitable[Page]]] = MappingProxyType(
    {texts.UNCONFIRMED: _unconfirmed, texts.LINKS: _links}
)
_BY_WORD: Mapping[str, str] = MappingProxyType(
    {fold(word): name for name, words in texts.LISTS_TO_LOOK_AT.items() for word in words}
)
