"""Sentences of !suche; every hit says where it stands, and a snippet is quoted literally."""

from collections.abc import Sequence

from commands.collection.texts.guidelines import LISTS, in_land
from commands.conversation.texts.offers import to_choose, to_go_on
from commands.language.markup import Bold, Code, Inline, Text, items, text
from commands.language.texts.counting import counted, grouped, listed
from commands.language.visible import on_one_line, quoted

EXAMPLE = "suche losverfahren NRW"
COMMAND = (
    "Durchsucht die Sammlung und den Text der gespeicherten Dokumente.",
    EXAMPLE,
    ("suchen", "search", "finde", "finden"),
)
WORDS = "Wörter"
PAGE = "seite"
NO_TITLE = "ohne Titel"

# Of more Länder, the others are summed up, unless there is only one.
_MOST_LANDS = 4
Item = tuple[Inline, ...]


def heading(
    hits: int, municipalities: int, lands: Sequence[tuple[str, int]], page: int, pages: int
) -> Text:
    """Count the hits; `lands` with the number of hits in each, most first."""
    places = counted(municipalities, "Kommune", "Kommunen", article="einer")
    where = "" if hits == 1 else f" aus {places}"
    words = f"{grouped(hits)} Treffer{where}{_in_lands(hits, lands)}."
    return text(f"{words} Seite {page} von {pages}:" if pages > 1 else words)


def some_only(query: str, words: int, most: int) -> Text:
    """Say that no entry has all words."""
    every = "beide Wörter" if words == 2 else f"alle {words} Wörter"
    some = "eines" if most == 1 else f"{most}"
    return text(
        f"Kein Eintrag enthält {every} von {quoted(query)}. Diese Treffer enthalten {some} davon."
    )


def in_parts(word: str, parts: Sequence[str]) -> Text:
    """Say that the word itself stands nowhere."""
    words = " und ".join(f"»{part}«" for part in parts)
    return text(f"{quoted(word)} kommt so nicht vor; gesucht wurde nach {words}.")


def unknown_words(words: Sequence[str]) -> Text:
    phrase = ", ".join(quoted(word) for word in words)
    verb = "kommt" if len(words) == 1 else "kommen"
    return text(f"{phrase} {verb} in der Sammlung nicht vor.")


def hit(municipality: str, title: str | None, list_name: str, where: Item, snippet: Item) -> Item:
    called = on_one_line(title or f"{LISTS[list_name]}, {NO_TITLE}")
    head: Item = (Bold(on_one_line(municipality)), f": {called}", *where)
    return (*head, ": ", *snippet) if snippet else head


def in_document(document: str, page: int | None) -> Item:
    """Name the document, and the page if it has pages."""
    where = "" if page is None else f", Seite {page}"
    return (f" ({on_one_line(document)}{where})",)


def hits(found: Sequence[Item]) -> Text:
    return items(*found, numbered=True)


def below(shown: int, prefix: str, *, more: bool) -> Text:
    number = "1" if shown == 1 else "seiner Nummer"
    words = f"Mehr zu {'dem' if shown == 1 else 'einem'} Treffer? Antworten Sie mit {number}."
    return text(words, *((" ", *to_go_on(prefix)) if more else ()))


def result(number: int, title: str, snippet: Item) -> Item:
    head: Item = (Bold(f"Frage Nr. {number}"), f": {on_one_line(title)}")
    return (*head, " ", *snippet) if snippet else head


def results(shown: Sequence[Item], number: int, prefix: str) -> Text:
    found = counted(len(shown), "Ergebnis", "Ergebnisse")
    return (
        text(f"Aus dem Austausch ({found}):")
        + items(*shown)
        + text("Eine davon zeigt zum Beispiel ", Code(f"{prefix}frage {number}"))
    )


def nothing(query: str) -> Text:
    return text(f"Zu {quoted(query)} gibt es keinen Treffer in der Sammlung und ihren Dokumenten.")


def similar(lines: Sequence[str]) -> Text:
    one, many = "ähnliches Wort kommt", "ähnliche Wörter kommen"
    heading = counted(len(lines), one, many, article="Ein")
    return text(f"{heading} vor:") + items(*lines, numbered=True) + to_choose(len(lines))


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


def no_words(query: str, prefix: str) -> Text:
    return text(
        f"In {quoted(query)} ist kein Wort, nach dem ich suchen kann: Sehr häufige Wörter wie »und«"
        " und »der« zählen nicht. Suchen Sie zum Beispiel so: ",
        Code(f"{prefix}{EXAMPLE}"),
    )


def first_words_only(most: int) -> Text:
    return text(f"Gesucht wurde nur nach den ersten {most} Wörtern.")


def still_reading(count: int) -> Text:
    documents = counted(count, "Dokument wird", "Dokumente werden", article="Ein")
    return text(f"{documents} gerade noch gelesen. In einer Minute kann es mehr Treffer geben.")


def still_indexing(count: int) -> Text:
    return text(
        f"{count} Einträge werden gerade noch eingelesen. In einigen Minuten kann es mehr Treffer"
        " geben."
    )


def _in_lands(hits: int, lands: Sequence[tuple[str, int]]) -> str:
    """Return ", davon 4 in Nordrhein-Westfalen und 3 in Bayern"."""
    if not lands:
        return ""
    [(first, count), *_] = lands
    if count == hits:
        return f" {in_land(first)}"
    named = len(lands) if len(lands) <= _MOST_LANDS else _MOST_LANDS - 1
    parts = [f"{grouped(count)} {in_land(land)}" for land, count in lands[:named]]
    if len(lands) > named:
        rest = sum(count for _, count in lands[named:])
        parts.append(f"{grouped(rest)} in weiteren Ländern")
    told = sum(count for _, count in lands)
    return f"{':' if told == hits else ', davon'} {listed(parts)}"
