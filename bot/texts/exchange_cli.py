"""Sentences of netzwerkbot exchange."""

from datetime import datetime
from zoneinfo import ZoneInfo

from commands.language.texts.counting import counted
from commands.language.texts.dates import moment

EXCHANGE = "Fragen und Profile der Mitglieder."
HELP_SIMULATE = (
    "Zeigt, was der Bot in den nächsten Tagen unaufgefordert sagt; nichts wird gesendet."
)
HELP_DAYS = "Wie viele Tage (1 bis 400)."
HELP_FORGET = "Löscht aus einer Kopie der Datenbank, wer eine offene anonyme Frage gestellt hat."
HELP_COPY = "Die Kopie von netzwerkbot.db, nicht die Datenbank des laufenden Bots."
_STEPS = {
    "ask": "fragt im Direktchat, wie es mit Frage Nr. {} weitergehen soll",
    "post": "fragt einmal im Thread von Frage Nr. {} nach",
    "check": "fragt ein Mitglied im Direktchat, ob sein Profil noch stimmt",
    "contact": "fragt ein Mitglied im Direktchat, ob sein Kontakt weitergegeben werden darf",
    "greeting": "begrüßt ein neues Mitglied im Direktchat",
    "question": "fragt ein Mitglied nach vier Wochen im Direktchat, ob es findet, was es sucht",
    "close": "schließt Frage Nr. {} und sagt es im Direktchat",
}


def simulated(count: int, days: int) -> str:
    posts = (
        counted(count, "Nachricht", "Nachrichten", article="Eine") if count else "Keine Nachricht"
    )
    return f"{posts} in {counted(days, 'Tag', 'Tagen', article='einem')}, wenn niemand antwortet."


def simulated_digests(count: int) -> str:
    what = counted(count, "Rundbrief", "Rundbriefe", article="Ein")
    return f"{what}, wenn es dafür jedes Mal Neues gibt."


def digests(at: datetime, zone: ZoneInfo, count: int) -> str:
    what = counted(count, "Rundbrief", "Rundbriefe", article="einen")
    return f"{moment(at, zone)}: Der Bot sendet {what}."


def due(at: datetime, zone: ZoneInfo, step: str, number: int) -> str:
    return f"{moment(at, zone)}: Der Bot {_STEPS[step].format(number)}."


def forgotten(count: int) -> str:
    links = counted(count, "anonymen Frage", "anonymen Fragen", article="einer") if count else ""
    if not count:
        return "In der Kopie stand zu keiner anonymen Frage, wer sie gestellt hat."
    return f"In der Kopie steht zu {links} nicht mehr, wer sie gestellt hat."


def no_copy(file: str) -> str:
    return f"{file} ist keine Kopie der Datenbank dieser Fassung des Bots."
