"""Names and values of the fields of an entry, and sentences for values that do not fit."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from commands.collection.texts.guidelines import LISTS
from commands.language.markup import Code, Text, text
from commands.language.texts.dates import day_in, partial_date
from commands.language.visible import quoted
from storage.records import from_row

# In the order in which they are shown.
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "name": "Name",
        "presumed": "Vermutlich",
        "official_name": "Amtlich",
        "kind": "Art der Kommune",
        "land": "Land",
        "district": "Kreis",
        "ags": "AGS",
        "list": "Liste",
        "title": "Titel",
        "document_type": "Art",
        "status": "Status",
        "adopted": "Beschlossen am",
        "adopted_by": "Gremium",
        "updated": "Fortgeschrieben am",
        "summary": "Zusammenfassung",
        "links": "Links",
        "documents": "Dokumente",
        "source": "Quelle",
        "number": "Nummer in der gedruckten Liste",
        "printed": "Gedruckt",
        "certainty": "Sicherheit",
        "remark": "Anmerkung",
        "provenance": "Herkunft",
        "confirmed_at": "Bestätigt am",
    }
)
# The words for each field; "body" is kind and Land.
FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        word: name
        for name, words in {
            "list": ("liste",),
            "title": ("titel",),
            "document_type": ("art", "dokumentart", "typ"),
            "status": ("status", "stand"),
            "adopted": ("beschluss", "beschlossen", "beschlossen am", "beschluss am"),
            "adopted_by": ("gremium", "beschlossen von", "beschlossen durch"),
            "updated": ("fortgeschrieben", "fortgeschrieben am", "fortschreibung", "aktualisiert"),
            "summary": ("zusammenfassung", "inhalt", "beschreibung"),
            "links": ("link", "links", "verweis"),
            "without_link": ("link weg", "link entfernen", "ohne link", "link loeschen"),
            "source": ("quelle",),
            "provenance": ("herkunft",),
            "remark": ("anmerkung", "vermerk", "notiz"),
            "certainty": ("sicherheit",),
            "name": ("name", "anzeige", "ort"),
            "presumed": ("vermutlich",),
            "official_name": ("amtlich", "amtlicher name"),
            "body": ("kommune", "art der kommune"),
            "district": ("kreis", "landkreis"),
            "ags": ("ags", "gemeindeschluessel"),
        }.items()
        for word in words
    }
)
NOTHING_TOLD = "keine Angabe"
LINK = "Dokument"
BODY = "Kommune"
AS_OF = "stand"
PROVENANCE = "Vom Netzwerkmanagement eingetragen"
LONGEST_SHOWN = 600
_LISTED = frozenset({"links", "documents"})
_DATES = frozenset({"adopted", "updated"})
_PLAIN = frozenset({"list", "status", "certainty", "kind", "land", "number", "ags"})


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], zone: ZoneInfo, longest: int
) -> list[str]:
    """Return one line for each field that is different."""
    return [
        _difference(name, before.get(name), after.get(name), zone, longest)
        for name in LABELS
        if before.get(name) != after.get(name)
    ]


def lines_of(state: Mapping[str, Any], zone: ZoneInfo, longest: int = LONGEST_SHOWN) -> list[str]:
    """Return one line for each field of which something is known."""
    return [f"{LABELS[n]}: {shown(n, state[n], zone, longest)}" for n in LABELS if state.get(n)]


def shown(name: str, value: Any, zone: ZoneInfo, longest: int = LONGEST_SHOWN) -> str:
    if value in (None, "", [], ()):
        return NOTHING_TOLD
    if name in _LISTED:
        return cut(", ".join(_listed(name, each) for each in value), longest)
    if name in _DATES:
        return partial_date(value)
    if name == "list":
        return LISTS[value]
    if name.endswith("_at"):
        return day_in(zone, from_row(value))
    return str(value) if name in _PLAIN else f"»{cut(str(value), longest)}«"


def cut(words: str, longest: int) -> str:
    """Shorten it to one line; the value stays stored in full."""
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _difference(name: str, was: Any, now: Any, zone: ZoneInfo, longest: int) -> str:
    label = LABELS[name]
    if name in _LISTED:
        return f"{label}: {_came_and_went(name, was or (), now or (), longest)}"
    before, after = (shown(name, value, zone, longest) for value in (was, now))
    return f"{label}: bisher {before}; neu {after}"


def _came_and_went(name: str, was: Sequence[Any], now: Sequence[Any], longest: int) -> str:
    came = [_listed(name, each) for each in now if each not in was]
    went = [_listed(name, each) for each in was if each not in now]
    parts = (("dazu ", came), ("nicht mehr ", went))
    lines = [how + cut(", ".join(each), longest) for how, each in parts if each]
    return "; ".join(lines) or "andere Reihenfolge"


def _listed(name: str, value: Mapping[str, Any]) -> str:
    if name == "documents":
        return str(value["name"])
    as_of = f" (Stand: {partial_date(value['as_of'])})" if value["as_of"] else ""
    return f"{value['label']}: {value['url']}{as_of}"


# --- what does not fit


def no_field(words: str, prefix: str) -> Text:
    names = "Titel, Art, Status, Gremium, Fortgeschrieben, Zusammenfassung, Link, Link weg, Quelle"
    return text(
        f"Welches Feld {quoted(words)} meint, weiß ich nicht. Die wichtigsten Felder sind: {names}."
        " Jedes steht mit einem Doppelpunkt vor seinem neuen Wert, zum Beispiel: ",
        Code(f"{prefix}eintrag ändern 12 Titel: Leitlinien Bürgerbeteiligung | Art: Leitlinien"),
    )


def field_twice(name: str) -> Text:
    return text(
        f"Das Feld »{_name(name)}« kommt zweimal vor. Bitte nennen Sie es nur einmal, zum"
        " Beispiel: Titel: Leitlinien Bürgerbeteiligung"
    )


def not_empty(name: str) -> Text:
    return text(
        f"Das Feld »{_name(name)}« kann nicht leer sein. Bitte nennen Sie einen neuen Wert, zum"
        f" Beispiel: {_EXAMPLES.get(name, 'Titel: Leitlinien Bürgerbeteiligung')}"
    )


def value_missing(name: str) -> Text:
    return text(
        f"Nach »{_name(name)}:« fehlt der Wert. Zum Beispiel:"
        f" {_EXAMPLES.get(name, 'Titel: Leitlinien Bürgerbeteiligung')}. Leeren können Sie ein"
        " Feld mit einem Strich: Titel: -"
    )


def too_long(name: str, most: int) -> Text:
    return text(
        f"Das Feld »{_name(name)}« ist zu lang (höchstens {most} Zeichen). Bitte kürzen Sie es."
    )


def too_many_links(most: int) -> Text:
    return text(f"Das sind zu viele Links. Ein Eintrag kann höchstens {most} Links haben.")


def unknown_date(name: str) -> Text:
    return text(
        f"Das Datum bei »{_name(name)}« verstehe ich nicht. Es genügt das Jahr, zum Beispiel:"
        f" {_name(name)}: 2014. Genauer geht es auch: {_name(name)}: 12.3.2014"
    )


UNKNOWN_BODY = text(
    "Die Art der Kommune (Stadt, Gemeinde, Landkreis, Bezirk oder Land) und das Land gehören"
    " zusammen, zum Beispiel: Kommune: Stadt, Hessen"
)


UNKNOWN_AGS = text("Ein AGS hat 8 Ziffern (bei Kreisen 5), zum Beispiel: AGS: 05314000")


UNKNOWN_CERTAINTY = text(
    "Möglich ist »sicher« oder »wahrscheinlich«, zum Beispiel: Sicherheit: sicher"
)


UNKNOWN_AS_OF = text(
    "Den Stand des Links verstehe ich nicht. Es genügt das Jahr, zum Beispiel: Link:"
    " https://www.example.org/leitlinien (Stand: 2014)"
)


def no_such_link(words: str) -> Text:
    return text(
        f"Einen Link {quoted(words)} hat der Eintrag nicht. Bitte nennen Sie seine Adresse oder"
        " seine Nummer in der Liste der Links, zum Beispiel: Link weg: 1"
    )


def _name(field: str) -> str:
    names = {"body": BODY, "links": "Link", "without_link": "Link weg"}
    return names.get(field) or LABELS[field]


_EXAMPLES = {
    "status": "Status: beschlossen 2014",
    "adopted": "Beschlossen am: 12.3.2014",
    "updated": "Fortgeschrieben am: 2020",
    "links": "Link: https://www.example.org/leitlinien",
    "without_link": "Link weg: 1",
    "list": "Liste: bürger",
    "name": "Name: Bonn",
    "body": "Kommune: Stadt, Hessen",
    "certainty": "Sicherheit: sicher",
    "provenance": "Herkunft: Rückmeldung der Kommune",
}
