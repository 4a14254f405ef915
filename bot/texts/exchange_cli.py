"""Sentences of netzwerkbot exchange."""

from datetime import datetime
from zoneinfo import ZoneInfo

from commands.language.texts.counting import counted
from commands.language.texts.dates import moment

EXCHANGE = "Fragen der Mitglieder."
HELP_SIMULATE = (
    "Zeigt, was der Bot in den nächsten Tagen unaufgefordert sagt; nichts wird gesendet."
)
HELP_DAYS = "Wie viele Tage (1 bis 400)."
_STEPS = {
    "ask": "fragt im Direktchat, wie es mit Frage Nr. {} weitergehen soll",
    "post": "fragt einmal im Thread von Frage Nr. {} nach",
    "greeting": "begrüßt ein neues Mitglied im Direktchat",
    "question": "fragt ein Mitglied nach vier Wochen im Direktchat, ob es findet, was es sucht",
    "close": "schließt Frage Nr. {} und sagt es im Direktchat",
}


def simulated(count: int, days: int) -> str:
    posts = (
        counted(count, "Nachricht", "Nachrichten", article="Eine") if count else "Keine Nachricht"
    )
    return f"{posts} in {counted(days, 'Tag', 'Tagen', article='einem')}, wenn niemand antwortet."


def due(at: datetime, zone: ZoneInfo, step: str, number: int) -> str:
    return f"{moment(at, zone)}: Der Bot {_STEPS[step].format(number)}."
