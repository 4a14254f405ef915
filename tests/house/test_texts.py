"""German sentences stand in folders called texts and nowhere else, and are fit to be read aloud."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [
    path
    for folder in ("bot", "commands", "storage")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
CODE = [path for path in SOURCES if path.parent.name != "texts"]
GERMAN = [path for path in SOURCES if path.parent.name == "texts"]
PROSE = [*sorted((ROOT / "docs").glob("handbuch-*.md")), ROOT / "config.example.toml"]

# Words that English has not, and place names hardly ("Mülheim an der Ruhr" is no sentence).
MARKERS = frozenset(
    re.findall(
        r"\w+",
        """
        aber alle als auf aus bei beim bitte das dass dem den der des die diese diesen dieser
        dieses durch ein eine einem einen einer es fehlt für gibt haben hat ich ihr ihre ihrem
        ihren ist kann kein keine keinen können mit nach nicht nichts noch nur oder sich sie sind
        und vom von vor war weil wenn werden wie wird wurde zu zum zur über
        """,
    )
)
UMLAUT = re.compile("[ÄÖÜäöüß]")


def is_german_sentence(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    markers = {word.casefold() for word in words} & MARKERS
    ends_like_one = re.search(r"[.!?…:]\s*$", text) is not None
    if len(words) < 2:
        return False
    return len(markers) > 1 or (ends_like_one and bool(markers or UMLAUT.search(text)))


def strings(source: str) -> Iterator[tuple[int, str]]:
    """Line and value of each string but docstrings; what is put into an f-string is "…"."""
    tree = ast.parse(source)
    inner = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inner.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(map(_part, node.values))
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner
        ):
            yield node.lineno, node.value


def _part(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else "…"


def sentences(source: str) -> list[str]:
    return [f"line {line}: {text}" for line, text in strings(source) if is_german_sentence(text)]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# --- where sentences stand


@pytest.mark.parametrize("path", CODE, ids=name)
def test_no_german_sentence_stands_outside_the_texts(path: Path) -> None:
    assert sentences(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "planted",
    [
        'return Reply(text("Das klappt leider nicht."))',
        'raise Failure(f"Die Datei {path} fehlt.")',
        'raise Failure(f"{path}: Bitte prüfen Sie die Rechte")',
        'help = "Zeigt alle Räume."',
        'help = ("Was in der Sammlung steht" " und was nicht")',
        'x = f"{count} Einträge und {other} Orte, die noch fehlen"',
        'typer.Option(help="Die Konfigurationsdatei (Vorlage: config.example.toml).")',
        'def f():\n    """Doc."""\n    y = "Mehr gibt es nicht."',
        'Items("Bitte warten Sie eine Minute; bis dahin", "x")',
        'match x:\n    case 1:\n        y = {"a": ["Bonn fehlt."]}',
    ],
)
def test_a_planted_sentence_is_found(planted: str) -> None:
    assert len(sentences(planted)) == 1


@pytest.mark.parametrize(
    "fine",
    [
        '"""Ein deutscher Docstring ist schlecht, aber kein Text für Mitglieder."""',
        'def f():\n    "Das hier ist ein Docstring."',
        'Command("broschüre", run, Arguments, texts.SUMMARY, "broschüre")',
        'logger.warning("cannot join %s: %s", room, error)',
        'await tx.execute("SELECT name FROM guideline WHERE status = ? ORDER BY name")',
        'CHECK = "in Erarbeitung"',
        'NAMES = {"Mülheim an der Ruhr", "Frankfurt (Oder)", "Halle (Saale)"}',
        'raise ValueError("not in the list, or not a number")',
        'Field(title="Ort")',
        'x = f"{a}: {b}"',
    ],
)
def test_what_is_no_german_sentence_is_left_alone(fine: str) -> None:
    assert sentences(fine) == []


def test_the_texts_themselves_are_recognised_as_german() -> None:
    """Else the first test would be blind."""
    found = [path for path in GERMAN if sentences(path.read_text(encoding="utf-8"))]

    assert {"errors.py", "help.py", "network.py", "privacy.py", "status.py"} <= {
        path.name for path in found
    }


# --- how they are written


def texts() -> Iterator[tuple[str, str]]:
    for path in GERMAN:
        for line, text in strings(path.read_text(encoding="utf-8")):
            yield f"{name(path)}:{line}", text
    for path in PROSE:
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            yield f"{name(path)}:{line}", text


INFORMAL = re.compile(r"\b(du|dich|dir|dein\w*|euch|euer|eure\w*)\b", re.IGNORECASE)
DRAWN = re.compile(r"([-=_*#~+|/\\.])\1{3,}|[─-╿▀-▟■-◿]|^\s*\|.*\|\s*$")


def is_emoji(character: str) -> bool:
    return unicodedata.category(character) == "So" and character != "©"


def speaks_in_emoji(text: str) -> bool:
    return any(map(is_emoji, text)) and not re.search(r"[^\W\d_]{2,}", text)


# What people say to the bot, not what it says.
HEARD = ("/texts/addressing.py:", "/texts/said", "/texts/sentences")


def test_members_are_addressed_as_sie() -> None:
    said = [(where, text) for where, text in texts() if not any(name in where for name in HEARD)]
    assert [where for where, text in said if INFORMAL.search(text)] == []


# One word for one thing; a key ("Schlüssel") encrypts, and what stands in the configuration is a
# setting.
TWO_WORDS = re.compile(
    r"\bdirekte[mnrs]? Chats?\b|\bVerweise?n?\b|\b(?:jeder|ein|kein|der) Schlüssel,? (?:ist|den)\b",
    re.IGNORECASE,
)
# Other words for a thing are only understood there.
UNDERSTOOD = ("/texts/editing_fields.py:", "/texts/editing_dialogue.py:", *HEARD)


def test_one_thing_has_one_word() -> None:
    said = [(w, text) for w, text in texts() if not any(name in w for name in UNDERSTOOD)]
    assert [where for where, text in said if TWO_WORDS.search(text)] == []


@pytest.mark.parametrize(
    "text", ["im direkten Chat", "ein direkter Chat", "Verweise", "Jeder Schlüssel ist erklärt."]
)
def test_a_second_word_for_a_thing_is_noticed(text: str) -> None:
    assert TWO_WORDS.search(text)


def test_nothing_is_drawn_with_characters() -> None:
    assert [where for where, text in texts() if DRAWN.search(text)] == []


def test_no_meaning_is_carried_by_an_emoji_alone() -> None:
    assert [where for where, text in texts() if speaks_in_emoji(text)] == []


@pytest.mark.parametrize("text", ["Hast du das?", "Dein Eintrag", "wie bei Euch"])
def test_an_informal_word_is_noticed(text: str) -> None:
    assert INFORMAL.search(text)


@pytest.mark.parametrize("text", ["-----", "| Ort | Land |", "└── Bonn", "████"])
def test_a_drawing_is_noticed(text: str) -> None:
    assert DRAWN.search(text)


def test_an_emoji_without_words_is_noticed() -> None:
    assert speaks_in_emoji("✅ ❌")
    assert not speaks_in_emoji("✅ angenommen")
