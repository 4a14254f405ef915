"""Wording of !sammlung."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Literal
from zoneinfo import ZoneInfo

from commands.texts import offers
from commands.texts.dates import day_of_month
from commands.texts.guidelines import LISTS, quoted
from commands.texts.markup import Bold, Code, Inline, Text, items, text
from storage.browsing import Listed

Because = Literal["said", "meeting", "year"]

SUMMARY = "Blättert in der Sammlung, auch nach Buchstabe, Land, Liste oder Stand."
EXAMPLE = "sammlung NRW laufend"
FILTERS = "Filter …"

UNCONFIRMED, LINKS = "unbestätigt", "links"
# How people ask for them.
LISTS_TO_LOOK_AT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        UNCONFIRMED: (UNCONFIRMED, "unbestätigte", "nicht bestätigt", "unsicher"),
        LINKS: (LINKS, "link", "tote links", "defekte links"),
    }
)

_LONGEST_TITLE = 80


def counts(found: Sequence[Listed], places: int, filters: Sequence[str]) -> Text:
    """The first sentence: how many entries, of how many municipalities, chosen how."""
    chosen = f" ({', '.join(filters)})" if filters else ""
    return text(Bold(f"Sammlung{chosen}"), f": {_entries(len(found))} aus {_places(places)}.")


def overview(found: Sequence[Listed], prefix: str) -> Text:
    """What there is, and how to choose from it."""
    lands = [each.land for each in found if each.land]
    return (
        text(f"Nach Listen: {_counted(LISTS[each.list] for each in found)}.")
        + text(f"Nach Stand: {_counted(each.status for each in found)}.")
        + text(f"{_by_lands(len(set(lands)))}: {_counted(lands)}.")
        + text(
            "Auswählen können Sie mit Buchstabe, Land, Liste und Stand, auch zusammen, zum"
            " Beispiel ",
            *_examples(prefix, "B", "NRW laufend", "kinder", "neu", "ohne angaben"),
            ".",
        )
    )


def page(
    shown: Sequence[Sequence[Listed]], number: int, pages: int, prefix: str, *, one_land: bool
) -> Text:
    """The entries of up to ten municipalities; if all are in one Land, it was said before."""
    told = items(*(_line(each, with_land=not one_land) for each in shown), numbered=True)
    if pages > 1:
        told = text(f"Seite {number} von {pages}, {_places(len(shown))}:") + told
    name = shown[0][0].name
    one = (
        "Eine davon im Ganzen: Antworten Sie mit ihrer Nummer, oder schreiben Sie ",
        Code(f"{prefix}leitlinie {name}"),
        ".",
    )
    return told + text(*one, *((" ", *offers.to_go_on(prefix)) if number < pages else ()))


def what_is_new(since: datetime, because: Because, zone: ZoneInfo) -> Text:
    day = day_of_month(since.astimezone(zone).date())
    match because:
        case "said":
            return text(f"Neu heißt hier: aufgenommen oder geändert seit dem {day}.")
        case "meeting":
            return text(
                "Neu heißt hier: aufgenommen oder geändert seit dem letzten Netzwerktreffen,"
                f" also seit dem {day}."
            )
        case "year":
            return text(
                f"Neu heißt hier: aufgenommen oder geändert in den letzten zwölf Monaten (seit dem"
                f" {day}), denn ein vergangenes Netzwerktreffen ist nicht eingetragen."
            )


def nothing(filters: Sequence[str], without: Sequence[tuple[str, int]], prefix: str) -> Text:
    """`without`: a filter, and how many entries there would be without it."""
    told = text(f"Dazu steht nichts in der Sammlung: {', '.join(filters)}.")
    if not without:
        return told + text("Was es gibt, zeigt ", Code(f"{prefix}sammlung"), ".")
    ways = "einen Weg" if len(without) == 1 else f"{len(without)} Wege"
    lines = [f"ohne »{word}«: {_entries(count)}" for word, count in without]
    return (
        told
        + text(f"Lassen Sie eine Angabe weg, gibt es Treffer. Dafür gibt es {ways}:")
        + items(*lines, numbered=True)
        + offers.to_choose(len(without))
    )


def to_look_at(
    name: str,
    count: int,
    shown: Sequence[tuple[Inline, ...]],
    page: int,
    pages: int,
    prefix: str,
) -> Text:
    """A page of one of the lists for the management."""
    if name == UNCONFIRMED:
        what = "1 Eintrag ist" if count == 1 else f"{count} Einträge sind"
        told = text(Bold(f"{what} noch nicht bestätigt."))
        to_do = ("Bestätigen: ", Code(f"{prefix}eintrag bestätigen 12"), ". Ändern: ")
    else:
        what = "1 Link ist" if count == 1 else f"{count} Links sind"
        told = text(Bold(f"{what} nicht erreichbar."))
        to_do = ("Einen im Ganzen: ", Code(f"{prefix}eintrag 12"), ". Ändern: ")
    told += text(f"Seite {page} von {pages}:" if pages > 1 else "Im Einzelnen:")
    told += items(*shown)
    going_on = (" ", *offers.to_go_on(prefix)) if page < pages else ()
    return told + text(*to_do, Code(f"{prefix}eintrag ändern 12"), ".", *going_on)


def nothing_to_do(name: str) -> Text:
    if name == UNCONFIRMED:
        return text("Alle Einträge, zu denen es Angaben gibt, sind bestätigt.")
    return text("Zurzeit ist kein Link der Sammlung als nicht erreichbar bekannt.")


def only_management(prefix: str, line: str) -> Text:
    return text(
        "Die Liste ",
        Code(f"{prefix}{line}"),
        " gibt es nur im Raum des Netzwerkmanagements. Was es hier gibt, zeigt ",
        Code(f"{prefix}sammlung"),
        ".",
    )


def empty(prefix: str) -> Text:
    return text(
        "In der Sammlung steht noch nichts. Reichen Sie den ersten Eintrag ein: ",
        Code(f"{prefix}einreichen"),
    )


def no_such_page(prefix: str, line: str) -> Text:
    return text("So viele Seiten gibt es nicht. Von vorn: ", Code(f"{prefix}{line}"))


def is_a_place(asked: str, name: str) -> Text:
    return (
        text(f"{quoted(asked)} wählt nichts aus der Liste aus, ist aber der Name einer Kommune:")
        + items(name, numbered=True)
        + offers.to_choose(1)
    )


def not_understood(asked: str, prefix: str) -> Text:
    return text(
        f"Mit {quoted(asked)} kann ich die Sammlung nicht auswählen. Möglich sind ein"
        " Anfangsbuchstabe, ein Land, eine Liste (kinder, bürger), ein Stand (laufend, beschlossen,"
        " fortgeschrieben), neu, mit angaben und ohne angaben, zum Beispiel ",
        *_examples(prefix, "NRW laufend", "neu seit März 2026"),
        ". Wörter in den Einträgen findet ",
        Code(f"{prefix}suche Losverfahren"),
        ".",
    )


def _line(entries: Sequence[Listed], *, with_land: bool) -> tuple[Inline, ...]:
    first = entries[0]
    told = with_land and first.land and first.land != first.name
    land = f", {first.land}" if told else ""
    return (Bold(first.name), f"{land}: {'; '.join(map(_entry, entries))}")


def _entry(entry: Listed) -> str:
    title = entry.title or ""
    cut = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
    told = [LISTS[entry.list]]
    if cut:
        told.append(f"»{cut}«")
    if entry.status != "unbekannt":
        told.append(entry.status)
    return ", ".join(told)


def _entries(count: int) -> str:
    return "1 Eintrag" if count == 1 else f"{count} Einträge"


def _places(count: int) -> str:
    return "1 Kommune" if count == 1 else f"{count} Kommunen"


def _by_lands(count: int) -> str:
    return "Nach einem Land" if count == 1 else f"Nach {count} Ländern"


def _counted(words: Iterable[str]) -> str:
    """The most frequent first."""
    counts = sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{word} {count}" for word, count in counts)


def _examples(prefix: str, *words: str) -> tuple[Inline, ...]:
    parts: list[Inline] = []
    for position, each in enumerate(words):
        if position:
            parts.append(" oder " if position == len(words) - 1 else ", ")
        parts.append(Code(f"{prefix}sammlung {each}"))
    return tuple(parts)
