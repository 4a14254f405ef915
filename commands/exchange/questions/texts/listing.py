"""Sentences of !fragen, and of a single question."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.conversation.texts.offers import to_go_on
from commands.language.markup import NOTHING, Bold, Code, Link, Text, items, text
from commands.language.patterns import Pattern
from commands.language.texts.counting import counted
from commands.language.texts.dates import day_in
from commands.language.visible import on_one_line, quoted
from storage.exchange.questions import AskedQuestion, State

PAGE = "seite"
OPEN = ("", "offen", "offene")
MINE = ("meine", "eigene")
ALL = ("alle", "alles")
_PAGE = Pattern(rf"^(.*?)\s*\b{PAGE} ([1-9][0-9]{{0,3}})$", re.IGNORECASE)
_STATES: Mapping[State, str] = MappingProxyType(
    {
        "open": "offen",
        "done": "erledigt",
        "withdrawn": "zurückgezogen",
        "closed": "geschlossen",
    }
)


def parted(words: str) -> tuple[str, int]:
    """Return what is wanted, folded as the words above are, and the page."""
    found = _PAGE.match(words.strip())
    wanted = words.strip() if found is None else found[1]
    plain = wanted.casefold() if wanted.casefold() in (*OPEN, *MINE, *ALL) else wanted
    return plain, 1 if found is None else int(found[2])


def open_ones(count: int) -> str:
    return counted(count, "offene Frage", "offene Fragen") if count else "Keine offene Frage"


def mine(count: int) -> str:
    return counted(count, "Frage von Ihnen", "Fragen von Ihnen") if count else "Keine von Ihnen"


def everything(count: int) -> str:
    return counted(count, "Frage", "Fragen") if count else "Noch keine Frage"


def about(name: str, count: int) -> str:
    asked = counted(count, "Frage", "Fragen") if count else "Keine Frage"
    return f"{asked} zu {quoted(name)}"


def nothing(heading: str, prefix: str) -> Text:
    return text(f"{heading}. Eine Frage stellen Sie so: ", Code(f"{prefix}frage …"))


def page(
    heading: str, shown: Sequence[AskedQuestion], prefix: str, zone: ZoneInfo, *, more: bool
) -> Text:
    lines = [_line(each, zone) for each in shown]
    answer = text(f"{heading}:") + items(*lines, numbered=True)
    number = shown[0].question_id
    below = text("Eine davon zeigt ihre Zahl, oder zum Beispiel ", Code(f"{prefix}frage {number}"))
    return answer + below + (text(*to_go_on(prefix)) if more else NOTHING)


def _line(question: AskedQuestion, zone: ZoneInfo) -> str:
    about = f" ({', '.join(question.topics)})" if question.topics else ""
    state = "" if question.state == "open" else f", {_STATES[question.state]}"
    asked = day_in(zone, question.asked_at)
    return f"Nr. {question.question_id}: {on_one_line(question.title)}{about}, {asked}{state}"


def one(question: AskedQuestion, name: str | None, address: str, zone: ZoneInfo) -> Text:
    by = "" if name is None else f" von {name}"
    by = ", anonym gestellt" if question.anonymous else by
    about = f" Thema: {', '.join(question.topics)}." if question.topics else ""
    return (
        text(Bold(f"Frage Nr. {question.question_id}"), f"{by}: {question.title}")
        + text(f"Gestellt am {day_in(zone, question.asked_at)}, {_STATES[question.state]}.{about}")
        + text(Link("Zum Thread", address))
    )


def result(words: str) -> Text:
    return text(Bold("Was geholfen hat"), f": {words}")


def next_step(question: AskedQuestion, prefix: str, *, own: bool, followed: bool) -> Text:
    number = question.question_id
    if own and question.state == "open":
        return text("Ist sie beantwortet: ", Code(f"{prefix}erledigt {number}"))
    if own and question.state == "done":
        return text("Was geholfen hat, tragen Sie ein mit ", Code(f"{prefix}ergebnis {number} …"))
    if question.state != "open":
        return NOTHING
    if followed:
        return text("Sie folgen ihr. Beenden: ", Code(f"{prefix}folgen {number} aus"))
    return text("Wenn Sie hören möchten, was herauskommt: ", Code(f"{prefix}folgen {number}"))
