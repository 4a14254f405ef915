"""Sentences of !meinedaten, and the German names in its file."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from commands.about.texts.privacy import for_days
from commands.conversation.settings import RetentionDays
from commands.language.markup import Bold, Code, Text, items, text
from commands.language.texts.counting import counted
from storage.privacy.personal.kinds import Subject
from storage.privacy.personal.tables import TABLES

MY_DATA = (
    "Sendet Ihnen alles, was ich über Sie gespeichert habe, als Datei in den Direktchat.",
    "meinedaten",
    ("meine-daten", "auskunft"),
)

PERSON, AS_OF = "Person", "Stand der Auskunft"
FILE, STEPS, BY = "Datei", "Verlauf", "Von"
MENTIONS = "Texte, in denen Ihre Matrix-Adresse vorkommt"

SUBJECTS: Mapping[Subject, str] = MappingProxyType(
    {
        "submissions": "Ihre Einreichungen",
        "done": "Ihre Entscheidungen und Rückfragen zu Einreichungen anderer",
        "dialogue": "Angefangener Dialog",
        "awaited": "Worauf ich sonst eine Antwort von Ihnen erwarte",
        "direct_chat": "Direktchat mit Ihnen",
        "messages": "Meine Nachrichten an Sie",
        "notices": "Meine Nachrichten an andere über Ihre Einreichungen",
        "invitations": "Ihre Einladungen an mich",
        "confirmed": "Einträge der Sammlung, die Sie bestätigt haben",
        "refusing": "Ablehnungen, für die ich Sie nach dem Grund gefragt habe",
        "meetings": "Termine, die Sie angelegt haben",
        "rsvps": "Ihre Antworten zu Terminen",
        "rsvp_history": "Was Sie dazu gesagt und nicht zurückgenommen haben",
        "wishes": "Woran Sie erinnert werden möchten",
        "feed": "Ihr Link zum Abonnieren der Termine, ohne den Link selbst",
        "reminders": "Erinnerungen an Sie",
        "question": "Offene Frage, ob ich Sie vergessen soll",
        "offers": "Auswahl und weitere Seiten, die ich Ihnen angeboten habe",
        "versions": "Ihre Änderungen der Sammlung",
        "questions": "Ihre Fragen an das Netzwerk",
        "followed": "Fragen, denen Sie folgen",
        "mentioned": "Fragen, zu denen Sie erwähnt wurden",
        "unasked": "Was ich Ihnen unaufgefordert gesagt habe",
        "profile": "Ihr Profil",
        "inquiries": "Ihre Anfragen an Mitglieder, die erst gefragt werden möchten",
        "inquired": "Solche Anfragen anderer an Sie",
        "digest": "Ihr Rundbrief",
        "digest_told": "Termine, die in Ihrem Rundbrief standen",
        "digest_codes": "Codes, mit denen Sie eine E-Mail-Adresse bestätigen sollten",
        "newcomer": "Wann Sie beigetreten sind und ob ich Sie begrüßt habe",
        "introductions": "Ihre Vorstellung bei den anderen, ohne den Text",
        "management_questions": "Ihre Anfragen an das Netzwerkmanagement, ohne den Text",
        "announcements": "Ihre Ankündigungen",
        "anonymous": "Ihre anonyme Frage, solange sie offen ist",
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
        "reminder_stage": "Zahl der Erinnerungen daran",
        "mailed": "Per E-Mail gemeldet",
        "created_at": "Angelegt am",
        "changed_at": "Zuletzt geändert am",
        "confirmed_by": "Bestätigt von",
        "confirmed_at": "Bestätigt am",
        "name": "Name",
        "source": "Ort und Schlüssel der Datei",
        "encrypted": "Verschlüsselt gesendet",
        "problem": "Problem",
        "sha256": "Prüfsumme",
        "kind": "Art",
        "bytes": "Größe in Byte",
        "attempts": "Zahl der fehlgeschlagenen Versuche",
        "not_before": "Nächster Versuch nicht vor",
        "refused_since": "Vom Raum abgelehnt seit",
        "actor": "Getan von",
        "action": "Was",
        "detail": "Text",
        "done_at": "Am",
        "user_id": "Kennung",
        "step": "Schritt",
        "answers": "Antworten",
        "room_id": "Raum",
        "event_id": "Kennung der Nachricht",
        "membership": "Mitgliedschaft",
        "direct": "Als Direktchat",
        "inviter": "Eingeladen von",
        "via": "Über den Server",
        "content": "Inhalt",
        "fallback": "Was ich sonst sage und wo",
        "file": "Anhang",
        "subject": "Gehört zu",
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
        "payload": "Weitere Angaben",
        "asked_at": "Gefragt am",
        "expires_at": "Gilt bis",
        "reason": "Grund",
        "question_id": "Nummer der Frage",
        "asker": "Gefragt von",
        "root": "Anfang des Threads",
        "topics": "Themen",
        "stems": "Wortstämme zum Vergleichen",
        "closed_at": "Geschlossen am",
        "mentioned_at": "Erwähnt am",
        "replies": "Zahl der Antworten anderer",
        "first_reply_at": "Erste Antwort am",
        "last_reply_at": "Letzte Antwort am",
        "watch_from": "Offen seit",
        "watched": "Was ich deshalb getan habe",
        "watched_at": "Getan am",
        "feature": "Anlass",
        "about": "Wozu",
        "outcome": "Wie",
        "told_at": "Gesagt am",
        "land": "Land",
        "role": "Funktion",
        "reports": "Kann berichten über",
        "size": "Größenklasse (1 bis 5)",
        "since": "Im Netzwerk seit",
        "keys": "Wortstämme der Themen",
        "visibility": "Wer es sieht",
        "mentions": "Darf ich Sie zu Fragen erwähnen",
        "resumes_at": "Ruht bis",
        "consent": "Fassung der Einwilligung",
        "consented_at": "Eingewilligt am",
        "hidden_at": "Ausgeblendet am",
        "left_at": "Nicht mehr Mitglied seit",
        "wanted": "Gesucht",
        "sentence": "Ihr Satz dazu",
        "progress": "Stand der Anfrage",
        "digested_at": "In einem Rundbrief gesagt am",
        "rhythm": "Wie oft",
        "address": "E-Mail-Adresse",
        "ordered_at": "Bestellt am",
        "looked_at": "Zuletzt an der Reihe am",
        "starts": "Beginn, wie er darin stand",
        "register_by": "Ende der Anmeldung, wie es darin stand",
        "joined_at": "Beigetreten am",
        "introduction_id": "Nummer der Vorstellung",
        "posted_at": "Gesendet am",
        "management_question_id": "Nummer der Anfrage",
        "person": "Gefragt von",
        "unanswered": "Zahl Ihrer Nachrichten seit der letzten Antwort",
        "announcement_id": "Nummer der Ankündigung",
        "author": "Angekündigt von",
        "text": "Text",
        "anonymous": "Anonym gestellt",
        "additions": "Zahl Ihrer Ergänzungen",
    }
)
_OF_MEETINGS: tuple[Subject, ...] = (
    *("meetings", "rsvps", "rsvp_history"),
    *("wishes", "reminders", "feed"),
)
_OF_QUESTIONS: tuple[Subject, ...] = ("questions", "followed", "mentioned", "unasked")
_YES_OR_NO = frozenset({"encrypted", "mailed", "direct", "mentions", "anonymous"})
_OF_NEWCOMERS: tuple[Subject, ...] = (
    "newcomer",
    "introductions",
    "management_questions",
    "announcements",
)
_VALUES = MappingProxyType(
    {
        ("state", "checking"): "wird geprüft",
        ("state", "open"): "offen",
        ("state", "accepted"): "angenommen",
        ("state", "refused"): "abgelehnt",
        ("state", "withdrawn"): "zurückgezogen",
        ("state", "done"): "erledigt",
        ("state", "closed"): "geschlossen",
        ("state", "greeted"): "begrüßt",
        ("state", "left"): "ausgetreten",
        ("state", "returned"): "wieder beigetreten",
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
        ("action", "created"): "angelegt",
        ("action", "confirmed"): "bestätigt",
        ("action", "deleted"): "gelöscht",
        ("action", "restored"): "wiederhergestellt",
        ("action", "submitted"): "eingereicht",
        ("action", "checked"): "geprüft",
        ("action", "changed"): "geändert",
        ("action", "asked"): "Rückfrage gestellt",
        ("action", "answered"): "auf die Rückfrage geantwortet",
        ("action", "accepted"): "angenommen",
        ("action", "refused"): "abgelehnt",
        ("action", "withdrawn"): "zurückgezogen",
        ("action", "unsuitable"): "für nicht verwendbar befunden",
        ("membership", "invite"): "eingeladen",
        ("membership", "join"): "Mitglied",
        ("membership", "leave"): "nicht mehr Mitglied",
        ("list", "buergerbeteiligung"): "Bürgerbeteiligung",
        ("list", "kinder_jugend"): "Kinder- und Jugendbeteiligung",
        ("kind", "submission-dialogue"): "Einreichung",
        ("kind", "entry-dialogue"): "Neuer Eintrag der Sammlung",
        ("kind", "entry-preview"): "Änderung der Sammlung, die auf Ihre Zustimmung wartet",
        ("kind", "meeting-dialogue"): "Neuer Termin",
        ("kind", "meeting-preview"): "Änderung eines Termins, die auf Ihre Zustimmung wartet",
        ("kind", "offer"): "Auswahl",
        ("kind", "refusal"): "Grund einer Ablehnung",
        ("kind", "question"): "Rückfrage zu einer Einreichung",
        ("kind", "forgetting"): "Ob ich Sie vergessen soll",
        ("kind", "asking"): "Frage, die noch nicht gestellt ist",
        ("kind", "asking-dialogue"): "Neue Frage",
        ("kind", "watch"): "Wie es mit einer Frage weitergehen soll",
        ("step", "draft"): "Entwurf",
        ("step", "waiting"): "wartet auf ihren Zeitpunkt",
        ("step", "open"): "offen",
        ("step", "adding"): "Ergänzung, die auf Ihre Zustimmung wartet",
        ("step", "ending"): "wird beendet",
        ("kind", "anonymous"): "Was bei Ihrer anonymen Frage geholfen hat",
        ("watched", "waiting"): "nichts",
        ("watched", "asked"): "Sie gefragt",
        ("watched", "posted"): "im Thread gefragt",
        ("outcome", "sent"): "gesagt",
        ("outcome", "digest"): "nicht gesagt, es war zu viel in einer Woche",
        ("visibility", "visible"): "Mitglieder",
        ("visibility", "on_request"): "niemand, bevor ich Sie gefragt habe",
        ("visibility", "off"): "niemand",
        ("progress", "waiting"): "noch nicht gefragt",
        ("progress", "asked"): "gefragt",
        ("progress", "yes"): "Ihren Kontakt weitergegeben",
        ("progress", "no"): "abgelehnt",
        ("progress", "dropped"): "vorbei",
        ("kind", "profile"): "Ob Ihr Profil noch stimmt",
        ("kind", "profile-dialogue"): "Ihr Profil",
        ("kind", "contact"): "Ob ich Ihren Kontakt weitergeben darf",
        ("kind", "sentence"): "Was ich andere für Sie fragen soll",
        ("kind", "inquiry"): "Anfrage, die auf Ihre Zustimmung wartet",
        ("kind", "result"): "Was Ihnen bei einer Frage geholfen hat",
        ("kind", "result-draft"): "Ergebnis, das auf Ihre Zustimmung wartet",
        ("kind", "digest-code"): "Code, mit dem Sie eine E-Mail-Adresse bestätigen",
        ("rhythm", "weekly"): "jede Woche",
        ("rhythm", "monthly"): "jeden Monat",
        ("kind", "welcome"): "Womit es nach der Begrüßung weitergehen soll",
        ("kind", "introducing"): "Vorstellung, die auf Ihre Zustimmung wartet",
        ("kind", "management-asking"): "Anfrage, die auf Ihre Zustimmung wartet",
        ("kind", "management-reply"): "Anfrage, zu der Sie noch etwas ergänzen können",
        ("kind", "announcing-preview"): "Ankündigung, die auf Ihre Zustimmung wartet",
    }
)
_PLACES = MappingProxyType(
    {
        ("outbox", "content"): "in einer Nachricht, die ich noch sende oder nicht senden konnte",
        ("outbox", "fallback"): "in einem Hinweis für den Fall, dass sich etwas nicht senden lässt",
        ("outbox", "error"): "im Grund, aus dem sich eine Nachricht nicht senden ließ",
        ("room", "reason"): "im Grund, aus dem ich einen Raum verlassen musste",
        ("awaited", "payload"): "in einem Dialog, einer Vorschau oder einer Auswahl von jemandem",
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
        ("question", "title"): "im Titel einer Frage",
        ("digest_foreword", "text"): "im Vorwort des nächsten Rundbriefs",
        ("announcement", "text"): "in einer Ankündigung",
        ("anonymous_link", "title"): "im Titel einer anonymen Frage, die noch nicht gestellt ist",
        ("anonymous_link", "text"): "im Text zu einer anonymen Frage, der noch nicht gestellt ist",
        ("result", "title"): "im Titel eines Ergebnisses",
        ("result", "text"): "in einem Ergebnis",
        ("profile", "place"): "in einem Profil",
        ("profile", "role"): "in einem Profil",
        ("profile", "reports"): "in einem Profil",
        ("inquiry", "wanted"): "in einer Anfrage an Mitglieder",
        ("inquiry", "sentence"): "in einer Anfrage an Mitglieder",
    }
)


def value(column: str, stored: object) -> object:
    """Return the value in German; one without another name stays as it is."""
    if column in _YES_OR_NO:
        return "ja" if stored else "nein"
    return _VALUES.get((column, str(stored)), stored)


def content_of_file(size: int) -> str:
    return f"Datei mit {size} Byte, bis sie gesendet ist"


def by(*, person: bool) -> str:
    return "Ihnen" if person else "mir oder dem Netzwerkmanagement"


def mention(table: str, column: str, words: str) -> dict[str, str]:
    """Return where the person is mentioned, and the words if they are no words of other members."""
    where = _PLACES.get((table, column), "in den Angaben einer Einreichung")
    return {"Wo": where} | ({"Text": words} if column in TABLES[table].named else {})


def file_name(day: date) -> str:
    return f"meine-daten-{day.isoformat()}.json"


def what_is_in_it(
    counts: Mapping[str, int], prefix: str, days: RetentionDays, user_id: str
) -> Text:
    periods = _periods(days)
    parts = [
        (Bold(name), f": {count}{periods.get(name, '')}") for name, count in counts.items() if count
    ]
    answer = text(
        Bold("Ihre Daten"),
        ": Die Datei enthält alles, was ich zu Ihrer Matrix-Adresse ",
        Code(user_id),
        " gespeichert habe, als lesbaren Text im Format JSON.",
    )
    if parts:
        of = counted(len(parts), "Bereich", "Bereichen", article="einem")
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


def _periods(days: RetentionDays) -> dict[str, str]:
    after_decision = (
        f"; Ihr Name und Ihre Texte bleiben bis {days.submissions} Tage nach der Entscheidung"
    )
    sent = f"; der Vermerk bleibt {days.outbox} Tage, der Inhalt nur, bis er gesendet ist"
    over = f"; bleibt bis {for_days(days.meetings)} nach dem Termin"
    asked = f"; bleibt bis {for_days(days.questions)} nach dem Ende der Frage"
    return {
        **{SUBJECTS[of]: over for of in _OF_MEETINGS},
        SUBJECTS["submissions"]: after_decision,
        SUBJECTS["done"]: after_decision,
        SUBJECTS["versions"]: f"; Ihr Name bleibt {for_days(days.submissions)}",
        SUBJECTS["notices"]: f"{after_decision}, ohne ihren Inhalt",
        SUBJECTS["messages"]: sent,
        SUBJECTS["dialogue"]: f"; bleibt bis {days.dialogues} Tage nach Ihrer letzten Antwort",
        SUBJECTS["awaited"]: f"; bleibt bis {for_days(days.submissions)} nach der Frage",
        SUBJECTS["direct_chat"]: "; bleibt, solange wir den Chat haben",
        SUBJECTS["invitations"]: "; bleibt, bis ich im Raum bin",
        SUBJECTS["confirmed"]: "; bleibt, solange es den Eintrag gibt",
        SUBJECTS["question"]: "; bleibt höchstens zwei Tage",
        SUBJECTS["offers"]: "; bleibt höchstens zwei Tage",
        SUBJECTS["digest"]: "; bleibt, bis Sie ihn abbestellen oder das Netzwerk verlassen",
        SUBJECTS["digest_told"]: "; bleibt bis zum Termin",
        SUBJECTS["digest_codes"]: "; bleibt höchstens zwei Tage",
        SUBJECTS["anonymous"]: "; bleibt nur, solange die Frage offen ist",
        **{SUBJECTS[of]: asked for of in _OF_QUESTIONS},
        SUBJECTS["profile"]: "; bleibt, solange Sie einmal im Jahr sagen, dass es stimmt, sonst bis"
        f" {for_days(days.profiles)} nach meiner Frage danach",
        SUBJECTS["inquiries"]: f"; bleibt bis {for_days(days.dialogues)} nach der Anfrage",
        SUBJECTS["inquired"]: f"; bleibt bis {for_days(days.dialogues)} nach der Anfrage",
        **{SUBJECTS[of]: f"; bleibt {for_days(days.questions)}" for of in _OF_NEWCOMERS},
    }


IN_DIRECT_CHAT = text(
    "Ihre Daten sende ich Ihnen in den Direktchat. Bitte nehmen Sie die Einladung dazu an,"
    " falls Sie eine bekommen."
)


def no_direct_chat(prefix: str) -> Text:
    return text(
        "Ich konnte Sie nicht zu einem Direktchat einladen und Ihnen Ihre Daten deshalb nicht"
        " senden. Bitte beginnen Sie selbst einen Direktchat mit mir und schreiben Sie dort ",
        Code(f"{prefix}meinedaten"),
        ".",
    )
