"""What !datenschutz says: what this version stores, why, and for how long."""

from commands.texts.markup import Bold, Code, Inline, Text, items, text

SUMMARY = "Zeigt, was ich speichere und warum."

HANDLED_DAYS = 30
UNREADABLE_DAYS = 14


def privacy(prefix: str, short_name: str) -> Text:
    stored = _stored()
    return (
        text(Bold("Datenschutz: was ich speichere und warum"))
        + text(
            "Als Mitglied eines Raums werden mir alle neuen Nachrichten dort zugestellt. Ich"
            " reagiere nur auf Befehle. Was nicht an mich gerichtet ist, speichere ich nicht und"
            " schreibe ich in kein Protokoll. Ein Profil über Sie führe ich nicht."
        )
        + text(f"Das speichere ich ({len(stored)} Punkte):")
        + items(*stored)
        + text(
            "Nur im Arbeitsspeicher zähle ich, wie viele Befehle jemand in einer Minute sendet, zum"
            " Schutz vor Überlastung; nach einem Neustart ist das vergessen. Im Protokoll für die"
            " technische Betreuung stehen Störungen und Raumkennungen, keine Nachrichtentexte."
        )
        + text(
            "Gut zu wissen: Reaktionen auf Nachrichten sind in Matrix auch in verschlüsselten"
            " Räumen nicht verschlüsselt. Diese Version wertet keine Reaktionen aus. Die"
            " Nachrichten selbst liegen auf den Homeservern der Beteiligten, nicht bei mir."
        )
        + text(
            f"Bei Fragen wenden Sie sich bitte an {short_name}. Die Adresse zeigt ",
            Code(f"{prefix}kontakt"),
            ".",
        )
    )


def _stored() -> tuple[tuple[Inline, ...], ...]:
    return (
        _entry(
            "Bearbeitete Befehle",
            "die Kennung der Nachricht und den Zeitpunkt, nicht ihren Text. So beantworte ich"
            f" nichts doppelt. Gelöscht wird das nach {HANDLED_DAYS} Tagen.",
        ),
        _entry(
            "Meine Antworten",
            "bis sie gesendet sind, damit keine verloren geht. Danach lösche ich den Inhalt sofort"
            f" und den Vermerk darüber (Raum, Kennungen, Zeitpunkt) nach {HANDLED_DAYS} Tagen."
            " Ebenso lange behalte ich Antworten, die sich nicht senden ließen.",
        ),
        _entry(
            "Räume und Einladungen",
            "die Kennungen der Räume, in denen ich bin oder war oder in die ich eingeladen wurde,"
            " wer mich eingeladen hat und, wenn ich entfernt wurde, den angegebenen Grund. So weiß"
            " ich, wo ich antworten darf.",
        ),
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
            f" sie lesen kann, spätestens nach {UNREADABLE_DAYS} Tagen.",
        ),
        _entry(
            "Die Sammlung",
            "Namen von Kommunen und Angaben zu ihren veröffentlichten Leitlinien.",
        ),
        _entry(
            "Mein eigener Stand",
            "bis wohin ich gelesen habe, und technische Angaben für die Betreuung.",
        ),
    )


def _entry(what: str, why: str) -> tuple[Inline, ...]:
    return (Bold(what), f": {why}")
