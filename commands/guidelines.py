"""!leitlinie: what the collection has about a municipality."""

from collections.abc import Sequence

from pydantic import Field

from commands import names
from commands.collection import ListName, Outcome, Result, among_namesakes, line_for, search
from commands.command import Arguments, Command, Context, Reply
from commands.command_words import find
from commands.lists import list_called
from commands.texts import guidelines as texts
from commands.texts.markup import NOTHING, Text
from commands.texts.offers import to_choose
from storage import documents as stored_documents
from storage.database import Transaction
from storage.guidelines import Municipality


class FindGuideline(Arguments):
    place: str = Field(title=texts.PLACE, min_length=1)
    list: ListName | None = Field(default=None, title=texts.WHICH_LIST)

    @classmethod
    def split(cls, text: str) -> dict[str, str]:
        """A place may be several words; the list, if one is named, is the last."""
        *place, last = text.split() or [""]
        wanted = list_called(last)
        if place and wanted:
            return {"place": " ".join(place), "list": wanted}
        return {"place": text} if text.strip() else {}


async def find_guideline(ctx: Context, args: FindGuideline) -> Reply:
    outcome = await look_up(ctx.tx, args.place)
    stored = await _documents(ctx.tx, outcome)
    told = described(
        outcome,
        args.place,
        submitting(ctx),
        wanted_list=args.list,
        documents=stored,
        numbered=ctx.in_management,
    )
    told += _to_send(ctx, outcome, args.list, stored)
    options = _options(outcome, args.list)
    return Reply(told + to_choose(len(options)) if options else told, options=options)


def _options(outcome: Outcome, wanted_list: ListName | None) -> tuple[str, ...]:
    """What the numbers in the answer stand for: those that fit, or similar names."""
    municipalities = [entry.municipality for entry in outcome.entries]
    asked = f" {wanted_list}" if wanted_list else ""
    if outcome.result is Result.AMBIGUOUS:
        shown = municipalities[: texts.MOST_CHOICES]
        return tuple(line_for(called(each, municipalities)) + asked for each in shown)
    return tuple(line_for(name) + asked for name in outcome.suggestions)


def called(municipality: Municipality, beside: Sequence[Municipality]) -> str:
    """As look_up understands it."""
    name = municipality.name
    if sum(each.name == name for each in beside) < 2:
        return name
    return among_namesakes(name, municipality.land, municipality.municipality_id)


def _to_send(
    ctx: Context, outcome: Outcome, wanted_list: ListName | None, documents: texts.Documents
) -> Text:
    """How to get what is stored with that which is shown."""
    if outcome.result is not Result.FOUND:
        return NOTHING
    [entry] = outcome.entries
    wanted = [g for g in entry.guidelines if wanted_list in (None, g.list)]
    count = sum(len(documents.get(g.guideline_id, ())) for g in wanted)
    name = entry.municipality.name
    return texts.to_send(count, ctx.settings.prefix, name) if count else NOTHING


async def look_up(tx: Transaction, place: str) -> Outcome:
    """Of namesakes the one that is meant by what stands behind the comma."""
    outcome = await search(tx, place)
    name, comma, which = place.rpartition(",")
    if outcome.result is not Result.NONE or not comma:
        return outcome
    of_name = await search(tx, name)
    there = [e for e in of_name.entries if _is_told_by(e.municipality, which)]
    return Outcome(tuple(there)) if len(there) == 1 else outcome


def _is_told_by(municipality: Municipality, which: str) -> bool:
    by_number = among_namesakes("", "", municipality.municipality_id).removeprefix(", ")
    return names.fold(which) in (names.fold(municipality.land), names.fold(by_number))


async def _documents(tx: Transaction, outcome: Outcome) -> texts.Documents:
    """Of what is shown."""
    numbers = [g.guideline_id for entry in outcome.entries[:1] for g in entry.guidelines]
    return {
        number: [each.name for each in await stored_documents.of_guideline(tx, number)]
        for number in numbers
    }


def submitting(ctx: Context) -> texts.Submitting:
    """How to add to the collection: by command where there is one."""
    if find("einreichen", ctx.commands) is not None:
        return texts.by_command(ctx.settings.prefix)
    return texts.by_mail(ctx.settings.network.contact_email)


def described(
    outcome: Outcome,
    asked: str,
    submitting: texts.Submitting,
    *,
    wanted_list: ListName | None = None,
    documents: texts.Documents = texts.NO_DOCUMENTS,
    numbered: bool = False,
) -> Text:
    match outcome.result:
        case Result.FOUND:
            return _found(outcome, submitting, wanted_list, documents, numbered=numbered)
        case Result.AMBIGUOUS:
            return texts.ambiguous(asked, [e.municipality for e in outcome.entries])
        case Result.NONE:
            return not_found(outcome, asked, submitting)


GUIDELINE = Command(
    "leitlinie",
    find_guideline,
    FindGuideline,
    texts.SUMMARY,
    texts.EXAMPLE,
    aliases=("leitlinien", "l"),
    lookup=True,
)


def _found(
    outcome: Outcome,
    submitting: texts.Submitting,
    wanted_list: ListName | None,
    documents: texts.Documents,
    *,
    numbered: bool,
) -> Text:
    [entry] = outcome.entries
    municipality = entry.municipality
    wanted = [g for g in entry.guidelines if wanted_list in (None, g.list)]
    if wanted or wanted_list is None:
        answer = texts.found(municipality, wanted, submitting, documents, numbered=numbered)
    else:
        answer = texts.not_in_list(municipality, wanted_list, entry.lists)
    if outcome.printed is not None:
        answer = texts.from_printed_list(outcome.printed, municipality.name) + answer
    if outcome.elsewhere is not None:
        answer += texts.namesake_without_entry(outcome.elsewhere)
    return answer


def not_found(outcome: Outcome, asked: str, submitting: texts.Submitting) -> Text:
    answer = (
        texts.unknown(asked, submitting)
        if outcome.elsewhere is None
        else texts.not_in_collection(outcome.elsewhere, submitting)
    )
    return answer + texts.similar(outcome.suggestions) if outcome.suggestions else answer
