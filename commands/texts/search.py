"""Wording of !suche; every hit says where it stands, and a snippet is quoted as it was written."""

from collections.abc import Sequence

from commands.texts.guidelines import LISTS, quoted
from commands.texts.markup import Bold, Code, Inline, Text, items, text
from commands.texts.offers import to_choose, to_go_on

SUMMARY = "Durchsucht die Sammlung und den Text der gespeicherten Dokumente."
EXAMPLE = "suche losverfahren NRW"
WORDS = "Wörter"
PAGE = "seite"
NO_TITLE = "ohne Titel"

_MOST_LANDS = 3
Item = tuple[Inline, ...]


def heading(
    hits: int, municipalities: int, lands: Sequence[tuple[str, int]], page: int, pages: int
) -> Text:
    """`lands` with the number of hits in each, most first."""
    told = f"{_hits(hits)} in {_municipalities(municipalities)}{_in_lands(hits, lands)}."
    return text(f"{told} Seite {page} von {pages}:" if pages > 1 else f"{told}")


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
    called = title or f"{LISTS[list_name]}, {NO_TITLE}"
    head: Item = (Bold(municipality), f": {called}", *where)
    return (*head, ": ", *snippet) if snippet else head


def on_page(document: str, page: int) -> Item:
    return (f" ({document}, Seite {page})",)


def hits(found: Sequence[Item]) -> Text:
    return items(*found, numbered=True)


def below(shown: int, prefix: str, *, more: bool) -> Text:
    number = "der Nummer 1" if shown == 1 else f"der Nummer, von 1 bis {shown}"
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
    [first, *others] = lands
    if first[1] == hits:
        return f", alle in {first[0]}" if hits > 1 else f" in {first[0]}"
    told = [f"{_number(count)} in {land}" for land, count in lands[:_MOST_LANDS]]
    if len(others) >= _MOST_LANDS:
        rest = sum(count for _, count in lands[_MOST_LANDS:])
        told.append(f"{_number(rest)} in weiteren Ländern")
    return f", davon {' und '.join(part for part in (', '.join(told[:-1]), told[-1]) if part)}"


def _number(count: int) -> str:
    """1.234"""
    return f"{count:,}".replace(",", ".")
