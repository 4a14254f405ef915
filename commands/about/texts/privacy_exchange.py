"""Sentences of !datenschutz about the exchange, and the forms of all of them."""

from commands.conversation.settings import RetentionDays
from commands.language.markup import Bold, Inline
from commands.language.texts.counting import counted


def of_the_exchange(days: RetentionDays) -> tuple[tuple[Inline, ...], ...]:
    return (*_of_questions(days), *_of_digest_and_newcomers(days), *_of_profiles(days))


def _of_questions(days: RetentionDays) -> tuple[tuple[Inline, ...], ...]:
    return (
        entry(
            "Fragen an das Netzwerk",
            "Nummer, Titel (Ihr erster Satz), Themen, Stand und Zeitpunkte, wo der Thread beginnt,"
            " wer gefragt hat, wer folgt und wer erwähnt wurde, und was ich jemandem unaufgefordert"
            " gesagt habe, damit es nie zu viel wird. Den Text speichere ich nur, bis ich ihn"
            " gesendet habe; von den Antworten anderer nur, wie viele es sind und wann die erste"
            " und die letzte kam. Wer gefragt hat, folgt"
            f" oder erwähnt wurde, lösche ich {for_days(days.questions)} nach dem Ende der Frage;"
            " Titel und Themen bleiben, damit niemand dasselbe noch einmal fragen muss.",
        ),
        entry(
            "Anonyme Fragen",
            "solange eine anonyme Frage offen ist, in einer Tabelle für sich, wer sie gestellt hat,"
            " und was Sie noch nicht bestätigt haben. So lange könnte nachsehen, wer den Bot"
            " betreibt oder seine Datenbank kopiert; das Netzwerkmanagement sieht es nicht. Mit dem"
            " Ende der Frage lösche und überschreibe ich es, dann weiß auch ich es nicht mehr. Was"
            " ich Ihnen dazu schreibe, behalte ich nicht. Wer einen Homeserver betreibt, sieht,"
            " dass und wann Sie mir schreiben, aber nicht was. Damit es bei zwei anonymen Fragen im"
            " Monat bleibt und sich Missbrauch für 30 Tage sperren lässt, behalte ich bis zum Ende"
            " des Monats oder der Sperre je einen Prüfwert Ihrer Matrix-Adresse; ohne einen"
            " Schlüssel außerhalb der Datenbank führt er zu niemandem, und zu keiner Frage gehört"
            " er.",
        ),
        entry(
            "Ergebnisse von Fragen",
            "was geholfen hat, in Ihren Worten und ohne Ihren Namen, wenn Sie dem zugestimmt haben."
            " Mitglieder finden es mit der Suche; es bleibt.",
        ),
    )


def _of_digest_and_newcomers(days: RetentionDays) -> tuple[tuple[Inline, ...], ...]:
    return (
        entry(
            "Rundbrief",
            "wer ihn wie oft und wohin bekommt, auf Wunsch mit einer bestätigten E-Mail-Adresse,"
            " wann zuletzt, bis zu welchem Stand und mit welchen Terminen, damit nichts doppelt"
            " kommt und nichts fehlt. In E-Mails steht nichts, was Mitglieder geschrieben haben:"
            " Fragen und Ergebnisse nenne ich dort nur mit ihrer Nummer. Gelöscht wird das, sobald"
            " Sie ihn abbestellen, das Netzwerk verlassen oder die Adresse keine E-Mails annimmt;"
            " Codes für eine Adresse lösche ich nach höchstens zwei Tagen.",
        ),
        entry(
            "Neue Mitglieder",
            "wann jemand beigetreten oder gegangen ist, damit ich nur einmal begrüße, und wer sich"
            " wann in welchem Raum vorgestellt hat; den Text nur, bis ich ihn gesendet habe."
            f" Gelöscht wird das nach {after_days(days.questions)}.",
        ),
        entry(
            "Anfragen an das Netzwerkmanagement",
            "Nummer, wer gefragt hat, Stand und Zeitpunkte; die Texte nur, bis ich sie gesendet"
            " habe. Wer gefragt hat, lösche ich"
            f" {for_days(days.questions)} nach dem Ende der Anfrage.",
        ),
        entry(
            "Ankündigungen",
            "ihr Text, wer vom Netzwerkmanagement sie geschrieben hat, wann und in welchen Räumen"
            f" sie stehen. Gelöscht wird das {for_days(days.questions)} nach dem Senden.",
        ),
    )


def _of_profiles(days: RetentionDays) -> tuple[tuple[Inline, ...], ...]:
    return (
        entry(
            "Themen",
            "wie sie heißen und woran ich sie erkenne; Personen stehen nicht dabei.",
        ),
        entry(
            "Profile",
            "was Sie über sich eingetragen haben (Kommune, Themen, Funktion, wovon Sie berichten"
            " können, Größe der Kommune, seit wann Sie dabei sind), wer es sehen darf, ob ich Sie"
            " erwähnen darf, und wann Sie in welche Fassung eingewilligt haben. Ihren Namen nehme"
            " ich jedes Mal aus dem Raum. Mitglieder sehen es nur, wenn Sie es sichtbar gemacht"
            " haben; das Netzwerkmanagement sieht nicht mehr. Einmal im Jahr frage ich, ob es"
            " stimmt; ohne Antwort ist es nach 60 Tagen ausgeblendet und nach"
            f" {after_days(days.profiles)} gelöscht. Verlassen Sie alle Räume, sieht es sofort"
            " niemand mehr, und nach 30 Tagen lösche ich es.",
        ),
        entry(
            "Anfragen an Mitglieder, die erst gefragt werden möchten",
            "wer wen sucht, mit dem Satz dazu, bis die Anfrage nach sieben Tagen vorbei ist; wen"
            " ich gefragt habe und wer Ja oder Nein gesagt hat, damit ich niemanden zweimal frage."
            " Das zeige ich niemandem; lesen könnte es, wie alles hier, nur die technische"
            f" Betreuung in meiner Datenbank. Gelöscht wird es {for_days(days.dialogues)} nach der"
            " Anfrage.",
        ),
    )


def for_days(days: int) -> str:
    return counted(days, "Tag", "Tage", article="einen")


def after_days(days: int) -> str:
    return counted(days, "Tag", "Tagen", article="einem")


def entry(what: str, why: str) -> tuple[Inline, ...]:
    return (Bold(what), f": {why}")
