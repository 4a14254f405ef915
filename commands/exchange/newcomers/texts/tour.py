"""Sentences of !rundgang, a few lines for each step."""

from collections.abc import Sequence

from commands.language.markup import Bold, Code, Inline, Text, items, text
from commands.language.texts.counting import counted

Step = tuple[str, tuple[Inline, ...]]


def steps(prefix: str) -> Sequence[Step]:
    """Return heading and words of each."""

    def code(line: str) -> Code:
        return Code(f"{prefix}{line}")

    return (
        (
            "Nachschlagen",
            (
                "Was in der Sammlung zu einer Kommune steht, zeigt ",
                code("leitlinie Bonn"),
                ". Was zu einem Thema geschrieben ist, findet ",
                code("suche Losverfahren"),
                ". Fehlt etwas, hilft ",
                code("einreichen"),
                ".",
            ),
        ),
        (
            "Fragen",
            (
                "Eine Frage an alle stellt ",
                code("frage"),
                "; ich gehe sie mit Ihnen durch und zeige sie vorher. Was gerade offen ist, zeigt ",
                code("fragen"),
                ".",
            ),
        ),
        (
            "Termine",
            (
                "Was ansteht, zeigt ",
                code("termine"),
                ". Zusagen können Sie mit ✅ unter einer Ankündigung, und ",
                code("erinnern"),
                " erinnert Sie hier im Direktchat.",
            ),
        ),
        (
            "Einander finden",
            (
                "Wer sich womit auskennt, zeigt ",
                code("wer Losverfahren"),
                ". Damit andere Sie finden, legen Sie mit ",
                code("profil"),
                " ein Profil an; was sichtbar ist, bestimmen Sie.",
            ),
        ),
        (
            "Ruhe und Daten",
            (
                "Ungefragt schreibe ich höchstens dreimal in der Woche und nie in der Ruhezeit. ",
                "Was ich über Sie weiß, zeigt ",
                code("meinedaten"),
                "; löschen können Sie es mit ",
                code("vergissmich"),
                ".",
            ),
        ),
    )


def step(number: int, count: int, of: Step) -> Text:
    heading, words = of
    return text(Bold(f"Rundgang {number} von {count}: {heading}")) + text(*words)


GO_ON = (
    text("Weiter zum nächsten Schritt?")
    + items("Ja", "Nein", numbered=True)
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
