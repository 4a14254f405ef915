"""!leitlinie: show all that the collection has about a municipality."""

from collections import Counter
from collections.abc import Callable, Sequence

from pydantic import Field

from commands.collection.browsing.filters import understand
from commands.collection.lookup import LookUp, Result, called, line_for, look_up
from commands.collection.place_words import bare_land, place_and_list
from commands.collection.terms import class_of
from commands.collection.texts import guidelines as texts
from commands.collection.transfer.rows import ListName
from commands.conversation.command import Arguments, Command, CommandContext, Reply
from commands.conversation.command_words import find
from commands.conversation.texts.offers import to_choose
from commands.language.markup import NOTHING, Text
from storage.collection import documents as stored_documents
from storage.collection import register
from storage.collection.browsing import lands
from storage.collection.guidelines import Municipality
from storage.database import Transaction

_LONGEST_LAND = 100


class FindGuideline(Arguments):
    place: str = Field(title=texts.PLACE, min_length=1)
    list: ListName | None = Field(default=None, title=texts.WHICH_LIST)

    @classmethod
    def split(cls, text: str) -> dict[str, str]:
        """Split off the list, if one is named; a place may be several words."""
        place, wanted = place_and_list(text)
        return {"place": place} | ({"list": wanted} if wanted else {}) if place.strip() else {}


async def find_guideline(ctx: CommandContext, args: FindGuideline) -> Reply:
    outcome = await look_up(ctx.tx, args.place)
    if not outcome.places:
        return await _reply(ctx, args, args.place, outcome)
    replies = [await _reply(ctx, args, place, one) for place, one in outcome.places]
    answer = sum((reply.text for reply in replies), NOTHING)
    choices = [reply.options for reply in replies if reply.options]
    # A number must mean one thing only.
    return Reply(answer, options=choices[0] if len(choices) == 1 else ())


async def _reply(ctx: CommandContext, args: FindGuideline, place: str, outcome: LookUp) -> Reply:
    if outcome.result is Result.NONE and outcome.elsewhere is None:
        offer = await _to_browse(ctx, place)
        if offer is not None:
            return offer
    stored = await _documents(ctx.tx, outcome)
    answer = described(
        outcome,
        place,
        submitting(ctx),
        wanted_list=args.list,
        documents=stored,
        numbered=ctx.in_management,
        to_choose=to_choose,
    )
    answer += await size_told(ctx.tx, outcome)
    return Reply(answer + _to_send(ctx, outcome, args.list, stored), _options(outcome, args.list))


async def _to_browse(ctx: CommandContext, place: str) -> Reply | None:
    """Offer !sammlung if a Land or a list was named instead of a municipality."""
    words = bare_land(place)
    if len(words) > _LONGEST_LAND:
        return None
    query = understand(words, await lands(ctx.tx))
    if query.unknown or len(query.filters) != 1 or query.filters[0].kind not in ("land", "list"):
        return None
    line, [wanted] = f"sammlung {words}", query.filters
    shown = f"{ctx.prefix}{line}"
    is_list = wanted.kind == "list"
    why = texts.is_a_list(wanted.values[0], shown) if is_list else texts.is_a_land(words, shown)
    return Reply(why + to_choose(1), (line,))


def _options(outcome: LookUp, wanted_list: ListName | None) -> tuple[str, ...]:
    """Return the command lines behind the numbers in the answer."""
    municipalities = [entry.municipality for entry in outcome.entries]
    behind = f" {wanted_list}" if wanted_list else ""
    if outcome.result is Result.AMBIGUOUS:
        shown = municipalities[: texts.MOST_CHOICES]
        return tuple(line_for(called_beside(each, municipalities)) + behind for each in shown)
    return tuple(line_for(name) + behind for name in outcome.suggestions)


def called_beside(municipality: Municipality, beside: Sequence[Municipality]) -> str:
    """Return the name as look_up understands it."""
    names = Counter(each.name for each in beside)
    return called(municipality, {name for name, count in names.items() if count > 1})


def _to_send(
    ctx: CommandContext, outcome: LookUp, wanted_list: ListName | None, documents: texts.Documents
) -> Text:
    """Say how to get the documents of the entries that are shown."""
    if outcome.result is not Result.FOUND:
        return NOTHING
    [entry] = outcome.entries
    wanted = [g for g in entry.guidelines if wanted_list in (None, g.list)]
    count = sum(len(documents.get(g.guideline_id, ())) for g in wanted)
    name = entry.municipality.name
    return texts.to_send(count, ctx.prefix, name) if count else NOTHING


async def size_told(tx: Transaction, outcome: LookUp) -> Text:
    """Say how large the municipality is, if only one was found and the register tells it."""
    found = outcome.entries[0].municipality if outcome.result is Result.FOUND else None
    # A borough has the key of its city.
    if found is None or found.ags is None or found.kind == "Bezirk":
        return NOTHING
    known = await register.population(tx, found.ags)
    return NOTHING if known is None else texts.size(class_of(known[0]), known[1])


async def _documents(tx: Transaction, outcome: LookUp) -> texts.Documents:
    """Return the names of the documents of the entries that are shown."""
    numbers = [g.guideline_id for entry in outcome.entries[:1] for g in entry.guidelines]
    return {
        number: [each.name for each in await stored_documents.of_guideline(tx, number)]
        for number in numbers
    }


def submitting(ctx: CommandContext) -> texts.Submitting:
    """Say how to add to the collection: by command where there is one."""
    if find("einreichen", ctx.commands) is not None:
        return texts.by_command(ctx.prefix)
    return texts.by_mail(ctx.settings.network.contact_email)


def described(
    outcome: LookUp,
    query: str,
    submitting: texts.Submitting,
    *,
    wanted_list: ListName | None = None,
    documents: texts.Documents = texts.NO_DOCUMENTS,
    numbered: bool = False,
    to_choose: Callable[[int], Text] = lambda _: NOTHING,
) -> Text:
    """Describe it; `to_choose` says how to answer where that is possible."""
    if outcome.result is Result.AMBIGUOUS:
        answer = texts.ambiguous(query, [e.municipality for e in outcome.entries])
        return answer + to_choose(min(len(outcome.entries), texts.MOST_CHOICES))
    if outcome.result is Result.NONE:
        return not_found(outcome, query, submitting, to_choose)
    [entry] = outcome.entries
    wanted = [g for g in entry.guidelines if wanted_list in (None, g.list)]
    if wanted_list is not None and not wanted:
        return remarked(outcome, texts.not_in_list(entry.municipality, wanted_list, entry.lists))
    answer = texts.entries_of(entry.municipality, wanted, submitting, documents, numbered=numbered)
    return remarked(outcome, answer)


GUIDELINE = Command(
    "leitlinie", find_guideline, FindGuideline, *texts.COMMAND, public=True, lookup=True
)


def remarked(outcome: LookUp, answer: Text) -> Text:
    """Add what else there is to know about the name."""
    if outcome.printed is not None:
        name = outcome.entries[0].municipality.name
        answer = texts.from_printed_list(outcome.printed, name) + answer
    if outcome.elsewhere is not None:
        answer += texts.namesake_without_entry(outcome.elsewhere)
    return answer


def not_found(
    outcome: LookUp, query: str, submitting: texts.Submitting, to_choose: Callable[[int], Text]
) -> Text:
    similar = outcome.suggestions
    choice = texts.similar(similar) + to_choose(len(similar)) if similar else NOTHING
    if outcome.elsewhere is not None:
        where = texts.not_in_collection(outcome.elsewhere, submitting, gone=outcome.gone)
        return where + choice
    return texts.unknown(query) + choice + texts.is_missing(submitting)
