"""Sentences about the topics of questions."""

from collections.abc import Sequence

from commands.language.markup import Bold, Code, Text, text
from commands.language.patterns import Pattern
from commands.language.texts.counting import counted, listed
from commands.language.visible import quoted

_ODD = Pattern(r"[^\w\s&/().+-]")


def clean(name: str) -> str:
    """Leave letters, digits and the signs that names have."""
    return _ODD.sub("", name)


def all_topics(names: Sequence[str], prefix: str) -> Text:
    example = Code(f"{prefix}fragen {names[0]}")
    return text(
        Bold(f"{len(names)} Themen"), f": {', '.join(sorted(names, key=str.casefold))}."
    ) + text("Fragen zu einem Thema zeigt zum Beispiel ", example, ".")


def one(name: str, words: Sequence[str], count: int, prefix: str) -> Text:
    asked = counted(count, "Frage", "Fragen", article="eine")
    others = [word for word in words if word != name]
    answer = text(Bold(name), f": Dazu gibt es {asked if count else 'noch keine Frage'}.")
    if others:
        answer += text(f"Ich erkenne es auch an: {', '.join(others)}.")
    line = f"fragen {name}" if count else "frage"
    what = "Die Fragen zeigt " if count else "Eine Frage stellen Sie mit "
    return answer + text(what, Code(f"{prefix}{line}"), ".")


def no_such(words: str, prefix: str) -> Text:
    return text(f"Das Thema {quoted(words)} kenne ich nicht. Alle zeigt ", Code(f"{prefix}themen"))


# --- to the management


def added(name: str, words: Sequence[str], prefix: str) -> Text:
    known = f" Ich erkenne es auch an: {', '.join(words)}." if words else ""
    return text(Bold(f"Neues Thema: {name}."), known) + text(
        "Weitere Wörter dafür fügen Sie so hinzu: ", Code(f"{prefix}thema neu {name}: Wort, Wort")
    )


def words_added(name: str, words: Sequence[str]) -> Text:
    return text(f"Das Thema {name} erkenne ich jetzt auch an {listed(list(words))}.")


def known(word: str, name: str) -> Text:
    if word == name:
        return text(f"Das Thema {name} gibt es schon.")
    return text(f"»{word}« gehört schon zum Thema {name}.")


def renamed(old: str, new: str) -> Text:
    return text(Bold(f"Das Thema {old} heißt jetzt {new}."), " Das gilt auch für frühere Fragen.")


def how_to_rename(prefix: str) -> Text:
    return text(
        "Bitte nennen Sie den alten und den neuen Namen mit einem Strich dazwischen: ",
        Code(f"{prefix}thema umbenennen Quorum | Quoren"),
    )


def no_name(longest: int) -> Text:
    return text(
        f"Ein Thema braucht einen Namen aus Buchstaben mit höchstens {longest} Zeichen. Es wurde"
        " nichts geändert."
    )
