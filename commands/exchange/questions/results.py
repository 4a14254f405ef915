"""!ergebnis: keep what helped, after a preview and a yes."""

from commands.collection.search.words import fold, words
from commands.conversation.command import CommandContext, Context, Reply, UnfitError
from commands.conversation.events import Message
from commands.conversation.offers import DECLINE
from commands.conversation.posting import number_in, subject_of
from commands.conversation.short_answers import Decision, read_words
from commands.exchange.questions import drafts
from commands.exchange.questions.ending import RESULT, close, tell_followers
from commands.exchange.questions.posts import KIND, chosen, in_thread, link_to
from commands.exchange.questions.texts import closing as texts
from commands.language.visible import cleaned
from storage.conversation import awaited
from storage.conversation.awaited import Awaited
from storage.exchange import questions, results
from storage.exchange.questions import AskedQuestion
from storage.exchange.results import QuestionResult

LONGEST = 1000
_DRAFT = "result-draft"
_SHORTEST_WORDS = 3


async def tell(ctx: CommandContext, number: int | None, said: str) -> Reply:
    """Show the result as it would be kept."""
    asker = ctx.message.sender
    theirs = await questions.of_asker(ctx.tx, asker)
    question = await chosen(ctx, number, "ergebnis", theirs)
    if question.anonymous and question.state == "open":
        return Reply(texts.only_asker_in_chat(question.question_id))
    if question.asker != asker and not ctx.in_management:
        return Reply(texts.only_asker_tells(question.question_id))
    if not cleaned(said):
        raise UnfitError(texts.how_to_tell(question.question_id, ctx.prefix))
    return await propose(ctx, question, said, ctx.message)


async def propose(ctx: Context, question: AskedQuestion, said: str, message: Message) -> Reply:
    """Hold it until a yes. Raises UnfitError if it is too long."""
    text = cleaned(said)
    if len(text) > LONGEST:
        raise UnfitError(texts.result_too_long(LONGEST, len(text)))
    payload = {"question_id": question.question_id, "text": text}
    held = await drafts.hold(ctx, message, _DRAFT, payload)
    shown = texts.result_preview(question.question_id, question.title, text, question.topics)
    return Reply(shown, options=(f"ergebnis {drafts.SEND} {held}", DECLINE), proposed=True)


async def keep(ctx: CommandContext, held: int) -> Reply:
    """Keep what was held, tell it in the thread, and to those who follow."""
    payload = await drafts.held(ctx, ctx.message.sender, _DRAFT, held)
    if payload is None:
        return Reply(texts.result_gone(ctx.prefix))
    question = await questions.get(ctx.tx, int(payload["question_id"]))
    if question is None:
        return Reply(texts.result_gone(ctx.prefix))
    await drafts.drop(ctx, held)
    await store(ctx, question, str(payload["text"]))
    return Reply(texts.result_kept(question.question_id, ctx.prefix))


async def store(ctx: Context, question: AskedQuestion, text: str) -> None:
    """Keep what helped; an open question is done then."""
    number = question.question_id
    found = dict.fromkeys(map(fold, words(" ".join((question.title, *question.topics, text)))))
    searched = f" {' '.join(found)} "
    result = QuestionResult(number, question.title, text, question.topics, searched, ctx.now)
    await results.put(ctx.tx, result)
    if question.state == "open":
        question = await close(ctx, question, "done")
    name = f"result-{int(ctx.now.timestamp())}"
    told = texts.result_in_thread(number, text)
    await in_thread(ctx, question, told, f"{KIND}-{number}-{name}")
    shown = texts.result_for_followers(number, question.title, await link_to(ctx, question), text)
    await tell_followers(ctx, question, shown, name)


# --- what is said without a command


async def on_message(ctx: Context, message: Message, subject: str) -> Reply | None:
    """Take an answer to the question what helped."""
    number = number_in(subject, RESULT)
    question = None if number is None else await questions.get(ctx.tx, number)
    if question is None or question.asker != message.sender or message.replaces is not None:
        return None
    return await _take(ctx, message, question)


async def on_awaited(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    """Take plain words soon after it was asked, unless they ask something themselves."""
    related = message.thread_root or message.reply_to or message.replaces
    late = waiting.expires_at is not None and ctx.now >= waiting.expires_at
    if related is not None or message.file is not None or late:
        return None
    if await awaited.alone(ctx.tx, message.sender) is not None:
        return None
    return await on_message(ctx, message, waiting.subject or "")


async def _take(ctx: Context, message: Message, question: AskedQuestion) -> Reply | None:
    said, answer = cleaned(message.body), read_words(message.body)
    if answer.decision is Decision.NO:
        await awaited.end_about(ctx.tx, RESULT, subject_of(RESULT, question.question_id))
        return Reply(texts.NO_RESULT)
    if said.endswith("?") or len(said.split()) < _SHORTEST_WORDS:
        return None
    await awaited.end_about(ctx.tx, RESULT, subject_of(RESULT, question.question_id))
    return await propose(ctx, question, said, message)
