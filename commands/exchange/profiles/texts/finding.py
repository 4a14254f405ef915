"""Sentences of !wer."""

from collections.abc import Sequence
from urllib.parse import quote

from commands.collection.terms import land_called
from commands.collection.texts.place_words import SIZES
from commands.conversation.texts import german
from commands.exchange.profiles.texts.own import fields
from commands.language.markup import NOTHING, Bold, Code, Inline, Link, Text, items, text
from commands.language.texts.counting import counted
from commands.language.visible import quoted
from storage.exchange.profiles import Profile

LIKE_YOU = "ähnliche Lage wie Ihre"


def of_size(size: int) -> str:
    return f"Kommunen mit {SIZES[size - 1]} Einwohner/innen"


def of_land(words: str) -> str:
    return land_called(words) or words


def together(names: Sequence[str]) -> str:
    return " und ".join(names)


def link_to(name: str, user_id: str) -> Link:
    return Link(name, f"https://matrix.to/#/{quote(user_id, safe='@:')}")


def people(name: str, shown: Sequence[tuple[str, Profile]], count: int) -> Text:
    """List them; the count is that of all, also if not all are shown."""
    if not shown:
        return NOTHING
    members = counted(count, "Mitglied", "Mitglieder")
    heading = [Bold(f"{members} zu {quoted(name)}")]
    if count > len(shown):
        rest = f", hier {len(shown)} davon; jede Woche sind es andere. Genauer wird es mit einem"
        lead = text(*heading, f"{rest} weiteren Merkmal dahinter, zum Beispiel »{name}, Bayern«:")
    else:
        lead = text(*heading, ":")
    return lead + items(*(_line(called, profile) for called, profile in shown))


def _line(called: str, profile: Profile) -> tuple[Inline, ...]:
    parts: list[Inline] = [link_to(called, profile.user_id)]
    for field in fields(profile):
        parts += [" (" if len(parts) == 1 else "; ", *field]
    return (*parts, ")") if len(parts) > 1 else tuple(parts)


def on_request(count: int, words: str, prefix: str, *, offered: bool, more: bool) -> Text:
    """Tell how many want to be asked first, and offer it."""
    if not count:
        return NOTHING
    further = "weiteres " if more and count == 1 else "weitere " if more else ""
    verb = "möchte" if count == 1 else "möchten"
    members = f"{count} {further}{'Mitglied' if count == 1 else 'Mitglieder'}"
    said = f"{members} {verb} erst gefragt werden."
    if not more:
        said = f"Zu {quoted(words)}: {said}"
    if offered:
        return text(f"{said} Soll ich fragen?") + german.YES_OR_NO
    return text(f"{said} Soll ich fragen? Dann schreiben Sie ", Code(f"{prefix}wer fragen {words}"))


def questions(topic: str | None, count: int, prefix: str) -> Text:
    if topic is None or not count:
        return NOTHING
    asked = counted(count, "Frage", "Fragen", article="eine")
    return text(f"Dazu gibt es {asked}: ", Code(f"{prefix}fragen {topic}"))


def nobody(words: str, prefix: str, similar: Sequence[str], *, understood: bool = False) -> Text:
    answer = text(f"Zu {quoted(words)} steht noch niemand im Verzeichnis.")
    if similar and not understood:
        count = counted(len(similar), "ähnlicher Name", "ähnliche Namen", article="ein")
        return answer + text(f"Meinten Sie das ({count})?") + items(*similar, numbered=True)
    return answer + text("Fragen Sie das ganze Netzwerk: ", Code(f"{prefix}frage"))


def which_place(words: str, options: Sequence[str]) -> Text:
    count = len(options)
    return (
        text(f"Zu {quoted(words)} passt mehr als eine Kommune ({count}):")
        + items(*options, numbered=True)
        + text("Welche meinen Sie? Tippen Sie auf die Zahl, oder schreiben Sie sie.")
    )


def needs_criterion(prefix: str) -> Text:
    return text(
        "Eine Liste aller Mitglieder gibt es nicht. Nennen Sie ein Thema, einen Ort, ein Land oder"
        " eine Größe, zum Beispiel: ",
        Code(f"{prefix}wer Losverfahren"),
    )


def too_long(most: int) -> Text:
    return text(f"Das ist zu lang (höchstens {most} Zeichen). Ein Thema oder ein Ort genügt.")


def no_own_profile(prefix: str) -> Text:
    return text(
        "Dafür brauche ich Ihr Profil mit Themen oder mit der Größe Ihrer Kommune. Anlegen können"
        " Sie es mit ",
        Code(f"{prefix}profil"),
    )
