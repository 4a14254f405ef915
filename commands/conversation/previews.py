"""Await a manager's word about a preview to agree to, or a choice between meanings."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Generic, TypeVar

from commands.conversation.command import (
    AnyCommand,
    Arguments,
    Command,
    CommandContext,
    Context,
    Reply,
    Route,
    UnfitError,
)
from commands.conversation.dialogue.script import Script
from commands.conversation.dialogue.talk import begin
from commands.conversation.events import Message, Reaction
from commands.conversation.posting import post, rewrite
from commands.conversation.short_answers import Decision, ShortAnswer, read_reaction, read_words
from commands.conversation.texts import dialogue as dialogue_texts
from commands.conversation.texts import offers as texts
from commands.language.markup import NOTHING, Text
from commands.language.numbers import NUMBERS
from storage.conversation import awaited, outbox
from storage.conversation.awaited import Awaited

YES, NO = DECISIONS = "✅", "❌"
ENDING = "-preview"
# For so long, a bare "ja" in the room means the preview and not what others talk about.
_SOON = timedelta(hours=1)
_CONFIRM, _CHOOSE = "confirm", "choose"

A = TypeVar("A")


@dataclass(frozen=True)
class Option(Generic[A]):
    label: str
    action: A


@dataclass(frozen=True)
class PreviewChoice(Generic[A]):
    """Several readings; only the manager knows which one is meant."""

    question: Text
    options: tuple[Option[A], ...]


@dataclass(frozen=True)
class Checked(Generic[A]):
    """It can be done; `preview` shows the result.

    `renewed`: something has changed since it was shown, and it needs another yes.
    """

    action: A
    preview: Text
    renewed: bool = False


Outcome = Checked[A] | PreviewChoice[A]


@dataclass(frozen=True)
class Previews(Generic[A]):
    """The actions of one subject that are previewed.

    `checked` is called before an action is shown and again before `perform` does it; it raises
    UnfitError if it cannot be done. `written` makes JSON of an action and `read` is the way back.
    """

    subject: str
    checked: Callable[[Context, A], Awaitable[Outcome[A]]]
    perform: Callable[[Context, A, str], Awaitable[Text]]
    written: Callable[[A], Mapping[str, Any]]
    read: Callable[[Mapping[str, Any]], A]
    to_confirm: Callable[[str], Text]
    nothing_open: Callable[[str], Text]

    @property
    def kind(self) -> str:
        """Return the kind of what is awaited, which is also in subject and name of the posts."""
        return f"{self.subject}{ENDING}"


async def propose(ctx: CommandContext, previews: Previews[A], outcome: Outcome[A]) -> Reply:
    """Show it and wait, in the place of what waited before; nothing is saved yet."""
    message = ctx.message
    waiting = await awaited.alone(ctx.tx, message.sender)
    if waiting is not None and not waiting.kind.endswith(ENDING):
        return Reply(dialogue_texts.other_open(ctx.prefix))
    if waiting is not None:
        await _replace(ctx, waiting)
    await _show(ctx, previews, outcome, message)
    return Reply(proposed=True)


async def _replace(ctx: Context, waiting: Awaited) -> None:
    """Say in the old preview that it is replaced; who agrees to it all the same is told, too."""
    await awaited.end(ctx.tx, waiting.awaited_id)
    subject = waiting.subject or ""
    name = subject.replace(":", "-", 1)
    await rewrite(ctx, waiting.room_id or "", texts.REPLACED, name, 1, silent=True)


async def _show(
    ctx: Context,
    previews: Previews[A],
    outcome: Checked[A] | PreviewChoice[A],
    event: Message | Reaction,
) -> None:
    """Post it as an answer to the event, whose id is in the name of the post."""
    await forget(ctx, event.sender)
    if isinstance(outcome, Checked):
        reactions: Sequence[str] = DECISIONS
        text = outcome.preview + previews.to_confirm(ctx.prefix)
        payload: dict[str, Any] = {"step": _CONFIRM, "action": previews.written(outcome.action)}
    else:
        reactions = NUMBERS[: len(outcome.options)]
        text = outcome.question + texts.choices([each.label for each in outcome.options])
        options = [previews.written(each.action) for each in outcome.options]
        payload = {"step": _CHOOSE, "options": options}
    name, subject = f"{previews.kind}-{event.event_id}", f"{previews.kind}:{event.event_id}"
    waiting = Awaited(
        event.sender,
        previews.kind,
        payload,
        ctx.now,
        room_id=event.room_id,
        thread_root=event.thread_root if isinstance(event, Message) else None,
        subject=subject,
        alone=True,
    )
    await awaited.put(ctx.tx, waiting)
    await post(
        ctx,
        event.room_id,
        text,
        name,
        subject=subject,
        event=event,
        reactions=reactions,
        silent=True,
    )


async def decide(ctx: Context, previews: Previews[A], key: str, event: Message | Reaction) -> Text:
    """Do what the manager said by a word or a reaction, of which `key` is the sign."""
    manager = event.sender
    if manager not in ctx.managers:
        return texts.NOT_ALLOWED
    waiting = await awaited.alone(ctx.tx, manager)
    if waiting is None or waiting.kind != previews.kind:
        return previews.nothing_open(ctx.prefix)
    if key == NO:
        await forget(ctx, manager)
        return texts.DROPPED
    if waiting.payload["step"] == _CHOOSE:
        options = waiting.payload["options"]
        if key not in NUMBERS[: len(options)]:
            return texts.CHOOSE_FIRST
        action = previews.read(options[NUMBERS.index(key)])
    else:
        action = previews.read(waiting.payload["action"])
    try:
        outcome = await previews.checked(ctx, action)
    except UnfitError as error:
        await forget(ctx, manager)
        return error.text
    return await _go_on(ctx, previews, outcome, waiting, key, event)


async def _go_on(
    ctx: Context,
    previews: Previews[A],
    outcome: Outcome[A],
    waiting: Awaited,
    key: str,
    event: Message | Reaction,
) -> Text:
    if isinstance(outcome, Checked) and waiting.payload["step"] == _CONFIRM:
        if key != YES:
            return texts.YES_OR_NO
        if not outcome.renewed:
            await forget(ctx, waiting.user_id)
            return await previews.perform(ctx, outcome.action, waiting.user_id)
    await _show(ctx, previews, outcome, event)
    return NOTHING


async def forget(ctx: Context, manager: str) -> Text:
    """Drop what waits for this manager, whatever it is about; return what to say of it."""
    waiting = await awaited.alone(ctx.tx, manager)
    if waiting is None or not waiting.kind.endswith(ENDING):
        return NOTHING
    await awaited.end(ctx.tx, waiting.awaited_id)
    await outbox.forget_about(ctx.tx, waiting.subject or "")
    return texts.NO_LONGER_WAITING


async def begin_instead(ctx: CommandContext, script: Script) -> Reply:
    """Start a dialogue in the place of what waits."""
    dropped = await forget(ctx, ctx.message.sender)
    reply = await begin(ctx, script)
    return replace(reply, text=dropped + reply.text)


# --- commands that decide


def decisions(previews: Previews[A], *names: str) -> tuple[AnyCommand, AnyCommand]:
    """Make the commands `termin ja` and `termin nein` of the name "termin"."""

    def deciding(key: str, summary: str, *words: str) -> AnyCommand:
        async def run(ctx: CommandContext, _args: Arguments) -> Reply:
            return Reply(await decide(ctx, previews, key, ctx.message))

        name, *aliases = (f"{name} {word}" for name in names for word in words)
        return Command(name, run, Arguments, summary, name, tuple(aliases), management=True)

    yes = deciding(YES, texts.YES_SUMMARY, "ja", "speichern")
    return yes, deciding(NO, texts.NO_SUMMARY, "nein", "verwerfen")


# --- answers without a command


def route(previews: Previews[A]) -> Route:
    async def on_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
        return await _answered(ctx, previews, reaction, subject, read_reaction(reaction.key))

    async def on_message(ctx: Context, message: Message, subject: str) -> Reply | None:
        if message.replaces is not None:
            return None
        return await _answered(ctx, previews, message, subject, read_words(message.body))

    async def on_awaited(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
        """Take "ja" in the thread of the preview, or where all write soon after it."""
        if message.reply_to not in (None, message.thread_root) or message.file is not None:
            return None
        bare = read_words(message.body).decision is not None and ctx.now - waiting.asked_at <= _SOON
        if message.thread_root is None and not bare:
            return None
        return await on_message(ctx, message, waiting.subject or "")

    return Route(previews.kind, on_message, on_reaction, on_awaited=on_awaited)


async def _answered(
    ctx: Context,
    previews: Previews[A],
    event: Message | Reaction,
    subject: str,
    answer: ShortAnswer,
) -> Reply | None:
    """Take an answer in the management room by the manager whose preview it is."""
    key = _key(answer)
    if event.room_id != ctx.settings.management_room or key is None:
        return None
    waiting = await awaited.alone(ctx.tx, event.sender)
    if waiting is None or waiting.subject != subject:
        theirs = await awaited.about(ctx.tx, previews.kind, subject)
        return Reply(texts.OUTDATED if theirs is None else texts.OTHERS)
    return Reply(await decide(ctx, previews, key, event))


def _key(answer: ShortAnswer) -> str | None:
    if answer.decision is not None:
        return {Decision.YES: YES, Decision.NO: NO}.get(answer.decision)
    number = answer.number or 0
    return NUMBERS[number - 1] if 1 <= number <= len(NUMBERS) else None
