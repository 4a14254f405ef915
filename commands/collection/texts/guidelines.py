"""Sentences of !leitlinie; formal address (Sie), each readable without its markup."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from commands.collection.texts.place_words import SIZES
from commands.language.markup import Bold, Code, Inline, Link, Text, items, mail_link, text
from commands.language.texts.counting import counted
from commands.language.texts.dates import partial_date
from commands.language.visible import quoted
from storage.collection.guidelines import Guideline, Municipality, has_details

# Place -> how to submit its guidelines.
Submitting = Callable[[str], tuple[Inline, ...]]
# Number of an entry -> names of its documents.
Documents = Mapping[int, Sequence[str]]
# Berlin has eleven, its districts included; nobody reads a longer list.
MOST_CHOICES = 20
NO_DOCUMENTS: Documents = MappingProxyType({})

LISTS = MappingProxyType(
    {"buergerbeteiligung": "Bürgerbeteiligung", "kinder_jugend": "Kinder- und Jugendbeteiligung"}
)
COMMAND = (
    "Zeigt, was in der Sammlung über eine Kommune steht.",
    "leitlinie Bonn kinder",
    ("leitlinien", "l"),
)
PLACE = "Ort"
WHICH_LIST = "kinder|jugend|bürger"
NO_TITLE = "Ein Titel liegt noch nicht vor."
NOTHING_KNOWN = "Einzelheiten liegen noch nicht vor."
UNCONFIRMED = "Diese Angaben sind noch nicht vom Netzwerkmanagement bestätigt."


def entries_of(
    municipality: Municipality,
    guidelines: Sequence[Guideline],
    submitting: Submitting,
    documents: Documents,
    *,
    numbered: bool = False,
) -> Text:
    """Show the entries; `numbered` for the management, who can edit them by number."""
    count = len(guidelines)
    entries = counted(count, "Eintrag", "Einträge")
    answer = text(Bold(municipality.name), f"{described(municipality)}: {entries} in der Sammlung.")
    for guideline in guidelines:
        number = f"Eintrag Nr. {guideline.guideline_id}, " if numbered else ""
        answer += _guideline(guideline, documents.get(guideline.guideline_id, ()), number)
    if any(is_bare(g) and not documents.get(g.guideline_id) for g in guidelines):
        answer += text(
            "Kennen Sie das Dokument? So ergänzen Sie die Sammlung: ",
            *submitting(municipality.name),
        )
    return answer


def size(number: int, source: str) -> Text:
    """Return the class of size and where it is from."""
    return text(f"Größe: {SIZES[number - 1]} Einwohner/innen ({source}).")


def to_send(count: int, prefix: str, place: str) -> Text:
    words = "Das Dokument sende ich" if count == 1 else "Die Dokumente sende ich"
    return text(f"{words} Ihnen mit ", Code(f"{prefix}dokument {place}"))


def from_printed_list(printed: str, name: str) -> Text:
    return text(f"In der gedruckten Liste steht »{printed}«; gemeint ist {name}.")


def namesake_without_entry(place: str) -> Text:
    return text(f"Die Kommune »{place}« selbst ist nicht in der Sammlung.")


def not_in_list(municipality: Municipality, wanted: str, lists: Sequence[str]) -> Text:
    there = " und ".join(f"»{LISTS[name]}«" for name in lists)
    return text(
        Bold(municipality.name),
        f" steht nicht auf der Liste »{LISTS[wanted]}«, aber auf der Liste {there}.",
    )


def ambiguous(query: str, found: Sequence[Municipality]) -> Text:
    """List those that fit, or of very many the first."""
    shown = found[:MOST_CHOICES]
    fitting = (f"{one.name}{described(one)}" for one in shown)
    if len(shown) == len(found):
        heading = text(f"{quoted(query)} passt zu {len(found)} Kommunen der Sammlung:")
    else:
        heading = text(
            f"{quoted(query)} passt zu {len(found)} Kommunen der Sammlung. Schreiben Sie bitte mehr"
            f" vom Namen. Das sind die ersten {len(shown)}:"
        )
    return heading + items(*fitting, numbered=True)


def not_in_collection(place: str, submitting: Submitting, *, gone: bool = False) -> Text:
    no_more = " Im Gemeindeverzeichnis steht sie nicht mehr." if gone else ""
    return text(f"»{place}« ist nicht in der Sammlung.{no_more}") + text(
        "Kennen Sie Leitlinien dieser Kommune? Reichen Sie sie ein: ", *submitting(place)
    )


def unknown(query: str) -> Text:
    return text(f"{quoted(query)} habe ich nicht gefunden.")


def is_missing(submitting: Submitting) -> Text:
    return text("Fehlt eine Kommune? Reichen Sie ihre Leitlinien ein: ", *submitting("Musterstadt"))


def similar(names: Sequence[str]) -> Text:
    if len(names) == 1:
        return text(f"Meinten Sie {names[0]}?")
    return text(f"Meinten Sie eine dieser {len(names)} Kommunen?") + items(*names, numbered=True)


def is_a_land(land: str, line: str) -> Text:
    """Offer the list of its entries, by that command line."""
    return text(f"{land} ist keine einzelne Kommune. Alle Einträge von dort zeigt ", Code(line))


def is_a_list(which: str, line: str) -> Text:
    return text(f"Für welche Kommune? Alle Einträge der Liste {LISTS[which]} zeigt ", Code(line))


def is_bare(guideline: Guideline) -> bool:
    """Return whether only the name is known; there may be a document, though."""
    return not has_details(guideline)


def facts(guideline: Guideline) -> str:
    """Return the sentences after the title: kind of document, status, dates."""
    adopted = ", ".join(
        part for part in (_date(guideline.adopted), guideline.adopted_by) if part is not None
    )
    status = None if guideline.status == "unbekannt" else guideline.status
    parts = (
        ("Art", guideline.document_type),
        ("Stand", status),
        ("Beschluss", adopted),
        ("Fortgeschrieben", _date(guideline.updated)),
    )
    return " ".join(f"{label}: {value}." for label, value in parts if value)


def described(municipality: Municipality) -> str:
    """Return " (Stadt, Kreis Görlitz, Sachsen)"; the name of a Land says all."""
    parts = (municipality.kind, _district(municipality), municipality.land)
    shown = ", ".join(part for part in parts if part)
    return f" ({shown})" if shown and municipality.kind != "Land" else ""


def _guideline(guideline: Guideline, documents: Sequence[str], number: str) -> Text:
    heading = f"{number}Liste {LISTS[guideline.list]}: "
    if is_bare(guideline) and not documents:
        return text(heading, NOTHING_KNOWN)
    title: tuple[Inline, ...] = (Bold(guideline.title), ". ") if guideline.title else ()
    answer = text(heading, *title, facts(guideline) or ("" if title else NO_TITLE))
    if guideline.summary:
        answer += text(guideline.summary)
    links = entry_links(guideline)
    if len(links) == 1:
        answer += text(*links[0])
    elif links:
        answer += text(f"{len(links)} Links:") + items(*links)
    if len(documents) == 1:
        answer += text(f"Ein Dokument ist gespeichert: {documents[0]}")
    elif documents:
        answer += text(f"{len(documents)} Dokumente sind gespeichert:") + items(*documents)
    return answer if guideline.confirmed_at is not None else answer + text(UNCONFIRMED)


def entry_links(guideline: Guideline) -> list[tuple[Inline, ...]]:
    links: list[tuple[Inline, ...]] = [
        (Link(link.label, link.url), f" (Stand: {partial_date(link.as_of)})" if link.as_of else "")
        for link in guideline.links
    ]
    if guideline.source:
        links.append((_source(guideline.source),))
    return links


def _source(source: str) -> Inline:
    if not source.startswith(("http://", "https://")):
        return f"Quelle: {source}"
    host = source.split("/")[2].removeprefix("www.")
    return Link(f"Quelle auf {host}", source)


def _date(partial: str | None) -> str | None:
    return None if partial is None else partial_date(partial)


def _district(municipality: Municipality) -> str:
    district = municipality.district
    if not district or municipality.kind == "Bezirk":
        return ""
    named = "kreis" in district.casefold() or "verband" in district.casefold()
    return district if named else f"Kreis {district}"


def by_mail(address: str) -> Submitting:
    return lambda _: ("per E-Mail an ", mail_link(address))


def by_command(prefix: str) -> Submitting:
    return lambda place: (Code(f"{prefix}einreichen {place} https://…"),)


_WITH_ARTICLE: Mapping[str, str] = MappingProxyType(
    {"Saarland": "im", "Burgenland": "im", "Steiermark": "in der"}
)


def in_land(land: str) -> str:
    """Return "in Hessen", "im Saarland" or "in der Steiermark (Österreich)"."""
    return f"{_WITH_ARTICLE.get(land.partition(' (')[0], 'in')} {land}"
