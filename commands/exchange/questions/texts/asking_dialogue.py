"""Questions of !frage in the direct chat."""

from commands.conversation.dialogue.script import StepWords
from commands.language.markup import Code, Text, text

TITLE = StepWords(
    "Titel",
    "Was möchten Sie wissen, in einem Satz? Zum Beispiel: »Wer hat Erfahrung mit dem"
    " Losverfahren?«",
    ("Frage",),
)
TEXT = StepWords(
    "Text",
    "Was sollten die anderen dazu wissen? Zwei bis fünf Sätze genügen, höchstens 1.500 Zeichen.",
)
TOPICS = StepWords(
    "Themen",
    "Um welche Themen geht es? Zum Beispiel: »Losverfahren, Bürgerrat«. Mit »weiter« erkenne ich"
    " sie selbst.",
    ("Thema",),
)
NAMED, UNNAMED = "Mit meinem Namen", "Anonym"
WHO = StepWords(
    "Gefragt wird",
    "Mit Ihrem Namen oder anonym, als »Eine Person aus dem Netzwerk«?",
    ("Name",),
)
WITH_NAME = ("mit meinem namen", "mit namen", "mit name", "offen", "weiter")
WITHOUT_NAME = ("anonym", "ohne namen", "ohne meinen namen", "ohne name")
NAMED_OR_NOT = text("Bitte antworten Sie mit »mit Namen« oder »anonym«.")
NO_WORDS = text("Bitte schreiben Sie einige Wörter dazu.")


def opening(prefix: str) -> Text:
    return text(
        "Ich frage Schritt für Schritt; am Ende sehen Sie alles noch einmal, bevor ich Ihre Frage"
        " im Raum für Fragen stelle. In einer Zeile geht es auch: ",
        Code(f"{prefix}frage Wer hat Erfahrung mit dem Losverfahren?"),
    )


def title_does_not_fit(longest: int) -> Text:
    return text(f"Der Titel ist ein Satz mit höchstens {longest} Zeichen.")
