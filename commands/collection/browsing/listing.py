"""!sammlung: count the entries, then list the municipalities, ten on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby

from pydantic import Field

from commands.collection.browsing.filters import (
    Filter,
    FilterQuery,
    earliest,
    inhabitants,
    understand,
)
from commands.collection.lookup import Result, called, line_for, look_up
from commands.collection.texts import browsing as texts
from commands.conversation.command import Arguments, Command, CommandContext, Family, Reply
from commands.conversation.texts.errors import no_such_page
from commands.language.markup import NOTHING, Text
from storage.collection import browsing, guidelines, register
from storage.collection.browsing import BrowseChoice, Listed

PAGE = 10
_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Since:
    moment: datetime
    because: texts.Because


class BrowseWords(Arguments):
    words: str = Field(default="", title=texts.FILTERS)


async def browse(ctx: CommandContext, args: BrowseWords) -> Reply:
    query = understand(args.words, await browsing.lands(ctx.tx))
    if query.unknown:
        return await _not_understood(ctx, query)
    sizes = [each for each in query.filters if each.kind == "size"]
    if sizes and await register.edition(ctx.tx) is None:
        line = FilterQuery(tuple(f for f in query.filters if f not in sizes), "").line()
        return Reply(texts.no_sizes(f"{ctx.prefix}{line}"), options=(line,))
    since = await _since(ctx, query.filters)
    found = await browsing.fitting(ctx.tx, _choice(query.filters, since))
    if not found:
        return await _nothing(ctx, query, since)
    return await _page(ctx, query, found, since)


async def _page(
    ctx: CommandContext, query: FilterQuery, found: Sequence[Listed], since: Since | None
) -> Reply:
    places = [list(group) for _, group in groupby(found, lambda each: each.municipality_id)]
    start = (query.page - 1) * PAGE
    shown = places[start : start + PAGE]
    namesakes = await guidelines.namesakes(ctx.tx, (group[0].name for group in shown))
    if not shown:
        return Reply(no_such_page(f"{ctx.prefix}{query.line()}"))
    answer = texts.counts(found, len(places), [each.shown for each in query.filters])
    if since is not None:
        answer += texts.what_is_new(since.moment, since.because, ctx.zone)
    answer += await _sizes(ctx, query, since)
    if not query.filters and query.page == 1:
        answer += texts.overview(found, ctx.prefix)
    more = query.line(page=query.page + 1) if len(places) > start + PAGE else None
    pages = -(-len(places) // PAGE)
    one_land = len({v for f in query.filters if f.kind == "land" for v in f.values}) == 1
    answer += texts.page(shown, query.page, pages, ctx.prefix, one_land=one_land)
    options = tuple(line_for(called(group[0], namesakes)) for group in shown)
    return Reply(answer, options=options, more=more, preplace=False)


async def _nothing(ctx: CommandContext, query: FilterQuery, since: Since | None) -> Reply:
    """Offer to leave out each filter without which there would be entries, and say how many."""
    if not query.filters:
        return Reply(texts.empty(ctx.prefix))
    without: list[tuple[str, int, str]] = []
    for each in query.filters:
        rest = [other for other in query.filters if other is not each]
        count = len(await browsing.fitting(ctx.tx, _choice(rest, since)))
        if count and rest:
            without.append((each.shown, count, query.line(without=each)))
    shown = [each.shown for each in query.filters]
    answer = texts.nothing(shown, [(word, count) for word, count, _ in without], ctx.prefix)
    if since is not None:
        answer += texts.what_is_new(since.moment, since.because, ctx.zone)
    answer += await _sizes(ctx, query, since)
    return Reply(answer, options=tuple(line for _, _, line in without))


async def _sizes(ctx: CommandContext, query: FilterQuery, since: Since | None) -> Text:
    """Say what the sizes mean, whose is not known, and where the numbers are from."""
    sizes = [each for each in query.filters if each.kind == "size"]
    edition = await register.edition(ctx.tx) if sizes else None
    if edition is None:
        return NOTHING
    others = [each for each in query.filters if each.kind != "size"]
    unknown = {
        each.municipality_id
        for each in await browsing.fitting(ctx.tx, _choice(others, since))
        if each.population is None
    }
    meant = [(each.shown, inhabitants(each)) for each in sizes]
    return texts.what_sizes_mean(meant, len(unknown), edition.credit)


async def _not_understood(ctx: CommandContext, query: FilterQuery) -> Reply:
    """Offer !leitlinie if the words are a place."""
    outcome = await look_up(ctx.tx, query.unknown)
    if outcome.result is Result.FOUND:
        name = outcome.entries[0].municipality.name
        return Reply(texts.is_a_place(query.unknown, name), options=(line_for(name),))
    return Reply(texts.not_understood(query.unknown, ctx.prefix))


def _choice(filters: Sequence[Filter], since: Since | None) -> BrowseChoice:
    def values(kind: str) -> frozenset[str]:
        return frozenset(v for each in filters if each.kind == kind for v in each.values)

    kinds = {each.kind for each in filters}
    both_or_none = len(kinds & {"told", "untold"}) != 1
    return BrowseChoice(
        values("initial"),
        values("land"),
        values("list"),
        values("status"),
        None if since is None or "new" not in kinds else since.moment,
        None if both_or_none else "told" in kinds,
        tuple(inhabitants(each) for each in filters if each.kind == "size"),
    )


async def _since(ctx: CommandContext, filters: Sequence[Filter]) -> Since | None:
    """Return when "new" begins: as given, else after the last annual meeting, else a year ago."""
    new = next((each for each in filters if each.kind == "new"), None)
    if new is None:
        return None
    day = earliest(new)
    if day is not None:
        return Since(datetime.combine(day, time(), ctx.zone), "said")
    met_at = await browsing.last_annual_meeting(ctx.tx, ctx.now)
    return Since(ctx.now - _YEAR, "year") if met_at is None else Since(met_at, "meeting")


_FAMILY = Family(texts.HEADING, texts.only_management)
COLLECTION = Command(
    "sammlung",
    browse,
    BrowseWords,
    *texts.COMMAND,
    public=True,
    lookup=True,
    apart=True,
    family=_FAMILY,
)
