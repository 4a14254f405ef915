"""Sentences of !sammlung."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from commands.collection.texts.guidelines import LISTS
from commands.conversation.texts import offers
from commands.language.markup import Bold, Code, Inline, Text, items, text
from commands.language.texts.counting import counted, grouped
from commands.language.texts.dates import day_in
from commands.language.visible import quoted
from storage.collection.browsing import Listed

Because = Literal["said", "meeting", "year"]

COMMAND = (
    "Blättert in der Sammlung, auch nach Buchstabe, Land, Größe, Liste oder Stand.",
    "sammlung NRW laufend",
    ("blättern", "liste"),
)
FILTERS = "Filter …"

HEADING = "Was in der Sammlung steht, und was zu tun ist"
PAGE = "Seite"
UNCONFIRMED, LINKS = "unbestätigt", "links"
UNCONFIRMED_SUMMARY = "Zeigt, welche Einträge noch zu bestätigen sind."
LINKS_SUMMARY = "Zeigt, welche Links der Sammlung nicht erreichbar sind."
# The words behind !sammlung.
UNCONFIRMED_WORDS = (UNCONFIRMED, "unbestätigte", "nicht bestätigt", "unsicher")
LINKS_WORDS = (LINKS, "link", "tote links", "defekte links")

_LONGEST_TITLE = 80
_LARGEST_TOWN = 10_000_000


def counts(found: Sequence[Listed], places: int, filters: Sequence[str]) -> Text:
    chosen = f" ({', '.join(filters)})" if filters else ""
    entries = counted(len(found), "Eintrag", "Einträge")
    where = counted(places, "Kommune", "Kommunen")
    return text(Bold(f"Sammlung{chosen}"), f": {entries} aus {where}.")


def overview(found: Sequence[Listed], prefix: str) -> Text:
    lands = [each.land for each in found if each.land]
    return (
        text(f"Nach Listen: {_counted(LISTS[each.list] for each in found)}.")
        + text(f"Nach Stand: {_counted(each.status for each in found)}.")
        + text(f"Nach Ländern ({len(set(lands))}): {_counted(lands)}.")
        + text(
            "Einen Teil davon zeigen Buchstabe, Land, Größe, Liste und Stand, auch zusammen, zum"
            " Beispiel ",
            *_examples(prefix, "B", "NRW laufend", "groß", "kinder", "neu", "ohne angaben"),
            ".",
        )
    )


def page(
    shown: Sequence[Sequence[Listed]], number: int, pages: int, prefix: str, *, one_land: bool
) -> Text:
    """List the entries of up to ten municipalities; `one_land` was said before."""
    answer = items(*(_line(each, with_land=not one_land) for each in shown), numbered=True)
    if pages > 1:
        answer = (
            text(f"Seite {number} von {pages}, {counted(len(shown), 'Kommune', 'Kommunen')}:")
            + answer
        )
    name = shown[0][0].name
    one = (
        "Mehr zu einer Kommune? Antworten Sie mit ihrer Nummer, oder schreiben Sie zum Beispiel ",
        Code(f"{prefix}leitlinie {name}"),
        ".",
    )
    return answer + text(*one, *((" ", *offers.to_go_on(prefix)) if number < pages else ()))


def what_is_new(since: datetime, because: Because, zone: ZoneInfo) -> Text:
    day = day_in(zone, since)
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


def what_sizes_mean(sizes: Sequence[tuple[str, range]], unknown: int, credit: str) -> Text:
    meant = "; ".join(f"»{shown}« heißt hier {_inhabitants(size)}" for shown, size in sizes)
    left_out = ""
    if unknown:
        left_out = (
            f" Von {counted(unknown, 'Kommune', 'Kommunen', article='einer')} ist die Einwohnerzahl"
            f" nicht bekannt; {'sie fehlt' if unknown == 1 else 'sie fehlen'} hier."
        )
    return text(f"{meant}.{left_out} Einwohnerzahlen: {credit}.")


def no_sizes(line: str) -> Text:
    """Say so; the line shows the same without a size."""
    return text(
        "Wie groß die Kommunen sind, weiß ich noch nicht: Das Gemeindeverzeichnis, mit dem ich"
        " geliefert wurde, nennt keine Einwohnerzahlen. Ein neueres kann die technische Betreuung"
        " einlesen. Ohne Größe: ",
        Code(line),
    ) + offers.to_choose(1)


def _inhabitants(size: range) -> str:
    low, high = grouped(size.start), grouped(size.stop)
    if size.stop > _LARGEST_TOWN:
        return f"{low} und mehr Einwohner/innen"
    return f"{f'{low} bis ' if size.start else ''}unter {high} Einwohner/innen"


def nothing(filters: Sequence[str], without: Sequence[tuple[str, int]], prefix: str) -> Text:
    """Say so; `without` is a filter, and how many entries there would be without it."""
    answer = text(f"Zu {', '.join(filters)} steht noch nichts in der Sammlung.")
    if not without:
        return answer + text("Was es gibt, zeigt ", Code(f"{prefix}sammlung"), ".")
    lines = [f"ohne »{word}«: {counted(count, 'Eintrag', 'Einträge')}" for word, count in without]
    return (
        answer
        + text("Ohne eine der Angaben gibt es Treffer:")
        + items(*lines, numbered=True)
        + offers.to_choose(len(without))
    )


def to_look_at(
    name: str, count: int, shown: Sequence[tuple[Inline, ...]], page: int, pages: int, prefix: str
) -> Text:
    """List one page of what the management should look at."""
    if name == UNCONFIRMED:
        what = counted(count, "Eintrag ist", "Einträge sind")
        answer = text(Bold(f"{what} zu bestätigen."))
        to_do = ("Bestätigen: ", Code(f"{prefix}eintrag bestätigen 12"), ". Ändern: ")
    else:
        what = counted(count, "Link ist", "Links sind")
        answer = text(Bold(f"{what} nicht erreichbar."))
        to_do = ("Mehr zu einem Eintrag: ", Code(f"{prefix}eintrag 12"), ". Ändern: ")
    answer += text(f"Seite {page} von {pages}:" if pages > 1 else "Im Einzelnen:")
    answer += items(*shown)
    going_on = (" ", *offers.to_go_on(prefix)) if page < pages else ()
    return answer + text(*to_do, Code(f"{prefix}eintrag ändern 12"), ".", *going_on)


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


def is_a_place(query: str, name: str) -> Text:
    return text(
        f"{quoted(query)} ist eine Kommune. Möchten Sie den Eintrag zu {name} sehen?"
    ) + offers.to_choose(1)


def not_understood(query: str, prefix: str) -> Text:
    return text(
        f"Nach {quoted(query)} kann ich die Sammlung nicht ordnen. Möglich sind ein"
        " Anfangsbuchstabe, ein Land, eine Größe (groß, mittel, klein, ab 50.000), eine Liste"
        " (kinder, bürger), ein Stand (laufend, beschlossen, fortgeschrieben), neu, mit angaben und"
        " ohne angaben, zum Beispiel ",
        *_examples(prefix, "NRW laufend", "neu seit März 2026"),
        ". Wörter in den Einträgen findet ",
        Code(f"{prefix}suche Losverfahren"),
        ".",
    )


def _line(entries: Sequence[Listed], *, with_land: bool) -> tuple[Inline, ...]:
    first = entries[0]
    shows_land = with_land and first.land and first.land != first.name
    land = f", {first.land}" if shows_land else ""
    return (Bold(first.name), f"{land}: {'; '.join(map(_entry, entries))}")


def _entry(entry: Listed) -> str:
    title = entry.title or ""
    cut = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
    parts = [LISTS[entry.list]]
    if cut:
        parts.append(f"»{cut}«")
    if entry.status != "unbekannt":
        parts.append(entry.status)
    return ", ".join(parts)


def _counted(words: Iterable[str]) -> str:
    """Count the words, the most frequent first."""
    counts = sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{word} {count}" for word, count in counts)


def _examples(prefix: str, *words: str) -> tuple[Inline, ...]:
    parts: list[Inline] = []
    for position, each in enumerate(words):
        if position:
            parts.append(" oder " if position == len(words) - 1 else ", ")
        parts.append(Code(f"{prefix}sammlung {each}"))
    return tuple(parts)
