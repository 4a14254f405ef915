"""What !datenschutz says: what this version stores, why, and for how long."""

from commands.settings import RetentionDays
from commands.texts.markup import Bold, Code, Inline, Text, items, text

SUMMARY = "Zeigt, was ich speichere und warum."


def privacy(
    prefix: str, short_name: str, days: RetentionDays, *, mailed: bool, links: bool
) -> Text:
    stored = (
        *_of_messages(days),
        *_of_members(days),
        *_of_chats(),
        *_of_meetings(days),
        *_of_the_bot(days),
    )
    return (
        text(Bold("Datenschutz: was ich speichere und warum"))
        + text(
            "Als Mitglied eines Raums werden mir alle neuen Nachrichten dort zugestellt. Ich"
            " reagiere auf Befehle, auf Ihre Antworten in einem Dialog oder auf eine Rückfrage,"
            " auf Reaktionen unter meinen Nachrichten und darauf, dass Sie einen Befehl oder eine"
            " Einreichung ändern oder entfernen. Alles andere speichere ich nicht und schreibe ich"
            " in kein Protokoll. Ein Profil über Sie führe ich nicht."
        )
        + text(f"Das speichere ich ({len(stored)} Punkte):")
        + items(*stored)
        + _passing_on(mailed=mailed, links=links)
        + _not_stored()
        + _rights(prefix, short_name)
    )


def _passing_on(*, mailed: bool, links: bool) -> Text:
    sent = (
        " Das Netzwerkmanagement bekommt Einreichungen auch per E-Mail, mit Ihrer Kennung, aber nie"
        " mit dem Inhalt einer Datei. E-Mails sind unterwegs weniger geschützt als verschlüsselte"
        " Räume und liegen danach in den Postfächern der Leitung."
        if mailed
        else " Per E-Mail gebe ich nichts weiter."
    )
    looked_up = (
        " Einen Link in einer Einreichung rufe ich ab, um zu prüfen, ob es die Seite gibt; deren"
        " Betreiber erfährt nicht, wer ihn eingereicht hat. Die Links der Sammlung rufe ich jede"
        " Woche einmal ab."
        if links
        else " Links in Einreichungen und in der Sammlung rufe ich nicht ab."
    )
    return text(
        "Wer das liest: Ihre Einreichungen sieht mit Ihrer Kennung nur das Netzwerkmanagement in"
        f" seinem Raum.{sent}{looked_up}"
    )


def _not_stored() -> Text:
    return text(
        "Nur im Arbeitsspeicher zähle ich, wie viele Befehle jemand in einer Minute sendet, zum"
        " Schutz vor Überlastung; nach einem Neustart ist das vergessen. Im Protokoll für die"
        " technische Betreuung stehen Störungen und Raumkennungen, keine Nachrichtentexte."
    ) + text(
        "Gut zu wissen: Reaktionen auf Nachrichten sind in Matrix auch in verschlüsselten Räumen"
        " nicht verschlüsselt. Entscheidet das Netzwerkmanagement mit einer Reaktion über eine"
        " Einreichung, kann der Homeserver sehen, wer wann wie entschieden hat; bei einer"
        " Entscheidung per Befehl sieht er das nicht. Ebenso ist es mit Ihren Antworten zu"
        " Terminen. Die Nachrichten selbst liegen auf den"
        " Homeservern der Beteiligten, nicht bei mir."
    )


def _rights(prefix: str, short_name: str) -> Text:
    return text(
        "Alles, was ich über Sie gespeichert habe, sendet Ihnen ",
        Code(f"{prefix}meinedaten"),
        ". Löschen können Sie es mit ",
        Code(f"{prefix}vergissmich"),
        "; vorher erkläre ich, was bleibt und warum. Das Löschen nach Ablauf der Tage geschieht"
        " einmal täglich.",
    ) + text(
        f"Bei Fragen wenden Sie sich bitte an {short_name}. Die Adresse zeigt ",
        Code(f"{prefix}kontakt"),
        ".",
    )


def _of_messages(days: RetentionDays) -> tuple[tuple[Inline, ...], ...]:
    return (
        _entry(
            "Bearbeitete Nachrichten",
            "von Befehlen und allem, worauf ich reagiert habe, die Kennung der Nachricht, den"
            " Zeitpunkt und ob ich dabei etwas geändert habe, nicht ihren Text. So beantworte ich"
            " nichts doppelt und ändere meine Antwort, wenn Sie Ihren Befehl bearbeiten."
            " Gelöscht wird das nach"
            f" {_dative(days.handled_events)}.",
        ),
        _entry(
            "Meine Antworten",
            "bis sie gesendet sind, damit keine verloren geht. Danach lösche ich den Inhalt sofort"
            f" und den Vermerk darüber (Raum, Kennungen, Zeitpunkt) nach {_dative(days.outbox)}."
            " Ebenso lange behalte ich Antworten, die sich nicht senden ließen. Den Vermerk zu"
            " Nachrichten über eine Einreichung behalte ich so lange wie diese, damit Reaktionen"
            " und Antworten darauf zu ihr finden.",
        ),
    )


def _of_members(days: RetentionDays) -> tuple[tuple[Inline, ...], ...]:
    return (
        _entry(
            "Einreichungen",
            "wer wann was eingereicht hat, mit Ihrer Anmerkung, dem Verlauf mit Rückfragen und"
            " Antworten, und wer mit welchem Grund entschieden hat. So kann das Netzwerkmanagement"
            " prüfen, antworten und seine Entscheidungen belegen. Namen, Anmerkung und Texte lösche"
            f" ich {_days(days.submissions)} nach der Entscheidung; es bleiben Nummer,"
            " Zeitpunkte, Ort, Liste und Ausgang, von angenommenen auch Titel und Link.",
        ),
        _entry(
            "Dateien",
            "eingereichte Dokumente mit Name, Größe und Prüfsumme und bis zum Abruf den Ort und den"
            " Schlüssel der Datei. Wird eine Einreichung angenommen, gehört das Dokument zur"
            " Sammlung; sonst lösche ich es spätestens am Tag nach der Entscheidung, und die"
            " Angaben dazu mit denen zur Einreichung.",
        ),
        _entry(
            "Dialoge",
            "Ihre Antworten in einer angefangenen Einreichung, damit Sie sie später fortsetzen"
            " können. Gelöscht wird das mit dem Absenden oder Abbrechen, spätestens"
            f" {_days(days.dialogues)} nach Ihrer letzten Antwort.",
        ),
    )


def _of_chats() -> tuple[tuple[Inline, ...], ...]:
    return (
        _entry(
            "Auswahl und Seiten",
            "wem ich in welchem Raum welche Auswahl oder weitere Seite angeboten habe, mit den"
            " Befehlen dafür. So genügt eine Nummer als Antwort. Gelöscht wird das spätestens nach"
            " zwei Tagen.",
        ),
        _entry(
            "Direkte Chats",
            "welcher Raum mein direkter Chat mit Ihnen ist. Das behalte ich, solange es den Chat"
            " gibt.",
        ),
        _entry(
            "Räume und Einladungen",
            "die Kennungen der Räume, in denen ich bin oder war oder in die ich eingeladen wurde,"
            " wer mich eingeladen hat und, wenn ich entfernt wurde, den angegebenen Grund. So weiß"
            " ich, wo ich antworten darf.",
        ),
    )


def _of_meetings(days: RetentionDays) -> tuple[tuple[Inline, ...], ...]:
    return (
        _entry(
            "Termine",
            "was das Netzwerkmanagement ankündigt oder ich aus seinen Kalendern übernehme, mit"
            " Programm, und wer einen Termin angelegt hat."
            f" Wer das war, lösche ich {_days(days.meetings)} nach dem Termin; der Termin selbst"
            " bleibt.",
        ),
        _entry(
            "Antworten zu Terminen",
            "ob Sie dabei, nicht dabei oder vielleicht dabei sind, wann Sie das gesagt haben und"
            " die Kennungen Ihrer Reaktionen, damit Sie sie zurücknehmen können. Die Zahlen stehen"
            " in der Ankündigung; die Namen sieht nur das Netzwerkmanagement in seinem Raum, für"
            f" die Vorbereitung. Gelöscht wird das {_days(days.meetings)} nach dem Termin.",
        ),
        _entry(
            "Erinnerungen",
            "woran ich wann in welchem Raum erinnere, und wer im direkten Chat an welchen Termin"
            f" erinnert werden möchte. Gelöscht wird das {_days(days.meetings)} nach dem Termin.",
        ),
    )


def _of_the_bot(days: RetentionDays) -> tuple[tuple[Inline, ...], ...]:
    return (
        _entry(
            "Schlüssel der Verschlüsselung",
            "meine eigenen, die der verschlüsselten Räume, in denen ich bin, und die öffentlichen"
            " Schlüssel der Geräte der Mitglieder dort. Ohne sie kann ich weder lesen noch"
            " antworten. Ich behalte sie, solange ich in Betrieb bin.",
        ),
        _entry(
            "Nachrichten, die ich nicht entschlüsseln kann",
            "ihre Kennung, den Raum, die Kennung des fehlenden Schlüssels und den Zeitpunkt, denn"
            " ob sie an mich gerichtet sind, weiß ich vorher nicht. Gelöscht wird das, sobald ich"
            f" sie lesen kann, spätestens nach {_dative(days.unreadable)}.",
        ),
        _entry(
            "Die Sammlung",
            "Namen von Kommunen, Angaben zu ihren veröffentlichten Leitlinien, deren Dokumente"
            " mit ihrem Text und seit wann ein Link nicht mehr antwortet; wer etwas davon"
            " eingereicht hat, steht nicht dabei. Wer vom Netzwerkmanagement einen Eintrag"
            " bestätigt hat, bleibt vermerkt, solange es ihn gibt.",
        ),
        _entry(
            "Verlauf der Sammlung",
            "jede Änderung eines Eintrags mit Zeitpunkt, der Fassung davor und danach und wer vom"
            " Netzwerkmanagement sie vorgenommen hat. So geht nichts verloren. Wer das war, lösche"
            f" ich {_days(days.submissions)} nach der Änderung; der Verlauf selbst bleibt.",
        ),
        _entry(
            "Mein eigener Stand",
            "bis wohin ich gelesen habe, technische Angaben für die Betreuung und, höchstens zwei"
            " Tage lang, wen ich gefragt habe, ob ich wirklich vergessen soll.",
        ),
    )


def _days(days: int) -> str:
    return "einen Tag" if days == 1 else f"{days} Tage"


def _dative(days: int) -> str:
    return "einem Tag" if days == 1 else f"{days} Tagen"


def _entry(what: str, why: str) -> tuple[Inline, ...]:
    return (Bold(what), f": {why}")
