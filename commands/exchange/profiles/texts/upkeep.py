"""Sentences of the yearly question about a profile."""

from commands.exchange.profiles.texts.own import DELETED, fields
from commands.language.markup import Bold, Text, items, text
from storage.exchange.profiles import Profile

__all__ = ("CONFIRMED", "DELETED", "not_looked_after", "still_true")

CHOICES = ("Ja, es stimmt", "Ändern", "Löschen")
CONFIRMED = text("Gut, Ihr Profil bleibt, wie es ist. In einem Jahr frage ich wieder.")


def still_true(profile: Profile, days: int) -> Text:
    told = fields(profile)
    return (
        text(Bold("Stimmt Ihr Profil noch?"), f" ({len(told)} Angaben)")
        + items(*told)
        + text("Sie haben drei Möglichkeiten:")
        + items(*CHOICES, numbered=True)
        + text(
            "Tippen Sie auf die Zahl, oder schreiben Sie sie. Ohne Antwort blende ich das Profil"
            f" nach 60 Tagen aus und lösche es nach {days} Tagen."
        )
    )


def not_looked_after(number: int) -> Text:
    return text(
        f"Um ein Profil oder eine Anfrage (Vermerk {number}) konnte ich mich wegen eines internen"
        " Fehlers nicht kümmern. Ich versuche es weiter. Bitte informieren Sie die technische"
        " Betreuung."
    )
