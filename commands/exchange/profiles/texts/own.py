"""Sentences to a person about their own profile."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from commands.conversation.command_words import fold
from commands.conversation.texts import german
from commands.exchange.profiles.texts.commands import FOR_SO_LONG, SHOW, STOP, UNTIL
from commands.exchange.profiles.texts.dialogue import (
    VISIBILITY_NAMES,
    seen_by_others,
    shown_place,
    shown_size,
)
from commands.language.markup import Bold, Code, Inline, Text, items, text
from commands.language.patterns import Pattern
from commands.language.texts.counting import counted, listed
from commands.language.texts.dates import day_in
from storage.exchange.profiles import Profile, Visibility

_TIME = Pattern(rf"^(?:{FOR_SO_LONG}|{UNTIL})", re.IGNORECASE)


def is_end(words: str) -> bool:
    return fold(words.strip(" .!")) in map(fold, STOP)


def is_to_show(words: str) -> bool:
    return fold(words.strip(" .?!")) in map(fold, SHOW)


def bare_time(words: str) -> str:
    return _TIME.sub("", words.strip(" !"), count=1)


def fields(profile: Profile) -> list[tuple[Inline, ...]]:
    """Return what is told, each with its label."""
    shown: list[tuple[str, tuple[Inline, ...]]] = []
    if profile.place:
        shown.append(("Kommune", shown_place({"name": profile.place, "land": profile.land})))
    if profile.topics:
        shown.append(("Themen", (", ".join(profile.topics),)))
    if profile.role:
        shown.append(("Funktion", (profile.role,)))
    if profile.reports:
        shown.append(("Kann berichten über", (profile.reports,)))
    if profile.size:
        shown.append(("Größe", shown_size(profile.size)))
    if profile.since:
        shown.append(("Im Netzwerk seit", (str(profile.since),)))
    return [(f"{label}: ", *value) for label, value in shown]


def own(profile: Profile, prefix: str, zone: ZoneInfo, now: datetime) -> Text:
    told = fields(profile)
    answer = text(
        Bold(f"Ihr Profil: {VISIBILITY_NAMES[profile.visibility]}"),
        f" ({counted(len(told), 'Angabe', 'Angaben')})",
    ) + items(*told)
    answer += text(_seen(profile, zone, now), " ", _mentioned(profile))
    consent = f"Eingewilligt haben Sie am {day_in(zone, profile.consented_at)}"
    answer += text(f"{consent} (Fassung {profile.consent}).")
    return answer + text(
        "Ändern: ",
        Code(f"{prefix}profil ändern"),
        ". Wer es sieht: ",
        Code(f"{prefix}profil sichtbar"),
        ", ",
        Code(f"{prefix}profil auf anfrage"),
        ", ",
        Code(f"{prefix}profil aus"),
        ". Löschen: ",
        Code(f"{prefix}profil löschen"),
    )


def _seen(profile: Profile, zone: ZoneInfo, now: datetime) -> str:
    if profile.hidden_at is not None:
        return (
            "Es ist ausgeblendet, weil Sie mir nicht gesagt haben, ob es noch stimmt. Mit »profil"
            " ändern« und »senden« ist es wieder da."
        )
    if profile.resumes_at is not None and profile.resumes_at > now:
        until = _last_day(profile.resumes_at, zone)
        return f"Es ruht bis {until}: So lange sieht es niemand, und niemand zählt Sie mit."
    return seen_by_others(profile.visibility)


def _last_day(until: datetime, zone: ZoneInfo) -> str:
    """Return the day that ends at this moment."""
    return day_in(zone, until - timedelta(minutes=1))


def _mentioned(profile: Profile) -> str:
    if profile.mentions and profile.visibility != "off":
        return "Zu Fragen mit Ihren Themen darf ich Sie erwähnen."
    return "Zu Fragen erwähne ich Sie nicht."


def none_yet(prefix: str) -> Text:
    return text("Sie haben noch kein Profil. Anlegen können Sie es mit ", Code(f"{prefix}profil"))


TO_CHANGE = text("Ihr Profil, wie es jetzt ist. Gespeichert wird eine Änderung erst mit »senden«.")


def visibility_set(profile: Profile, prefix: str, zone: ZoneInfo, now: datetime) -> Text:
    return text(
        Bold(f"Ihr Profil: {VISIBILITY_NAMES[profile.visibility]}."),
        f" {_seen(profile, zone, now)}",
    ) + text("Ansehen: ", Code(f"{prefix}profil"))


def no_topics(prefix: str) -> Text:
    return text(
        "In Ihrem Profil stehen noch keine Themen, zu denen ich Sie erwähnen könnte. Ergänzen"
        " können Sie sie mit ",
        Code(f"{prefix}profil ändern"),
    )


def mentions_set(topics: Sequence[str], prefix: str, *, mentions: bool) -> Text:
    if not mentions:
        return text(Bold("Zu Fragen erwähne ich Sie nicht mehr."))
    return text(
        Bold("Zu Fragen darf ich Sie jetzt erwähnen"),
        f", und zwar zu: {listed(list(topics))}. Ihr Name steht dann im Raum für Fragen; höchstens"
        " einmal am Tag und zweimal in der Woche.",
    ) + text("Beenden: ", Code(f"{prefix}profil erwähnen nein"))


def paused(until: datetime, zone: ZoneInfo, prefix: str) -> Text:
    return text(
        Bold(f"Ihr Profil ruht bis {_last_day(until, zone)}."),
        " So lange sieht es niemand, niemand zählt Sie mit, und ich erwähne Sie nicht.",
    ) + text("Früher beenden: ", Code(f"{prefix}profil pause ende"))


def resumed(visibility: Visibility) -> Text:
    return text(
        Bold(f"Die Pause ist beendet. Ihr Profil: {VISIBILITY_NAMES[visibility]}."),
        f" {seen_by_others(visibility)}",
    )


def no_time(prefix: str) -> Text:
    return text(
        "Wie lange soll Ihr Profil ruhen? Zum Beispiel: ",
        Code(f"{prefix}profil pause 3 Wochen"),
        " oder ",
        Code(f"{prefix}profil pause bis 5.1."),
    )


def no_such_pause(prefix: str) -> Text:
    return text(
        "Eine Pause dauert einen Tag bis ein Jahr. Für immer ausblenden: ",
        Code(f"{prefix}profil aus"),
    )


REALLY = (
    text("Soll ich Ihr Profil löschen? Ihre Angaben sind dann weg, auch für Sie.")
    + german.YES_OR_NO
    + text("Nur ausblenden können Sie es mit ", Code("profil aus"), ".")
)


def really_in_chat(prefix: str) -> Text:
    return text(
        "Soll ich Ihr Profil löschen? Ihre Angaben sind dann weg, auch für Sie. Schreiben Sie dafür"
        " hier ",
        Code("profil löschen ja"),
        "; nur ausblenden können Sie es mit ",
        Code(f"{prefix}profil aus"),
        ".",
    )


DELETED = text(
    Bold("Ihr Profil ist gelöscht."), " Niemand findet Sie mehr danach, und ich erwähne Sie nicht."
)
