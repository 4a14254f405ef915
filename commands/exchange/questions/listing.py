"""!fragen and !frage with a number: questions by their state, their asker or their topic."""

from collections.abc import Sequence

from commands.conversation.command import CommandContext, Reply
from commands.exchange.questions.posts import link_to, numbered
from commands.exchange.questions.reading import key_of
from commands.exchange.questions.texts import listing as texts
from commands.exchange.topics import seed
from storage.exchange import questions, results, topics
from storage.exchange.questions import AskedQuestion

PAGE_SIZE = 10


async def show_list(ctx: CommandContext, words: str) -> Reply:
    wanted, page = texts.parted(words)
    if wanted in texts.OPEN:
        found = (await questions.open_ones(ctx.tx))[::-1]
        return _page(ctx, found, wanted, page, texts.open_ones(len(found)))
    if wanted in texts.MINE:
        found = await questions.of_asker(ctx.tx, ctx.message.sender)
        return _page(ctx, found, wanted, page, texts.mine(len(found)))
    everything = await questions.in_states(ctx.tx, "open", "done")
    if wanted in texts.ALL:
        return _page(ctx, everything, wanted, page, texts.everything(len(everything)))
    await seed(ctx.tx)
    known = await topics.called(ctx.tx, key_of(wanted))
    keys = {key_of(wanted)} | ({key_of(known.name)} if known is not None else set())
    found = [each for each in everything if keys & {key_of(name) for name in each.topics}]
    name = wanted if known is None else known.name
    return _page(ctx, found, wanted, page, texts.about(name, len(found)))


def _page(
    ctx: CommandContext, found: Sequence[AskedQuestion], wanted: str, page: int, heading: str
) -> Reply:
    shown = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    if not shown:
        return Reply(texts.nothing(heading, ctx.prefix))
    more = len(found) > page * PAGE_SIZE
    return Reply(
        texts.page(heading, shown, ctx.prefix, ctx.zone, more=more),
        options=tuple(f"frage {each.question_id}" for each in shown),
        more=f"fragen {wanted} {texts.PAGE} {page + 1}" if more else None,
        preplace=False,
    )


async def show(ctx: CommandContext, number: int) -> Reply:
    question = await numbered(ctx, number)
    result = await results.of(ctx.tx, number)
    own = question.asker == ctx.message.sender
    name = None if question.asker is None else ctx.named(question.asker)
    followed = await questions.is_followed(ctx.tx, number, ctx.message.sender)
    answer = texts.one(question, name, await link_to(ctx, question), ctx.zone)
    if result is not None:
        answer += texts.result(result.text)
    return Reply(answer + texts.next_step(question, ctx.prefix, own=own, followed=followed))
