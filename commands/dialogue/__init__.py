"""Dialogues in the direct chat, whatever they are about: one question after the other."""

from commands.dialogue.moves import is_word
from commands.dialogue.script import (
    PREVIEW,
    Answers,
    Held,
    Said,
    Script,
    Sent,
    State,
    Step,
    Taken,
    Turn,
    Unfit,
)
from commands.dialogue.talk import LEAVE, begin, hear

__all__ = [
    "LEAVE",
    "PREVIEW",
    "Answers",
    "Held",
    "Said",
    "Script",
    "Sent",
    "State",
    "Step",
    "Taken",
    "Turn",
    "Unfit",
    "begin",
    "hear",
    "is_word",
]
