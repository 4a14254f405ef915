"""The words of the command line where typer would speak English, and of netzwerkbot understand."""

from collections.abc import Sequence
from types import MappingProxyType

USAGE = "Aufruf: "
HELP_OPTION = "Zeigt diese Hilfe."
PIECES = MappingProxyType({"[OPTIONS]": "[OPTIONEN]", "COMMAND [ARGS]...": "BEFEHL …"})
# The constants of typer.rich_utils.
HEADINGS = MappingProxyType(
    {
        "ARGUMENTS_PANEL_TITLE": "Angaben",
        "OPTIONS_PANEL_TITLE": "Optionen",
        "COMMANDS_PANEL_TITLE": "Befehle",
        "REQUIRED_LONG_STRING": "[nötig]",
        "DEFAULT_STRING": "[sonst: {}]",
        "RANGE_STRING": "",
    }
)
NUMBER = "ZAHL"
MISUNDERSTOOD = "So ist der Aufruf nicht zu verstehen: Eine Angabe fehlt, oder eine ist zu viel."


def no_such_command(word: str, nearest: Sequence[str]) -> str:
    return f"Den Befehl »{word}« gibt es nicht.{_suggestion(nearest)}"


def no_such_option(option: str, nearest: Sequence[str]) -> str:
    return f"Die Option {option} gibt es hier nicht.{_suggestion(nearest)}"


def missing(name: str) -> str:
    return f"Es fehlt die Angabe {name}."


def missing_value(name: str) -> str:
    return f"Zu {name} fehlt der Wert."


def wrong_value(name: str, meaning: str) -> str:
    return f"Der Wert von {name} passt nicht. Die Angabe bedeutet: {meaning}"


def with_help(problem: str, command: str) -> str:
    return f"{problem} Hilfe: {command} --help"


def _suggestion(nearest: Sequence[str]) -> str:
    return f" Meinten Sie {nearest[0]}?" if nearest else ""


HELP = "Zeigt, wie der Bot gewöhnliches Deutsch versteht. Gesendet und gespeichert wird nichts."
HELP_JSONL = (
    "Liest je Zeile ein JSON-Objekt mit »where« und »text« von der Standardeingabe und gibt je"
    " Zeile eines aus."
)
HELP_CONFIG = "Konfigurationsdatei; ohne sie gilt die mitgelieferte Sammlung."
ONLY_LINES = "Bitte nennen Sie --jsonl: Der Befehl liest Zeilen von der Standardeingabe."


def not_a_message(number: int) -> str:
    return (
        f"Zeile {number} der Eingabe: Erwartet ist ein JSON-Objekt mit »where« (direct, mention,"
        " reply_to_announcement oder room) und »text«."
    )
