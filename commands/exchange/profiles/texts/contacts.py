"""Sentences about contacts that are passed on only after a yes."""

from commands.conversation.texts import german
from commands.exchange.profiles.texts.finding import link_to
from commands.exchange.profiles.texts.own import DELETED, fields
from commands.language.markup import Bold, Code, Text, items, text
from commands.language.texts.counting import counted
from commands.language.visible import quoted
from storage.exchange.profiles import Profile

# --- to the asker


def which_sentence(name: str) -> Text:
    return text(
        f"Was soll ich den Mitgliedern zu {quoted(name)} ausrichten? Schreiben Sie hier einen Satz;"
        " sie lesen ihn mit Ihrem Namen. Mit »nein« frage ich niemanden."
    )


def preview(name: str, wanted: str, sentence: str) -> Text:
    return (
        text(f"So frage ich, jedes Mitglied für sich im Direktchat (zu {quoted(wanted)}):")
        + text(Bold(f"{name}: "), sentence)
        + text("Soll ich so fragen? Ihren Namen und diesen Satz lesen sie, auch wenn sie ablehnen.")
        + german.YES_OR_NO
    )


def sent(count: int, of: int) -> Text:
    members = counted(count, "Mitglied", "Mitglieder", article="ein")
    some = f" von {of}" if of > count else ""
    return text(
        f"Ich frage {members}{some}, jedes für sich und nicht nachts. Wer zusagt, dessen Kontakt"
        " bekommen Sie hier. Nach sieben Tagen sage ich, wenn es keine Rückmeldung gab."
    )


NOT_ASKED = text("Gut, ich frage niemanden.")


def nobody_to_ask(name: str, prefix: str) -> Text:
    return text(
        f"Zu {quoted(name)} ist niemand dabei, der erst gefragt werden möchte. Fragen Sie das ganze"
        " Netzwerk: ",
        Code(f"{prefix}frage"),
    )


def asked_before(name: str, prefix: str) -> Text:
    return text(
        f"Zu {quoted(name)} habe ich diese Mitglieder schon für Sie gefragt; noch einmal frage ich"
        " sie nicht. Fragen Sie das ganze Netzwerk: ",
        Code(f"{prefix}frage"),
    )


def too_many_inquiries(most: int) -> Text:
    return text(f"In sieben Tagen frage ich höchstens {most} Mal für Sie. Bitte warten Sie etwas.")


def sentence_too_long(most: int, length: int) -> Text:
    return text(f"Das sind {length} Zeichen; ein Satz mit höchstens {most} genügt.")


def gone(prefix: str) -> Text:
    return text(
        "Das ist nicht mehr offen; gefragt habe ich nichts. Beginnen Sie bitte neu: ",
        Code(f"{prefix}wer Losverfahren"),
    )


def contact(name: str, user_id: str, wanted: str) -> Text:
    return text(
        Bold("Ein Kontakt"), f" zu {quoted(wanted)}: ", link_to(name, user_id), " ist bereit."
    ) + text("Schreiben Sie bitte selbst, in einem Direktchat.")


def no_answer(wanted: str, agreed: int, prefix: str) -> Text:
    if agreed:
        contacts = counted(agreed, "Kontakt", "Kontakte", article="einen")
        return text(
            f"Zu Ihrer Anfrage {quoted(wanted)} haben Sie {contacts} bekommen; von den Übrigen gab"
            " es keine Rückmeldung."
        )
    return text(
        f"Zu Ihrer Anfrage {quoted(wanted)} gab es keine Rückmeldung. Fragen Sie das ganze"
        " Netzwerk: ",
        Code(f"{prefix}frage"),
    )


# --- to each of them


def may_i_pass_on(name: str, wanted: str, sentence: str) -> Text:
    return (
        text(f"{name} sucht jemanden zu {quoted(wanted)} und lässt fragen:")
        + text(sentence)
        + text("Darf ich Ihren Namen und Ihre Matrix-Adresse weitergeben?")
        + german.YES_OR_NO
        + text(
            "Tippen Sie auf die Zahl, oder schreiben Sie sie. Ohne Ihr Ja erfährt niemand, dass ich"
            " Sie gefragt habe; nach sieben Tagen ist die Anfrage vorbei."
        )
    )


WHICH_INQUIRY = text(
    "Es sind mehrere Anfragen an Sie offen. Bitte antworten Sie auf die Nachricht, die Sie meinen,"
    " oder tippen Sie darunter auf die Zahl."
)


def passed_on(name: str) -> Text:
    return text(f"Danke. {name} hat jetzt Ihren Namen und Ihre Matrix-Adresse und schreibt Ihnen.")


NOT_PASSED_ON = text("Gut, ich gebe nichts weiter; niemand erfährt, dass ich Sie gefragt habe.")
PASSED_ON_ALREADY = text("Ihren Kontakt habe ich schon weitergegeben.")
OVER = text("Diese Anfrage ist vorbei. Ich gebe nichts weiter.")
ASKER_LEFT = text(
    "Wer gefragt hat, ist nicht mehr im Netzwerk. Ich gebe Ihren Kontakt deshalb nicht weiter."
)


__all__ = ("CONFIRMED", "DELETED", "not_looked_after", "still_true")

CHOICES = ("Ja, es stimmt", "Ändern", "Löschen")
CONFIRMED = text("Gut, Ihr Profil bleibt, wie es ist. In einem Jahr frage ich wieder.")


def still_true(profile: Profile, days: int) -> Text:
    told = fields(profile)
    return (
        text(Bold("Stimmt Ihr Profil noch?"), f" ({len(told)} Angaben)")
        + items(*told)
        + text("Sie haben drei Möglichkeiten:")
        + items(*CHOICES, numbered=True)
        + text(
            "Tippen Sie auf die Zahl, oder schreiben Sie sie. Ohne Antwort blende ich das Profil"
            f" nach 60 Tagen aus und lösche es nach {days} Tagen."
        )
    )


def not_looked_after(number: int) -> Text:
    return text(
        f"Um ein Profil oder eine Anfrage (Vermerk {number}) konnte ich mich wegen eines internen"
        " Fehlers nicht kümmern. Ich versuche es weiter. Bitte informieren Sie die technische"
        " Betreuung."
    )
