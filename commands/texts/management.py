"""What !status tells the management: what is well, what is not, and what to do about it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from commands.texts.dates import moment
from commands.texts.durations import since
from commands.texts.markup import Bold, Text, items, text

STATUS_SUMMARY = "Zeigt, wie es dem Bot geht und was zu tun ist."

OWN_KEYS_MISSING = (
    "Verschlüsselung: Auf dem Homeserver fehlen die Schlüssel des Bots. Verschlüsselte Nachrichten"
    " erreichen ihn nicht. Abhilfe: Bitte lassen Sie den Bot neu starten; dabei veröffentlicht er"
    " seine Schlüssel wieder."
)
UNSIGNED = (
    "Bestätigung des Bots (Quersignatur): Das Gerät des Bots ist nicht bestätigt. Manche Programme"
    " zeigen seine Nachrichten nicht an. Abhilfe: Bitte lassen Sie die technische Betreuung das"
    " Passwort des Bot-Kontos in der Konfiguration eintragen und den Bot neu starten."
)
FOREIGN = (
    "Bestätigung des Bots (Quersignatur): Jemand hat die Quersignatur des Bot-Kontos neu gesetzt,"
    " zum Beispiel bei einer Anmeldung mit einem anderen Programm. Manche Programme zeigen die"
    " Nachrichten des Bots deshalb nicht mehr an. Abhilfe: Bitte klären Sie, wer sich mit dem"
    " Bot-Konto angemeldet hat, und informieren Sie die technische Betreuung. Das Betriebshandbuch"
    " beschreibt die nächsten Schritte."
)
ENCRYPTION_OK = "Verschlüsselung: in Ordnung"
ENCRYPTION_UNKNOWN = "Verschlüsselung: noch nicht geprüft"
CROSS_SIGNING_OK = "Bestätigung des Bots (Quersignatur): in Ordnung"
CROSS_SIGNING_UNKNOWN = "Bestätigung des Bots (Quersignatur): noch nicht geprüft"
LINKS_OFF = "Links der Sammlung: werden nicht geprüft (check_links in der Konfiguration)"
NEVER_SYNCED = "Letzter Abgleich mit dem Homeserver: noch keiner"


def status(version: str, problems: Sequence[str], facts: Sequence[str]) -> Text:
    answer = text(Bold(_headline(len(problems))))
    if problems:
        answer += items(*problems)
    details = (f"Version: {version}", *facts)
    return answer + text(f"Im Einzelnen ({len(details)} Angaben):") + items(*details)


def _headline(problems: int) -> str:
    if problems == 0:
        return "Status: Es ist keine Störung bekannt."
    if problems == 1:
        return "Status: Ein Punkt braucht Ihre Aufmerksamkeit."
    return f"Status: {problems} Punkte brauchen Ihre Aufmerksamkeit."


def running(duration: timedelta) -> str:
    return f"In Betrieb seit: {since(duration)}"


def synced(ago: timedelta) -> str:
    return f"Letzter Abgleich mit dem Homeserver: vor {since(ago)}"


def waiting(count: int, oldest: timedelta | None) -> str:
    if oldest is None:
        return "Nachrichten, die noch zu senden sind: keine"
    return f"Nachrichten, die noch zu senden sind: {count}, die älteste seit {since(oldest)}"


def stuck(oldest: timedelta) -> str:
    return (
        f"Seit {since(oldest)} wartet eine Nachricht darauf, gesendet zu werden. Der Bot versucht"
        " es weiter. Abhilfe: Bitte lassen Sie prüfen, ob der Bot in allen Räumen schreiben darf"
        " und ob der Homeserver erreichbar ist."
    )


def failed(count: int) -> str:
    what = "Eine Nachricht ließ" if count == 1 else f"{count} Nachrichten ließen"
    return (
        f"{what} sich nicht senden, weil der Homeserver sie abgelehnt hat oder der Bot nicht mehr"
        " im Raum ist. Abhilfe: Bitte prüfen Sie, ob der Bot in seinen Räumen Mitglied ist und dort"
        " schreiben darf. Dieser Hinweis verschwindet nach 30 Tagen."
    )


def mails_waiting(count: int, oldest: timedelta | None) -> str:
    if oldest is None:
        return "E-Mails, die noch zu senden sind: keine"
    return f"E-Mails, die noch zu senden sind: {count}, die älteste seit {since(oldest)}"


def mails_stuck(oldest: timedelta) -> str:
    return (
        f"Seit {since(oldest)} wartet eine E-Mail darauf, gesendet zu werden. Der Bot versucht es"
        " weiter, keine geht verloren. Abhilfe: Bitte lassen Sie prüfen, ob der Mailserver"
        " erreichbar ist und ob die Zugangsdaten unter [mail] stimmen."
    )


def mails_failed(count: int) -> str:
    what = "Eine E-Mail ließ" if count == 1 else f"{count} E-Mails ließen"
    return (
        f"{what} sich nicht senden, weil der Mailserver sie abgelehnt hat oder der Versand nicht"
        " mehr eingerichtet ist. Abhilfe: Bitte lassen Sie die Angaben unter [mail] prüfen. Was"
        " auf eine Entscheidung wartet, steht auch im Raum des Netzwerkmanagements. Dieser Hinweis"
        " verschwindet nach 30 Tagen."
    )


def submissions(count: int, oldest: timedelta | None) -> str:
    if oldest is None:
        return "Einreichungen, über die zu entscheiden ist: keine"
    what = "" if count == 1 else ", die älteste"
    return f"Einreichungen, über die zu entscheiden ist: {count}{what} seit {since(oldest)}"


def unreachable_files(numbers: Sequence[int], prefix: str) -> str:
    told = ", ".join(f"Nr. {number}" for number in numbers)
    what = "Eine Datei ließ" if len(numbers) == 1 else f"{len(numbers)} Dateien ließen"
    return (
        f"{what} sich bisher nicht holen, Einreichung {told}. Der Bot versucht es weiter. Abhilfe,"
        " wenn es dabei bleibt: Bitten Sie die einreichende Person um einen Link oder darum, die"
        f" Datei neu einzureichen, mit {prefix}rückfrage {numbers[0]} und Ihrer Bitte."
    )


def rooms(count: int) -> str:
    return f"Räume, in denen der Bot ist: {count}"


def reminders(count: int) -> str:
    return f"Erinnerungen, die in den nächsten 24 Stunden fällig sind: {count}"


def links(asked: int, failing: int, last_at: datetime | None, zone: ZoneInfo) -> str:
    if last_at is None:
        return "Links der Sammlung: noch keiner geprüft"
    failing_links = str(failing) if failing else "keiner"
    return (
        f"Links der Sammlung: {asked} geprüft, {failing_links} nicht erreichbar, zuletzt geprüft am"
        f" {moment(last_at, zone)}"
    )


def pending(room_id: str) -> str:
    return (
        f"Der Bot ist noch nicht im Raum {room_id}. Er versucht es weiter. Abhilfe: Bitte laden Sie"
        " ihn dorthin ein."
    )


def left(room_id: str, reason: str, ago: timedelta) -> str:
    why = f" Angegebener Grund: »{reason}«." if reason else ""
    return (
        f"Der Bot wurde vor {since(ago)} aus dem Raum {room_id} entfernt.{why} Abhilfe, falls das"
        " ein Versehen war: Bitte laden Sie ihn wieder ein."
    )


def database(size: int) -> str:
    megabytes = f"{size / 1_000_000:.1f}".replace(".", ",")
    return f"Größe der Datenbank: {megabytes} MB"
