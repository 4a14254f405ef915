"""Sentences of !meinedaten, and the German names in its file."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from commands.about.texts.data_names import SUBJECTS
from commands.about.texts.privacy_exchange import for_days
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

_OF_MEETINGS: tuple[Subject, ...] = (
    *("meetings", "rsvps", "rsvp_history"),
    *("wishes", "reminders", "feed"),
)
_OF_QUESTIONS: tuple[Subject, ...] = ("questions", "followed", "mentioned", "unasked")
_OF_NEWCOMERS: tuple[Subject, ...] = (
    "newcomer",
    "introductions",
    "management_questions",
    "announcements",
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
