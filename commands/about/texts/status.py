"""Sentences of !status, and other sentences of the bot about itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.conversation.room_facts import RoomFault
from commands.language.markup import Bold, Code, Text, items, text
from commands.language.texts.counting import counted, megabytes, numbers
from commands.language.texts.dates import moment, since

STATUS = ("Zeigt, wie es dem Bot geht und was zu tun ist.", "status")

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
LINKS_OFF = "Die Links der Sammlung werden nicht geprüft. Das ist so eingestellt."
EXACTLY = "genau"
NEVER_PINGED = "Lebenszeichen an ping_url: noch keines"
NEVER_SYNCED = "Letzter Abgleich mit dem Homeserver: noch keiner"


def status(version: str, problems: Sequence[str], facts: Sequence[str]) -> Text:
    answer = text(Bold(_headline(len(problems))))
    if problems:
        answer += items(*problems)
    details = (f"Version: {version}", *facts)
    return answer + text(f"Im Einzelnen ({len(details)} Angaben):") + items(*details)


def in_short(problems: Sequence[str], facts: Sequence[str], prefix: str) -> Text:
    """Tell what people ask for, after what needs them."""
    answer = text(Bold(_headline(len(problems))))
    if problems:
        answer += items(*problems)
    answer += items(*facts)
    return answer + text("Die technischen Angaben zeigt ", Code(f"{prefix}status genau"))


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


def pinged(ago: timedelta) -> str:
    return f"Lebenszeichen an ping_url: vor {since(ago)} gesendet"


def ping_failing(kind: str, duration: timedelta) -> str:
    return f"Lebenszeichen an ping_url: seit {since(duration)} nicht angenommen ({kind})"


@dataclass(frozen=True)
class QueueWords:
    """The names of a queue, and what helps if it is stuck or has failed."""

    one: str
    many: str
    if_stuck: str
    if_failed: str


MESSAGES = QueueWords(
    "Nachricht",
    "Nachrichten",
    ". Abhilfe: Bitte lassen Sie prüfen, ob der Bot in allen Räumen schreiben darf und ob der"
    " Homeserver erreichbar ist.",
    "weil der Homeserver sie abgelehnt hat oder der Bot nicht mehr im Raum ist. Abhilfe: Bitte"
    " prüfen Sie, ob der Bot in seinen Räumen Mitglied ist und dort schreiben darf, und schreiben"
    " Sie dann {prefix}erneut senden.",
)
MAILS = QueueWords(
    "E-Mail",
    "E-Mails",
    ", keine geht verloren. Abhilfe: Bitte lassen Sie prüfen, ob der Mailserver erreichbar ist und"
    " ob die Zugangsdaten unter [mail] stimmen.",
    "weil der Mailserver sie abgelehnt hat oder der Versand nicht mehr eingerichtet ist. Abhilfe:"
    " Bitte lassen Sie die Angaben unter [mail] prüfen. Was auf eine Entscheidung wartet, steht"
    " auch im Raum des Netzwerkmanagements. Danach sendet {prefix}erneut senden sie noch einmal.",
)


def waiting(what: QueueWords, count: int, oldest: timedelta | None) -> str:
    words = "keine" if oldest is None else f"{count}, die älteste seit {since(oldest)}"
    return f"{what.many}, die noch zu senden sind: {words}"


def stuck(what: QueueWords, oldest: timedelta) -> str:
    return (
        f"Seit {since(oldest)} wartet eine {what.one} darauf, gesendet zu werden. Der Bot versucht"
        f" es weiter{what.if_stuck}"
    )


def failed(what: QueueWords, count: int, prefix: str) -> str:
    words = counted(count, f"{what.one} ließ", f"{what.many} ließen", article="Eine")
    remedy = what.if_failed.replace("{prefix}", prefix)
    return f"{words} sich nicht senden, {remedy} Dieser Hinweis verschwindet nach 30 Tagen."


def submissions(count: int, oldest: timedelta | None) -> str:
    if oldest is None:
        return "Offene Einreichungen: keine"
    what = "" if count == 1 else " die älteste"
    return f"Offene Einreichungen: {count},{what} seit {since(oldest)}"


def unreachable_files(ids: Sequence[int], prefix: str) -> str:
    what = counted(len(ids), "Datei ließ", "Dateien ließen", article="Eine")
    return (
        f"{what} sich bisher nicht holen, Einreichung {numbers(ids)}. Der Bot versucht es weiter."
        " Abhilfe, wenn es dabei bleibt: Bitten Sie die einreichende Person um einen Link oder"
        f" darum, die Datei neu einzureichen, mit {prefix}rückfrage {ids[0]} und Ihrer Bitte."
    )


def rooms(count: int) -> str:
    return f"Räume, in denen der Bot ist: {count}"


def reminders(count: int) -> str:
    return f"Erinnerungen in den nächsten 24 Stunden: {count or 'keine'}"


def calendars_failing(count: int, longest: timedelta) -> str:
    what = "Ein Kalender kann" if count == 1 else f"{count} Kalender können"
    return (
        f"{what} nicht gelesen werden, seit {since(longest)}. Die Termine daraus bleiben, wie sie"
        " sind. Der Bot versucht es weiter. Abhilfe, wenn es dabei bleibt: Bitte lassen Sie die"
        " Adressen unter [calendar] prüfen."
    )


def sandbox_failing(kind: str, duration: timedelta) -> str:
    return (
        f"Dokumente und Karten: Seit {since(duration)} kann der Bot keine Dokumente lesen und keine"
        f" Karten zeichnen. An den Dateien liegt es nicht, sondern an diesem Rechner ({kind}). Der"
        " Bot versucht es weiter. Abhilfe, wenn es dabei bleibt: Bitte lassen Sie die technische"
        " Betreuung im Protokoll nachsehen."
    )


def left_out(count: int) -> str:
    entries = counted(count, "Eintrag", "Einträge")
    return f"Aus Kalendern nicht oder nur zum Teil übernommen: {entries}"


def links(checked: int, failing: int, last_at: datetime | None, zone: ZoneInfo) -> str:
    if last_at is None:
        return "Links der Sammlung: noch keiner geprüft"
    failing_links = str(failing) if failing else "keiner"
    return (
        f"Links der Sammlung: {checked} geprüft, {failing_links} nicht erreichbar, zuletzt geprüft"
        f" am {moment(last_at, zone)}"
    )


MANAGEMENT_ROOM = MappingProxyType(
    {
        RoomFault.NO_INVITATION: (
            "Diesen Raum kann man ohne Einladung betreten und wäre dann Netzwerkmanagement. Seine"
            " Befehle sind bis dahin gesperrt. Abhilfe: Bitte stellen Sie in den Raumeinstellungen"
            " ein, dass nur Eingeladene beitreten können."
        ),
        RoomFault.WORLD_READABLE: (
            "In diesem Raum kann jede Person mitlesen. Seine Befehle sind bis dahin gesperrt."
            " Abhilfe: Bitte stellen Sie in den Raumeinstellungen ein, dass nur Mitglieder den"
            " Verlauf lesen können."
        ),
        RoomFault.UNENCRYPTED: (
            "Dieser Raum ist nicht verschlüsselt: Wer den Homeserver betreibt, liest mit. Abhilfe:"
            " Bitte schalten Sie in den Raumeinstellungen die Verschlüsselung ein."
        ),
    }
)


def moved_alias(alias: str) -> str:
    return (
        f"Die Adresse {alias} führt jetzt in einen anderen Raum. Der Bot bleibt bei dem bisherigen."
        " Abhilfe: Bitte klären Sie mit der technischen Betreuung, ob das beabsichtigt ist."
    )


def alias_moved(alias: str) -> Text:
    """Tell it in the room to which the address led."""
    return text(
        f"Achtung: Die Adresse {alias} führt jetzt in einen anderen Raum. Ich bleibe in diesem"
        " hier und folge ihr nicht. Ist der Umzug beabsichtigt, kann die technische Betreuung ihn"
        f" mit netzwerkbot check --accept-room '{alias}' bestätigen."
    )


def missing(room: str) -> str:
    return (
        f"Den Raum {room} aus der Konfiguration gibt es auf dem Homeserver nicht. Der Bot sucht"
        " weiter. Abhilfe: Bitte lassen Sie die Angabe unter [rooms] prüfen."
    )


def clock_off(seconds: int) -> str:
    """`seconds`: by which it is ahead."""
    way = "vor" if seconds > 0 else "nach"
    return (
        "Uhr: Die Uhr des Rechners, auf dem der Bot läuft, geht gegenüber dem Homeserver"
        f" {since(timedelta(seconds=abs(seconds)))} {way}. Erinnerungen kommen deshalb zur falschen"
        " Zeit. Abhilfe: Bitte lassen Sie die Uhr dieses Rechners stellen."
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


def register(age: str) -> str:
    return f"Gemeindeverzeichnis: {age}"


def database(size: int) -> str:
    return f"Größe der Datenbank: {megabytes(size)}"


UNREADABLE = text(
    "Eine Nachricht in diesem Raum kann ich nicht lesen: Mir fehlt der Schlüssel dazu. Falls"
    " sie für mich bestimmt war, senden Sie sie bitte noch einmal. Kommt der Schlüssel später"
    " an, antworte ich von selbst."
)


FOREIGN_CROSS_SIGNING = text(
    "Achtung: Die digitale Unterschrift (Quersignatur) des Bot-Kontos wurde von jemand anderem"
    " eingerichtet oder ersetzt. Manche Programme zeigen meine Nachrichten deshalb nicht mehr"
    " an. Bitte informieren Sie die technische Betreuung."
)
