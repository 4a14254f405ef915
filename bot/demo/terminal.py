"""The demo at a terminal: the prompt stays below new messages."""

import asyncio

from prompt_toolkit import PromptSession
from prompt_toolkit.patch_stdout import patch_stdout
from rich.text import Text

from bot.demo.chat import Chat, NotPossibleError
from bot.demo.screen import Screen, styled
from bot.matrix.person import Person, TimelineEvent
from bot.texts import demo as texts


async def converse(chat: Chat) -> None:
    """Show messages as they arrive; end with /quit, Ctrl-D or Ctrl-C."""
    session: PromptSession[str] = PromptSession()
    screen = Screen()
    with patch_stdout(raw=True):
        screen.show(texts.WELCOME)
        arriving = asyncio.create_task(_show_arriving(chat, screen))
        try:
            while (line := await _read_line(session, chat)) != texts.QUIT:
                try:
                    await _do(chat, line, screen)
                except NotPossibleError as error:
                    screen.show(str(error))
        finally:
            arriving.cancel()


async def _read_line(session: PromptSession[str], chat: Chat) -> str:
    prompt = texts.prompt(_name(chat.seat.person.user_id), chat.seat.room_name)
    try:
        # Other signals end the demo as they do without a terminal.
        return (await session.prompt_async(prompt, handle_sigint=False)).strip()
    except (EOFError, KeyboardInterrupt):
        return texts.QUIT


async def _do(chat: Chat, line: str, screen: Screen) -> None:
    if await chat.switch(line):
        screen.show(texts.now_speaking(chat.seat.person.user_id, chat.seat.room_name))
    elif line:
        pending = await chat.send(line)
        if pending.report:
            screen.show(pending.report)


async def _show_arriving(chat: Chat, screen: Screen) -> None:
    seen = {person: len(person.timeline) for person in chat.people}
    while True:
        await asyncio.sleep(0.05)
        for person in chat.people:
            new = person.timeline[seen[person] :]
            seen[person] += len(new)
            for event in new:
                if chat.is_for(person, event):
                    _show(chat, person, event, screen)


def _show(chat: Chat, person: Person, event: TimelineEvent, screen: Screen) -> None:
    room, name = chat.room_name(person, event.room_id), _name(event.sender)
    head = texts.message_head(room, name, edited=event.edits is not None)
    screen.show(Text.assemble((head, "dim"), "\n", styled(event), "\n"))


def _name(user_id: str) -> str:
    return user_id.removeprefix("@").partition(":")[0]
