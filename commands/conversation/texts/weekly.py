"""The weekly note to the management."""

from collections.abc import Sequence

from commands.language.markup import Bold, Code, Inline, Text, items, text
from commands.language.texts.counting import counted, shortened

HEALTHY = "Der Bot ist gesund."
# Before what helps, in a problem of !status.
_REMEDY = " Abhilfe"

NOT_COUNTED = text(
    "In der Wochennotiz fehlt wegen eines Fehlers eine Zeile. Bitte informieren Sie die technische"
    " Betreuung; der Grund steht im Protokoll."
)


def note(
    problems: Sequence[str], most: int, totals: Sequence[tuple[str, str]], prefix: str
) -> Text:
    """Tell of at most so many problems; a total is its words and the command that shows more."""
    answer = _trouble(problems, most, prefix) if problems else text(Bold(HEALTHY))
    if totals:
        answer += items(*(_total(words, command, prefix) for words, command in totals))
    return answer


def _trouble(problems: Sequence[str], most: int, prefix: str) -> Text:
    what = counted(len(problems), "Punkt braucht", "Punkte brauchen", article="Ein")
    shown = [problem.partition(_REMEDY)[0] for problem in problems]
    return (
        text(Bold(f"Der Bot ist nicht ganz gesund: {what} Ihre Aufmerksamkeit."))
        + items(*shortened(shown, most))
        + text("Was hilft, zeigt ", Code(f"{prefix}status"), ".")
    )


def _total(words: str, command: str, prefix: str) -> tuple[Inline, ...]:
    return (words, ": ", Code(f"{prefix}{command}")) if command else (words,)
