"""Examples of the commands, as !hilfe and an answer to missing words show them."""

from collections.abc import Mapping
from types import MappingProxyType

_NUMBERS = " Die Nummern zeigt {}termine."
_SUBMISSIONS = " Die Nummern zeigt {}meine."
_QUESTIONS = " Die Nummern zeigt {}fragen."
_OPEN = " Die Nummern zeigt {}offen."

# By the name of the command, beside its own example; a command without words needs no more.
EXAMPLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "hilfe": ("hilfe", "hilfe alles", "hilfe leitlinie"),
        "leitlinie": ("leitlinie Bonn", "leitlinie Bonn kinder", "leitlinie Köln und Bonn"),
        "dokument": ("dokument Bonn", "dokument Bonn 2", "dokument Frankfurt am Main"),
        "sammlung": ("sammlung NRW", "sammlung kinder", "sammlung B"),
        "suche": ("suche Losverfahren", "suche Satzung Jugend", "suche Losverfahren NRW"),
        "karte": ("karte", "karte kinder", "karte bürger"),
        "einreichen": (
            "einreichen",
            "einreichen Bonn https://www.example.org/leitlinien",
            "einreichen Bonn | https://www.example.org/leitlinien | beschlossen 2014",
        ),
        "termine": ("termine", "termine märz", "termine nächste Woche"),
        "erinnern": ("erinnern 12", "erinnern 12 2 Tage", "erinnern 12 3 Stunden"),
        "frage": (
            "frage",
            "frage Wer hat Erfahrung mit dem Losverfahren?",
            "frage 12",
        ),
        "fragen": ("fragen", "fragen meine", "fragen Losverfahren"),
        "erledigt": ("erledigt 12", "erledigt 12 Geholfen hat die Satzung von Bonn."),
        "folgen": ("folgen 12", "folgen 12 aus"),
        "vorstellen": (
            "vorstellen",
            "vorstellen Ich arbeite in Musterstadt an den Leitlinien.",
            "vorstellen zurück",
        ),
        "rundgang": ("rundgang", "rundgang 3"),
        "ankündigen": (
            "ankündigen Die neue Broschüre ist da.",
            "ankündigen Die neue Broschüre ist da. | am 3.12. 9 Uhr",
            "ankündigen Die neue Broschüre ist da. | mit hinweis an alle | auch rundbrief",
        ),
        "ankündigung": ("ankündigung", "ankündigung 3"),
        "themen": ("themen", "themen Losverfahren"),
        "profil": (
            "profil",
            "profil Bonn | Losverfahren, Bürgerrat | Leitung Fachstelle",
            "profil Bonn | Quorum | Fachstelle | unser erster Bürgerrat | unter 20.000",
        ),
        "profil erwähnen": ("profil erwähnen ja", "profil erwähnen nein"),
        "profil pause": ("profil pause 3 Wochen", "profil pause bis 5.1.", "profil pause ende"),
        "wer": ("wer Losverfahren", "wer Bonn", "wer unter 20.000", "wer wie ich"),
        "wer fragen": (
            "wer fragen Losverfahren",
            "wer fragen Losverfahren | Wie viele Menschen haben Sie angeschrieben?",
        ),
        "stand": ("stand", "stand seit 1.9.", "stand 2 Wochen"),
        "rundbrief": (
            "rundbrief wöchentlich",
            "rundbrief monatlich mail ada@example.org",
            "rundbrief aus",
        ),
        "rundbrief vorwort": (
            "rundbrief vorwort",
            "rundbrief vorwort Wir sehen uns beim Netzwerktreffen.",
            "rundbrief vorwort weg",
        ),
        "vergissmich": ("vergissmich", "vergissmich ja"),
        "datenschutz": ("datenschutz", "datenschutz alles"),
        "status": ("status", "status genau"),
        "annehmen": ("annehmen 12", "annehmen 12 Stadt, Hessen"),
        "termin neu": (
            "termin neu",
            "termin neu online-konferenz »Losverfahren« 14.1.2027 10:00-11:30 https://…",
            "termin neu arbeitsgruppe »Jugend« jeden ersten Dienstag im Monat 10 Uhr https://…",
        ),
        "termin ändern": (
            "termin ändern 12 ort Bonn, Stadthalle",
            "termin ändern 12 titel Losverfahren in der Praxis",
            "termin ändern 12 alle link https://…",
        ),
        "termin verlegen": (
            "termin verlegen 12 21.1.2027 10 Uhr",
            "termin verlegen Losverfahren nächsten Dienstag 10 Uhr",
            "termin verlegen 12 alle 9 Uhr",
        ),
        "termin absagen": (
            "termin absagen 12",
            "termin absagen Losverfahren wegen Krankheit",
            "termin absagen 12 alle",
        ),
        "eintrag": ("eintrag Bonn", "eintrag 12"),
        "eintrag neu": (
            "eintrag neu",
            "eintrag neu Musterstadt | https://… | Leitlinien | beschlossen 2014",
        ),
        "eintrag ändern": (
            "eintrag ändern Bonn Titel: Leitlinien",
            "eintrag ändern 12 Stand: beschlossen 2014",
            "eintrag ändern 12 Titel: Leitlinien | Link: https://…",
        ),
        "eintrag löschen": ("eintrag löschen 12", "eintrag löschen 12 doppelt"),
        "eintrag verlauf": ("eintrag verlauf 12", "eintrag verlauf Bonn"),
    }
)
# What is asked when the words behind the name are missing or not understood.
QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "leitlinie": "Für welche Kommune?",
        "dokument": "Von welcher Kommune?",
        "suche": "Wonach soll ich suchen?",
        "karte": "Die Karte gibt es nur für ganz Deutschland und Österreich, auch je Liste.",
        "einreichung": f"Welche Einreichung meinen Sie?{_SUBMISSIONS}",
        "zurückziehen": f"Welche Einreichung meinen Sie?{_SUBMISSIONS}",
        "termin": f"Welchen Termin meinen Sie?{_NUMBERS}",
        "dabei": f"Welchen Termin meinen Sie? Schreiben Sie die Nummer dazu.{_NUMBERS}",
        "nichtdabei": f"Welchen Termin meinen Sie? Schreiben Sie die Nummer dazu.{_NUMBERS}",
        "vielleicht": f"Welchen Termin meinen Sie? Schreiben Sie die Nummer dazu.{_NUMBERS}",
        "erinnern": f"An welchen Termin, und wie lange vorher?{_NUMBERS}",
        "nichterinnern": f"Welchen Termin meinen Sie?{_NUMBERS}",
        "erledigt": f"Welche Frage meinen Sie?{_QUESTIONS}",
        "frage öffnen": f"Welche Frage meinen Sie?{_QUESTIONS}",
        "frage schließen": f"Welche Frage, und aus welchem Grund?{_QUESTIONS}",
        "ergebnis": f"Was hat bei welcher Frage geholfen?{_QUESTIONS}",
        "folgen": f"Welche Frage meinen Sie?{_QUESTIONS}",
        "profil erwähnen": "Darf ich Sie zu Fragen mit Ihren Themen erwähnen?",
        "profil pause": "Wie lange soll Ihr Profil ruhen?",
        "wer": "Wen suchen Sie? Ein Thema, ein Ort, ein Land oder eine Größe genügt.",
        "wer fragen": "Zu welchem Thema oder Ort soll ich fragen?",
        "annehmen": f"Welche Einreichung meinen Sie?{_OPEN}",
        "ablehnen": f"Welche Einreichung, und aus welchem Grund?{_OPEN}",
        "rückfrage": f"Zu welcher Einreichung, und was möchten Sie wissen?{_OPEN}",
        "termin ändern": f"Welchen Termin, und was soll sich ändern?{_NUMBERS}",
        "termin verlegen": f"Welchen Termin, und wohin?{_NUMBERS}",
        "termin absagen": f"Welcher Termin fällt aus?{_NUMBERS}",
        "termin programm": f"Zu welchem Termin gehört das Programm?{_NUMBERS}",
        "teilnahme": f"Welchen Termin meinen Sie?{_NUMBERS}",
        "eintrag": "Welchen Eintrag meinen Sie?",
        "eintrag ändern": "Welchen Eintrag, und was soll sich ändern?",
        "eintrag löschen": "Welchen Eintrag meinen Sie?",
        "eintrag wiederherstellen": "Welchen Eintrag meinen Sie?",
        "eintrag bestätigen": "Welchen Eintrag meinen Sie?",
        "eintrag verlauf": "Welchen Eintrag meinen Sie?",
    }
)
NOT_UNDERSTOOD = "Das habe ich nicht verstanden."


def examples(name: str, example: str) -> tuple[str, ...]:
    return EXAMPLES.get(name, (example,))


def question(prefix: str, name: str) -> str:
    return QUESTIONS.get(name, NOT_UNDERSTOOD).replace("{}", prefix)
