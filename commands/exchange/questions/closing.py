"""!erledigt, !frage öffnen, !frage schließen, !folgen: how a question ends, and who is told."""

from dataclasses import replace

from commands.conversation.command import CommandContext, Context, ReadBack, Reply, UnfitError
from commands.conversation.posting import post, subject_of, to_person
from commands.conversation.texts import german
from commands.exchange.questions.asking import check
from commands.exchange.questions.ending import RESULT, ask_what_helped, await_result, close
from commands.exchange.questions.posts import KIND, chosen, in_thread
from commands.exchange.questions.results import propose
from commands.exchange.questions.texts import closing as texts
from commands.language.numbers import number_of
from commands.language.visible import cleaned
from storage.conversation import awaited
from storage.exchange import questions
from storage.exchange.questions import AskedQuestion


async def done(ctx: CommandContext, number: int | None, words: str) -> Reply:
    """Close the asker's question; ask what helped, or show the result that they gave."""
    asker = ctx.message.sender
    theirs = [each for each in await questions.of_asker(ctx.tx, asker) if each.state == "open"]
    question = await chosen(ctx, number, "erledigt", theirs)
    number = question.question_id
    if question.anonymous:
        return Reply(texts.only_asker_in_chat(number))
    if question.asker != asker:
        return Reply(texts.only_asker(number))
    if question.state != "open" and not (words and question.state == "done"):
        return Reply(texts.over_already(number, ctx.prefix))
    if question.state == "open":
        await close(ctx, question, "done", told_in=ctx.message.thread_root)
    if words:
        shown = await propose(ctx, question, words, ctx.message)
        return replace(shown, text=texts.done(number) + shown.text, proposed=False)
    if ctx.message.direct:
        await await_result(ctx, question)
        return Reply(texts.done(number) + texts.WHAT_HELPED)
    await ask_what_helped(ctx, question)
    return Reply(texts.done(number) + texts.ASKED_IN_CHAT)


async def read_back(ctx: CommandContext, name: str, rest: str) -> ReadBack:
    """Ask in words whether the question that a sentence names is to be closed."""
    line, number = f"{name} {rest}", number_of(rest)
    question = None if number is None else await questions.get(ctx.tx, number)
    label = german.line_of(ctx.prefix, line)
    if question is None or question.asker != ctx.message.sender:
        return ReadBack(line, label, german.question(ctx.prefix, line))
    return ReadBack(line, label, texts.shall_i_close(question.question_id, question.title))


async def reopen(ctx: CommandContext, number: int | None) -> Reply:
    asker = ctx.message.sender
    theirs = [each for each in await questions.of_asker(ctx.tx, asker) if each.state == "done"]
    question = await chosen(ctx, number, "frage öffnen", theirs)
    number = question.question_id
    if question.anonymous and question.state != "open":
        return Reply(texts.not_again_unnamed(number))
    if question.asker != asker and not ctx.in_management:
        return Reply(texts.only_asker(number))
    if question.state == "open":
        return Reply(texts.open_already(number))
    if question.state == "withdrawn" or question.asker is None:
        return Reply(texts.not_again(number))
    if not ctx.in_management:
        await check(ctx, asker)
    await questions.change(ctx.tx, _anew(ctx, question))
    await awaited.end_about(ctx.tx, RESULT, subject_of(RESULT, number))
    return Reply(texts.opened(number))


def _anew(ctx: Context, question: AskedQuestion) -> AskedQuestion:
    """Return it open, and watched over from now on."""
    opened = replace(question, state="open", closed_at=None)
    return replace(opened, watch_from=ctx.now, watched="waiting", watched_at=None)


async def close_for(ctx: CommandContext, number: int | None, words: str) -> Reply:
    """Close it for the management; the asker is told why."""
    reason = cleaned(words)
    question = await chosen(ctx, number, "frage schließen", await questions.open_ones(ctx.tx))
    number = question.question_id
    if not reason:
        raise UnfitError(texts.no_reason(number, ctx.prefix))
    if question.state != "open":
        return Reply(texts.over_already(number, ctx.prefix))
    await close(ctx, question, "closed")
    asker = question.asker
    if question.anonymous:
        name = f"{KIND}-{number}-closed-{int(ctx.now.timestamp())}"
        await in_thread(ctx, question, texts.closed_in_thread(number, reason), name)
        return Reply(texts.closed_unnamed(number))
    if asker is not None:
        text = texts.closed_for_asker(number, question.title, reason, ctx.prefix)
        name = f"{KIND}-{number}-closed-{int(ctx.now.timestamp())}"
        await post(ctx, asker, to_person(ctx, asker, text), name)
    return Reply(texts.closed_by_management(number))


async def follow(ctx: CommandContext, number: int | None, *, stop: bool) -> Reply:
    person = ctx.message.sender
    question = await chosen(ctx, number, "folgen", await questions.open_ones(ctx.tx))
    number = question.question_id
    if stop:
        await questions.unfollow(ctx.tx, number, person)
        return Reply(texts.not_followed(number))
    if question.asker == person:
        return Reply(texts.own(number))
    new = await questions.follow(ctx.tx, number, person)
    return Reply((texts.followed if new else texts.followed_already)(number, ctx.prefix))
