"""What is said about choices and further pages."""

from commands.texts.markup import Code, Inline, Text, text

MORE_SUMMARY = "Zeigt die nächste Seite der letzten Liste."


def to_choose(count: int) -> Text:
    """Below a numbered list."""
    if count == 1:
        return text("Meinten Sie das? Dann antworten Sie mit »1« oder mit der Reaktion 1️⃣.")
    return text(
        f"Welche meinen Sie? Antworten Sie mit der Nummer, 1 bis {count}, oder mit der Reaktion,"
        " die sie zeigt."
    )


def to_go_on(prefix: str) -> tuple[Inline, ...]:
    return ("Weiter mit ", Code(f"{prefix}mehr"), ".")


def nothing_more(prefix: str) -> Text:
    return text(
        "Es gibt hier gerade keine weitere Seite für Sie. Stellen Sie Ihre Frage bitte noch einmal,"
        " zum Beispiel ",
        Code(f"{prefix}sammlung"),
        ".",
    )


def out_of_range(count: int) -> Text:
    if count == 1:
        return text("Hier steht nur die Nummer 1 zur Wahl.")
    return text(f"Zur Wahl stehen hier die Nummern 1 bis {count}.")


def used_up() -> Text:
    """What was chosen changed something."""
    return text(
        "Daraus haben Sie schon gewählt, und ich habe es ausgeführt. Möchten Sie noch etwas tun,"
        " schreiben Sie den Befehl bitte neu."
    )


def expired(prefix: str, line: str) -> Text:
    """`line` is what would have been asked."""
    return text(
        "Diese Auswahl gilt nicht mehr, denn sie ist über eine Stunde alt. So fragen Sie danach: ",
        Code(f"{prefix}{line}"),
    )
