"""Sentences of !hilfe about the commands."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from commands.conversation.texts import errors
from commands.language.markup import Bold, Code, Inline, Text, items, text

HELP = (
    "Zeigt, was ich für Sie tun kann; mit einem Befehl dahinter erklärt es ihn.",
    "hilfe",
    ("h", "help", "befehle", "commands"),
)
START = (
    "Zeigt kurz, was ich für Sie tun kann.",
    "start",
    ("hallo", "info", "was", "guten tag", "guten morgen", "guten abend", "moin", "servus"),
)
COMMAND = "Befehl"
# Behind !hilfe, for the whole list.
ALL = ("alles", "alle")
# What people want, and how they say it: shown as far as they may. The first word is the command.
INTENTIONS = (
    ("Leitlinien einer Kommune zeigen", "leitlinie Bonn"),
    ("in der Sammlung suchen", "suche Losverfahren"),
    ("etwas einreichen", "einreichen"),
    ("Termine zeigen", "termine"),
    ("sagen, dass Sie kommen", "dabei 1"),
    ("an einen Termin erinnern", "erinnern 1"),
)
FOR_OUTSIDERS = (
    ("zeigen, was das Netzwerk ist", "nekopa"),
    ("zeigen, wie Sie Mitglied werden", "mitmachen"),
)
FOR_MANAGEMENT = (
    ("offene Einreichungen zeigen", "offen"),
    ("eine annehmen", "annehmen 12"),
    ("eine ablehnen", "ablehnen 12 Grund"),
    ("einen Termin anlegen", "termin neu"),
    ("einen Eintrag ändern", "eintrag ändern Bonn"),
    ("zeigen, wie es dem Bot geht", "status"),
)
# By the folder of their subject, in the order of the list.
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "collection": "Sammlung",
        "submissions": "Einreichungen",
        "meetings": "Termine",
        "exchange": "Austausch",
        "about": "Netzwerk, Ihre Daten und Hilfe",
        "conversation": "Listen und Dialoge",
    }
)


def short(prefix: str, lines: Sequence[tuple[str, str]], *, direct: bool) -> Text:
    """Show what people want and how they say it, without prefix in the direct chat."""
    before = "" if direct else prefix
    shown: list[tuple[Inline, ...]] = [
        (f"{wish}: ", Code(f"{before}{line}")) for wish, line in lines
    ]
    answer = text("Guten Tag, ich bin der Netzwerkbot. Das kann ich für Sie tun:")
    answer += items(*shown)
    more = ("Alles Übrige zeigt: ", Code(f"{before}hilfe alles"))
    if not direct:
        return answer + text(*more)
    example = Code(f"{prefix}{lines[0][1]}" if lines else f"{prefix}hilfe")
    return answer + text(
        f"Im Raum steht {_named(prefix)} davor, zum Beispiel ", example, ". ", *more
    )


def joined(prefix: str) -> Text:
    """Greet a room that the bot has just joined."""
    return text(
        "Guten Tag, ich bin der Netzwerkbot; was ich für Sie tun kann, zeigt ",
        Code(f"{prefix}hilfe"),
        ".",
    )


def _named(prefix: str) -> str:
    return "ein Ausrufezeichen" if prefix == "!" else f"»{prefix}«"


def everything(
    prefix: str, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], *, direct: bool
) -> Text:
    """List example and summary of each command, by heading."""
    count = sum(len(entries) for _, entries in groups)
    answer = text(f"Das alles kann ich für Sie tun, {count} Befehle in {len(groups)} Gruppen:")
    for heading, entries in groups:
        shown = [(Code(f"{prefix}{example}"), f": {summary}") for example, summary in entries]
        answer += text(Bold(f"{heading} ({len(entries)})")) + items(*shown)
    answer += text(
        "Mehr zu einem Befehl zeigt zum Beispiel ", Code(f"{prefix}hilfe leitlinie"), "."
    )
    if direct:
        answer += text(f"In diesem Direktchat geht es auch ohne »{prefix}« davor.")
    return answer


def of_management(heading: str) -> str:
    return f"Netzwerkmanagement: {heading}"


def details(
    prefix: str, *, name: str, summary: str, examples: Sequence[str], aliases: Sequence[str]
) -> Text:
    answer = text(Bold(f"{prefix}{name}"), f": {summary}")
    answer += text(*errors.for_example(prefix, examples))
    if aliases:
        answer += text(_aliases(prefix, aliases))
    return answer


def unknown(prefix: str, nearest: str | None) -> Text:
    line = None if nearest is None else f"hilfe {nearest}"
    return errors.unknown(prefix, line, "Einen solchen Befehl gibt es hier nicht.")


def _aliases(prefix: str, aliases: Sequence[str]) -> str:
    words = [f"{prefix}{alias}" for alias in aliases]
    if len(words) == 1:
        return f"Sie können auch {words[0]} schreiben."
    return f"Sie können auch {', '.join(words[:-1])} oder {words[-1]} schreiben."
