"""Wording of !suche; every hit says where it stands, and a snippet is quoted as it was written."""

from collections.abc import Sequence

from commands.texts.guidelines import LISTS, quoted
from commands.texts.lands import in_land
from commands.texts.markup import Bold, Code, Inline, Text, items, text
from commands.texts.offers import to_choose, to_go_on
from commands.texts.visible import on_one_line

SUMMARY = "Durchsucht die Sammlung und den Text der gespeicherten Dokumente."
EXAMPLE = "suche losverfahren NRW"
WORDS = "Wörter"
PAGE = "seite"
NO_TITLE = "ohne Titel"

# Of more the others are summed up; a single one is not worth it.
_MOST_LANDS = 4
Item = tuple[Inline, ...]


def heading(
    hits: int, municipalities: int, lands: Sequence[tuple[str, int]], page: int, pages: int
) -> Text:
    """`lands` with the number of hits in each, most first."""
    told = f"{_hits(hits)}{_in_lands(hits, lands)}."
    if hits > 1:
        told += f" Sie kommen aus {_municipalities(municipalities)}."
    return text(f"{told} Seite {page} von {pages}:" if pages > 1 else told)


def some_only(asked: str, words: int, most: int) -> Text:
    """No entry has all words."""
    has = "nur eines davon" if most == 1 else f"{most} davon"
    return text(
        f"Kein Eintrag enthält alle {words} Wörter von {quoted(asked)}."
        f" Es folgt, was {has} enthält."
    )


def in_parts(word: str, parts: Sequence[str]) -> Text:
    """The word itself stands nowhere."""
    told = " und ".join(f"»{part}«" for part in parts)
    return text(f"{quoted(word)} kommt so nicht vor; gesucht wurde nach {told}.")


def unknown_words(words: Sequence[str]) -> Text:
    told = ", ".join(quoted(word) for word in words)
    verb = "kommt" if len(words) == 1 else "kommen"
    return text(f"{told} {verb} in der Sammlung nicht vor.")


def hit(municipality: str, title: str | None, list_name: str, where: Item, snippet: Item) -> Item:
    called = on_one_line(title or f"{LISTS[list_name]}, {NO_TITLE}")
    head: Item = (Bold(on_one_line(municipality)), f": {called}", *where)
    return (*head, ": ", *snippet) if snippet else head


def in_document(document: str, page: int | None) -> Item:
    """`page` is None if the document does not tell."""
    where = "" if page is None else f", Seite {page}"
    return (f" ({on_one_line(document)}{where})",)


def hits(found: Sequence[Item]) -> Text:
    return items(*found, numbered=True)


def below(shown: int, prefix: str, *, more: bool) -> Text:
    number = "der Nummer 1" if shown == 1 else f"einer Nummer von 1 bis {shown}"
    told = f"Einen ganzen Eintrag sehen Sie, wenn Sie mit {number} antworten."
    return text(told, *((" ", *to_go_on(prefix)) if more else ()))


def nothing(asked: str) -> Text:
    return text(f"Zu {quoted(asked)} gibt es keinen Treffer in der Sammlung und ihren Dokumenten.")


def similar(lines: Sequence[str]) -> Text:
    """Other words that are found."""
    if len(lines) == 1:
        return text("Ein ähnliches Wort kommt vor:") + items(*lines, numbered=True) + to_choose(1)
    told = text(f"{len(lines)} ähnliche Wörter kommen vor:")
    return told + items(*lines, numbered=True) + to_choose(len(lines))


def elsewhere(prefix: str) -> Text:
    return text(
        "Eine Kommune finden Sie mit ",
        Code(f"{prefix}leitlinie Bonn"),
        ", die ganze Sammlung mit ",
        Code(f"{prefix}sammlung"),
        ".",
    )


def no_such_page(page: int, pages: int, line: str) -> Text:
    return text(f"Eine Seite {page} gibt es nicht, die letzte ist Seite {pages}: ", Code(line))


def no_words(asked: str, prefix: str) -> Text:
    return text(
        f"In {quoted(asked)} ist kein Wort, nach dem ich suchen kann: Sehr häufige Wörter wie »und«"
        " und »der« zählen nicht. Suchen Sie zum Beispiel so: ",
        Code(f"{prefix}{EXAMPLE}"),
    )


def first_words_only(most: int) -> Text:
    return text(f"Gesucht wurde nur nach den ersten {most} Wörtern.")


def still_reading(count: int) -> Text:
    documents = "Ein Dokument wird" if count == 1 else f"{count} Dokumente werden"
    return text(f"{documents} gerade noch gelesen. In einer Minute kann es mehr Treffer geben.")


def still_indexing(count: int) -> Text:
    return text(
        f"{count} Einträge werden gerade noch eingelesen. In einigen Minuten kann es mehr Treffer"
        " geben."
    )


def _hits(count: int) -> str:
    return "1 Treffer" if count == 1 else f"{_number(count)} Treffer"


def _municipalities(count: int) -> str:
    return "1 Kommune" if count == 1 else f"{_number(count)} Kommunen"


def _in_lands(hits: int, lands: Sequence[tuple[str, int]]) -> str:
    """ ", davon 4 in Nordrhein-Westfalen und 3 in Bayern"."""
    if not lands:
        return ""
    [(first, count), *_] = lands
    if count == hits:
        return f", alle {in_land(first)}" if hits > 1 else f" {in_land(first)}"
    named = len(lands) if len(lands) <= _MOST_LANDS else _MOST_LANDS - 1
    told = [f"{_number(count)} {in_land(land)}" for land, count in lands[:named]]
    if len(lands) > named:
        rest = sum(count for _, count in lands[named:])
        told.append(f"{_number(rest)} in weiteren Ländern")
    return f", davon {' und '.join(part for part in (', '.join(told[:-1]), told[-1]) if part)}"


def _number(count: int) -> str:
    """1.234"""
    return f"{count:,}".replace(",", ".")
