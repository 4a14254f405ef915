"""Names, summaries and examples of the commands, and the words they understand."""

import re

from commands.language.patterns import Pattern

WORDS = "Seit wann"
WISH = "Wie oft und wohin"
FOREWORD = "Text"
STATE = ("Zeigt, was es im Netzwerk Neues gibt.", "stand seit 1.9.", ("neues", "wasgibtsneues"))
ORDER = (
    "Bestellt, was es Neues gibt: jede Woche oder jeden Monat, hier oder per E-Mail.",
    "rundbrief wöchentlich",
    ("newsletter",),
)
PREVIEW = ("Zeigt, wie der Rundbrief jetzt aussähe.", "rundbrief vorschau")
WRITE_FOREWORD = (
    "Setzt ein Vorwort in den nächsten Rundbrief.",
    "rundbrief vorwort Wir sehen uns beim Netzwerktreffen.",
)
EXPORT = ("Sendet den Rundbrief als Datei (Markdown) in diesen Raum.", "rundbrief export")


# Folded: with ae, oe, ue and ss.
WEEKLY = frozenset(("woechentlich", "wochentlich", "woche", "wochen", "jede-woche"))
MONTHLY = frozenset(("monatlich", "monat", "monate"))
ENDS = frozenset(
    ("aus", "abbestellen", "ab", "ende", "beenden", "stopp", "stop", "kuendigen", "abmelden")
)
HERE = frozenset(("hier", "hierher", "chat", "direktchat", "matrix"))
MAIL = frozenset(("mail", "email", "e-mail", "mails", "mailen"))
FREE = frozenset(
    (
        *("per", "an", "bitte", "im", "in", "den", "jede", "jeden", "einmal", "pro", "der"),
        *("die", "als", "ich", "moechte", "ihn", "bestellen", "meine", "adresse", "ins", "und"),
    )
)
# Some clients write [ada@example.org](mailto:ada@example.org).
ADDRESS_IN_LINK = Pattern(r"mailto:([^()<>\s]+)")

SINCE = Pattern(r"^(?:seit(?:dem)?|ab|von|vom)\s+(?:dem\s+)?", re.IGNORECASE)
BACK = Pattern(r"^(?:vor|den|der|letzten?|letzter|vergangenen?)\s+(?=\d|\w+ )", re.IGNORECASE)
DAYS_AGO = {
    "heute": 0,
    "gestern": 1,
    "vorgestern": 2,
    **dict.fromkeys(("letzter woche", "letzte woche", "einer woche", "der letzten woche"), 7),
    **dict.fromkeys(("letztem monat", "letzten monat", "einem monat", "dem letzten monat"), 30),
}
