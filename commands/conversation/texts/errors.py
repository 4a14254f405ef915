"""Sentences for members when something does not fit."""

from collections.abc import Sequence

from commands.language.markup import Code, Inline, Text, items, text

UNKNOWN = "Diesen Befehl kenne ich nicht."


def unknown(prefix: str, nearest: str | None, sentence: str = UNKNOWN) -> Text:
    """Say so; `nearest` is the command line that may be meant."""
    meant = () if nearest is None else ("Meinten Sie ", Code(f"{prefix}{nearest}"), "? ")
    return text(f"{sentence} ", *meant, "Alle Befehle zeigt ", Code(f"{prefix}hilfe"), ".")


TO_TAP = text("Tippen Sie auf 1️⃣, oder schreiben Sie 1.")


def only_management(prefix: str, name: str) -> Text:
    return text(
        "Den Befehl ",
        Code(f"{prefix}{name}"),
        " gibt es nur im Raum des Netzwerkmanagements. Welche Befehle Sie hier verwenden können,"
        " zeigt ",
        Code(f"{prefix}hilfe"),
        ".",
    )


def usage(prefix: str, question: str, examples: Sequence[str], *, alone: bool) -> Text:
    """Ask for what is missing, with examples; `alone`: the command takes no words at all."""
    if alone:
        return text(
            "Dieser Befehl braucht keine weiteren Angaben: ", Code(f"{prefix}{examples[0]}")
        )
    return text(f"{question} ", *for_example(prefix, examples))


def for_example(prefix: str, examples: Sequence[str]) -> tuple[Inline, ...]:
    """Return "Zum Beispiel: !termine oder !termine märz"."""
    shown: list[Inline] = ["Zum Beispiel: "]
    for number, example in enumerate(examples, start=1):
        gap = "" if number == 1 else " oder " if number == len(examples) else ", "
        shown += [gap, Code(f"{prefix}{example}")]
    return tuple(shown)


def family(prefix: str, heading: str, entries: Sequence[tuple[str, str]]) -> Text:
    """List commands that belong together; `entries` are example and summary of each."""
    shown = [(Code(f"{prefix}{example}"), f": {summary}") for example, summary in entries]
    return text(f"{heading} ({len(shown)} Möglichkeiten):") + items(*shown)


def no_such(what: str, number: int, where: str, command: str) -> Text:
    """Say that there is no such number, and which command shows those that there are."""
    return text(f"{what} Nr. {number} gibt es nicht. {where} zeigt ", Code(command))


def no_such_page(command: str) -> Text:
    return text("So viele Seiten gibt es nicht. Von vorn: ", Code(command))


def internal(reference: str) -> Text:
    return text(
        "Das hat leider nicht geklappt, es liegt nicht an Ihnen. Bitte versuchen Sie es später noch"
        f" einmal oder nennen Sie dem Netzwerkmanagement die Kennung {reference}."
    )


def too_long(limit: int) -> Text:
    return text(
        f"Diese Nachricht ist zu lang für mich: Ich lese höchstens {limit:,} Zeichen.".replace(
            ",", "."
        ),
        " Bitte kürzen Sie sie und senden Sie sie noch einmal.",
    )


def too_many_commands(limit: int) -> Text:
    return text(
        f"In einer Nachricht bearbeite ich höchstens {limit} Befehle. Bitte verteilen Sie sie auf"
        " mehrere Nachrichten."
    )


TOO_MANY = text(
    "Das waren sehr viele Befehle in kurzer Zeit. Bitte warten Sie bis zu einer Minute;"
    " weitere Befehle beantworte ich so lange nicht."
)


LATE = text("(verspätet)")


NO_FILE = text(
    "Die Datei kann ich Ihnen im Augenblick leider nicht senden. Bitte versuchen Sie es später"
    " noch einmal. Bleibt es dabei, sagen Sie es bitte dem Netzwerkmanagement."
)


def done_already(prefix: str, words: str) -> Text:
    """Ask whether to run the edited command now, since the first one may have changed something."""
    return text(
        "Ihre Nachricht, wie sie vorher lautete, habe ich schon bearbeitet. Soll ich jetzt ",
        Code(f"{prefix}{words}"),
        " ausführen? Dann tippen Sie auf 1️⃣, oder schreiben Sie 1. Sonst müssen Sie nichts tun.",
    )


# --- in the direct chat


IN_DIRECT_CHAT = text("Die Antwort finden Sie in unserem Direktchat.")


NO_DIRECT_CHAT = text(
    "Ich konnte keinen Direktchat mit Ihnen öffnen. Bitte laden Sie mich selbst in einen"
    " ein, und fragen Sie dort noch einmal."
)
