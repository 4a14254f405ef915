"""Sentences of every dialogue in the direct chat, whatever its subject."""

from collections.abc import Sequence

from commands.language.markup import Bold, Code, Inline, Text, items, text

# Words that are understood at every step.
BACK = "zurück"
ON = "weiter"
EMPTY = "leeren"
PREVIEW = "vorschau"
SEND = "senden"
LEAVE = "abbrechen"
HELP = "hilfe"
LATER = "später"

# Typed instead of a value, they remove it.
CLEARING = frozenset(
    {"leer", "leeren", "-", "–", "kein", "keine", "keinen", "ohne", "entfernen", "weg"}
)
# Said instead of "abbrechen", "weiter" and "leeren".
STOP = ("stop", "stopp", "aufhören")
DO_NOT_KNOW = ("weiß ich nicht", "das weiß ich nicht", "weiß ich leider nicht", "keine Ahnung")
NOTHING_TO_SAY = ("nichts", "keine", "keiner", "keins", "keine Angabe", "keine Anmerkung")
PREVIEW_LABEL = "Vorschau"
LEAVE_COMMAND = (
    "Beendet einen Dialog im Direktchat, ohne etwas abzusenden.",
    LEAVE,
    ("abbruch",),
)
NO_ANSWER = "keine Angabe"

_DOES = {
    BACK: "geht einen Schritt zurück",
    ON: "überspringt eine Angabe oder lässt sie, wie sie ist",
    EMPTY: "entfernt eine Angabe",
    PREVIEW: "zeigt alle Angaben auf einmal",
    SEND: "sendet alles ab, wenn Sie die Vorschau gesehen haben",
    LATER: "unterbricht; alles bleibt erhalten",
    LEAVE: "beendet den Dialog, ohne etwas abzusenden",
}


def heading(number: int, of: int, label: str) -> Text:
    return text(Bold(f"Schritt {number} von {of}: {label}"))


def choices(options: Sequence[str]) -> Text:
    """List the options, to be chosen by number or name."""
    return (
        text(f"{len(options)} Möglichkeiten:")
        + items(*options, numbered=True)
        + text("Antworten Sie mit der Nummer oder mit dem Namen, zum Beispiel »1«.")
    )


def present(value: Sequence[Inline]) -> Text:
    return text("Bisherige Angabe: ", *value)


def words(available: Sequence[str], *, answered: bool) -> Text:
    """List the words that do something here; `answered`: there is a value that ON would keep."""
    does = {ON: " (Angabe behalten)" if answered else " (überspringen)", EMPTY: " (entfernen)"}
    phrase = ", ".join(f"»{word}«{does.get(word, '')}" for word in available)
    return text(f"Auch möglich: {phrase}.")


def preview(fields: Sequence[tuple[str, Sequence[Inline]]]) -> Text:
    """List label and value of each field."""
    answer = items(*((Bold(label), ": ", *value) for label, value in fields), numbered=True)
    return text(f"Bitte prüfen Sie Ihre {len(fields)} Angaben:") + answer


def at_preview(label: str, number: int) -> Text:
    return text(
        f"Ist alles richtig? Dann antworten Sie »{SEND}«. Zum Ändern antworten Sie mit der Nummer"
        f" oder dem Namen einer Angabe, zum Beispiel »{number}« oder »{label}«."
    )


def at_preview_again(label: str, number: int) -> Text:
    return text(
        f"Zum Ändern antworten Sie mit der Nummer oder dem Namen einer Angabe, zum Beispiel"
        f" »{number}« oder »{label}«; mit »{SEND}« senden Sie alles ab."
    )


WHAT_TO_CHANGE = text("Was möchten Sie ändern?")


def later(command: str) -> Text:
    return text(
        "Gut, wir machen später weiter; Ihre Angaben bleiben erhalten. Schreiben Sie dann hier ",
        Code(command),
        ", und ich stelle die Frage noch einmal.",
    )


NOT_UNDERSTOOD = text("Diese Antwort habe ich nicht verstanden.")


def no_such_number(count: int) -> Text:
    return text(f"Diese Nummer gibt es hier nicht. Möglich sind 1 bis {count}.")


NOTHING_SAID = text("Ihre Nachricht war leer.")


FIRST_STEP = text("Das ist schon der erste Schritt.")


def required(label: str) -> Text:
    return text(f"Die Angabe »{label}« wird gebraucht und lässt sich nicht überspringen.")


def missing(label: str) -> Text:
    return text(f"Vor der Vorschau fehlt noch eine Angabe: {label}.")


CHECK_FIRST = text("Bitte prüfen Sie die Angaben, bevor sie abgesendet werden.")


def explained(prefix: str) -> Text:
    return text(
        "Wir sind in einem Dialog: Ich frage Schritt für Schritt, und Ihre nächste Nachricht hier"
        " ist die Antwort. Sie können jederzeit unterbrechen und Tage später weitermachen."
        " Befehle gehen auch zwischendurch, mit dem Zeichen davor: zum Beispiel ",
        Code(f"{prefix}hilfe"),
        f". Für den Dialog selbst gibt es {len(_DOES)} Wörter:",
    ) + items(*(f"»{word}« {does}" for word, does in _DOES.items()))


BEGUN_BEFORE = text("Sie haben schon begonnen. Wir machen dort weiter, wo Sie aufgehört haben.")


LONG_AGO = text(
    "Wir sind noch in dem Dialog, den Sie vor einiger Zeit begonnen haben. Ihre Nachricht habe"
    f" ich als Antwort darauf verstanden. War sie nicht so gemeint, hilft »{BACK}«; den Dialog"
    f" verlassen Sie mit »{LEAVE}«."
)


EDITED = text(
    "Eine nachträglich geänderte Nachricht kann ich in diesem Dialog nicht zuordnen. Antworten"
    f" Sie »{BACK}«, um eine Angabe neu zu machen."
)


NO_FILE_HERE = text("Eine Datei kann ich in diesem Dialog nicht gebrauchen.")


def other_open(prefix: str) -> Text:
    return text(
        "Sie sind noch in einem anderen Dialog im Direktchat mit mir. Schließen Sie ihn dort ab"
        " oder beenden Sie ihn mit ",
        Code(f"{prefix}{LEAVE}"),
        "; dann beginnen Sie hier noch einmal.",
    )


LEFT = text("Der Dialog ist beendet. Es wurde nichts abgesendet.")


NOTHING_TO_LEAVE = text("Es ist kein Dialog offen. Sie müssen nichts abbrechen.")


IN_DIRECT_CHAT = text(
    "Ich habe Ihnen im Direktchat geschrieben, dort geht es weiter. Falls Sie eine"
    " Einladung von mir sehen, nehmen Sie sie bitte an."
)


def not_reachable(bot: str, prefix: str, command: str) -> Text:
    return text(
        "Im Direktchat kann ich Sie leider nicht erreichen: Die Einladung dorthin ist nicht"
        " möglich. So geht es trotzdem: Beginnen Sie selbst einen Direktchat mit ",
        Code(bot),
        " und schreiben Sie dort ",
        Code(f"{prefix}{command}"),
        ".",
    )
