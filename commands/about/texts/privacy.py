"""Sentences of !datenschutz: what this version stores, why, and for how long."""

from commands.about.texts.privacy_exchange import after_days, entry, for_days, of_the_exchange
from commands.conversation.settings import RetentionDays, Settings
from commands.language.markup import Bold, Code, Inline, Text, items, text

PRIVACY = ("Zeigt, was ich speichere und warum.", "datenschutz", ("privatsphäre",))
ALL = "alles"


def in_short(prefix: str) -> Text:
    """Tell it in five sentences, and offer the rest."""
    return text(
        "Ich reagiere auf Befehle und auf Antworten an mich; alles andere in den Räumen speichere"
        " ich nicht und schreibe ich in kein Protokoll. Ich speichere, was Sie mir auftragen:"
        " Einreichungen, Antworten zu Terminen, Erinnerungen und Ihr Profil. Ihren Namen zu"
        " Einreichungen und Terminen sieht nur das Netzwerkmanagement; nach festen Fristen lösche"
        " ich ihn. Was ich über Sie gespeichert"
        " habe, sendet Ihnen ",
        Code(f"{prefix}meinedaten"),
        "; löschen können Sie es mit ",
        Code(f"{prefix}vergissmich"),
        ". Alles Weitere sende ich Ihnen in den Direktchat: Tippen Sie auf 1️⃣, oder schreiben Sie"
        " 1.",
    )


def privacy(settings: Settings) -> Text:
    days = settings.privacy.retention_days
    stored = (
        *_of_messages(days),
        *_of_members(days),
        *_of_chats(),
        *_of_meetings(days),
        *of_the_exchange(days),
        *_of_the_bot(days),
        *_of_backups(settings.backup_days),
    )
    return (
        text(Bold("Datenschutz: was ich speichere und warum"))
        + text(
            "Als Mitglied eines Raums werden mir alle neuen Nachrichten dort zugestellt. Ich"
            " reagiere auf Befehle, auf Ihre Antworten in einem Dialog oder auf eine Rückfrage,"
            " auf Reaktionen unter meinen Nachrichten und darauf, dass Sie einen Befehl oder eine"
            " Einreichung ändern oder entfernen. Alles andere speichere ich nicht und schreibe ich"
            " in kein Protokoll. Ein Profil gibt es nur, wenn Sie selbst eines anlegen."
        )
        + text(f"Das speichere ich ({len(stored)} Punkte):")
        + items(*stored)
        + _passing_on(mailed=settings.mail is not None, links=settings.submissions.check_links)
        + _not_stored()
        + _rights(settings.prefix, settings.network.short_name)
    )


def _of_backups(days: int) -> tuple[tuple[Inline, ...], ...]:
    if not days:
        return ()
    return (
        entry(
            "Sicherungen",
            "jede Nacht eine Kopie von alledem, damit bei einem Schaden nichts verloren geht; wer"
            " eine anonyme Frage gestellt hat, steht nicht darin. Was gelöscht wird, bleibt in"
            f" früheren Kopien, bis ich auch diese lösche, die letzte nach etwa {after_days(days)}."
            " Wird eine eingespielt, bleibt vergessen, wen ich vergessen habe.",
        ),
    )


def _passing_on(*, mailed: bool, links: bool) -> Text:
    sent = (
        " Das Netzwerkmanagement bekommt Einreichungen auch per E-Mail, mit Ihrer Matrix-Adresse"
        " (@name:server), aber nie"
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
        "Wer das liest: Ihre Einreichungen sieht mit Ihrer Matrix-Adresse nur das"
        " Netzwerkmanagement in"
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
        entry(
            "Bearbeitete Nachrichten",
            "von Befehlen und allem, worauf ich reagiert habe, die Kennung der Nachricht, den"
            " Zeitpunkt und ob ich dabei etwas geändert habe, nicht ihren Text. So beantworte ich"
            " nichts doppelt und ändere meine Antwort, wenn Sie Ihren Befehl bearbeiten."
            " Gelöscht wird das nach"
            f" {after_days(days.handled_events)}.",
        ),
        entry(
            "Meine Antworten",
            "bis sie gesendet sind, damit keine verloren geht. Danach lösche ich den Inhalt sofort"
            f" und den Vermerk darüber (Raum, Kennungen, Zeitpunkt) nach {after_days(days.outbox)}."
            " Ebenso lange behalte ich Antworten, die sich nicht senden ließen. Den Vermerk zu"
            " Nachrichten über eine Einreichung behalte ich so lange wie diese, damit Reaktionen"
            " und Antworten darauf zu ihr finden.",
        ),
    )


def _of_members(days: RetentionDays) -> tuple[tuple[Inline, ...], ...]:
    return (
        entry(
            "Einreichungen",
            "wer wann was eingereicht hat, mit Ihrer Anmerkung, dem Verlauf mit Rückfragen und"
            " Antworten, und wer mit welchem Grund entschieden hat. So kann das Netzwerkmanagement"
            " prüfen, antworten und seine Entscheidungen belegen. Namen, Anmerkung und Texte lösche"
            f" ich {for_days(days.submissions)} nach der Entscheidung; es bleiben Nummer,"
            " Zeitpunkte, Ort, Liste und Ausgang, von angenommenen auch Titel und Link.",
        ),
        entry(
            "Dateien",
            "eingereichte Dokumente mit Name, Größe und Prüfsumme und, bis ich sie geholt habe, wo"
            " sie liegen und womit sie verschlüsselt sind. Wird eine Einreichung angenommen,"
            " gehört das Dokument zur"
            " Sammlung; sonst lösche ich es spätestens am Tag nach der Entscheidung, und die"
            " Angaben dazu mit denen zur Einreichung.",
        ),
        entry(
            "Dialoge",
            "Ihre Antworten in einer angefangenen Einreichung, damit Sie sie später fortsetzen"
            " können. Gelöscht wird das mit dem Absenden oder Abbrechen, spätestens"
            f" {for_days(days.dialogues)} nach Ihrer letzten Antwort. Ebenso lange, ob ich Sie nach"
            " dem Grund einer Ablehnung gefragt habe, und bis zu Ihrer Antwort, höchstens"
            f" {for_days(days.submissions)}, ob eine Rückfrage an Sie offen ist. Senden Sie mir im"
            " Direktchat eine Datei oder einen Link ohne Befehl, behalte ich das bis zu Ihrer"
            " Antwort, höchstens zwei Tage, und wie einen Dialog, ob ich Ihnen schon gesagt habe,"
            " dass ich nicht hören kann.",
        ),
    )


def _of_chats() -> tuple[tuple[Inline, ...], ...]:
    return (
        entry(
            "Auswahl und Seiten",
            "wem ich in welchem Raum welche Auswahl oder weitere Seite angeboten habe, mit den"
            " Befehlen dafür. So genügt eine Nummer als Antwort. Gelöscht wird das spätestens nach"
            " zwei Tagen.",
        ),
        entry(
            "Direktchats",
            "welcher Raum mein Direktchat mit Ihnen ist. Das behalte ich, solange es den Chat"
            " gibt.",
        ),
        entry(
            "Räume und Einladungen",
            "die Kennungen der Räume, in denen ich bin oder war oder in die ich eingeladen wurde,"
            " wer mich eingeladen hat und, wenn ich entfernt wurde, den angegebenen Grund. So weiß"
            " ich, wo ich antworten darf. Von den Räumen des Netzwerks behalte ich auch, wohin ihre"
            " Adressen führten.",
        ),
    )


def _of_meetings(days: RetentionDays) -> tuple[tuple[Inline, ...], ...]:
    return (
        entry(
            "Termine",
            "was das Netzwerkmanagement ankündigt oder ich aus seinen Kalendern übernehme, mit"
            " Programm, und wer einen Termin angelegt hat."
            f" Wer das war, lösche ich {for_days(days.meetings)} nach dem Termin; der Termin selbst"
            " bleibt.",
        ),
        entry(
            "Antworten zu Terminen",
            "ob Sie dabei, nicht dabei oder vielleicht dabei sind, wann Sie das gesagt haben und"
            " die Kennungen Ihrer Reaktionen, damit Sie sie zurücknehmen können. Die Zahlen stehen"
            " in der Ankündigung; die Namen sieht nur das Netzwerkmanagement in seinem Raum, für"
            f" die Vorbereitung. Gelöscht wird das {for_days(days.meetings)} nach dem Termin.",
        ),
        entry(
            "Erinnerungen",
            "woran ich wann in welchem Raum erinnere, und wer im Direktchat an welchen Termin"
            " erinnert werden möchte. Gelöscht wird das"
            f" {for_days(days.meetings)} nach dem Termin.",
        ),
        entry(
            "Abonnement des Kalenders",
            "wem ich wann einen Link zum Abonnieren der Termine gegeben habe; den Link selbst"
            " speichere ich nicht. Gelöscht wird das, und der Link gilt nicht mehr, sobald Sie in"
            " keinem Raum des Netzwerks mehr sind.",
        ),
    )


def _of_the_bot(days: RetentionDays) -> tuple[tuple[Inline, ...], ...]:
    return (
        entry(
            "Schlüssel der Verschlüsselung",
            "meine eigenen, die der verschlüsselten Räume, in denen ich bin, und die öffentlichen"
            " Schlüssel der Geräte der Mitglieder dort. Ohne sie kann ich weder lesen noch"
            " antworten. Ich behalte sie, solange ich in Betrieb bin.",
        ),
        entry(
            "Nachrichten, die ich nicht entschlüsseln kann",
            "ihre Kennung, den Raum, die Kennung des fehlenden Schlüssels und den Zeitpunkt, denn"
            " ob sie an mich gerichtet sind, weiß ich vorher nicht. Gelöscht wird das, sobald ich"
            f" sie lesen kann, spätestens nach {after_days(days.unreadable)}.",
        ),
        entry(
            "Die Sammlung",
            "Namen von Kommunen, Angaben zu ihren veröffentlichten Leitlinien, deren Dokumente"
            " mit ihrem Text und seit wann ein Link nicht mehr antwortet; wer etwas davon"
            " eingereicht hat, steht nicht dabei. Wer vom Netzwerkmanagement einen Eintrag"
            " bestätigt hat, bleibt vermerkt, solange es ihn gibt.",
        ),
        entry(
            "Verlauf der Sammlung",
            "jede Änderung eines Eintrags mit Zeitpunkt, der Fassung davor und danach und wer vom"
            " Netzwerkmanagement sie vorgenommen hat. So geht nichts verloren. Wer das war, lösche"
            f" ich {for_days(days.submissions)} nach der Änderung; der Verlauf selbst bleibt.",
        ),
        entry(
            "Mein eigener Stand",
            "bis wohin ich gelesen habe, technische Angaben für die Betreuung und, höchstens zwei"
            " Tage lang, wen ich gefragt habe, ob ich wirklich vergessen soll. Nach dem Einspielen"
            " einer Sicherung auch, welche meiner Nachrichten seitdem schon im Raum stehen;"
            f" gelöscht wird das nach {after_days(days.handled_events)}.",
        ),
    )
