"""A date that waits for a manager's word before it is saved and announced."""

from dataclasses import asdict

from commands.command import Context, Reply
from commands.meetings.actions import Action
from commands.meetings.checking import checked
from commands.meetings.performing import perform
from commands.pending import Outcome, Previews, listeners
from commands.pending import propose as show
from commands.texts import meeting_previews as texts

MEETINGS = Previews(
    "meeting",
    checked,
    perform,
    asdict,
    lambda kept: Action(**kept),
    texts.to_confirm,
    texts.nothing_open,
)


async def propose(ctx: Context, outcome: Outcome[Action] | Action) -> Reply:
    if isinstance(outcome, Action):
        outcome = await checked(ctx, outcome)
    return await show(ctx, MEETINGS, outcome)


ON_REACTION, ON_WORD = listeners(MEETINGS)
