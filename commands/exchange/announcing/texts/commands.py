"""Names, summaries and examples of the commands around announcements, and their previews."""

from commands.language.markup import Code, Text, text

WORDS = "Text"
NUMBER = "Nummer"
ANNOUNCE = (
    "Schreibt etwas in alle Räume des Netzwerks; vorher zeige ich es.",
    "ankündigen Die neue Broschüre ist da.",
)
SHOW = (
    "Zeigt die Ankündigungen, die noch ausstehen, und die letzten; mit einer Nummer eine ganz.",
    "ankündigung",
    ("ankündigungen",),
)
WITHDRAW = (
    "Nimmt eine Ankündigung zurück; vorher frage ich.",
    "ankündigung zurück 3",
    ("ankündigung zurueck", "ankündigung zurückziehen"),
)


def to_confirm(_prefix: str) -> Text:
    return text("Stimmt das? ✅ führt es aus, ❌ verwirft. »ja« oder »nein« geht auch.")


def nothing_open(prefix: str) -> Text:
    return text(
        "Es wartet keine Ankündigung auf Ihr Ja. Eine neue beginnen Sie mit ",
        Code(f"{prefix}ankündigen …"),
    )


RINGS = r"(?:bitte )?(?:mit |und )*(?:hinweis|benachrichtigung|erwähnung|@room)(?: an alle)?"
IN_DIGEST = r"(?:bitte )?(?:auch )?(?:(?:in den|im|für den|in) )?rundbrief"
NOW = r"(?:bitte )?(?:sofort|jetzt|gleich)"


def reading(moment: str, number: int) -> str:
    """Tell apart the two readings of a time on the day of a clock change."""
    return f"{moment} ({('vor', 'nach')[number]} der Umstellung)"
