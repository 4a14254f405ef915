"""What waits for a manager's word: a preview to agree to, or a choice between meanings."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from commands.command import Context, Listener, Message, Occasion, Reaction, Reply
from commands.command_words import fold
from commands.posting import say
from commands.texts import dialogue as dialogue_texts
from commands.texts import pending as texts
from commands.texts.markup import Text
from storage import dialogues, outbox
from storage.dialogues import Dialogue

YES, NO = DECISIONS = "✅", "❌"
NUMBERS = ("1️⃣", "2️⃣", "3️⃣")
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
    await _show(ctx, previews, outcome, message.sender, message.room_id, message.event_id)
    return Reply()


async def _show(
    occasion: Occasion,
    previews: Previews[A],
    outcome: Checked[A] | Choice[A],
    manager: str,
    room_id: str,
    event_id: str,
) -> None:
    """`event_id` is of what led to it: it names the post."""
    await forget(occasion, manager)
    if isinstance(outcome, Checked):
        step = _CONFIRM
        reactions: Sequence[str] = DECISIONS
        text = outcome.preview + previews.to_confirm(occasion.settings.prefix)
        kept: dict[str, Any] = {"action": previews.written(outcome.action)}
    else:
        step, reactions = _CHOOSE, NUMBERS[: len(outcome.options)]
        text = outcome.question + texts.choices([each.label for each in outcome.options])
        kept = {"options": [previews.written(each.action) for each in outcome.options]}
    kept |= {"event_id": event_id}
    await dialogues.put(occasion.tx, Dialogue(manager, previews.row, step, kept, occasion.now))
    name, about = f"{previews.row}-{event_id}", f"{previews.about}{event_id}"
    await say(occasion, room_id, text, name, about=about, reactions=reactions)


async def decide(
    occasion: Occasion, previews: Previews[A], manager: str, key: str, room_id: str, event_id: str
) -> Text:
    """What the manager said, by a word or a reaction; `event_id` is of that."""
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
    return await _go_on(occasion, previews, outcome, waiting, key, room_id, event_id)


async def _go_on(
    occasion: Occasion,
    previews: Previews[A],
    outcome: Outcome[A],
    waiting: Dialogue,
    key: str,
    room_id: str,
    event_id: str,
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
    await _show(occasion, previews, outcome, manager, room_id, event_id)
    return Text(())


async def forget(occasion: Occasion, manager: str) -> None:
    """What waits for this manager, whatever it is about."""
    waiting = await dialogues.of(occasion.tx, manager)
    if waiting is not None and waiting.subject.endswith(_ENDING):
        await dialogues.end(occasion.tx, manager)
        about = f"{waiting.subject}:{waiting.answers['event_id']}"
        await outbox.forget_about(occasion.tx, about)


# --- said without a command


def listeners(previews: Previews[A]) -> tuple[Listener[Reaction], Listener[Message]]:
    async def on_reaction(occasion: Occasion, reaction: Reaction) -> Reply | None:
        key = _key(reaction.key)
        if reaction.room_id != occasion.settings.management_room or key is None:
            return None
        about = await outbox.subject_of(occasion.tx, reaction.target)
        return await _heard(occasion, previews, reaction, about, key)

    async def on_word(occasion: Occasion, message: Message) -> Reply | None:
        """ "ja" below the preview."""
        key = _WORDS.get(fold(message.body.strip().strip("»«\"'!. ")))
        if message.room_id != occasion.settings.management_room or key is None or message.replaces:
            return None
        for event_id in (message.reply_to, message.thread_root):
            about = None if event_id is None else await outbox.subject_of(occasion.tx, event_id)
            reply = await _heard(occasion, previews, message, about, key)
            if reply is not None:
                return reply
        return None

    return Listener(Reaction, on_reaction), Listener(Message, on_word)


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
    manager, waiting = heard.sender, await dialogues.of(occasion.tx, heard.sender)
    mine = waiting is not None and waiting.subject == previews.row
    if (
        not mine
        or waiting is None
        or waiting.answers["event_id"] != about.removeprefix(previews.about)
    ):
        return Reply(texts.outdated_or_others())
    text = await decide(occasion, previews, manager, key, heard.room_id, heard.event_id)
    return Reply(text)


def _key(reaction: str) -> str | None:
    bare = reaction.replace("\ufe0f", "")
    return next((key for key in (*DECISIONS, *NUMBERS) if key.replace("\ufe0f", "") == bare), None)
