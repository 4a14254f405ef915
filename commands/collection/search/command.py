"""!suche: search the collection and its documents."""

from pydantic import Field

from commands.collection.lookup import called, line_for
from commands.collection.search import suggestions
from commands.collection.search.finding import Hits, find
from commands.collection.search.question import (
    MOST_WORDS,
    QueryWord,
    Question,
    paged,
    parse,
    parted,
)
from commands.collection.search.showing import Hit, show
from commands.collection.search.snippets import Finder
from commands.collection.texts import search as texts
from commands.conversation.command import Arguments, Command, CommandContext, Reply
from commands.language.markup import NOTHING, Text
from storage.collection import document_texts, guidelines
from storage.collection import search as stored
from storage.exchange import results

PAGE_SIZE = 10
MOST_RESULTS = 3
# Fewer are indexed in the time it takes to ask again.
_MANY_WAITING = 10


class Search(Arguments):
    words: str = Field(title=texts.WORDS, min_length=1)


async def search(ctx: CommandContext, args: Search) -> Reply:
    query, page = parted(args.words)
    question = parse(query)
    if not question.wanted:
        return Reply(texts.no_words(query, ctx.prefix))
    found = await find(ctx.tx, question.wanted)
    answer = NOTHING
    if found.unknown:
        found, answer = await _in_parts(ctx, question, found)
    if not found.ranked:
        return await _nothing(ctx, query, question)
    return await _page(ctx, query, question, found, page, answer)


async def _in_parts(ctx: CommandContext, question: Question, found: Hits) -> tuple[Hits, Text]:
    """Search a compound that stands nowhere by the words that it is made of."""
    answer, wanted = NOTHING, list[QueryWord]()
    unknown = [term.wanted for term in found.unknown]
    for each in question.wanted:
        parts = await suggestions.parts(ctx.tx, each) if each in unknown else []
        answer += texts.in_parts(each.typed, parts) if parts else NOTHING
        wanted += parse(" ".join(parts)).wanted if parts else [each]
    return (
        (await find(ctx.tx, tuple(dict.fromkeys(wanted))), answer)
        if answer.blocks
        else (found, answer)
    )


async def _page(
    ctx: CommandContext, query: str, question: Question, found: Hits, page: int, text: Text
) -> Reply:
    pages = -(-len(found.ranked) // PAGE_SIZE)
    if page > pages:
        line = f"{ctx.prefix}{COMMAND} {paged(question.wanted, pages)}"
        return Reply(texts.no_such_page(page, pages, line))
    ids = found.ranked[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    hits = await show(ctx.tx, ids, found.terms)
    more = f"{COMMAND} {paged(question.wanted, page + 1)}" if page < pages else None
    answer = text + _told_before(query, question, found) + _heading(found, page, pages)
    namesakes = await guidelines.namesakes(ctx.tx, (hit.entry.name for hit in hits))
    answer += texts.hits([_item(hit, namesakes) for hit in hits])
    answer += texts.below(len(hits), ctx.prefix, more=more is not None)
    if page == 1:
        answer += await _results(ctx, question)
    return Reply(
        answer + await _told_after(ctx, question),
        options=tuple(line_for(called(hit.entry, namesakes)) for hit in hits),
        more=more,
        preplace=False,
    )


def _told_before(query: str, question: Question, found: Hits) -> Text:
    if found.words == len(found.terms):
        return NOTHING
    answer = texts.some_only(query, len(found.terms), found.words)
    if found.unknown:
        answer += texts.unknown_words([term.wanted.typed for term in found.unknown])
    return answer


def _heading(found: Hits, page: int, pages: int) -> Text:
    lands = [(share.land, len(share.search_ids)) for share in found.shares if share.land]
    municipalities = sum(share.municipalities for share in found.shares)
    return texts.heading(len(found.ranked), municipalities, lands, page, pages)


def _item(hit: Hit, namesakes: frozenset[str]) -> texts.Item:
    page, entry = hit.page, hit.entry
    where = texts.in_document(page.document, hit.number) if page is not None else ()
    name = called(entry, namesakes) if entry.land else entry.name
    return texts.hit(name, entry.title, entry.list, where, hit.snippet.parts)


async def _told_after(ctx: CommandContext, question: Question) -> Text:
    answer = texts.first_words_only(MOST_WORDS) if question.shortened else NOTHING
    unread = await document_texts.waiting(ctx.tx)
    if unread:
        answer += texts.still_reading(unread)
    waiting = await stored.waiting(ctx.tx)
    return answer + texts.still_indexing(waiting) if waiting >= _MANY_WAITING else answer


async def _nothing(ctx: CommandContext, query: str, question: Question) -> Reply:
    lines = [
        " ".join(each.typed if each is not wanted else word for each in question.wanted)
        for wanted in question.wanted
        for word in await suggestions.similar(ctx.tx, wanted)
    ][: suggestions.MOST_SIMILAR]
    told = await _results(ctx, question)
    answer = texts.nothing(query) + told + (texts.similar(lines) if lines else NOTHING)
    answer += texts.elsewhere(ctx.prefix) + await _told_after(ctx, question)
    return Reply(answer, options=tuple(f"{COMMAND} {line}" for line in lines))


async def _results(ctx: CommandContext, question: Question) -> Text:
    """Show members which questions of others had a result."""
    if ctx.settings.exchange_room is None or ctx.membership(ctx.message.sender) is not True:
        return NOTHING
    stems = [each.stems for each in question.wanted]
    found = await results.with_all(ctx.tx, stems, MOST_RESULTS)
    if not found:
        return NOTHING
    finder = Finder(stems)
    shown = [
        texts.result(each.question_id, each.title, finder.snippet(each.text).parts)
        for each in found
    ]
    return texts.results(shown, found[0].question_id, ctx.prefix)


COMMAND = "suche"
SEARCH = Command(COMMAND, search, Search, *texts.COMMAND, public=True, lookup=True, apart=True)
