"""!eintrag and !rückgängig, in the management room only."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from pydantic import Field

from commands.collection.place import Located
from commands.command import LATE, Arguments, Command, Context, Reply, UsageError
from commands.command_words import fold
from commands.editing import dialogue
from commands.editing.actions import Action
from commands.editing.checking import checked
from commands.editing.finding import choice, entries_of, find, with_words_behind
from commands.editing.pending import ENTRIES, propose
from commands.editing.performing import perform
from commands.editing.places import place_of
from commands.editing.reading import read_change, read_new, read_page, read_target
from commands.fields import UnfitError, is_link, parse_note
from commands.pending import NO, YES, Refused, decide, forget
from commands.texts import editing as texts
from commands.texts.editing_history import history
from commands.texts.errors import late
from commands.texts.markup import Text
from commands.texts.offers import to_choose
from storage import guidelines, versions

PAGE = 10
_Use = Callable[[Context, str], Awaitable[Reply]]


class Words(Arguments):
    words: str = Field(default="", title=texts.WORDS)


class Answer(Arguments):
    word: str = Field(default="", title=texts.ANSWER)


async def run(ctx: Context, args: Words) -> Reply:
    verb, _, rest = args.words.partition(" ")
    first, _, behind = verb.partition("\n")
    use = _VERBS.get(fold(first))
    if not args.words:
        return Reply(texts.uses(ctx.settings.prefix))
    try:
        if use is None:
            return await _show(ctx, args.words)
        return await use(ctx, f"{behind} {rest}".strip())
    except UnfitError as error:
        return Reply(error.text)
    except UsageError:
        return Reply(texts.uses(ctx.settings.prefix))


async def undo(ctx: Context, args: Answer) -> Reply:
    if not args.word:
        return await propose(ctx, Action("undo"))
    use = {"ja": _YES, "nein": _NO}.get(fold(args.word))
    if use is None:
        raise UsageError
    return await use(ctx, "")


async def _show(ctx: Context, words: str) -> Reply:
    """One in full, or those of a place."""
    target = read_target(words)
    if target.rest:
        raise UsageError
    if target.number is not None:
        return Reply(_late(ctx, await _in_full(ctx, target.number)))
    pairs = await entries_of(ctx, target.place)
    if isinstance(pairs, Text):
        return Reply(_late(ctx, pairs))
    if len(pairs) == 1:
        return Reply(_late(ctx, await _in_full(ctx, pairs[0][1].guideline_id)))
    return choice(target.place, pairs, lambda number: f"eintrag {number}")


async def _in_full(ctx: Context, number: int) -> Text:
    whole = await versions.whole(ctx.tx, number)
    if whole is None:
        return texts.no_such(number, ctx.settings.prefix)
    count = await versions.count(ctx.tx, number)
    return texts.in_full(whole, count, ctx.settings.timezone, ctx.settings.prefix)


def _late(ctx: Context, answer: Text) -> Text:
    return late() + answer if ctx.now - ctx.message.sent_at > LATE else answer


async def _history(ctx: Context, words: str) -> Reply:
    target = read_target(words)
    page = read_page(target.rest)
    number = await find(ctx, target, _line("verlauf"))
    if isinstance(number, Reply):
        return number
    whole = await versions.whole(ctx.tx, number)
    if whole is None:
        return Reply(texts.no_such(number, ctx.settings.prefix))
    first, count = (page - 1) * PAGE, await versions.count(ctx.tx, number)
    shown = await versions.of_guideline(ctx.tx, number, PAGE, first)
    told = history(whole, shown, count, first + 1, ctx.settings.timezone, ctx.settings.prefix)
    more = f"eintrag verlauf {number} {page + 1}" if first + len(shown) < count else None
    return Reply(_late(ctx, told), more=more if shown else None)


async def _new(ctx: Context, words: str) -> Reply:
    if not words:
        dropped = await forget(ctx, ctx.message.sender)
        reply = await dialogue.start(ctx)
        return replace(reply, text=dropped + reply.text)
    draft = read_new(words, _today(ctx), ctx.settings.prefix)
    place = await place_of(ctx.tx, draft.place, draft.body)
    if isinstance(place, Located):
        return _which_place(ctx, draft.place, place, words)
    fields = {"list": "buergerbeteiligung", **draft.fields}
    return await propose(ctx, Action("new", fields=fields, place=place))


def _which_place(ctx: Context, asked: str, located: Located, words: str) -> Reply:
    """The same once more, for a place that is told exactly."""

    if not located.options:
        example = f"{ctx.settings.prefix}eintrag neu {asked} (Stadt, Hessen) | …"
        return Reply(texts.which_body(asked, located.similar, example))
    first = re.split(r"[|\n]", words, maxsplit=1)[0]
    links = " ".join(word for word in first.split() if is_link(word))
    behind = f"{links} {words[len(first) :]}"
    options = tuple(f"eintrag neu {place} {behind}" for place in located.options)
    told = texts.several_places(asked, located.options) + to_choose(len(options))
    return Reply(told, options=options)


async def _change(ctx: Context, words: str) -> Reply:
    target = read_target(words)
    number = await find(ctx, target, _line("ändern", target.rest))
    if isinstance(number, Reply):
        return number
    entry = await guidelines.get(ctx.tx, number)
    links = () if entry is None else entry.links
    fields = read_change(target.rest, links, _today(ctx), ctx.settings.prefix)
    if not fields:
        return Reply(texts.what_to_change(number, ctx.settings.prefix))
    return await propose(ctx, Action("change", number, fields))


async def _delete(ctx: Context, words: str) -> Reply:
    target = await with_words_behind(ctx, read_target(words))
    number = await find(ctx, target, _line("löschen", target.rest))
    if isinstance(number, Reply):
        return number
    reason = parse_note(target.rest) if target.rest else None
    return await propose(ctx, Action("delete", number, reason=reason))


async def _confirm(ctx: Context, words: str) -> Reply:
    """At once, unless it says how the municipality is called."""
    number = await _only(ctx, words, "bestätigen")
    if isinstance(number, Reply):
        return number
    whole = await versions.whole(ctx.tx, number)
    action = Action("confirm", number)
    if whole is not None and whole.municipality.presumed is not None:
        return await propose(ctx, action)
    outcome = await checked(ctx, action)
    if isinstance(outcome, Refused):
        return Reply(outcome.why)
    return Reply(await perform(ctx, action, ctx.message.sender))


async def _restore(ctx: Context, words: str) -> Reply:
    number = await _only(ctx, words, "wiederherstellen", deleted=True)
    return number if isinstance(number, Reply) else await propose(ctx, Action("restore", number))


async def _only(ctx: Context, words: str, verb: str, *, deleted: bool = False) -> int | Reply:
    target = read_target(words)
    if target.rest:
        raise UsageError
    return await find(ctx, target, _line(verb), deleted=deleted)


def _line(verb: str, rest: str = "") -> Callable[[int], str]:
    """Of the command with an entry by its number."""
    return lambda number: " ".join(("eintrag", verb, str(number), rest)).strip()


def _deciding(key: str) -> _Use:
    async def use(ctx: Context, words: str) -> Reply:
        if words:
            raise UsageError
        return Reply(await decide(ctx, ENTRIES, key, ctx.message))

    return use


def _today(ctx: Context) -> date:
    return ctx.now.astimezone(ctx.settings.timezone).date()


_YES, _NO = _deciding(YES), _deciding(NO)
_VERBS: Mapping[str, _Use] = MappingProxyType(
    {
        **dict.fromkeys(("neu", "anlegen"), _new),
        **dict.fromkeys(("aendern", "bearbeiten"), _change),
        **dict.fromkeys(("loeschen", "entfernen"), _delete),
        **dict.fromkeys(("wiederherstellen", "zurueckholen"), _restore),
        **dict.fromkeys(("bestaetigen", "bestaetigt"), _confirm),
        **dict.fromkeys(("verlauf", "versionen", "aenderungen"), _history),
        **dict.fromkeys(("ja", "speichern"), _YES),
        **dict.fromkeys(("nein", "verwerfen"), _NO),
    }
)

# No look-up, because of what else can be done with it.
ENTRY = Command("eintrag", run, Words, texts.SUMMARY, texts.EXAMPLE, management=True)
UNDO = Command(
    "rückgängig",
    undo,
    Answer,
    texts.UNDO_SUMMARY,
    texts.UNDO_EXAMPLE,
    aliases=("undo",),
    management=True,
)
