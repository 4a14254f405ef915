"""The sentences of the bot and its handbooks that people stumbled over, and what they read now.

Each row has a piece of the old sentence, which is said nowhere any more, and one of the new.
"""

import pytest

from tests.support.sentences import ROOT, listing

DROPPED = ""
OLD_AND_NEW = [
    ("So geht es: !leitlinie <", "Für welche Kommune?"),
    ("gibt es keinen Treffer in der Sammlung.", "habe ich nicht gefunden"),
    ("Meinten Sie das?", "Tippen Sie auf 1️⃣, oder schreiben Sie 1."),
    ("Antworten Sie mit der Nummer, 1 bis", "Tippen Sie unten auf die Zahl, oder schreiben Sie"),
    ("Mehrere Einträge passen zu", "der Sammlung:"),
    ("Es wird erst gespeichert und in den Räumen gesagt", "Stimmt das? ✅ speichert und kündigt"),
    ("Es wird im Netzwerkraum gesagt", "Die Mitglieder lesen es im Netzwerkraum."),
    ("« ist verlegt.", ", ist verlegt."),
    ("Neu: findet nicht statt", "fällt aus"),
    ("ist nicht mehr zu entscheiden", "ist schon entschieden"),
    ("Vergleich mit der Sammlung: Ergänzung", "Ergänzt den Eintrag zu"),
    ("Vergleich mit der Sammlung: neu", "Neuer Eintrag. Er enthält:"),
    ("Aufgenommen habe ich", "Notiert habe ich:"),
    ("Dann ändern Sie bitte Ihre Einreichung", "steht in keinem meiner Verzeichnisse"),
    ("Zum Ändern bearbeiten Sie einfach", "Möchten Sie etwas ändern? Bearbeiten Sie Ihre"),
    ("Den Stand zeigt", "Wie es weitergeht, sehen Sie mit"),
    ("Eine davon im Ganzen", "Mehr zu einer Kommune? Antworten Sie mit ihrer Nummer"),
    ("Einen im Ganzen", "Mehr zu einem Termin:"),
    ("Auch vergangene zeigt", "Vergangene Termine zeigt"),
    ("Einen ganzen Eintrag sehen Sie", "Treffer? Antworten Sie mit"),
    ("enthält alle 2 Wörter", "beide Wörter"),
    ("Sie kommen aus 1 Kommune", DROPPED),
    ("Nach 15 Ländern", "Nach Ländern ("),
    ("wählt nichts aus der Liste aus", "ist eine Kommune. Möchten Sie"),
    ("Dazu steht nichts in der Sammlung", "steht noch nichts in der Sammlung"),
    ("kann ich die Sammlung nicht auswählen", "kann ich die Sammlung nicht ordnen"),
    ("kann ich keine Termine suchen", "verstehe ich hier nicht"),
    ("Was keinen Punkt hat, ist trotzdem gezählt", "haben keinen Punkt"),
    ("Zeigt alle Befehle, oder mehr zu dem einen", "mit einem Befehl dahinter erklärt es ihn"),
    ("Sagt einen Termin zu.", DROPPED),
    ("Hier können Sie 28 Befehle verwenden", "Das kann ich für Sie tun:"),
    ("Gleichbedeutend", "Sie können auch"),
    ("Was in spitzen Klammern steht", DROPPED),
    ("verstehe ich nicht als Vorlauf", "Wie lange vorher soll ich Sie erinnern?"),
    ("Die zu einem Termin abstellen", "Alle Erinnerungen an einen Termin stellen Sie so ab"),
    ("Im direkten Chat erinnere ich Sie, wenn", "Möchten Sie im Direktchat erinnert werden?"),
    ("Die Reaktionen gelten für Termin", "Ihre Reaktion gilt nur für"),
    ("Eine Einreichung Nr.", "haben Sie nichts eingereicht"),
    ("Von Ihnen:", "Sie haben"),
    ("Es fehlt die Kommune. Bitte nennen", "Zu welcher Kommune gehört das?"),
    ("Dieser Befehl steht für sich allein", "Dieser Befehl braucht keine weiteren Angaben"),
    ("Es ist schon erledigt, Sie haben danach", "Diese Vorschau ist durch eine neuere ersetzt."),
    ("Sie wird entpackt viel zu groß", DROPPED),
    ("wird gelesen.", DROPPED),
    ("über die zu entscheiden ist:", "Offene Einreichungen"),
    ("werden nicht geprüft (check_links", "Die Links der Sammlung werden nicht geprüft."),
    ("Erkennungsfehler: Position", DROPPED),
    ("alle Schlüssel bekannt", "alle Einstellungen bekannt"),
    ("beigetreten, darf schreiben", "der Bot ist im Raum, darf schreiben"),
    ("ClientConnector", "diesen Rechnernamen gibt es nicht"),
    ("Prüfsumme und bis zum Abruf", "bis ich sie geholt habe"),
    ("Ihre Kennung", "Ihre Matrix-Adresse"),
    ("Ihrer Kennung", "Ihrer Matrix-Adresse"),
    # In the handbooks.
    ("drauflosschreiben", "können Sie auch einfach antworten"),
    ("innerhalb einer Minute", "nach etwa einer Minute"),
    ("des Netzwerks mitliest", "das in den Matrix-Räumen des Netzwerks auf Befehle antwortet"),
]


@pytest.fixture(scope="module")
def said() -> str:
    """Return all that the bot and its handbooks say."""
    handbooks = sorted((ROOT / "docs").glob("handbuch-*.md"))
    files = [path.read_text(encoding="utf-8") for path in handbooks]
    return " ".join(" ".join([listing(), *files]).split())


@pytest.mark.parametrize(("old", "new"), OLD_AND_NEW, ids=[old for old, _ in OLD_AND_NEW])
def test_what_people_stumbled_over_is_said_in_better_words(said: str, old: str, new: str) -> None:
    assert old not in said
    assert new in said
