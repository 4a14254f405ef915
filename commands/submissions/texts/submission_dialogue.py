"""Questions of !einreichen in the direct chat, and remarks on the answers."""

from collections.abc import Mapping
from typing import Any

from commands.conversation.dialogue.script import StepWords
from commands.language.markup import Code, Inline, Link, Text, text
from commands.language.texts.dates import partial_date
from commands.language.visible import quoted

WITHOUT_LINK = "ohne Link"
WITHOUT_FILE = "ohne Datei"

PLACE = StepWords(
    "Kommune",
    "Um welche Kommune geht es? Zum Beispiel: »Bonn« oder »Landkreis Göppingen«.",
    ("Ort",),
)
LIST = StepWords("Liste", "In welche Liste der Sammlung gehört das Dokument?")
DOCUMENT = StepWords(
    "Dokument",
    "Wo ist das Dokument? Antworten Sie mit dem Link, zum Beispiel"
    " https://www.example.org/leitlinien.pdf oder senden Sie die Datei hier in den Chat (PDF,"
    " DOCX oder ODT). Beides zusammen geht auch, nacheinander.",
    ("Link", "Datei"),
)
TITLE = StepWords(
    "Titel",
    "Wie heißt das Dokument? Zum Beispiel: »Leitlinien für die Beteiligung der Einwohnerinnen"
    " und Einwohner«.",
)
STATUS = StepWords(
    "Stand",
    "Wie ist der Stand? Zum Beispiel: »beschlossen 2014«, »beschlossen am 25. Juni 2015«,"
    " »fortgeschrieben 2020«, »in Erarbeitung« oder »unbekannt«.",
    ("Status", "Beschluss"),
)
NOTE = StepWords(
    "Anmerkung",
    "Möchten Sie dem Netzwerkmanagement etwas dazu sagen? Zum Beispiel: »Die Anlage 2 ist noch"
    " in Arbeit.«",
)


def opening(prefix: str) -> Text:
    return text(
        "Schön, dass Sie etwas zur Sammlung beitragen. Ich frage Schritt für Schritt; am Ende"
        " sehen Sie alles noch einmal, bevor es zum Netzwerkmanagement geht. Antworten Sie"
        " einfach hier im Chat. In einer Zeile geht es auch: ",
        Code(f"{prefix}einreichen Bonn https://…"),
    )


LINK_ONLY = StepWords(
    DOCUMENT.label,
    "Wie lautet der Link? Zum Beispiel: https://www.example.org/leitlinien.pdf",
    DOCUMENT.aliases,
)
FILE_STAYS = text(
    "Die Datei einer Einreichung kann ich nicht austauschen. Ziehen Sie die Einreichung dafür"
    " bitte zurück, und reichen Sie neu ein."
)


def opening_again(_prefix: str) -> Text:
    return text("Das haben Sie eingereicht. Es bleibt so, bis Sie die Änderung absenden.")


def in_collection(name: str) -> Text:
    return text(f"{name} steht in der Sammlung; Ihre Einreichung wird mit dem Eintrag verglichen.")


def in_register(name: str) -> Text:
    return text(f"{name} ist noch nicht in der Sammlung.")


ONLY_THE_PLACE = text(
    "Hier brauche ich nur den Namen der Kommune, zum Beispiel »Bonn«. Nach dem Link frage ich"
    " danach."
)


LINK_NOTED = text(
    "Den Link habe ich notiert. Haben Sie auch die Datei, können Sie sie jederzeit hier senden."
)


def file_noted(name: str) -> Text:
    return text(
        f"Die Datei {_file(name)} habe ich notiert. Gibt es auch einen Link, ergänzen Sie ihn in"
        f" der Vorschau unter »{DOCUMENT.label}«."
    )


def both_noted(name: str) -> Text:
    return text(f"Den Link und die Datei {_file(name)} habe ich notiert.")


def file_replaced(name: str, former: str) -> Text:
    return text(f"Ich habe die Datei {_file(name)} anstelle von {_file(former)} notiert.")


CAPTION_NOT_USED = text(
    "Den Text zur Datei habe ich nicht übernommen; gebraucht wird hier nur ein Link."
)


NO_LINK_IN_IT = text(
    "Darin finde ich keinen Link. Haben Sie die Datei? Dann senden Sie sie einfach hier."
)
ONE_IS_NEEDED = text("Ein Link oder eine Datei wird gebraucht; beides lässt sich nicht weglassen.")


HOW_TO_REMOVE = text(
    f"Eines davon weglassen: Antworten Sie »{WITHOUT_LINK}« oder »{WITHOUT_FILE}«."
)


PART_REMOVED = text("Das habe ich entfernt.")


def shown_document(value: Mapping[str, Any]) -> tuple[Inline, ...]:
    url, file = value.get("url"), value.get("file")
    link: tuple[Inline, ...] = () if url is None else (Link(url, url),)
    if file is None:
        return link
    name = f"Datei {_file(file['name'])}"
    return (*link, " und ", name) if link else (name,)


def shown_status(value: Mapping[str, Any]) -> tuple[Inline, ...]:
    status, adopted = value["status"], value.get("adopted")
    return (status if adopted is None else f"{status}, {partial_date(adopted)}",)


def _file(name: str) -> str:
    return quoted(name) if name.strip() else "ohne Namen"
