"""!wer: members who made themselves visible, and how many want to be asked first."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands.conversation.command import CommandContext, Context, Reply, UnfitError
from commands.conversation.command_words import fold
from commands.conversation.elsewhere import privately
from commands.conversation.offers import DECLINE
from commands.exchange.profiles.finding import alike, candidates, in_turn, search, size_in, sizes_of
from commands.exchange.profiles.texts import finding as texts
from commands.exchange.profiles.texts.commands import EVERYBODY, LIKE_ME
from commands.language.markup import Text
from commands.language.visible import one_line
from storage.exchange import profiles, questions
from storage.exchange.profiles import Profile

# No answer has more: nobody can list everybody.
MOST_SHOWN = 10
LONGEST_CRITERION = 80
_SHORTEST_CRITERION = 2


@dataclass(frozen=True)
class Found:
    """`name` is what was looked for; `topic` if that was a single one."""

    words: str
    name: str
    visible: Sequence[Profile]
    on_request: Sequence[Profile]
    topic: str | None = None


async def who(ctx: CommandContext, words: str) -> Reply:
    found = await find(ctx, words, "wer")
    if not _is_among_members(ctx):
        return await privately(ctx, await _answer(ctx, found, offered=False), name="who")
    offered = bool(found.on_request)
    lines = (f"wer fragen {found.words}", DECLINE) if offered else ()
    return Reply(await _answer(ctx, found, offered=offered), options=lines)


async def find(ctx: CommandContext, words: str, line: str) -> Found:
    """Return who fits; raise UnfitError if that is nobody's business, or not understood."""
    words = one_line(words)
    if len(words) > LONGEST_CRITERION:
        raise UnfitError(texts.too_long(LONGEST_CRITERION))
    if len(words) < _SHORTEST_CRITERION or fold(words) in map(fold, EVERYBODY):
        raise UnfitError(texts.needs_criterion(ctx.prefix))
    among = await candidates(ctx, ctx.message.sender)
    if fold(words) in map(fold, LIKE_ME):
        return await _like_asker(ctx, among)
    understood = await search(ctx, words, among)
    if understood.options:
        lines = tuple(f"{line} {each}" for each in understood.options)
        raise UnfitError(texts.which_place(words, understood.options), lines)
    if not understood.criteria:
        similar = understood.similar[:3]
        lines = tuple(f"{line} {each}" for each in similar)
        raise UnfitError(texts.nobody(words, ctx.prefix, similar), lines)
    fitting = in_turn([each for each in among if understood.fits(each)], ctx.today)
    first = understood.criteria[0]
    topic = first.topic if len(understood.criteria) == 1 else None
    return _parted(words, understood.name, fitting, topic)


async def _like_asker(ctx: CommandContext, among: Sequence[Profile]) -> Found:
    own = await profiles.of(ctx.tx, ctx.message.sender)
    sizes = await sizes_of(ctx, among if own is None else [own, *among])
    if own is None or not (own.topics or size_in(own, sizes)):
        raise UnfitError(texts.no_own_profile(ctx.prefix))
    return _parted(LIKE_ME[0], texts.LIKE_YOU, alike(own, in_turn(among, ctx.today), sizes), None)


def _parted(words: str, name: str, fitting: Sequence[Profile], topic: str | None) -> Found:
    visible = [each for each in fitting if each.visibility == "visible"]
    on_request = [each for each in fitting if each.visibility == "on_request"]
    return Found(words, name, visible, on_request, topic)


def _is_among_members(ctx: CommandContext) -> bool:
    """Return whether nobody but members reads the answer."""
    settings, message = ctx.settings, ctx.message
    rooms = (*settings.network_rooms, settings.exchange_room, settings.management_room)
    return message.direct or message.room_id in rooms


async def _answer(ctx: Context, found: Found, *, offered: bool) -> Text:
    if not found.visible and not found.on_request:
        return texts.nobody(found.name, ctx.prefix, (), understood=True)
    shown = sorted(
        ((ctx.named(each.user_id), each) for each in found.visible[:MOST_SHOWN]),
        key=lambda pair: pair[0].casefold(),
    )
    answer = texts.people(found.name, shown, len(found.visible))
    answer += texts.on_request(
        len(found.on_request), found.words, ctx.prefix, offered=offered, more=bool(shown)
    )
    return answer + texts.questions(found.topic, await _asked_about(ctx, found.topic), ctx.prefix)


async def _asked_about(ctx: Context, topic: str | None) -> int:
    if topic is None:
        return 0
    asked = await questions.in_states(ctx.tx, "open", "done")
    return sum(topic in each.topics for each in asked)
