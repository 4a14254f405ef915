"""Words behind !rundbrief and !stand, as people write them."""

import re

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
ADDRESS_IN_LINK = re.compile(r"mailto:([^()<>\s]+)")

SINCE = re.compile(r"^(?:seit(?:dem)?|ab|von|vom)\s+(?:dem\s+)?", re.IGNORECASE)
BACK = re.compile(r"^(?:vor|den|der|letzten?|letzter|vergangenen?)\s+(?=\d|\w+ )", re.IGNORECASE)
DAYS_AGO = {
    "heute": 0,
    "gestern": 1,
    "vorgestern": 2,
    **dict.fromkeys(("letzter woche", "letzte woche", "einer woche", "der letzten woche"), 7),
    **dict.fromkeys(("letztem monat", "letzten monat", "einem monat", "dem letzten monat"), 30),
}
