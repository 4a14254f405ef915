"""The digest itself, in the chat and as a mail, and what the management sees of it."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from commands.exchange.digest.gathering import News
from commands.exchange.digest.texts.news import groups
from commands.language.markup import NOTHING, Bold, Code, Items, Paragraph, Text, text
from commands.language.texts.counting import counted
from commands.language.texts.dates import day, day_of_month
from storage.exchange.digest import DigestForeword

RHYTHMS: Mapping[str, str] = {"weekly": "wöchentlich", "monthly": "monatlich"}


def digest(news: News, today: date, zone: ZoneInfo, prefix: str) -> Text:
    return (
        text(Bold("Rundbrief"), f" vom {day_of_month(today)}")
        + _foreword(news.foreword)
        + groups(news, zone)
        + text(
            "Mehr zeigen ",
            Code(f"{prefix}fragen"),
            " und ",
            Code(f"{prefix}termine"),
            ". Abbestellen: ",
            Code(f"{prefix}rundbrief aus"),
        )
    )


def _foreword(foreword: DigestForeword | None) -> Text:
    if foreword is None:
        return NOTHING
    return Text(tuple(block for line in foreword.text.split("\n\n") for block in text(line).blocks))


def mail_subject(network: str, today: date) -> str:
    return f"{network}: Rundbrief vom {day_of_month(today)}"


def mail_body(news: News, zone: ZoneInfo, prefix: str, network: str) -> str:
    told = _foreword(news.foreword) + groups(news, zone, by_mail=True)
    return f"{told.body}\n\n{mail_end(prefix, network)}\n"


def mail_end(prefix: str, network: str) -> str:
    return (
        f"Diesen Rundbrief haben Sie im Chat von {network} bestellt. Abbestellen können Sie ihn"
        f" dort mit {prefix}rundbrief aus. Eine Antwort auf diese E-Mail erreicht den Bot nicht."
    )


# --- to the management


def preview(
    news: News, orders: Mapping[str, int], today: date, zone: ZoneInfo, prefix: str
) -> Text:
    shown = _foreword(news.foreword) + groups(news, zone)
    if not shown.blocks:
        shown = text("In den letzten sieben Tagen gab es nichts Neues.")
    return (
        text(Bold(f"So sähe der Rundbrief am {day(today)} aus"), " (Neues aus sieben Tagen):")
        + shown
        + _ordered(orders)
        + text("Ein Vorwort setzen Sie mit ", Code(f"{prefix}rundbrief vorwort Text"), ".")
    )


def _ordered(orders: Mapping[str, int]) -> Text:
    count = orders["weekly"] + orders["monthly"]
    if not count:
        return text("Bestellt hat ihn noch niemand.")
    people = counted(count, "Person hat", "Personen haben", article="Eine")
    return text(
        f"{people} ihn bestellt: {orders['weekly']} wöchentlich, {orders['monthly']} monatlich,"
        f" davon {orders['mail']} per E-Mail."
    )


def foreword_kept(foreword: str, prefix: str, *, mailed: bool) -> Text:
    mails = ", auch in den E-Mails" if mailed else ""
    return (
        text(Bold("Das Vorwort steht im nächsten Rundbrief"), f"{mails}:")
        + text(foreword)
        + text("Wegnehmen können Sie es mit ", Code(f"{prefix}rundbrief vorwort weg"), ".")
    )


def foreword_shown(foreword: str | None, prefix: str) -> Text:
    if foreword is None:
        return text(
            "Der nächste Rundbrief hat kein Vorwort. So setzen Sie eines: ",
            Code(f"{prefix}rundbrief vorwort Text"),
        )
    return text(Bold("Vorwort des nächsten Rundbriefs"), f": {foreword}")


FOREWORD_GONE = text("Der nächste Rundbrief hat kein Vorwort mehr.")
AWAY = ("weg", "löschen", "keins", "kein", "aus")


def foreword_too_long(most: int, length: int) -> Text:
    return text(f"Ein Vorwort hat höchstens {most} Zeichen; Ihres hat {length}.")


EXPORTED = text("Den Rundbrief als Datei sende ich in diesen Raum.")


def export_name(today: date) -> str:
    return f"rundbrief-{today.isoformat()}.md"


def markdown(news: News, today: date, zone: ZoneInfo, network: str) -> str:
    """Return it as Markdown; signs of a text that mean something there are escaped."""
    lines = [f"# {_escaped(network)}: Rundbrief vom {day_of_month(today)}"]
    for block in (_foreword(news.foreword) + groups(news, zone)).blocks:
        match block:
            case Paragraph(parts):
                lines.append("".join(_marked(part) for part in parts))
            case Items(entries):
                lines.append(
                    "\n".join(f"- {''.join(_marked(part) for part in entry)}" for entry in entries)
                )
    if len(lines) == 1:
        lines.append("Nichts Neues.")
    return "\n\n".join(lines) + "\n"


def _marked(part: object) -> str:
    if isinstance(part, Bold):
        return f"**{_escaped(part.text)}**"
    return _escaped(part if isinstance(part, str) else "")


def _escaped(words: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in words)
