"""What !hilfe says about the commands."""

from collections.abc import Sequence

from commands.texts.markup import Bold, Code, Inline, Text, items, text

SUMMARY = "Zeigt alle Befehle, oder mehr zu dem einen, der dahinter steht."
COMMAND = "Befehl"


def overview(
    prefix: str, entries: Sequence[tuple[str, str]], details: str, *, direct: bool
) -> Text:
    """`entries`: example and summary of each command; `details`: an example for more."""
    shown: list[tuple[Inline, ...]] = [
        (Code(f"{prefix}{example}"), f": {summary}") for example, summary in entries
    ]
    count = "einen Befehl" if len(entries) == 1 else f"{len(entries)} Befehle"
    answer = text(f"Hier können Sie {count} verwenden:") + items(*shown)
    answer += text("Mehr zu einem Befehl zeigt zum Beispiel ", Code(f"{prefix}{details}"), ".")
    if direct:
        answer += text(f"In diesem Direktchat geht es auch ohne »{prefix}« davor.")
    return answer


def details(
    prefix: str, *, name: str, summary: str, usage: str, example: str, aliases: Sequence[str]
) -> Text:
    answer = text(Bold(f"{prefix}{name}"), f": {summary}")
    if usage != name:
        answer += text("So geht es: ", Code(f"{prefix}{usage}")) + text(_notation(usage))
    answer += text("Zum Beispiel: ", Code(f"{prefix}{example}"))
    if aliases:
        answer += text(_aliases(prefix, aliases))
    return answer


def unknown(prefix: str, nearest: str | None) -> Text:
    if nearest is None:
        return text(
            "Einen solchen Befehl gibt es hier nicht. Alle Befehle zeigt ",
            Code(f"{prefix}hilfe"),
            ".",
        )
    return text(
        "Einen solchen Befehl gibt es hier nicht. Meinten Sie ",
        Code(f"{prefix}hilfe {nearest}"),
        "? Alle Befehle zeigt ",
        Code(f"{prefix}hilfe"),
        ".",
    )


def _notation(usage: str) -> str:
    needed = "Was in spitzen Klammern steht, ersetzen Sie durch Ihre Angabe."
    optional = "Was in eckigen Klammern steht, können Sie weglassen."
    return " ".join([needed] * ("<" in usage) + [optional] * ("[" in usage))


def _aliases(prefix: str, aliases: Sequence[str]) -> str:
    words = [f"{prefix}{alias}" for alias in aliases]
    if len(words) == 1:
        return f"Gleichbedeutend ist {words[0]}."
    return f"Gleichbedeutend sind {', '.join(words[:-1])} und {words[-1]}."
