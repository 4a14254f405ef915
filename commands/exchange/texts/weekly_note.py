"""What the management is told once a week about questions and topics."""

from collections.abc import Sequence

from commands.language.markup import NOTHING, Bold, Code, Text, items, text
from commands.language.texts.counting import counted, shortened
from commands.language.visible import cut, on_one_line
from storage.exchange.questions import AskedQuestion

_MOST_SHOWN = 5
_MOST_TOPICS = 8
_LONGEST_TITLE = 80


def note(new: Sequence[AskedQuestion], count: int, topics: Sequence[str], prefix: str) -> Text:
    """Tell of the `new` ones of `count` old questions, and of topics without anybody."""
    return _questions(new, count, prefix) + _topics(topics)


def _questions(new: Sequence[AskedQuestion], count: int, prefix: str) -> Text:
    if not new:
        return NOTHING
    what = counted(count, "Frage ist", "Fragen sind")
    of_them = f", {len(new)} davon seit dieser Woche" if count > len(new) else ""
    lines = [
        f"Nr. {each.question_id}: {cut(on_one_line(each.title), _LONGEST_TITLE)}" for each in new
    ]
    return (
        text(Bold(f"{what} seit 15 Tagen ohne Antwort"), f"{of_them}:")
        + items(*shortened(lines, _MOST_SHOWN))
        + text("Mehr zeigt zum Beispiel ", Code(f"{prefix}frage {new[0].question_id}"), ".")
    )


def _topics(topics: Sequence[str]) -> Text:
    if not topics:
        return NOTHING
    what = counted(len(topics), "Thema", "Themen")
    shown, more = topics[:_MOST_TOPICS], len(topics) - _MOST_TOPICS
    rest = f" und {more} weitere" if more > 0 else ""
    return text(
        Bold(f"{what} ohne Ansprechperson"),
        f", nach denen im letzten Jahr gefragt wurde: {', '.join(shown)}{rest}.",
    )
