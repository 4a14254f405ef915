"""Sentences about an order of the digest, its address and its code."""

from datetime import datetime
from zoneinfo import ZoneInfo

from commands.exchange.digest.texts.digest import RHYTHMS
from commands.language.markup import Bold, Code, Inline, Text, text
from commands.language.texts.counting import counted
from commands.language.texts.dates import moment
from commands.language.visible import quoted
from storage.exchange.digest import DigestOrder, Rhythm

EXAMPLE_ADDRESS = "ada@example.org"


def off(prefix: str) -> Text:
    return text(
        "Den Rundbrief gibt es hier nicht. Was es Neues gibt, zeigt ", Code(f"{prefix}stand"), "."
    )


def not_ordered(prefix: str, *, mails: bool) -> Text:
    answer = text(
        "Sie haben keinen Rundbrief bestellt. Er sagt Ihnen, was es Neues gibt, hier im"
        " Direktchat: ",
        Code(f"{prefix}rundbrief wöchentlich"),
        " oder ",
        Code(f"{prefix}rundbrief monatlich"),
        ".",
    )
    if mails:
        line = f"{prefix}rundbrief wöchentlich mail {EXAMPLE_ADDRESS}"
        answer += text("Als E-Mail bestellen Sie ihn im Direktchat so: ", Code(line))
    return answer


def ordered(order: DigestOrder, zone: ZoneInfo, prefix: str, *, tell_address: bool) -> Text:
    return text(
        Bold(f"Sie bekommen den Rundbrief {RHYTHMS[order.rhythm]}"),
        f" {_where(order, tell_address=tell_address)}. {_next(order, zone)}",
    ) + _how_to_end(prefix)


def taken(order: DigestOrder, zone: ZoneInfo, prefix: str, *, direct: bool) -> Text:
    return (
        text(
            Bold(f"Sie bekommen den Rundbrief {RHYTHMS[order.rhythm]}"),
            f" {_where(order, tell_address=direct)}. {_next(order, zone)}",
        )
        + text("Was bis heute neu ist, zeigt ", Code(f"{prefix}stand"), ".")
        + _how_to_end(prefix)
    )


def confirmed(order: DigestOrder, zone: ZoneInfo, prefix: str) -> Text:
    return text("Danke, die Adresse ist bestätigt.") + taken(order, zone, prefix, direct=True)


def _where(order: DigestOrder, *, tell_address: bool) -> str:
    if order.address is None:
        return "im Direktchat"
    return f"per E-Mail an {order.address}" if tell_address else "per E-Mail"


def _next(order: DigestOrder, zone: ZoneInfo) -> str:
    return (
        f"Der nächste kommt am {moment(order.due_at, zone)}, wenn es Neues gibt; sonst kommt"
        " keiner."
    )


def _how_to_end(prefix: str) -> Text:
    return text("Abbestellen: ", Code(f"{prefix}rundbrief aus"))


def ended(prefix: str) -> Text:
    return text(
        "Der Rundbrief ist abbestellt, und Ihre Bestellung ist gelöscht. Was es Neues gibt, zeigt"
        " weiter ",
        Code(f"{prefix}stand"),
        ".",
    )


def none_to_end(prefix: str) -> Text:
    return text(
        "Sie haben keinen Rundbrief bestellt. Bestellen können Sie ihn mit ",
        Code(f"{prefix}rundbrief wöchentlich"),
        ".",
    )


def not_understood(prefix: str) -> Text:
    return text(
        "Bitte schreiben Sie, wie oft und wohin der Rundbrief kommen soll, zum Beispiel ",
        Code(f"{prefix}rundbrief wöchentlich"),
        " oder ",
        Code(f"{prefix}rundbrief monatlich mail {EXAMPLE_ADDRESS}"),
        ". Abbestellen: ",
        Code(f"{prefix}rundbrief aus"),
    )


# --- the address


def no_mail(prefix: str) -> Text:
    return text(
        "E-Mails sind hier nicht eingerichtet. Im Direktchat bekommen Sie den Rundbrief mit ",
        Code(f"{prefix}rundbrief wöchentlich hier"),
        ".",
    )


def address_in_direct_chat(prefix: str) -> Text:
    return text(
        "Per E-Mail bestellen Sie den Rundbrief bitte im Direktchat mit mir; dort sieht sonst"
        " niemand Ihre Adresse: ",
        Code(f"{prefix}rundbrief wöchentlich mail {EXAMPLE_ADDRESS}"),
    )


def which_address(prefix: str) -> Text:
    return text(
        "An welche Adresse? Bitte schreiben Sie sie dazu: ",
        Code(f"{prefix}rundbrief mail {EXAMPLE_ADDRESS}"),
    )


def no_address(prefix: str) -> Text:
    return text(
        "Das ist keine E-Mail-Adresse, an die ich senden kann. Erwartet wird eine ohne Umlaute,"
        " zum Beispiel ",
        Code(f"{prefix}rundbrief mail {EXAMPLE_ADDRESS}"),
        ".",
    )


def code_sent(address: str, prefix: str) -> Text:
    return text(
        f"An {address} habe ich einen Code aus acht Ziffern gesendet. Schreiben Sie ihn bitte"
        " innerhalb von 24 Stunden hierher."
    ) + text(
        "Erst danach kommt der Rundbrief dorthin. Einen anderen Code senden: ",
        Code(f"{prefix}rundbrief mail {address}"),
    )


CODE_IN_DIRECT_CHAT = text("Den Code schreiben Sie mir bitte im Direktchat.")


def no_code(prefix: str) -> Text:
    return text(
        "Dieser Code gilt nicht: Ich warte auf keinen, oder er ist abgelaufen oder schon"
        " verwendet. Einen neuen sende ich mit ",
        Code(f"{prefix}rundbrief mail {EXAMPLE_ADDRESS}"),
        ".",
    )


def wrong_code(left: int, prefix: str) -> Text:
    if left > 0:
        tries = counted(left, "Versuch", "Versuche", article="einen")
        return text(f"Das ist nicht der Code, den ich gesendet habe. Sie haben noch {tries}.")
    return text(
        "Das war wieder nicht der Code; er gilt jetzt nicht mehr. Einen neuen sende ich mit ",
        Code(f"{prefix}rundbrief mail {EXAMPLE_ADDRESS}"),
        ".",
    )


def too_many_codes(most: int) -> Text:
    return text(
        f"Heute habe ich dafür schon {most} Codes gesendet; mehr sende ich an einem Tag nicht. Der"
        " letzte gilt 24 Stunden. Bitte sehen Sie auch im Spam-Ordner nach."
    )


def bounced(address: str, prefix: str) -> Text:
    return text(
        f"Die Adresse {address} nimmt keine E-Mails an. Der Rundbrief dorthin ist deshalb beendet."
    ) + text(
        "Hier im Chat bekommen Sie ihn mit ",
        Code(f"{prefix}rundbrief wöchentlich hier"),
        "; eine andere Adresse nennen Sie mit ",
        Code(f"{prefix}rundbrief mail {EXAMPLE_ADDRESS}"),
        ".",
    )


def code_bounced(address: str, prefix: str) -> Text:
    return text(
        f"Die Adresse {address} nimmt keine E-Mails an; der Code kam nicht an. Bitte prüfen Sie,"
        " ob sie richtig geschrieben ist: ",
        Code(f"{prefix}rundbrief mail {EXAMPLE_ADDRESS}"),
    )


# --- the mail with the code


def code_subject(network: str) -> str:
    return f"{network}: Code für den Rundbrief"


def code_body(code: str, network: str, until: datetime, zone: ZoneInfo) -> str:
    return (
        f"Ihr Code: {code[:4]} {code[4:]}\n\n"
        f"Jemand möchte den Rundbrief von {network} an diese Adresse bekommen. Sind Sie das,"
        " schreiben Sie den Code bitte in den Direktchat mit dem Bot. Er gilt bis"
        f" {moment(until, zone)}.\n\n"
        "Sind Sie es nicht, brauchen Sie nichts zu tun: Ohne den Code kommt kein Rundbrief. Diese"
        " E-Mail hat der Bot verschickt; eine Antwort darauf erreicht ihn nicht.\n"
    )


# --- asked back, and told to the management

SHALL_I_END: tuple[Inline, ...] = ("Soll ich den Rundbrief abbestellen?",)


def shall_i_order(rhythm: Rhythm | None, address: str | None, *, mail: bool) -> tuple[Inline, ...]:
    often = "" if rhythm is None else f" {RHYTHMS[rhythm]}"
    where = f" per E-Mail{'' if address is None else f' an {address}'}" if mail else ""
    return (f"Soll ich Ihnen den Rundbrief{often}{where} senden?",)


NOT_SENT = text(
    "Ein Rundbrief konnte wegen eines Fehlers nicht gesendet werden. Bitte informieren Sie die"
    " technische Betreuung; der Grund steht im Protokoll."
)


# --- !stand


def no_such_time(words: str, prefix: str) -> Text:
    return text(
        f"Mit {quoted(words)} kann ich keinen Beginn verbinden, der vorbei ist. Schreiben Sie zum"
        " Beispiel ",
        Code(f"{prefix}stand seit 1.9."),
        " oder ",
        Code(f"{prefix}stand 2 Wochen"),
        ".",
    )
