"""Follow the root of a question: ✅ closes it, an edit changes it, its removal withdraws it."""

from dataclasses import replace

from commands.conversation.addressing import addressed
from commands.conversation.command import AnyCommand, Context, Reply
from commands.conversation.command_words import find, match
from commands.conversation.events import Message, Reaction, Redaction
from commands.conversation.short_answers import Decision, read_reaction
from commands.exchange import topics
from commands.exchange.questions.asking import LONGEST
from commands.exchange.questions.ending import ask_what_helped, close
from commands.exchange.questions.posts import question_about, rewrite_first, root_event
from commands.exchange.questions.reading import stems_of, title_of
from commands.exchange.questions.texts import asking as texts
from commands.language.visible import cleaned


async def on_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    """Take ✅ of the asker on their message, or on a post of ours about the question."""
    question = await question_about(ctx, subject)
    if question is None or question.state != "open" or question.asker != reaction.sender:
        return None
    if read_reaction(reaction.key).decision is not Decision.YES:
        return None
    await ask_what_helped(ctx, await close(ctx, question, "done"))
    return Reply()


async def on_edit(ctx: Context, message: Message, subject: str, asking: AnyCommand) -> Reply | None:
    """Let title, topics and our first reply follow an edit of the asker's message."""
    question = await question_about(ctx, subject)
    if question is None or question.asker != message.sender:
        return None
    address = addressed(message, ctx.settings, lambda words: find(words, (asking,)) is not None)
    words = message.body if address is None else match(address.words, (asking,))[1]
    text = cleaned(words)
    if not text or len(text) > LONGEST or question.state != "open":
        return Reply()
    title, named = title_of(text), await topics.found_in(ctx.tx, text)
    changed = replace(question, title=title, topics=named, stems=stems_of(title))
    if (changed.title, changed.topics) != (question.title, question.topics):
        told = texts.changed(question.question_id, named, title, ctx.prefix)
        await rewrite_first(ctx, changed, told)
    return Reply()


async def on_removal(ctx: Context, redaction: Redaction, subject: str) -> Reply | None:
    """Withdraw the question whose root was removed."""
    question = await question_about(ctx, subject)
    if question is None or await root_event(ctx, question) != redaction.target:
        return None
    if question.room_id != redaction.room_id:
        return None
    if question.state == "open":
        withdrawn = await close(ctx, question, "withdrawn")
        await rewrite_first(ctx, withdrawn, texts.withdrawn(question.question_id))
    return Reply()
