"""Sentences to new members, and about them to the management."""

from collections.abc import Sequence

from commands.language.markup import Bold, Code, Inline, Text, items, text
from commands.language.texts.counting import listed
from commands.language.texts.dates import local
from storage.meetings.meetings import Meeting

_HOW = "Tippen Sie auf die Zahl, oder schreiben Sie sie. Sie müssen nichts tun."


def greeting(network: str, meeting: Meeting | None, prefix: str) -> Text:
    """Say in four lines what a new member needs, and offer three things."""
    return (
        text(
            f"Willkommen im Netzwerk {network}. Ich bin der Bot: Ich zeige Leitlinien aus der"
            " Sammlung, erinnere an Termine und bringe Ihre Fragen zu den anderen Mitgliedern."
        )
        + text(
            Bold("Vertraulich: "),
            "Was Sie hier im Direktchat schreiben, sehen andere Mitglieder nicht; in den Räumen"
            " lesen alle mit. Was ich speichere, zeigt ",
            Code(f"{prefix}datenschutz"),
            ".",
        )
        + _next_meeting(meeting, prefix)
        + text(
            Bold("Früheres: "),
            "Was vor Ihrem Beitritt geschrieben wurde, können Sie in verschlüsselten Räumen nicht"
            " lesen. Das Wichtigste fasst ",
            Code(f"{prefix}stand"),
            " für Sie zusammen.",
        )
        + text("Wenn Sie möchten, geht es hier weiter (3 Möglichkeiten):")
        + items(
            "Rundgang in fünf Schritten",
            ("Profil anlegen, damit andere Sie finden: ", Code(f"{prefix}profil")),
            ("Sich den anderen vorstellen: ", Code(f"{prefix}vorstellen")),
            numbered=True,
        )
        + text(_HOW)
    )


def _next_meeting(meeting: Meeting | None, prefix: str) -> Text:
    if meeting is None:
        return text(
            Bold("Termine: "),
            "Zurzeit steht keiner an; neue kündige ich in den Räumen an. Alle zeigt ",
            Code(f"{prefix}termine"),
            ".",
        )
    return text(
        Bold("Nächster Termin: "),
        f"{local(meeting.starts)}, »{meeting.title}«. Mehr dazu zeigt ",
        Code(f"{prefix}termin {meeting.meeting_id}"),
        ".",
    )


def after_four_weeks() -> Text:
    return (
        text(
            "Sie sind seit vier Wochen dabei. Finden Sie hier, was Sie suchen? Ich frage nur dieses"
            " eine Mal."
        )
        + items("Ja", "Nein, mir fehlt etwas", "Noch einmal der Rundgang", numbered=True)
        + text(_HOW)
    )


FINDS_ALL = text("Gut. Ich frage nicht noch einmal.")


def what_is_missing(prefix: str) -> Text:
    return text(
        "Was fehlt Ihnen? Schreiben Sie es mir in ein, zwei Sätzen, dann gebe ich es dem"
        " Netzwerkmanagement: ",
        Code(f"{prefix}anfrage Mir fehlt …"),
    )


# --- to the management

FIRST_START = text(
    "Neue Mitglieder begrüße ich ab jetzt einmal im Direktchat. Wer schon da ist, bekommt keine"
    " Begrüßung."
)
MOVED = text(
    "Mitglieder ziehen in einen neuen Raum um. Sie sind nicht neu im Netzwerk, deshalb begrüße ich"
    " dort niemanden."
)
NOT_GREETED = text(
    "Ein neues Mitglied konnte ich wegen eines internen Fehlers nicht ansprechen. Ich versuche es"
    " weiter. Bitte informieren Sie die technische Betreuung."
)


def rush(count: int) -> Text:
    return text(
        f"Heute sind mindestens {count} Personen innerhalb einer Stunde beigetreten. Ich begrüße"
        " sie nicht einzeln; ein gemeinsames Wort geht mit einer Ankündigung."
    )


def returned(names: Sequence[str]) -> Text:
    parts: list[Inline] = [Bold("Wieder beigetreten: "), listed(names)]
    return text(*parts, ". Begrüßt wird nur beim ersten Mal.")
