"""What !meinedaten says, and how the parts of its file are called."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from commands.settings import RetentionDays
from commands.texts.markup import Bold, Code, Inline, Text, items, text
from storage.personal import TABLES, Subject

SUMMARY = "Sendet Ihnen alles, was ich über Sie gespeichert habe, als Datei in den direkten Chat."

PERSON, AS_OF = "Person", "Stand der Auskunft"
FILE, STEPS, BY = "Datei", "Verlauf", "Von"
MENTIONS = "Texte, in denen Ihre Kennung vorkommt"

SUBJECTS: Mapping[Subject, str] = MappingProxyType(
    {
        "submissions": "Ihre Einreichungen",
        "done": "Ihre Entscheidungen und Rückfragen zu Einreichungen anderer",
        "refusing": "Ablehnungen, für die ich Sie nach dem Grund gefragt habe",
        "dialogue": "Angefangener Dialog",
        "direct_chat": "Direkter Chat mit Ihnen",
        "messages": "Meine Nachrichten an Sie",
        "notices": "Meine Nachrichten an andere über Ihre Einreichungen",
        "invitations": "Ihre Einladungen an mich",
        "confirmed": "Einträge der Sammlung, die Sie bestätigt haben",
        "meetings": "Termine, die Sie angelegt haben",
        "rsvps": "Ihre Antworten zu Terminen",
        "said": "Was Sie dazu gesagt und nicht zurückgenommen haben",
        "wishes": "Woran Sie erinnert werden möchten",
        "reminders": "Erinnerungen an Sie",
        "question": "Offene Frage, ob ich Sie vergessen soll",
        "offers": "Auswahl und weitere Seiten, die ich Ihnen angeboten habe",
        "versions": "Ihre Änderungen der Sammlung",
    }
)

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "submission_id": "Nummer der Einreichung",
        "submitter": "Eingereicht von",
        "state": "Stand",
        "place": "Ort",
        "municipality_id": "Nummer der Kommune",
        "ags": "Amtlicher Gemeindeschlüssel",
        "list": "Liste",
        "url": "Link",
        "title": "Titel",
        "status": "Status",
        "adopted": "Beschlossen",
        "note": "Anmerkung",
        "link_state": "Ergebnis der Prüfung des Links",
        "guideline_id": "Nummer des Eintrags",
        "revision": "Zahl der Änderungen am Hinweis für das Netzwerkmanagement",
        "reminded": "Zahl der Erinnerungen daran",
        "mailed": "Per E-Mail gemeldet",
        "refusing": "Gefragt nach dem Grund",
        "created_at": "Angelegt am",
        "changed_at": "Zuletzt geändert am",
        "confirmed_by": "Bestätigt von",
        "confirmed_at": "Bestätigt am",
        "noted_at": "Vermerkt am",
        "name": "Name",
        "source": "Ort und Schlüssel der Datei",
        "encrypted": "Verschlüsselt gesendet",
        "problem": "Problem",
        "sha256": "Prüfsumme",
        "kind": "Art",
        "bytes": "Größe in Byte",
        "attempts": "Zahl der fehlgeschlagenen Versuche",
        "not_before": "Nächster Versuch nicht vor",
        "actor": "Getan von",
        "what": "Was",
        "detail": "Text",
        "done_at": "Am",
        "user_id": "Kennung",
        "subject": "Gegenstand",
        "step": "Schritt",
        "answers": "Antworten",
        "room_id": "Raum",
        "event_id": "Kennung der Nachricht",
        "membership": "Mitgliedschaft",
        "direct": "Als direkter Chat",
        "inviter": "Eingeladen von",
        "via": "Über den Server",
        "content": "Inhalt",
        "otherwise": "Was ich sonst sage und wo",
        "file": "Anhang",
        "about": "Gehört zu",
        "error": "Fehler",
        "meeting_id": "Nummer des Termins",
        "created_by": "Angelegt von",
        "answer": "Antwort",
        "answered_at": "Geantwortet am",
        "lead": "Vorlauf",
        "stage": "Stufe",
        "starts_at": "Erinnert an den Zeitpunkt",
        "due_at": "Fällig am",
        "thread_root": "Thread",
        "options": "Zur Wahl",
        "more": "Nächste Seite",
        "offered_at": "Angeboten am",
        "reason": "Grund",
    }
)
_OF_MEETINGS: tuple[Subject, ...] = ("meetings", "rsvps", "said", "wishes", "reminders")
_YES_OR_NO = frozenset({"encrypted", "mailed", "direct"})
_VALUES = MappingProxyType(
    {
        ("state", "checking"): "wird geprüft",
        ("state", "open"): "offen",
        ("state", "accepted"): "angenommen",
        ("state", "refused"): "abgelehnt",
        ("state", "withdrawn"): "zurückgezogen",
        ("state", "unsuitable"): "nicht verwendbar",
        ("state", "waiting"): "wartet",
        ("state", "sent"): "gesendet",
        ("state", "failed"): "ließ sich nicht senden",
        ("state", "stored"): "gespeichert",
        ("state", "unreachable"): "noch nicht abrufbar",
        ("state", "planned"): "geplant",
        ("state", "posted"): "gesendet",
        ("state", "skipped"): "übersprungen",
        ("state", "dropped"): "entfallen",
        ("answer", "yes"): "dabei",
        ("answer", "no"): "nicht dabei",
        ("answer", "maybe"): "vielleicht",
        ("lead", "rooms"): "wie in den Räumen",
        ("what", "created"): "angelegt",
        ("what", "confirmed"): "bestätigt",
        ("what", "deleted"): "gelöscht",
        ("what", "restored"): "wiederhergestellt",
        ("what", "submitted"): "eingereicht",
        ("what", "checked"): "geprüft",
        ("what", "changed"): "geändert",
        ("what", "asked"): "Rückfrage gestellt",
        ("what", "answered"): "auf die Rückfrage geantwortet",
        ("what", "accepted"): "angenommen",
        ("what", "refused"): "abgelehnt",
        ("what", "withdrawn"): "zurückgezogen",
        ("what", "unsuitable"): "für nicht verwendbar befunden",
        ("membership", "invite"): "eingeladen",
        ("membership", "join"): "Mitglied",
        ("membership", "leave"): "nicht mehr Mitglied",
        ("list", "buergerbeteiligung"): "Bürgerbeteiligung",
        ("list", "kinder_jugend"): "Kinder- und Jugendbeteiligung",
        ("subject", "submission"): "Einreichung",
        ("subject", "entry"): "Neuer Eintrag der Sammlung",
        ("subject", "entry-preview"): "Änderung der Sammlung, die auf Ihre Zustimmung wartet",
    }
)
_PLACES = MappingProxyType(
    {
        ("outbox", "content"): "in einer Nachricht, die ich noch sende oder nicht senden konnte",
        (
            "outbox",
            "otherwise",
        ): "in einem Hinweis für den Fall, dass sich etwas nicht senden lässt",
        ("outbox", "error"): "im Grund, aus dem sich eine Nachricht nicht senden ließ",
        ("room", "reason"): "im Grund, aus dem ich einen Raum verlassen musste",
        ("dialogue", "answers"): "in einem angefangenen Dialog",
        ("offer", "options"): "in einer Auswahl, die ich jemandem angeboten habe",
        ("offer", "more"): "in einer weiteren Seite, die ich jemandem angeboten habe",
        ("meeting", "title"): "im Titel eines Termins",
        ("meeting", "place"): "im Ort eines Termins",
        ("meeting", "description"): "in der Beschreibung eines Termins",
        ("meeting", "reason"): "im Grund einer Absage",
        ("slot", "title"): "im Programm eines Termins",
        ("slot", "place"): "im Programm eines Termins",
        ("guideline_version", "before"): "in einer früheren Fassung eines Eintrags der Sammlung",
        ("guideline_version", "after"): "in einer Fassung eines Eintrags der Sammlung",
        ("guideline_version", "reason"): "im Grund, aus dem ein Eintrag gelöscht wurde",
        ("guideline_version", "origin"): "im Vermerk zu einem Import",
        ("submission_file", "name"): "im Namen einer eingereichten Datei",
        ("submission_file", "problem"): "im Vermerk zu einer eingereichten Datei",
        ("submission_step", "detail"): "im Verlauf einer Einreichung",
    }
)


def value(column: str, stored: object) -> object:
    """As members call it; what has no other name stays as it is."""
    if column in _YES_OR_NO:
        return "ja" if stored else "nein"
    return _VALUES.get((column, str(stored)), stored)


def content_of_file(size: int) -> str:
    return f"Datei mit {size} Byte, bis sie gesendet ist"


def by(*, person: bool) -> str:
    return "Ihnen" if person else "mir oder dem Netzwerkmanagement"


def mention(table: str, column: str, words: str) -> dict[str, str]:
    """The words themselves only if they are no words of other members."""
    where = _PLACES.get((table, column), "in den Angaben einer Einreichung")
    return {"Wo": where} | ({"Text": words} if column in TABLES[table].named else {})


def file_name(day: date) -> str:
    return f"meine-daten-{day.isoformat()}.json"


def what_is_in_it(
    counts: Mapping[str, int], prefix: str, days: RetentionDays, user_id: str
) -> Text:
    kept = _kept(days)
    parts = [_part(name, count, kept.get(name, "")) for name, count in counts.items() if count]
    answer = text(
        Bold("Ihre Daten"),
        ": Die Datei enthält alles, was ich zu Ihrer Kennung ",
        Code(user_id),
        " gespeichert habe, als lesbaren Text im Format JSON.",
    )
    if parts:
        of = "einem Bereich" if len(parts) == 1 else f"{len(parts)} Bereichen"
        answer += text(f"Angaben gibt es in {of}:") + items(*parts)
    else:
        answer += text("Zurzeit ist über Sie nichts gespeichert.")
    return answer + text(
        "Nicht darin steht, was ich keiner Person zuordnen kann, und was andere geschrieben haben."
        " Mehr zeigt ",
        Code(f"{prefix}datenschutz"),
        ". Alles über Sie löschen können Sie mit ",
        Code(f"{prefix}vergissmich"),
        ".",
    )


def _part(name: str, count: int, kept: str) -> tuple[Inline, ...]:
    return (Bold(name), f": {count}{kept}")


def _kept(days: RetentionDays) -> dict[str, str]:
    after_decision = (
        f"; Ihr Name und Ihre Texte bleiben bis {days.submissions} Tage nach der Entscheidung"
    )
    sent = f"; der Vermerk bleibt {days.outbox} Tage, der Inhalt nur, bis er gesendet ist"
    over = f"; bleibt bis {_days(days.meetings)} nach dem Termin"
    return {
        **{SUBJECTS[of]: over for of in _OF_MEETINGS},
        SUBJECTS["submissions"]: after_decision,
        SUBJECTS["done"]: after_decision,
        SUBJECTS["versions"]: f"; Ihr Name bleibt {_days(days.submissions)}",
        SUBJECTS["notices"]: f"{after_decision}, ohne ihren Inhalt",
        SUBJECTS["messages"]: sent,
        SUBJECTS["dialogue"]: f"; bleibt bis {days.dialogues} Tage nach Ihrer letzten Antwort",
        SUBJECTS["direct_chat"]: "; bleibt, solange wir den Chat haben",
        SUBJECTS["invitations"]: "; bleibt, bis ich im Raum bin",
        SUBJECTS["confirmed"]: "; bleibt, solange es den Eintrag gibt",
        SUBJECTS["question"]: "; bleibt höchstens zwei Tage",
        SUBJECTS["offers"]: "; bleibt höchstens zwei Tage",
    }


def _days(days: int) -> str:
    return "einen Tag" if days == 1 else f"{days} Tage"


def in_direct_chat() -> Text:
    return text(
        "Ihre Daten sende ich Ihnen in den direkten Chat. Bitte nehmen Sie die Einladung dazu an,"
        " falls Sie eine bekommen."
    )


def no_direct_chat(prefix: str) -> Text:
    return text(
        "Ich konnte Sie nicht zu einem direkten Chat einladen und Ihnen Ihre Daten deshalb nicht"
        " senden. Bitte beginnen Sie selbst einen direkten Chat mit mir und schreiben Sie dort ",
        Code(f"{prefix}meinedaten"),
        ".",
    )
