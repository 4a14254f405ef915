"""!sammlung: counts first, then the municipalities, ten on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby

from pydantic import Field

from commands.browsing.filters import Asked, Filter, earliest, understand
from commands.browsing.for_management import list_for_management
from commands.collection import Result, among_namesakes, line_for, search
from commands.command import Arguments, Command, Context, Reply
from commands.texts import browsing as texts
from storage import browsing, guidelines
from storage.browsing import Choice, Listed

PAGE = 10
_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Since:
    moment: datetime
    because: texts.Because


class Words(Arguments):
    words: str = Field(default="", title=texts.FILTERS)


async def browse(ctx: Context, args: Words) -> Reply:
    for_management = await list_for_management(ctx, args.words)
    if for_management is not None:
        return for_management
    asked = understand(args.words, await browsing.lands(ctx.tx))
    if asked.unknown:
        return await _not_understood(ctx, asked)
    since = await _since(ctx, asked.filters)
    found = await browsing.fitting(ctx.tx, _choice(asked.filters, since))
    if not found:
        return await _nothing(ctx, asked, since)
    return await _page(ctx, asked, found, since)


async def _page(ctx: Context, asked: Asked, found: Sequence[Listed], since: Since | None) -> Reply:
    places = [list(group) for _, group in groupby(found, lambda each: each.municipality_id)]
    start = (asked.page - 1) * PAGE
    shown = places[start : start + PAGE]
    namesakes = await guidelines.namesakes(ctx.tx, (group[0].name for group in shown))
    prefix = ctx.settings.prefix
    if not shown:
        return Reply(texts.no_such_page(prefix, asked.line()))
    told = texts.counts(found, len(places), [each.shown for each in asked.filters])
    if since is not None:
        told += texts.what_is_new(since.moment, since.because, ctx.settings.timezone)
    if not asked.filters and asked.page == 1:
        told += texts.overview(found, prefix)
    more = asked.line(page=asked.page + 1) if len(places) > start + PAGE else None
    pages = -(-len(places) // PAGE)
    told += texts.page(shown, asked.page, pages, prefix, one_land=_is_of_one_land(asked.filters))
    options = tuple(line_for(_called(group[0], namesakes)) for group in shown)
    return Reply(told, options=options, more=more, preplace=False)


def _called(listed: Listed, namesakes: frozenset[str]) -> str:
    if listed.name not in namesakes:
        return listed.name
    return among_namesakes(listed.name, listed.land, listed.municipality_id)


def _is_of_one_land(filters: Sequence[Filter]) -> bool:
    return len({land for each in filters if each.kind == "land" for land in each.values}) == 1


async def _nothing(ctx: Context, asked: Asked, since: Since | None) -> Reply:
    """With each filter without which there would be something, and how much."""
    if not asked.filters:
        return Reply(texts.empty(ctx.settings.prefix))
    without: list[tuple[str, int, str]] = []
    for each in asked.filters:
        rest = [other for other in asked.filters if other is not each]
        count = len(await browsing.fitting(ctx.tx, _choice(rest, since)))
        if count and rest:
            without.append((each.shown, count, asked.line(without=each)))
    shown = [each.shown for each in asked.filters]
    told = texts.nothing(shown, [(word, count) for word, count, _ in without], ctx.settings.prefix)
    if since is not None:
        told += texts.what_is_new(since.moment, since.because, ctx.settings.timezone)
    return Reply(told, options=tuple(line for _, _, line in without))


async def _not_understood(ctx: Context, asked: Asked) -> Reply:
    """Who typed a place means !leitlinie."""
    outcome = await search(ctx.tx, asked.unknown)
    prefix = ctx.settings.prefix
    if outcome.result is Result.FOUND:
        name = outcome.entries[0].municipality.name
        return Reply(texts.is_a_place(asked.unknown, name), options=(line_for(name),))
    return Reply(texts.not_understood(asked.unknown, prefix))


def _choice(filters: Sequence[Filter], since: Since | None) -> Choice:
    def values(kind: str) -> frozenset[str]:
        return frozenset(v for each in filters if each.kind == kind for v in each.values)

    kinds = {each.kind for each in filters}
    both_or_none = len(kinds & {"told", "untold"}) != 1
    return Choice(
        values("initial"),
        values("land"),
        values("list"),
        values("status"),
        None if since is None or "new" not in kinds else since.moment,
        None if both_or_none else "told" in kinds,
    )


async def _since(ctx: Context, filters: Sequence[Filter]) -> Since | None:
    """When what is new begins: as said, else after the last annual meeting, else a year ago."""
    new = next((each for each in filters if each.kind == "new"), None)
    if new is None:
        return None
    day = earliest(new)
    if day is not None:
        return Since(datetime.combine(day, time(), ctx.settings.timezone), "said")
    met_at = await browsing.last_annual_meeting(ctx.tx, ctx.now)
    return Since(ctx.now - _YEAR, "year") if met_at is None else Since(met_at, "meeting")


COLLECTION = Command(
    "sammlung",
    browse,
    Words,
    texts.SUMMARY,
    texts.EXAMPLE,
    aliases=("blättern", "liste"),
    lookup=True,
)
