"""Wording of !leitlinie; formal address (Sie), every sentence readable without its markup."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from commands.texts.dates import MONTHS
from commands.texts.markup import Bold, Code, Inline, Link, Text, items, text
from commands.texts.visible import on_one_line
from storage.guidelines import Guideline, Municipality, has_details

# Place -> what to do with its guidelines.
Submitting = Callable[[str], tuple[Inline, ...]]
# Number of an entry -> names of its documents.
Documents = Mapping[int, Sequence[str]]
# Berlin has eleven, its districts included; more than this nobody reads.
MOST_CHOICES = 20
NO_DOCUMENTS: Documents = MappingProxyType({})

LISTS = MappingProxyType(
    {
        "buergerbeteiligung": "Bürgerbeteiligung",
        "kinder_jugend": "Kinder- und Jugendbeteiligung",
    }
)
SUMMARY = "Zeigt, was in der Sammlung über eine Kommune steht."
EXAMPLE = "leitlinie Bonn kinder"
PLACE = "Ort"
WHICH_LIST = "kinder|jugend|bürger"
NO_TITLE = "Ein Titel liegt noch nicht vor."
NOTHING_KNOWN = "Einzelheiten liegen noch nicht vor."
UNCONFIRMED = "Diese Angaben sind noch nicht vom Netzwerkmanagement bestätigt."

_LONGEST_QUOTE = 60


def found(
    municipality: Municipality,
    guidelines: Sequence[Guideline],
    submitting: Submitting,
    documents: Documents,
    *,
    numbered: bool = False,
) -> Text:
    """`numbered` for the management, who can change an entry by its number."""
    count = len(guidelines)
    entries = "1 Eintrag" if count == 1 else f"{count} Einträge"
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


def to_send(count: int, prefix: str, place: str) -> Text:
    """How to get the documents that were named."""
    told = "Das Dokument sende ich" if count == 1 else "Die Dokumente sende ich"
    return text(f"{told} Ihnen mit ", Code(f"{prefix}dokument {place}"))


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


def ambiguous(asked: str, found: Sequence[Municipality]) -> Text:
    """Those that fit, or of very many the first."""
    shown = found[:MOST_CHOICES]
    fitting = (f"{one.name}{described(one)}" for one in shown)
    if len(shown) == len(found):
        heading = text(f"Mehrere Einträge passen zu {quoted(asked)}, nämlich {len(found)}:")
    else:
        heading = text(
            f"Zu {quoted(asked)} passen {len(found)} Einträge. Schreiben Sie bitte mehr vom Namen."
            f" Das sind die ersten {len(shown)}:"
        )
    return heading + items(*fitting, numbered=True)


def not_in_collection(place: str, submitting: Submitting) -> Text:
    return text(f"»{place}« ist nicht in der Sammlung.") + text(
        "Kennen Sie Leitlinien dieser Kommune? Reichen Sie sie ein: ", *submitting(place)
    )


def unknown(asked: str, submitting: Submitting) -> Text:
    return text(f"Zu {quoted(asked)} gibt es keinen Treffer in der Sammlung.") + text(
        "Fehlt eine Kommune? Reichen Sie ihre Leitlinien ein: ",
        *submitting("Musterstadt"),
    )


def similar(names: Sequence[str]) -> Text:
    if len(names) == 1:
        heading = text("Ein ähnlicher Name steht in der Sammlung:")
    else:
        heading = text(f"{len(names)} ähnliche Namen stehen in der Sammlung:")
    return heading + items(*names, numbered=True)


def quoted(asked: str) -> str:
    """What was asked, cut; without the invisible that could turn the sentence around."""
    shown = on_one_line(asked).strip()
    cut = shown if len(shown) <= _LONGEST_QUOTE else f"{shown[: _LONGEST_QUOTE - 1]}…"
    return f"»{cut}«" if cut else "dieser Eingabe"


def written(partial: str) -> str:
    """ "2015-06-25", "2013-07" or "2008" as people write it."""
    year, *rest = partial.split("-")
    if not rest:
        return year
    month = f"{MONTHS[int(rest[0]) - 1]} {year}"
    return f"{int(rest[1])}. {month}" if len(rest) > 1 else month


def is_bare(guideline: Guideline) -> bool:
    """Nothing but the name is known; there may be a document, though."""
    return not has_details(guideline)


def facts(guideline: Guideline) -> str:
    """Sentences after the title: kind of document, state, dates."""
    adopted = ", ".join(
        part for part in (_date(guideline.adopted), guideline.adopted_by) if part is not None
    )
    status = None if guideline.status == "unbekannt" else guideline.status
    told = (
        ("Art", guideline.document_type),
        ("Stand", status),
        ("Beschluss", adopted),
        ("Fortgeschrieben", _date(guideline.updated)),
    )
    return " ".join(f"{label}: {value}." for label, value in told if value)


def described(municipality: Municipality) -> str:
    """ " (Stadt, Kreis Görlitz, Sachsen)"; a Land says all in its name."""
    told = (municipality.kind, _district(municipality), municipality.land)
    shown = ", ".join(part for part in told if part)
    return f" ({shown})" if shown and municipality.kind != "Land" else ""


def _guideline(guideline: Guideline, documents: Sequence[str], number: str) -> Text:
    heading = f"{number}Liste {LISTS[guideline.list]}: "
    if is_bare(guideline) and not documents:
        return text(heading, NOTHING_KNOWN)
    title: tuple[Inline, ...] = (Bold(guideline.title), ". ") if guideline.title else ()
    told = text(heading, *title, facts(guideline) or ("" if title else NO_TITLE))
    if guideline.summary:
        told += text(guideline.summary)
    match entry_links(guideline):
        case []:
            pass
        case [link]:
            told += text(*link)
        case links:
            told += text(f"{len(links)} Verweise:") + items(*links)
    match documents:
        case []:
            pass
        case [document]:
            told += text(f"Ein Dokument ist gespeichert: {document}")
        case _:
            told += text(f"{len(documents)} Dokumente sind gespeichert:") + items(*documents)
    return told if guideline.confirmed_at is not None else told + text(UNCONFIRMED)


def entry_links(guideline: Guideline) -> list[tuple[Inline, ...]]:
    links: list[tuple[Inline, ...]] = [
        (Link(link.label, link.url), f" (Stand: {written(link.as_of)})" if link.as_of else "")
        for link in guideline.links
    ]
    if guideline.source:
        links.append((_source(guideline.source),))
    return links


def _source(source: str) -> Inline:
    """A link says where it leads."""
    if not source.startswith(("http://", "https://")):
        return f"Quelle: {source}"
    host = source.split("/")[2].removeprefix("www.")
    return Link(f"Quelle auf {host}", source)


def _date(partial: str | None) -> str | None:
    return None if partial is None else written(partial)


def _district(municipality: Municipality) -> str:
    district = municipality.district
    if not district or municipality.kind == "Bezirk":
        return ""
    named = "kreis" in district.casefold() or "verband" in district.casefold()
    return district if named else f"Kreis {district}"


def by_mail(address: str) -> Submitting:
    return lambda _: ("per E-Mail an ", Link(address, f"mailto:{address}"))


def by_command(prefix: str) -> Submitting:
    return lambda place: (Code(f"{prefix}einreichen {place} https://…"),)
