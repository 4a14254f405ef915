"""!eintrag, its verbs and !rückgängig, in the management room only."""

import re
from collections.abc import Callable

from commands.collection.editing.checking import checked
from commands.collection.editing.dialogue import ENTRY
from commands.collection.editing.edits import EntryAction
from commands.collection.editing.finding import find, with_field_behind, with_words_behind
from commands.collection.editing.performing import ENTRIES, perform, propose
from commands.collection.editing.places import place_of
from commands.collection.editing.reading import (
    EntryChange,
    EntryDeletion,
    EntryHistory,
    NewEntryWords,
    OneEntry,
    read_change,
    read_new,
)
from commands.collection.fields import is_link, parse_note
from commands.collection.place import Located
from commands.collection.texts import editing as texts
from commands.collection.texts.editing_history import history
from commands.conversation.command import (
    AnyCommand,
    Arguments,
    Command,
    CommandContext,
    Family,
    Reply,
)
from commands.conversation.previews import begin_instead, decisions
from commands.conversation.texts.offers import to_choose
from storage.collection import versions

PAGE = 10


async def show(ctx: CommandContext, args: OneEntry) -> Reply:
    """Show one in full, or those of a place."""
    entry = await find(ctx, args.entry, lambda number: f"eintrag {number}")
    count = await versions.count(ctx.tx, entry.guideline.guideline_id)
    return Reply(texts.in_full(entry, count, ctx.zone, ctx.prefix))


async def show_history(ctx: CommandContext, args: EntryHistory) -> Reply:
    entry = await find(ctx, args.entry, _line("verlauf"))
    number, first = entry.guideline.guideline_id, (args.page - 1) * PAGE
    count = await versions.count(ctx.tx, number)
    shown = await versions.of_guideline(ctx.tx, number, PAGE, first)
    answer = history(entry, shown, count, first + 1, ctx.zone, ctx.prefix)
    more = f"eintrag verlauf {number} {args.page + 1}" if first + len(shown) < count else None
    return Reply(answer, more=more if shown else None)


async def new(ctx: CommandContext, args: NewEntryWords) -> Reply:
    if not args.words:
        return await begin_instead(ctx, ENTRY)
    draft = read_new(args.words, ctx.today, ctx.prefix)
    place = await place_of(ctx.tx, draft.place, draft.body)
    if isinstance(place, Located):
        return _which_place(ctx, draft.place, place, args.words)
    fields = {"list": "buergerbeteiligung", **draft.fields}
    return await propose(ctx, EntryAction("new", fields=fields, place=place))


def _which_place(ctx: CommandContext, query: str, located: Located, words: str) -> Reply:
    """Offer the same command again for each place that may be meant."""

    if not located.options:
        example = f"{ctx.prefix}eintrag neu {query} (Stadt, Hessen) | …"
        return Reply(texts.which_body(query, located.similar, example))
    first = re.split(r"[|\n]", words, maxsplit=1)[0]
    links = " ".join(word for word in first.split() if is_link(word))
    behind = f"{links} {words[len(first) :]}"
    options = tuple(f"eintrag neu {place} {behind}" for place in located.options)
    answer = texts.several_places(query, located.options) + to_choose(len(options))
    return Reply(answer, options=options)


async def change(ctx: CommandContext, args: EntryChange) -> Reply:
    target, changes = await with_field_behind(ctx, args.entry, args.changes)
    entry = await find(ctx, target, _line("ändern", changes))
    number, links = entry.guideline.guideline_id, entry.guideline.links
    fields = read_change(changes, links, ctx.today, ctx.prefix)
    if not fields:
        return Reply(texts.what_to_change(number, ctx.prefix))
    return await propose(ctx, EntryAction("change", number, fields))


async def delete(ctx: CommandContext, args: EntryDeletion) -> Reply:
    target, reason = await with_words_behind(ctx, args.entry, args.reason)
    entry = await find(ctx, target, _line("löschen", reason))
    note = parse_note(reason) if reason else None
    return await propose(ctx, EntryAction("delete", entry.guideline.guideline_id, reason=note))


async def confirm(ctx: CommandContext, args: OneEntry) -> Reply:
    """Do it at once, unless it says how the municipality is called."""
    entry = await find(ctx, args.entry, _line("bestätigen"))
    action = EntryAction("confirm", entry.guideline.guideline_id)
    if entry.municipality.presumed is not None:
        return await propose(ctx, action)
    await checked(ctx, action)
    return Reply(await perform(ctx, action, ctx.message.sender))


async def restore(ctx: CommandContext, args: OneEntry) -> Reply:
    entry = await find(ctx, args.entry, _line("wiederherstellen"), deleted=True)
    return await propose(ctx, EntryAction("restore", entry.guideline.guideline_id))


async def undo(ctx: CommandContext, _args: Arguments) -> Reply:
    return await propose(ctx, EntryAction("undo"))


def _line(verb: str, rest: str = "") -> Callable[[int], str]:
    """Make the line of the command from the number of an entry."""
    return lambda number: " ".join(("eintrag", verb, str(number), rest)).strip()


_FAMILY, _UNDO_FAMILY = Family(texts.HEADING), Family(texts.UNDO_HEADING)
COMMANDS: tuple[AnyCommand, ...] = (
    Command("eintrag", show, OneEntry, *texts.SHOW, management=True, lookup=True, family=_FAMILY),
    Command("eintrag neu", new, NewEntryWords, *texts.NEW, management=True),
    Command("eintrag ändern", change, EntryChange, *texts.CHANGE, management=True),
    Command("eintrag löschen", delete, EntryDeletion, *texts.DELETE, management=True),
    Command("eintrag wiederherstellen", restore, OneEntry, *texts.RESTORE, management=True),
    Command("eintrag bestätigen", confirm, OneEntry, *texts.CONFIRM, management=True),
    Command(
        "eintrag verlauf", show_history, EntryHistory, *texts.HISTORY, management=True, lookup=True
    ),
    *decisions(ENTRIES, "eintrag"),
    Command("rückgängig", undo, Arguments, *texts.UNDO, management=True, family=_UNDO_FAMILY),
    *decisions(ENTRIES, "rückgängig", "undo"),
)
