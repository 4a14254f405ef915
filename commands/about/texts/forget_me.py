"""Sentences of !vergissmich: what is deleted, what stays and why."""

from collections.abc import Sequence

from commands.conversation.settings import RetentionDays
from commands.language.markup import Bold, Code, Text, items, text
from commands.language.texts.counting import counted, numbers
from storage.privacy.forgetting import Forgotten

FORGET_ME = (
    "Löscht, was ich über Sie gespeichert habe; vorher erkläre ich es und frage nach.",
    "vergissmich",
    ("vergiss-mich",),
)
WORD = "ja"
YES = "ja"
SOMEBODY = "(gelöschte Person)"
MANAGEMENT = "Netzwerkmanagement"
UNNAMED_PLACE = "(Ort gelöscht)"


def really(prefix: str, days: RetentionDays) -> Text:
    deleted, staying = _DELETED, _staying(days)
    return (
        text(Bold("Soll ich Sie vergessen?"))
        + text(f"Das lösche ich sofort ({len(deleted)} Punkte):")
        + items(*deleted)
        + text(f"Das bleibt ({len(staying)} Punkte):")
        + items(*staying)
        + text(
            "Wenn Sie mir danach wieder schreiben, antworte ich weiter. Was dafür nötig ist,"
            " speichere ich dann neu."
        )
        + text(
            "Wenn Sie das möchten, schreiben Sie hier innerhalb einer Stunde ",
            Code("ja"),
            " oder ",
            Code(f"{prefix}vergissmich ja"),
            ". Rückgängig machen lässt es sich nicht. Was ich gespeichert habe, zeigt vorher ",
            Code(f"{prefix}meinedaten"),
            ".",
        )
    )


_DELETED: Sequence[str] = (
    (
        "Ihre offenen Einreichungen: Ich ziehe sie zurück und lösche Titel, Link, Datei und"
        " Anmerkung."
    ),
    (
        "In Ihren entschiedenen Einreichungen Ihren Namen, die Anmerkung, die Datei und die"
        " Rückfragen mit Ihren Antworten; in nicht angenommenen auch Titel und Link."
    ),
    "Einen angefangenen Dialog mit Ihren Antworten.",
    (
        "Ihre Antworten zu Terminen, auch zu vergangenen, und die Erinnerungen, die Sie sich"
        " gewünscht haben."
    ),
    (
        "Ihre Fragen an das Netzwerk: Ich ziehe offene zurück, lösche Titel und Themen und"
        " entferne meine Beiträge dazu aus dem Raum für Fragen."
    ),
    "Welchen Fragen Sie folgen und zu welchen Sie erwähnt wurden.",
    (
        "Ihr Profil mit Ihrer Einwilligung, Ihre Anfragen an andere Mitglieder (meine"
        " Nachrichten dazu entferne ich dort) und die Anfragen an Sie."
    ),
    ("Ihren Rundbrief mit Ihrer E-Mail-Adresse, und E-Mails an Sie, die noch nicht gesendet sind."),
    (
        "Ihre Vorstellung und Ihre Anfragen an das Netzwerkmanagement: Meine Nachrichten damit"
        " entferne ich, soweit ich noch weiß, welche es sind. Auch, wann Sie beigetreten sind."
    ),
    "Dass eine anonyme Frage von Ihnen ist, und was davon noch nicht gestellt ist.",
    "Dass Sie die Termine abonniert haben: Ihr Link dafür gilt dann nicht mehr.",
    ("Welcher Raum unser Direktchat ist, und was ich Ihnen dort noch senden wollte."),
    "Ihre Einladungen an mich, denen ich noch nicht gefolgt bin.",
    "Ihre Matrix-Adresse (@name:server), wo sie sonst in gespeicherten Texten vorkommt.",
    (
        "Meine Nachrichten über Ihre Einreichungen im Raum des Netzwerkmanagements, soweit ich"
        " noch weiß, welche es sind: Ich entferne sie dort."
    ),
)


def _staying(days: RetentionDays) -> Sequence[str]:
    return (
        (
            "Angenommene Einträge der Sammlung mit ihren Dokumenten, denn sie beschreiben Kommunen"
            " und keine Personen."
        ),
        (
            "Von jeder Einreichung Nummer, Zeitpunkte, Liste, Ausgang und ein bekannter Ort, damit"
            " das Netzwerkmanagement seine Entscheidungen nachvollziehen kann, und der Grund einer"
            " Ablehnung. Wer eingereicht hat, steht nicht mehr dabei."
        ),
        (
            "Eine anonyme Frage, die schon im Raum steht: Verschwände sie mit Ihnen, verriete das,"
            " von wem sie ist. Ebenso bis zum Ende des Monats oder einer Sperre die Prüfwerte, nach"
            " denen ich anonyme Fragen zähle; ohne Schlüssel führen sie zu niemandem."
        ),
        (
            "Ergebnisse zu Fragen, die Sie eingetragen haben: Sie stehen ohne Ihren Namen in der"
            " Suche."
        ),
        "Ihr Name bei denen, an die ich ihn mit Ihrem Ja schon weitergegeben habe.",
        *_of_the_management(),
        (
            "Kennungen von Nachrichten, aus denen ich allein nicht ablesen kann, von wem sie sind."
            f" Ich lösche sie nach {days.handled_events} Tagen."
        ),
        *_ELSEWHERE,
    )


_ELSEWHERE: Sequence[str] = (
    (
        "Außerhalb meiner Datenbank die Schlüssel der Verschlüsselung mit der Matrix-Adresse"
        " Ihres"
        " Kontos, solange wir einen verschlüsselten Raum gemeinsam haben: Ohne sie könnten Sie"
        " dort meine Nachrichten nicht lesen."
    ),
    (
        "Neben meinen Sicherungen ein Prüfwert Ihrer Matrix-Adresse, damit eine ältere Sicherung,"
        " die jemand einspielt, Ihre Daten nicht zurückbringt."
    ),
    (
        "Auf dem Homeserver der Vermerk, welcher Raum unser Direktchat ist, damit kein"
        " zweiter entsteht. Sind Sie dort noch Mitglied, erkenne ich den Chat nach einem"
        " Neustart wieder. Möchten Sie das nicht, verlassen Sie ihn bitte vorher."
    ),
    (
        "Nachrichten in Matrix-Räumen, auch meine Antworten an andere, in denen Ihr Name steht:"
        " Sie liegen auf den Homeservern der Beteiligten, nicht bei mir. Ihre eigenen können"
        " Sie in Ihrem Programm entfernen. Gesendete E-Mails kann ich nicht zurückholen."
    ),
)


def _of_the_management() -> Sequence[str]:
    return (
        (
            "Entscheidungen und Rückfragen, die Sie als Mitglied des Netzwerkmanagements getroffen"
            " oder gestellt haben, mit ihrem Text, denn andere verlassen sich darauf. Ihr Name"
            " steht nicht mehr dabei."
        ),
        (
            "Änderungen der Sammlung, die Sie als Mitglied des Netzwerkmanagements vorgenommen"
            " haben, mit ihrem Grund, denn andere verlassen sich darauf. Ihr Name steht nicht mehr"
            " dabei."
        ),
        (
            "Termine und Ankündigungen, die Sie als Mitglied des Netzwerkmanagements angelegt"
            " haben, denn andere verlassen sich darauf. Ihr Name steht nicht mehr dabei."
        ),
    )


def ask_first(prefix: str) -> Text:
    return text(
        "Gelöscht ist noch nichts. Bevor ich etwas lösche, erkläre ich, was geschieht, und das darf"
        " höchstens eine Stunde her sein. Bitte schreiben Sie zuerst ",
        Code(f"{prefix}vergissmich"),
        ".",
    )


NOTHING_DELETED = text("Gut, ich lösche nichts.")


def done(forgotten: Forgotten) -> Text:
    parts = (
        counted(len(forgotten.withdrawn), "offene Einreichung", "offene Einreichungen")
        + " zurückgezogen",
        counted(len(forgotten.decided), "entschiedene Einreichung", "entschiedene Einreichungen")
        + f" ohne Ihren Namen, davon {forgotten.accepted} angenommen",
        counted(forgotten.steps, "Schritt", "Schritte") + " im Verlauf ohne Ihren Namen",
        counted(int(forgotten.dialogue), "angefangener Dialog", "angefangene Dialoge")
        + " gelöscht",
        counted(forgotten.answers, "Antwort", "Antworten") + " zu Terminen gelöscht",
        counted(len(forgotten.questions), "Frage", "Fragen") + " an das Netzwerk gelöscht",
        counted(int(forgotten.profile), "Profil", "Profile") + " gelöscht",
        counted(forgotten.mentions, "Text", "Texte") + " von Ihrer Matrix-Adresse befreit",
    )
    return (
        text(Bold("Erledigt."), " Ihre Matrix-Adresse steht in meiner Datenbank nicht mehr.")
        + text(f"Im Einzelnen ({len(parts)} Angaben):")
        + items(*parts)
        + text(
            "Meine Hinweise dazu entferne ich aus dem Raum des Netzwerkmanagements. Es bleibt, was"
            " ich Ihnen vor der Löschung genannt habe."
        )
    )


DONE_IN_ROOM = text(
    Bold("Erledigt."),
    " Ihre Matrix-Adresse steht in meiner Datenbank nicht mehr. Es bleibt, was ich vor der Löschung"
    " genannt habe.",
)


# --- to the management


def taken_back(submission_id: int) -> Text:
    return text(
        f"Einreichung Nr. {submission_id}: Dieser Hinweis ist entfallen, weil die Person ihre"
        " Daten gelöscht hat."
    )


def question_taken_back(number: int) -> Text:
    return text(
        f"Frage Nr. {number}: Dieser Beitrag ist entfallen, weil die Person ihre Daten gelöscht"
        " hat."
    )


INQUIRY_TAKEN_BACK = text(
    "Diese Anfrage ist entfallen, weil die Person ihre Daten gelöscht hat. Sie müssen nichts tun."
)
WORDS_TAKEN_BACK = text("Diese Nachricht ist entfallen, weil die Person ihre Daten gelöscht hat.")


def told_to_management(forgotten: Forgotten, prefix: str) -> Text:
    answer = text(
        "Jemand hat die eigenen Daten löschen lassen. Meine Hinweise zu den Einreichungen dieser"
        " Person habe ich aus diesem Raum entfernt."
    )
    if forgotten.withdrawn:
        answer += text(
            f"Zurückgezogen, bitte nicht mehr entscheiden: {numbers(forgotten.withdrawn)}."
        )
    if forgotten.decided:
        answer += text(
            f"Entschieden bleibt: {numbers(forgotten.decided)}. Den Ausgang zeigt weiter zum"
            " Beispiel ",
            Code(f"{prefix}einreichung {forgotten.decided[0]}"),
            ".",
        )
    return answer
