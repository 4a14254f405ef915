"""!leitlinie: what the collection has about a municipality."""

from types import MappingProxyType
from typing import Literal

from pydantic import Field

from commands import names
from commands.collection import Outcome, Result, search
from commands.command import Arguments, Command, Context, Reply
from commands.texts import guidelines as texts
from commands.texts.markup import Text

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
    list: Literal["buergerbeteiligung", "kinder_jugend"] | None = Field(
        default=None, title=texts.WHICH_LIST
    )

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
    match outcome.result:
        case Result.FOUND:
            return Reply(_found(outcome, args, ctx.settings.prefix))
        case Result.AMBIGUOUS:
            fitting = [entry.municipality for entry in outcome.entries]
            return Reply(texts.ambiguous(args.place, fitting, ctx.settings.prefix))
        case Result.NONE:
            return Reply(_not_found(outcome, args.place, ctx.settings.prefix))


GUIDELINE = Command(
    "leitlinie",
    find_guideline,
    FindGuideline,
    texts.SUMMARY,
    texts.EXAMPLE,
    aliases=("leitlinien", "l"),
    lookup=True,
)


def _found(outcome: Outcome, args: FindGuideline, prefix: str) -> Text:
    [entry] = outcome.entries
    municipality = entry.municipality
    wanted = [g for g in entry.guidelines if args.list in (None, g.list)]
    answer = (
        texts.found(municipality, wanted, prefix)
        if wanted or args.list is None
        else texts.not_in_list(municipality, args.list, entry.lists)
    )
    if outcome.printed is not None:
        answer = texts.from_printed_list(outcome.printed, municipality.name) + answer
    if outcome.elsewhere is not None:
        answer += texts.namesake_without_entry(outcome.elsewhere)
    return answer


def _not_found(outcome: Outcome, asked: str, prefix: str) -> Text:
    answer = (
        texts.unknown(asked, prefix)
        if outcome.elsewhere is None
        else texts.not_in_collection(outcome.elsewhere, prefix)
    )
    return answer + texts.similar(outcome.suggestions) if outcome.suggestions else answer
