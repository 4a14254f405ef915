"""!leitlinie: what the collection has about a municipality."""

from types import MappingProxyType

from pydantic import Field

from commands import names
from commands.collection import ListName, Outcome, Result, search
from commands.command import Arguments, Command, Context, Reply
from commands.command_words import find
from commands.texts import guidelines as texts
from commands.texts.markup import Text
from storage import documents as stored_documents
from storage.database import Transaction

_LIST_WORDS = MappingProxyType(
    {
        names.fold(word): list_name
        for list_name, words in (
            ("kinder_jugend", ("kinder", "jugend", "jugendliche", "kinder_jugend")),
            ("kinder_jugend", ("kinderbeteiligung", "jugendbeteiligung")),
            ("buergerbeteiligung", ("bürger", "burger", "bürgerbeteiligung", "bürgerinnen")),
        )
        for word in words
    }
)


class FindGuideline(Arguments):
    place: str = Field(title=texts.PLACE, min_length=1)
    list: ListName | None = Field(default=None, title=texts.WHICH_LIST)

    @classmethod
    def split(cls, text: str) -> dict[str, str]:
        """A place may be several words; the list, if one is named, is the last."""
        *place, last = text.split() or [""]
        wanted = _LIST_WORDS.get(names.fold(last))
        if place and wanted:
            return {"place": " ".join(place), "list": wanted}
        return {"place": text} if text.strip() else {}


async def find_guideline(ctx: Context, args: FindGuideline) -> Reply:
    outcome = await search(ctx.tx, args.place)
    words = ctx.settings.prefix, submitting(ctx)
    stored = await _documents(ctx.tx, outcome)
    return Reply(
        described(
            outcome,
            args.place,
            *words,
            wanted_list=args.list,
            documents=stored,
            numbered=ctx.in_management,
        )
    )


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
    prefix: str,
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
            return texts.ambiguous(asked, [e.municipality for e in outcome.entries], prefix)
        case Result.NONE:
            return _not_found(outcome, asked, submitting)


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


def _not_found(outcome: Outcome, asked: str, submitting: texts.Submitting) -> Text:
    answer = (
        texts.unknown(asked, submitting)
        if outcome.elsewhere is None
        else texts.not_in_collection(outcome.elsewhere, submitting)
    )
    return answer + texts.similar(outcome.suggestions) if outcome.suggestions else answer
