"""!suche: what the collection and its documents say about something."""

from pydantic import Field

from commands.collection import among_namesakes, line_for
from commands.command import Arguments, Command, Context, Reply
from commands.search import suggestions
from commands.search.finding import Found, find
from commands.search.question import MOST_WORDS, Question, Wanted, paged, parse, parted
from commands.search.showing import Hit, show
from commands.texts import search as texts
from commands.texts.markup import NOTHING, Text
from storage import document_texts, guidelines
from storage import search as stored
from storage.search import Entry

PAGE_SIZE = 10
# Fewer are indexed in the time it takes to ask again.
_MANY_WAITING = 10


class Search(Arguments):
    words: str = Field(title=texts.WORDS, min_length=1)


async def search(ctx: Context, args: Search) -> Reply:
    asked, page = parted(args.words)
    question = parse(asked)
    if not question.wanted:
        return Reply(texts.no_words(asked, ctx.settings.prefix))
    found = await find(ctx.tx, question.wanted)
    told = NOTHING
    if found.unknown:
        found, told = await _in_parts(ctx, question, found)
    if not found.ranked:
        return await _nothing(ctx, asked, question)
    return await _page(ctx, asked, question, found, page, told)


async def _in_parts(ctx: Context, question: Question, found: Found) -> tuple[Found, Text]:
    """A compound that stands nowhere is looked for by the words that it is made of."""
    told, wanted = NOTHING, list[Wanted]()
    unknown = [term.wanted for term in found.unknown]
    for each in question.wanted:
        parts = await suggestions.parts(ctx.tx, each) if each in unknown else []
        told += texts.in_parts(each.typed, parts) if parts else NOTHING
        wanted += parse(" ".join(parts)).wanted if parts else [each]
    return (
        (await find(ctx.tx, tuple(dict.fromkeys(wanted))), told) if told.blocks else (found, told)
    )


async def _page(
    ctx: Context, asked: str, question: Question, found: Found, page: int, told: Text
) -> Reply:
    pages = -(-len(found.ranked) // PAGE_SIZE)
    if page > pages:
        line = f"{ctx.settings.prefix}{COMMAND} {paged(question.wanted, pages)}"
        return Reply(texts.no_such_page(page, pages, line))
    ids = found.ranked[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    hits = await show(ctx.tx, ids, found.terms)
    more = f"{COMMAND} {paged(question.wanted, page + 1)}" if page < pages else None
    answer = told + _told_before(asked, question, found) + _heading(found, page, pages)
    namesakes = await guidelines.namesakes(ctx.tx, (hit.entry.name for hit in hits))
    answer += texts.hits([_item(hit, namesakes) for hit in hits])
    answer += texts.below(len(hits), ctx.settings.prefix, more=more is not None)
    return Reply(
        answer + await _told_after(ctx, question),
        options=tuple(line_for(_called(hit.entry, namesakes)) for hit in hits),
        more=more,
        preplace=False,
    )


def _told_before(asked: str, question: Question, found: Found) -> Text:
    if found.words == len(found.terms):
        return NOTHING
    told = texts.some_only(asked, len(found.terms), found.words)
    if found.unknown:
        told += texts.unknown_words([term.wanted.typed for term in found.unknown])
    return told


def _heading(found: Found, page: int, pages: int) -> Text:
    lands = [(share.land, len(share.search_ids)) for share in found.shares if share.land]
    municipalities = sum(share.municipalities for share in found.shares)
    return texts.heading(len(found.ranked), municipalities, lands, page, pages)


def _item(hit: Hit, namesakes: frozenset[str]) -> texts.Item:
    page, entry = hit.page, hit.entry
    where = texts.in_document(page.document, hit.number) if page is not None else ()
    name = _called(entry, namesakes) if entry.land else entry.name
    return texts.hit(name, entry.title, entry.list, where, hit.snippet.parts)


def _called(entry: Entry, namesakes: frozenset[str]) -> str:
    if entry.name not in namesakes:
        return entry.name
    return among_namesakes(entry.name, entry.land, entry.municipality_id)


async def _told_after(ctx: Context, question: Question) -> Text:
    told = texts.first_words_only(MOST_WORDS) if question.shortened else NOTHING
    unread = await document_texts.waiting(ctx.tx)
    if unread:
        told += texts.still_reading(unread)
    waiting = await stored.waiting(ctx.tx)
    return told + texts.still_indexing(waiting) if waiting >= _MANY_WAITING else told


async def _nothing(ctx: Context, asked: str, question: Question) -> Reply:
    lines = [
        " ".join(each.typed if each is not wanted else word for each in question.wanted)
        for wanted in question.wanted
        for word in await suggestions.similar(ctx.tx, wanted)
    ][: suggestions.MOST_SIMILAR]
    answer = texts.nothing(asked) + (texts.similar(lines) if lines else NOTHING)
    answer += texts.elsewhere(ctx.settings.prefix) + await _told_after(ctx, question)
    return Reply(answer, options=tuple(f"{COMMAND} {line}" for line in lines))


COMMAND = "suche"
SEARCH = Command(
    COMMAND,
    search,
    Search,
    texts.SUMMARY,
    texts.EXAMPLE,
    aliases=("suchen",),
    lookup=True,
)
