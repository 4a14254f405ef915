"""What waits for a manager's word: a preview to agree to, or a choice between meanings."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from commands.command import Context, Listener, Message, Occasion, Reaction, Reply
from commands.command_words import fold
from commands.numbers import NUMBERS
from commands.posting import say
from commands.texts import dialogue as dialogue_texts
from commands.texts import pending as texts
from commands.texts.markup import NOTHING, Text
from storage import dialogues, outbox
from storage.dialogues import Dialogue

YES, NO = DECISIONS = "✅", "❌"
_ENDING = "-preview"
_CONFIRM, _CHOOSE = "confirm", "choose"
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("ja", "ok", "okay", "speichern"), YES),
        **dict.fromkeys(("nein", "verwerfen", "abbrechen"), NO),
        **{str(number): key for number, key in enumerate(NUMBERS, start=1)},
    }
)

A = TypeVar("A")


@dataclass(frozen=True)
class Option(Generic[A]):
    label: str
    action: A


@dataclass(frozen=True)
class Choice(Generic[A]):
    """One of the options is meant, and only the manager knows which."""

    question: Text
    options: tuple[Option[A], ...]


@dataclass(frozen=True)
class Refused:
    """It cannot be done."""

    why: Text


@dataclass(frozen=True)
class Checked(Generic[A]):
    """It can be done; `preview` shows what would be.

    `renewed`: things have changed since it was shown, and it is to be agreed to anew.
    """

    action: A
    preview: Text
    renewed: bool = False


Outcome = Checked[A] | Choice[A] | Refused


@dataclass(frozen=True)
class Previews(Generic[A]):
    """What is previewed of one subject.

    `checked` is asked before an action is shown and again before `perform` does it; `written`
    makes JSON of it and `read` is the way back.
    """

    subject: str
    checked: Callable[[Occasion, A], Awaitable[Outcome[A]]]
    perform: Callable[[Occasion, A, str], Awaitable[Text]]
    written: Callable[[A], Mapping[str, Any]]
    read: Callable[[Mapping[str, Any]], A]
    to_confirm: Callable[[str], Text]
    nothing_open: Callable[[str], Text]

    @property
    def row(self) -> str:
        """How it is called among the dialogues, and in the names of posts."""
        return f"{self.subject}{_ENDING}"

    @property
    def about(self) -> str:
        return f"{self.row}:"


async def propose(ctx: Context, previews: Previews[A], outcome: Outcome[A]) -> Reply:
    """Show it and wait, in the place of what waited before; nothing is saved yet."""
    message = ctx.message
    if isinstance(outcome, Refused):
        return Reply(outcome.why)
    waiting = await dialogues.of(ctx.tx, message.sender)
    if waiting is not None and not waiting.subject.endswith(_ENDING):
        return Reply(dialogue_texts.other_open(ctx.settings.prefix))
    await _show(ctx, previews, outcome, message)
    return Reply(proposed=True)


async def _show(
    occasion: Occasion,
    previews: Previews[A],
    outcome: Checked[A] | Choice[A],
    heard: Message | Reaction,
) -> None:
    """In answer to what led to it, which names the post."""
    await forget(occasion, heard.sender)
    if isinstance(outcome, Checked):
        step = _CONFIRM
        reactions: Sequence[str] = DECISIONS
        text = outcome.preview + previews.to_confirm(occasion.settings.prefix)
        kept: dict[str, Any] = {"action": previews.written(outcome.action)}
    else:
        step, reactions = _CHOOSE, NUMBERS[: len(outcome.options)]
        text = outcome.question + texts.choices([each.label for each in outcome.options])
        kept = {"options": [previews.written(each.action) for each in outcome.options]}
    event_id = heard.event_id
    thread_root = heard.thread_root if isinstance(heard, Message) else None
    kept |= {"event_id": event_id, "thread_root": thread_root}
    waiting = Dialogue(heard.sender, previews.row, step, kept, occasion.now)
    await dialogues.put(occasion.tx, waiting)
    name, about = f"{previews.row}-{event_id}", f"{previews.about}{event_id}"
    await say(occasion, heard.room_id, text, name, about=about, heard=heard, reactions=reactions)


async def decide(
    occasion: Occasion, previews: Previews[A], key: str, heard: Message | Reaction
) -> Text:
    """What the manager said, by a word or a reaction."""
    manager = heard.sender
    if manager not in occasion.managers:
        return texts.not_allowed()
    waiting = await dialogues.of(occasion.tx, manager)
    if waiting is None or waiting.subject != previews.row:
        return previews.nothing_open(occasion.settings.prefix)
    if key == NO:
        await forget(occasion, manager)
        return texts.dropped()
    if waiting.step == _CHOOSE:
        options = waiting.answers["options"]
        if key not in NUMBERS[: len(options)]:
            return texts.choose_first()
        action = previews.read(options[NUMBERS.index(key)])
    else:
        action = previews.read(waiting.answers["action"])
    outcome = await previews.checked(occasion, action)
    return await _go_on(occasion, previews, outcome, waiting, key, heard)


async def _go_on(
    occasion: Occasion,
    previews: Previews[A],
    outcome: Outcome[A],
    waiting: Dialogue,
    key: str,
    heard: Message | Reaction,
) -> Text:
    manager = waiting.user_id
    if isinstance(outcome, Refused):
        await forget(occasion, manager)
        return outcome.why
    if isinstance(outcome, Checked) and waiting.step == _CONFIRM:
        if key != YES:
            return texts.yes_or_no()
        if not outcome.renewed:
            await forget(occasion, manager)
            return await previews.perform(occasion, outcome.action, manager)
    await _show(occasion, previews, outcome, heard)
    return Text(())


async def forget(occasion: Occasion, manager: str) -> Text:
    """What waits for this manager, whatever it is about; what is to be said of it, if need be."""
    waiting = await dialogues.of(occasion.tx, manager)
    if waiting is not None and waiting.subject.endswith(_ENDING):
        await dialogues.end(occasion.tx, manager)
        about = f"{waiting.subject}:{waiting.answers['event_id']}"
        await outbox.forget_about(occasion.tx, about)
        return texts.no_longer_waiting()
    return NOTHING


# --- said without a command


def listeners(previews: Previews[A]) -> tuple[Listener[Reaction], Listener[Message]]:
    async def on_reaction(occasion: Occasion, reaction: Reaction) -> Reply | None:
        key = _key(reaction.key)
        if reaction.room_id != occasion.settings.management_room or key is None:
            return None
        about = await outbox.subject_of(occasion.tx, reaction.target)
        return await _heard(occasion, previews, reaction, about, key)

    async def on_word(occasion: Occasion, message: Message) -> Reply | None:
        """ "ja" below the preview, or in the thread where it is."""
        key = _WORDS.get(fold(message.body.strip().strip("»«\"'!. ")))
        if message.room_id != occasion.settings.management_room or key is None or message.replaces:
            return None
        for event_id in (message.reply_to, message.thread_root):
            about = None if event_id is None else await outbox.subject_of(occasion.tx, event_id)
            reply = await _heard(occasion, previews, message, about, key)
            if reply is not None:
                return reply
        about = await _in_thread(occasion, previews, message)
        return await _heard(occasion, previews, message, about, key)

    return Listener(Reaction, on_reaction), Listener(Message, on_word)


async def _in_thread(occasion: Occasion, previews: Previews[A], message: Message) -> str | None:
    """What waits for the sender where this is said, if that is a thread."""
    if message.thread_root is None or message.reply_to is not None:
        return None
    waiting = await dialogues.of(occasion.tx, message.sender)
    if waiting is None or waiting.answers.get("thread_root") != message.thread_root:
        return None
    return f"{waiting.subject}:{waiting.answers['event_id']}"


async def _heard(
    occasion: Occasion,
    previews: Previews[A],
    heard: Message | Reaction,
    about: str | None,
    key: str,
) -> Reply | None:
    """None if it is not about a preview of this subject."""
    if about is None or not about.startswith(previews.about):
        return None
    waiting = await dialogues.of(occasion.tx, heard.sender)
    mine = waiting is not None and waiting.subject == previews.row
    if (
        not mine
        or waiting is None
        or waiting.answers["event_id"] != about.removeprefix(previews.about)
    ):
        return Reply(texts.outdated_or_others())
    return Reply(await decide(occasion, previews, key, heard))


def _key(reaction: str) -> str | None:
    bare = reaction.replace("\ufe0f", "")
    return next((key for key in (*DECISIONS, *NUMBERS) if key.replace("\ufe0f", "") == bare), None)
