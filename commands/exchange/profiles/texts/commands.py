"""Names, summaries and examples of the commands about profiles."""

WORDS, CRITERION, ANSWER, TIME = "Angaben", "Merkmal", "Antwort", "Dauer"
PROFILE = (
    "Zeigt Ihr Profil oder legt eines an, damit andere Sie zu Ihren Themen finden.",
    "profil Bonn | Losverfahren, Bürgerrat | Leitung Fachstelle",
)
HEADING = "Ihr Profil"
CHANGE = ("Ändert Ihr Profil Schritt für Schritt im Direktchat.", "profil ändern")
VISIBLE = ("Zeigt Mitgliedern Ihr Profil mit Ihrem Namen.", "profil sichtbar")
ON_REQUEST = (
    "Zählt Sie nur mit; bevor jemand Ihren Namen erfährt, frage ich Sie.",
    "profil auf anfrage",
    ("profil anfrage",),
)
OFF = ("Blendet Ihr Profil aus.", "profil aus", ("profil unsichtbar",))
MENTIONS = (
    "Erlaubt oder beendet, dass ich Sie zu Fragen erwähne.",
    "profil erwähnen ja",
    ("profil erwaehnen",),
)
PAUSE = ("Lässt Ihr Profil eine Zeit lang ruhen.", "profil pause 3 Wochen")
DELETE = ("Löscht Ihr Profil; vorher frage ich nach.", "profil löschen", ("profil loeschen",))
WHO = (
    "Zeigt Mitglieder zu einem Thema, einem Ort, einem Land oder einer Größe.",
    "wer Losverfahren",
)
ASK = (
    "Fragt Mitglieder für Sie, die erst gefragt werden möchten.",
    "wer fragen Losverfahren",
)
AGREED = "ja"


def asked_to_set(what: str) -> tuple[str, ...]:
    return (f"Soll ich Ihr Profil so einstellen: {what}?",)


SETTINGS = {
    "profil sichtbar": "sichtbar, Mitglieder sehen es mit Ihrem Namen",
    "profil auf anfrage": "auf Anfrage, ich frage Sie, bevor jemand Ihren Namen erfährt",
    "profil aus": "aus, niemand sieht es oder zählt Sie mit",
    "profil erwähnen ja": "zu Fragen mit Ihren Themen darf ich Sie erwähnen",
    "profil erwähnen nein": "zu Fragen erwähne ich Sie nicht",
}
# "losverfahren in bonn" is no sentence.
BETWEEN = ("in", "im", "aus", "und", "oder")
# Behind "wer", a small word in front of several others makes it a sentence, unless it is one of
# these; verbs always do.
LEADING = (
    *("aus", "in", "im", "zu", "zum", "zur", "mit", "für", "über", "bei", "beim", "thema", "dem"),
    *("der", "die", "das", "land", "unter", "bis", "mehr", "weniger", "ab", "wie", "von", "fragen"),
    *("kommunen", "kommune", "städte", "stadt", "gemeinden", "gemeinde", "höchstens", "mindestens"),
)
VERBS = (
    *("kennt", "weiß", "hat", "kann", "beschäftigt", "arbeitet", "macht", "befasst", "ist", "sind"),
    *("sitzt", "kommt", "vertritt", "betreut", "hilft", "kümmert", "könnte", "wäre", "war", "wird"),
    *("darf", "soll", "muss", "will", "möchte", "geht", "sieht", "liest", "bringt", "moderiert"),
    *("schreibt", "leitet", "steht", "nutzt", "plant", "bist", "hatte", "nimmt", "fährt"),
)
