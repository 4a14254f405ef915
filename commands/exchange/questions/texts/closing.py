"""Sentences about a question that is done, closed, opened again or followed, and its result."""

from collections.abc import Sequence

from commands.conversation.texts import german
from commands.language.markup import NOTHING, Bold, Code, Inline, Link, Text, items, text
from commands.language.visible import on_one_line


def no_such(number: int, prefix: str) -> Text:
    return text(f"Eine Frage Nr. {number} gibt es nicht. Alle zeigt ", Code(f"{prefix}fragen alle"))


def none_there(prefix: str) -> Text:
    return text(
        "Welche Frage meinen Sie? Bitte schreiben Sie ihre Nummer dazu. Die Nummern zeigt ",
        Code(f"{prefix}fragen"),
    )


def which(found: Sequence[tuple[int, str]]) -> Text:
    labels = [f"Frage Nr. {number}: {on_one_line(title)}" for number, title in found]
    return (
        text(f"Welche Frage meinen Sie? {len(found)} kommen infrage:")
        + items(*labels, numbered=True)
        + german.choose()
    )


def only_asker(number: int) -> Text:
    return text(f"Frage Nr. {number} schließt, wer sie gestellt hat. Es wurde nichts geändert.")


def only_asker_in_chat(number: int) -> Text:
    return text(
        f"Frage Nr. {number} ist anonym gestellt. Schließen kann sie nur, wer gefragt hat, und nur"
        " im Direktchat mit mir. Es wurde nichts geändert."
    )


def over_already(number: int, prefix: str) -> Text:
    return text(
        f"Frage Nr. {number} ist nicht mehr offen. Öffnen können Sie sie mit ",
        Code(f"{prefix}frage öffnen {number}"),
        ".",
    )


# --- done


def shall_i_close(number: int, title: str) -> tuple[Inline, ...]:
    return (f"Soll ich Frage Nr. {number} schließen, weil sie erledigt ist: {title}",)


def done(number: int) -> Text:
    return text(Bold(f"Frage Nr. {number}"), " ist erledigt.")


WHAT_HELPED = text(
    "Was hat Ihnen geholfen? Zwei Sätze genügen. Sie stehen danach ohne Ihren Namen in der Suche."
    " Möchten Sie das nicht, schreiben Sie »nein«."
)
ASKED_IN_CHAT = text("Was Ihnen geholfen hat, frage ich Sie im Direktchat.")
NO_RESULT = text("Gut, dann bleibt es ohne Ergebnis.")


def what_helped(number: int, title: str) -> Text:
    return text(Bold(f"Frage Nr. {number}"), f" ist erledigt: {title}") + WHAT_HELPED


def opened(number: int) -> Text:
    return text(Bold(f"Frage Nr. {number}"), " ist wieder offen.")


def open_already(number: int) -> Text:
    return text(f"Frage Nr. {number} ist offen.")


def not_again(number: int) -> Text:
    return text(
        f"Frage Nr. {number} ist zurückgezogen und lässt sich nicht öffnen. Bitte stellen Sie sie"
        " neu."
    )


def not_again_unnamed(number: int) -> Text:
    return text(
        f"Frage Nr. {number} war anonym gestellt und ist beendet. Wer gefragt hat, weiß ich nicht"
        " mehr; öffnen lässt sie sich deshalb nicht. Sie kann neu gestellt werden."
    )


def closed_in_thread(number: int, reason: str) -> Text:
    return text(f"Das Netzwerkmanagement hat Frage Nr. {number} geschlossen. Der Grund: {reason}")


def closed_unnamed(number: int) -> Text:
    return text(
        Bold(f"Frage Nr. {number}"),
        " ist geschlossen. Wer gefragt hat, ist nicht bekannt; der Grund steht deshalb im Thread.",
    )


def closed_by_management(number: int) -> Text:
    return text(
        Bold(f"Frage Nr. {number}"),
        " ist geschlossen. Wer gefragt hat, erfährt den Grund von mir im Direktchat.",
    )


def closed_for_asker(number: int, title: str, reason: str, prefix: str) -> Text:
    return (
        text(Bold(f"Frage Nr. {number}"), f": {title}")
        + text(f"Das Netzwerkmanagement hat sie geschlossen. Der Grund: {reason}")
        + text("Rückfragen beantwortet das Netzwerkmanagement: ", Code(f"{prefix}kontakt"))
    )


def no_reason(number: int, prefix: str) -> Text:
    return text(
        "Bitte nennen Sie den Grund; wer gefragt hat, erfährt ihn: ",
        Code(f"{prefix}frage schließen {number} Grund"),
    )


# --- result


def how_to_tell(number: int, prefix: str) -> Text:
    return text(
        f"Was hat bei Frage Nr. {number} geholfen? Zwei Sätze genügen: ",
        Code(f"{prefix}ergebnis {number} …"),
    )


def only_asker_tells(number: int) -> Text:
    return text(
        f"Das Ergebnis zu Frage Nr. {number} trägt ein, wer sie gestellt hat, oder das"
        " Netzwerkmanagement."
    )


def result_too_long(longest: int, length: int) -> Text:
    return text(
        f"Ein Ergebnis hat höchstens {longest} Zeichen, dieses hat {length}. Bitte kürzen Sie es"
        " und senden Sie es noch einmal."
    )


def result_preview(number: int, title: str, words: str, topics: Sequence[str]) -> Text:
    about = f" ({', '.join(topics)})" if topics else ""
    return (
        text(Bold(f"Ergebnis zu Frage Nr. {number}"), f": {title}{about}")
        + text(words)
        + text("Soll ich es so aufbewahren? Es steht dann ohne Ihren Namen in der Suche.")
        + german.YES_OR_NO
        + german.choose()
    )


def result_kept(number: int, prefix: str) -> Text:
    return text(Bold(f"Das Ergebnis zu Frage Nr. {number}"), " steht jetzt in der Suche.") + text(
        "Ändern können Sie es mit ", Code(f"{prefix}ergebnis {number} …"), "."
    )


def result_in_thread(number: int, words: str) -> Text:
    return text(Bold(f"Ergebnis zu Frage Nr. {number}"), f": {words}")


def result_gone(prefix: str) -> Text:
    return text(
        "Dieses Ergebnis wartet nicht mehr: Es ist schon aufbewahrt oder zu alt. Bitte senden Sie"
        " es noch einmal: ",
        Code(f"{prefix}ergebnis 12 …"),
    )


# --- following


def followed(number: int, prefix: str) -> Text:
    return text(
        f"Sie folgen jetzt Frage Nr. {number}: Ich sage Ihnen im Direktchat, wenn sie erledigt ist"
        " oder ein Ergebnis hat. Beenden können Sie das mit ",
        Code(f"{prefix}folgen {number} aus"),
        ".",
    )


def followed_already(number: int, prefix: str) -> Text:
    return text(
        f"Sie folgen Frage Nr. {number} schon. Beenden können Sie das mit ",
        Code(f"{prefix}folgen {number} aus"),
        ".",
    )


def not_followed(number: int) -> Text:
    return text(f"Sie folgen Frage Nr. {number} nicht mehr.")


def own(number: int) -> Text:
    return text(f"Frage Nr. {number} ist Ihre eigene; dazu melde ich mich ohnehin bei Ihnen.")


def over_for_followers(number: int, title: str, address: str, words: str | None) -> Text:
    answer = text(Bold(f"Frage Nr. {number}"), f", der Sie folgen, ist erledigt: {title}")
    answer += NOTHING if words is None else text(f"Das Ergebnis: {words}")
    return answer + text(Link("Zum Thread", address))


def result_for_followers(number: int, title: str, address: str, words: str) -> Text:
    return (
        text(Bold(f"Frage Nr. {number}"), f", der Sie folgen, hat ein Ergebnis: {title}")
        + text(words)
        + text(Link("Zum Thread", address))
    )
