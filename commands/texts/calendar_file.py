"""Wording of !kalender."""

from commands.texts.markup import Code, Link, Text, text

SUMMARY = "Schickt die Termine als Datei für Ihren Kalender und den Link zum Abonnieren."
EXAMPLE = "kalender"
FILE_NAME = "termine.ics"
NONE = text("Zurzeit stehen keine Termine an.")


def attached(count: int) -> Text:
    dates = "1 Termin" if count == 1 else f"{count} Termine"
    return text(
        f"{dates} als Datei für Ihren Kalender: {FILE_NAME}. Öffnen Sie die Datei zum Beispiel mit"
        " Outlook, Thunderbird oder Nextcloud. Spätere Änderungen stehen nicht darin."
    )


def subscription(url: str) -> Text:
    return text(
        "Sie können die Termine auch abonnieren; Änderungen kommen dann von selbst in Ihren"
        " Kalender. ",
        Link("Link zum Abonnieren", url),
    ) + text("Der Link ist nur für Mitglieder. Bitte geben Sie ihn nicht weiter.")


def link_in_direct_chat() -> Text:
    return text(
        "Den Link, mit dem Sie die Termine abonnieren können, finden Sie in unserem direkten Chat."
    )


def no_direct_chat(prefix: str) -> Text:
    return text(
        "Den Link zum Abonnieren kann ich Ihnen nur im direkten Chat geben, und ich konnte keinen"
        " mit Ihnen öffnen. Bitte laden Sie mich selbst in einen ein, und schreiben Sie dort ",
        Code(f"{prefix}kalender"),
        ".",
    )
