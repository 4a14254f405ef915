"""What waits for a manager's word: a preview to agree to, or a choice between meanings."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from commands.command import Context, Listener, Message, Occasion, Reaction, Reply
from commands.command_words import fold
from commands.meetings.actions import Action, Checked, Choice, Option, Outcome, Refused
from commands.meetings.checking import checked
from commands.meetings.performing import perform
from commands.posting import say
from commands.texts import dialogue as dialogue_texts
from commands.texts import meeting_previews as texts
from commands.texts.markup import Text
from storage import dialogues, outbox
from storage.dialogues import Dialogue

SUBJECT = "meeting-preview"
YES, NO = DECISIONS = "✅", "❌"
NUMBERS = ("1️⃣", "2️⃣", "3️⃣")
_ABOUT = f"{SUBJECT}:"
_CONFIRM, _CHOOSE = "confirm", "choose"
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("ja", "ok", "okay", "speichern"), YES),
        **dict.fromkeys(("nein", "verwerfen", "abbrechen"), NO),
        **{str(number): key for number, key in enumerate(NUMBERS, start=1)},
    }
)


async def propose(ctx: Context, outcome: Outcome | Action) -> Reply:
    """Show it and wait, in the place of what waited before; nothing is saved yet."""
    message = ctx.message
    if isinstance(outcome, Action):
        outcome = await checked(ctx, outcome)
    if isinstance(outcome, Refused):
        return Reply(outcome.why)
    waiting = await dialogues.of(ctx.tx, message.sender)
    if waiting is not None and waiting.subject != SUBJECT:
        return Reply(dialogue_texts.other_open(ctx.settings.prefix))
    await _show(ctx, outcome, message.sender, message.room_id, message.event_id)
    return Reply()


async def _show(
    occasion: Occasion, outcome: Checked | Choice, manager: str, room_id: str, event_id: str
) -> None:
    """`event_id` is of what led to it: it names the post."""
    await forget(occasion, manager)
    if isinstance(outcome, Checked):
        step = _CONFIRM
        reactions: Sequence[str] = DECISIONS
        text = outcome.preview + texts.to_confirm(occasion.settings.prefix)
        kept: dict[str, Any] = {"action": asdict(outcome.action)}
    else:
        step, reactions = _CHOOSE, NUMBERS[: len(outcome.options)]
        text = outcome.question + texts.choices([each.label for each in outcome.options])
        kept = {"options": [asdict(each) for each in outcome.options]}
    kept |= {"event_id": event_id}
    await dialogues.put(occasion.tx, Dialogue(manager, SUBJECT, step, kept, occasion.now))
    name, about = f"{SUBJECT}-{event_id}", f"{_ABOUT}{event_id}"
    await say(occasion, room_id, text, name, about=about, reactions=reactions)


async def decide(occasion: Occasion, manager: str, key: str, room_id: str, event_id: str) -> Text:
    """What the manager said, by a word or a reaction; `event_id` is of that."""
    waiting = await dialogues.of(occasion.tx, manager)
    if waiting is None or waiting.subject != SUBJECT:
        return texts.nothing_open(occasion.settings.prefix)
    if key == NO:
        await forget(occasion, manager)
        return texts.dropped()
    if waiting.step == _CHOOSE:
        options = [_option(each) for each in waiting.answers["options"]]
        if key not in NUMBERS[: len(options)]:
            return texts.choose_first()
        outcome = await checked(occasion, options[NUMBERS.index(key)].action)
    else:
        outcome = await checked(occasion, Action(**waiting.answers["action"]))
    return await _go_on(occasion, outcome, waiting, key, room_id, event_id)


async def _go_on(
    occasion: Occasion, outcome: Outcome, waiting: Dialogue, key: str, room_id: str, event_id: str
) -> Text:
    manager = waiting.user_id
    if isinstance(outcome, Refused):
        await forget(occasion, manager)
        return outcome.why
    if isinstance(outcome, Checked) and waiting.step == _CONFIRM:
        if key != YES:
            return texts.yes_or_no()
        await forget(occasion, manager)
        return await perform(occasion, outcome.action, manager)
    await _show(occasion, outcome, manager, room_id, event_id)
    return Text(())


async def forget(occasion: Occasion, manager: str) -> None:
    """What waits for this manager, if anything does."""
    waiting = await dialogues.of(occasion.tx, manager)
    if waiting is not None and waiting.subject == SUBJECT:
        await dialogues.end(occasion.tx, manager)
        await outbox.forget_about(occasion.tx, f"{_ABOUT}{waiting.answers['event_id']}")


def _option(kept: Mapping[str, Any]) -> Option:
    return Option(kept["label"], Action(**kept["action"]))


# --- said without a command


async def on_reaction(occasion: Occasion, reaction: Reaction) -> Reply | None:
    key = reaction.key
    if reaction.room_id != occasion.settings.management_room or _key(key) is None:
        return None
    about = await outbox.subject_of(occasion.tx, reaction.target)
    if about is None or not about.startswith(_ABOUT):
        return None
    refused = await _refused(occasion, about, reaction.sender)
    if refused is not None:
        return Reply(refused)
    said = _key(key) or NO
    return Reply(await decide(occasion, reaction.sender, said, reaction.room_id, reaction.event_id))


async def on_word(occasion: Occasion, message: Message) -> Reply | None:
    """ "ja" below the preview."""
    key = _WORDS.get(fold(message.body.strip().strip("»«\"'!. ")))
    if message.room_id != occasion.settings.management_room or key is None or message.replaces:
        return None
    for event_id in (message.reply_to, message.thread_root):
        about = None if event_id is None else await outbox.subject_of(occasion.tx, event_id)
        if about is not None and about.startswith(_ABOUT):
            refused = await _refused(occasion, about, message.sender)
            if refused is not None:
                return Reply(refused)
            text = await decide(occasion, message.sender, key, message.room_id, message.event_id)
            return Reply(text)
    return None


async def _refused(occasion: Occasion, about: str, sender: str) -> Text | None:
    waiting = await dialogues.of(occasion.tx, sender)
    mine = waiting is not None and waiting.subject == SUBJECT
    if mine and waiting is not None and waiting.answers["event_id"] == about.removeprefix(_ABOUT):
        return None
    return texts.outdated_or_others()


def _key(reaction: str) -> str | None:
    bare = reaction.replace("\ufe0f", "")
    return next((key for key in (*DECISIONS, *NUMBERS) if key.replace("\ufe0f", "") == bare), None)


ON_REACTION = Listener(Reaction, on_reaction)
ON_WORD = Listener(Message, on_word)
