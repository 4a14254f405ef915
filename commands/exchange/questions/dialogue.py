"""!frage without words: a question step by step in the direct chat."""

from typing import Any

from commands.conversation.command import Context, Reply, UnfitError
from commands.conversation.command_words import fold
from commands.conversation.dialogue.script import (
    PREVIEW,
    Answers,
    DialogueStep,
    Script,
    SendFailure,
    StepAnswer,
    StepValue,
    parsing,
)
from commands.conversation.dialogue.talk import route
from commands.conversation.events import Message
from commands.exchange.questions.asking import (
    ASKING,
    LONGEST,
    check,
    draft_of,
    offer_similar,
    publish,
    similar_to,
)
from commands.exchange.questions.posts import address_of
from commands.exchange.questions.reading import LONGEST_TITLE
from commands.exchange.questions.texts import asking as texts
from commands.language.visible import cleaned, one_line


def _title(words: str) -> str:
    title = one_line(words)
    if not title or len(title) > LONGEST_TITLE:
        raise UnfitError(texts.title_does_not_fit(LONGEST_TITLE))
    return title


def _text(words: str) -> str:
    text = cleaned(words)
    if len(text) > LONGEST:
        raise UnfitError(texts.too_long(LONGEST, len(text)))
    if not text:
        raise UnfitError(texts.NO_WORDS)
    return text


def _topics(words: str) -> str:
    return one_line(words)


async def _named(ctx: Context, answer: StepAnswer, _present: Any) -> StepValue:
    """Read with a name or without. Raises UnfitError if it is not possible without."""
    words = fold(answer.text)
    if words in texts.WITHOUT_NAME:
        from commands.exchange.anonymous import limits

        limits.check_room(ctx)
        return StepValue(texts.UNNAMED)
    if words not in texts.WITH_NAME:
        raise UnfitError(texts.NAMED_OR_NOT)
    return StepValue(texts.NAMED)


async def _send_unnamed(ctx: Context, message: Message, answers: Answers) -> Reply:
    from commands.exchange.anonymous import asking

    title, text = answers["title"], answers["text"]
    whole = text if title in text else f"{title}\n\n{text}"
    draft = await draft_of(ctx, whole, title, answers["topics"] or "")
    return await asking.begin(ctx, message.sender, draft)


async def _send(ctx: Context, message: Message, answers: Answers) -> Reply | SendFailure:
    try:
        if answers.get("named") == texts.UNNAMED:
            return await _send_unnamed(ctx, message, answers)
        draft = await draft_of(ctx, answers["text"], answers["title"], answers["topics"] or "")
        await check(ctx, message.sender)
        similar = await similar_to(ctx, draft)
        if similar:
            return await offer_similar(ctx, message, draft, similar, seen=True)
        question = await publish(ctx, message.sender, draft)
    except UnfitError as error:
        return SendFailure(PREVIEW, error.text)
    address = address_of(question.room_id)
    return Reply(texts.asked(question.question_id, address, ctx.prefix))


SCRIPT = Script(
    ASKING,
    "frage",
    texts.opening,
    (
        DialogueStep("title", texts.TITLE, parsing(_title), required=True),
        DialogueStep("text", texts.TEXT, parsing(_text), required=True),
        DialogueStep("topics", texts.TOPICS, parsing(_topics)),
        DialogueStep("named", texts.WHO, _named, choices=(texts.NAMED, texts.UNNAMED)),
    ),
    _send,
    untraced=True,
)
ROUTE = route(SCRIPT)
