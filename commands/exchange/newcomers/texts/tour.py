"""Sentences of !rundgang, a few lines for each step."""

import re
from collections.abc import Iterator, Sequence

from commands.conversation.texts import german
from commands.language.markup import Bold, Code, Inline, Text, text
from commands.language.texts.counting import counted

Step = tuple[str, tuple[Inline, ...]]


# What is in braces is a command.
_STEPS = (
    (
        "Nachschlagen",
        (
            "Was in der Sammlung zu einer Kommune steht, zeigt {leitlinie Bonn}. Was zu einem Thema"
            " geschrieben ist, findet {suche Losverfahren}. Fehlt etwas, hilft {einreichen}."
        ),
    ),
    (
        "Fragen",
        (
            "Eine Frage an alle stellt {frage}; ich gehe sie mit Ihnen durch und zeige sie vorher."
            " Was gerade offen ist, zeigt {fragen}."
        ),
    ),
    (
        "Termine",
        (
            "Was ansteht, zeigt {termine}. Zusagen können Sie mit ✅ unter einer Ankündigung, und"
            " {erinnern} erinnert Sie hier im Direktchat."
        ),
    ),
    (
        "Einander finden",
        (
            "Wer sich womit auskennt, zeigt {wer Losverfahren}. Damit andere Sie finden, legen Sie"
            " mit {profil} ein Profil an; was sichtbar ist, bestimmen Sie."
        ),
    ),
    (
        "Ruhe und Daten",
        (
            "Ungefragt schreibe ich höchstens dreimal in der Woche und nie in der Ruhezeit. Was ich"
            " über Sie weiß, zeigt {meinedaten}; löschen können Sie es mit {vergissmich}."
        ),
    ),
)


def steps(prefix: str) -> Sequence[Step]:
    """Return heading and words of each."""
    return [(heading, tuple(_with_commands(words, prefix))) for heading, words in _STEPS]


def _with_commands(words: str, prefix: str) -> Iterator[Inline]:
    for number, part in enumerate(re.split(r"[{}]", words)):
        yield Code(f"{prefix}{part}") if number % 2 else part


def step(number: int, count: int, of: Step) -> Text:
    heading, words = of
    return text(Bold(f"Rundgang {number} von {count}: {heading}")) + text(*words)


GO_ON = (
    text("Weiter zum nächsten Schritt?")
    + german.YES_OR_NO
    + text("Tippen Sie auf die Zahl, oder schreiben Sie »ja« oder »nein«.")
)


def end(prefix: str) -> Text:
    return text(
        "Das war der Rundgang. Alles Übrige zeigt ",
        Code(f"{prefix}hilfe alles"),
        ".",
    )


def no_such_step(count: int, prefix: str) -> Text:
    return text(
        f"Der Rundgang hat {counted(count, 'Schritt', 'Schritte')}. Von vorn beginnt er mit ",
        Code(f"{prefix}rundgang"),
        ".",
    )
