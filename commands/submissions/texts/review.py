"""Sentences for managers when they decide, and for the submitters about the outcome."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.collection.texts.guidelines import LISTS
from commands.conversation.settings import Settings
from commands.conversation.texts import errors, offers
from commands.language.markup import Bold, Code, Text, items, mail_link, text
from commands.language.texts.counting import counted
from commands.language.texts.dates import since
from commands.language.visible import quoted
from commands.submissions.compare import Details
from commands.submissions.texts.notices import SOMEBODY, ended, state
from storage.submissions.submissions import Submission

MANAGEMENT = "Netzwerkmanagement"
LINK = "Dokument"
NUMBER = "Nr"
PAGE = "Seite"
REASON = "Grund"
KIND_AND_LAND = "Art, Land"
HEADING = "Einreichungen ansehen und entscheiden"
QUEUE = (
    "Zeigt, welche Einreichungen auf eine Entscheidung warten.",
    "offen",
    ("einreichung offen",),
)
SHOW = ("Zeigt eine Einreichung mit ihrem Stand.", "einreichung 12")
ACCEPT = ("Nimmt eine Einreichung in die Sammlung auf.", "annehmen 12", ("einreichung annehmen",))
REFUSE = (
    "Lehnt eine Einreichung ab; der Grund geht an die einreichende Person.",
    "ablehnen 12 Das Dokument ist keine Leitlinie.",
    ("einreichung ablehnen",),
)
NOT_A_MANAGER = text(
    "Entscheiden kann nur, wer im Raum des Netzwerkmanagements auch schreiben darf."
)


# --- the queue


def queue(count: int, shown: Sequence[Details], now: datetime, prefix: str, *, more: bool) -> Text:
    if count == 0:
        return text("Es wartet keine Einreichung auf eine Entscheidung.")
    if not shown:
        return errors.no_such_page(f"{prefix}offen")
    waits = counted(count, "Einreichung wartet", "Einreichungen warten", article="Eine")
    order = "" if count == 1 else ", die älteste zuerst"
    answer = text(Bold(f"{waits} auf eine Entscheidung{order}:"))
    answer += items(*(_in_queue(details, now) for details in shown))
    number = shown[0].submission.submission_id
    answer += text("Mehr zu einer davon: ", Code(f"{prefix}einreichung {number}"))
    return answer + text(*offers.to_go_on(prefix)) if more else answer


def _in_queue(details: Details, now: datetime) -> str:
    submission = details.submission
    parts = [
        f"Nr. {submission.submission_id}: {submission.place}, Liste {LISTS[submission.list]}",
        f"von {submission.submitter or SOMEBODY}",
        f"seit {since(now - submission.created_at)}",
        *_queue_remarks(details),
    ]
    return ", ".join(parts)


def _queue_remarks(details: Details) -> list[str]:
    found = ["wird noch geprüft"] if details.submission.state == "checking" else []
    if details.file is not None and details.file.state == "unreachable":
        found.append("die Datei ließ sich bisher nicht holen")
    talk = [step.action for step in details.steps if step.action in ("asked", "answered")]
    if talk:
        last = {
            "asked": "Rückfrage, zuletzt schrieb das Netzwerkmanagement",
            "answered": "Rückfrage, zuletzt schrieb die einreichende Person",
        }
        found.append(last[talk[-1]])
    return found


# --- for the managers


def no_such(number: int, prefix: str) -> Text:
    waiting = "Was auf eine Entscheidung wartet,"
    return errors.no_such("Eine Einreichung", number, waiting, f"{prefix}offen")


def still_checking(number: int) -> Text:
    return text(
        f"Einreichung Nr. {number} wird noch geprüft (Link und Datei). Der Bot meldet sich, sobald"
        " Sie entscheiden können."
    )


def already_decided(details: Details, zone: ZoneInfo) -> Text:
    number = details.submission.submission_id
    return text(
        ended(f"Einreichung Nr. {number} ist schon entschieden: {state(details, zone)}")
        + " Dabei bleibt es."
    )


def own_submission(number: int, prefix: str) -> Text:
    return text(
        f"Einreichung Nr. {number} ist Ihre eigene. Darüber entscheidet jemand anderes aus dem"
        " Netzwerkmanagement. Zurückziehen können Sie sie mit ",
        Code(f"{prefix}zurückziehen {number}"),
    )


def file_is_missing(number: int, prefix: str) -> Text:
    return text(
        f"Einreichung Nr. {number} besteht aus einer Datei, die sich bisher nicht holen ließ."
        " Deshalb können Sie sie noch nicht annehmen. Der Bot versucht es weiter. Sie können die"
        " einreichende Person auch um die Datei oder einen Link bitten: ",
        Code(f"{prefix}rückfrage {number} Können Sie uns einen Link nennen?"),
    )


def which_body(number: int, place: str, prefix: str) -> Text:
    return text(
        f"Die Kommune »{place}« steht weder in der Sammlung noch im Gemeindeverzeichnis. Bitte"
        " nennen Sie ihre Art (Stadt, Gemeinde, Landkreis, Bezirk oder Land) und das Land, zum"
        " Beispiel: ",
        Code(f"{prefix}annehmen {number} Stadt, Hessen"),
    )


def unfit(number: int, guideline_id: int, why: str, prefix: str) -> Text:
    return text(
        f"Einreichung Nr. {number} lässt sich so nicht aufnehmen: {why}. Sie bleibt offen. Bitte"
        " ändern Sie zuerst den Eintrag, zum Beispiel: ",
        Code(f"{prefix}eintrag ändern {guideline_id} Link weg: 1"),
    )


def accepted(
    submission: Submission, manager: str, municipality: str, prefix: str, *, without_file: bool
) -> Text:
    number = submission.submission_id
    answer = text(
        Bold(f"Einreichung Nr. {number} ist angenommen."),
        f" {_outlook(submission, manager)} Der Eintrag: ",
        Code(f"{prefix}leitlinie {municipality}"),
    )
    return answer + text(WITHOUT_FILE) if without_file else answer


def by_reaction(manager: str, entry: int, prefix: str) -> Text:
    return text(
        f"Angenommen hat sie {manager} mit der Reaktion ✅. War das nicht so gewollt: ",
        Code(f"{prefix}eintrag verlauf {entry}"),
        " zeigt, was sich geändert hat, und ",
        Code(f"{prefix}rückgängig"),
        " nimmt die letzte Änderung der Sammlung zurück.",
    )


def refused(submission: Submission, manager: str) -> Text:
    return text(
        Bold(f"Einreichung Nr. {submission.submission_id} ist abgelehnt."),
        f" {_outlook(submission, manager)}",
    )


def _outlook(submission: Submission, manager: str) -> str:
    if submission.submitter == manager:
        return "Es ist Ihre eigene; die Nachricht darüber kommt auch in Ihren Direktchat."
    if submission.submitter is None:
        return "Wer sie eingereicht hat, ist nicht mehr gespeichert und erfährt es deshalb nicht."
    return "Wer sie eingereicht hat, erfährt es im Direktchat."


def ask_for_reason(number: int, manager: str) -> Text:
    return text(
        f"{manager}, bitte schreiben Sie hier in diesem Thread, warum Einreichung Nr. {number}"
        " abgelehnt wird. Der Grund geht an die einreichende Person. Mit ",
        Code("abbrechen"),
        " bleibt sie offen.",
    )


def already_asked(number: int, manager: str, prefix: str) -> Text:
    return text(
        f"{manager} ist schon dabei, Einreichung Nr. {number} abzulehnen, und nach dem Grund"
        " gefragt. Wenn Sie das übernehmen möchten: ",
        Code(f"{prefix}ablehnen {number} Grund"),
    )


def reason_too_long(longest: int) -> Text:
    return text(
        f"Der Grund ist zu lang; möglich sind {longest} Zeichen. Bitte schreiben Sie ihn kürzer."
    )


def asked_long_ago(number: int, prefix: str) -> Text:
    return text(
        f"Die Frage nach dem Grund ist länger her; Einreichung Nr. {number} ist weiter offen, und"
        " Ihre Nachricht habe ich nicht weitergegeben. Wenn Sie ablehnen möchten: ",
        Code(f"{prefix}ablehnen {number} Grund"),
    )


USUAL_KINDS = ("Stadt", "Gemeinde", "Landkreis")


def which_kind(land: str) -> Text:
    options = items(*(f"{kind}, {land}" for kind in USUAL_KINDS), numbered=True)
    return text("Was für eine Kommune ist es?") + options + text("Tippen Sie auf die Zahl.")


def refusal_left(number: int) -> Text:
    return text(f"Einreichung Nr. {number} bleibt offen.")


WITHOUT_FILE = "Die Datei gehört nicht dazu: Sie war nicht zu bekommen oder nicht verwendbar."


# --- for the submitter


def you_are_accepted(
    submission: Submission, municipality: str, prefix: str, *, without_file: bool
) -> Text:
    answer = text(
        Bold(f"Ihre Einreichung Nr. {submission.submission_id} ist angenommen."),
        f" Vielen Dank! Was jetzt zu {municipality} in der Sammlung steht, zeigt ",
        Code(f"{prefix}leitlinie {municipality}"),
    )
    return answer + text(WITHOUT_FILE) if without_file else answer


def you_are_refused(submission: Submission, reason: str, settings: Settings) -> Text:
    number, place = submission.submission_id, submission.place
    return (
        text(Bold(f"Ihre Einreichung Nr. {number} ({place}) wurde nicht angenommen."))
        + text(f"Grund: »{reason}«")
        + text(
            "Haben Sie etwas Passenderes, reichen Sie es gern neu ein: ",
            Code(f"{settings.prefix}einreichen {place} https://…"),
        )
        + text(
            "Bei Fragen wenden Sie sich bitte an ",
            mail_link(settings.network.contact_email),
        )
    )


# --- provenance


def provenance(number: int) -> str:
    return f"Einreichung Nr. {number}"


# --- which submission is meant, and what words are for

_TAP = text("Tippen Sie unten auf die Zahl, oder schreiben Sie sie.")


def which_of_both(below: int, number: int) -> Text:
    question = text(
        f"Ihre Antwort steht unter Einreichung Nr. {below} und beginnt mit der Zahl {number}."
        " Welche Einreichung meinen Sie? 2 Möglichkeiten:"
    )
    both = items(f"Einreichung Nr. {below}", f"Einreichung Nr. {number}", numbered=True)
    return question + both + _TAP


def which(waiting: Sequence[tuple[int, str]], count: int) -> Text:
    shown = "" if count == len(waiting) else f", hier die ersten {len(waiting)}"
    question = text(f"Welche Einreichung meinen Sie? Offene Einreichungen: {count}{shown}.")
    lines = [f"Nr. {number}: {place}" for number, place in waiting]
    return question + items(*lines, numbered=True) + _TAP


def nothing_open() -> Text:
    return text("Zurzeit ist keine Einreichung offen.")


def reason_beside(number: int, reason: str) -> Text:
    return text(f"Soll das der Grund zu Nr. {number} sein? {quoted(reason)}") + text(
        "Dann tippen Sie auf 1️⃣. Sonst müssen Sie nichts tun."
    )


def what_for(number: int, words: str) -> Text:
    """Ask what a plain reply to a notice is meant to be."""
    question = text(f"Was soll ich damit tun: {quoted(words)}? 2 Möglichkeiten:")
    return (
        question
        + items(
            f"als Rückfrage zu Nr. {number} an die einreichende Person senden",
            f"Nr. {number} mit diesem Grund ablehnen",
            numbered=True,
        )
        + text("Tippen Sie unten auf die Zahl. Ist es nur für Ihre Kolleginnen und Kollegen, müssen"
               " Sie nichts tun.")
    )  # fmt: skip
