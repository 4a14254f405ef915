"""Ask what is new, order the Rundbrief, introduce oneself, as people write it."""

NEWS = (
    "was (?:\\w+ ){0,3}?(?:neues|neuigkeiten)",
    "(?:gibt|gab) es (?:\\w+ ){0,3}?(?:neues|neuigkeiten)",
    "gibts (?:\\w+ ){0,3}?(?:neues|neuigkeiten)",
    "(?:was|wieviel|viel) (?:\\w+ ){0,2}?ich (?:\\w+ ){0,4}?verpasst",
    "habe ich (?:\\w+ ){0,2}?(?:was|etwas|viel) (?:\\w+ )?verpasst",
    "was ist (?:\\w+ ){0,4}?(?:passiert|neu)",
    "was hat sich (?:\\w+ ){0,3}?(?:getan|geändert) im netzwerk",
    "was hat sich im netzwerk (?:\\w+ ){0,3}?(?:getan|geändert)",
    "(?:aktueller|neuer|der) stand im netzwerk",
    "(?:die )?neuigkeiten(?: bitte| zeigen)?$",
)
OF_COLLECTION = (
    "sammlung",
    "leitlinie\\w*",
    "leitfaden",
    "eintrag",
    "einträge\\w*",
    "termin\\w*",
    "satzung\\w*",
    "konzept\\w*",
)
DIGEST = ("rundbrief\\w*", "newsletter\\w*", "rundmail\\w*")
# Beside it these say nothing else.
AROUND_DIGEST = (
    "rundbrief\\w*|newsletter\\w*|netzwerk\\w*|einstell\\w*|abo\\w*|bestell\\w*|anmelden|monatlich\\w*",
    "wöchentlich\\w*|woche|monat\\w*|jeden|jede|mail|e-mail|per|nächst\\w*|lesen|letzte\\w*|archiv",
    "abbestell\\w*|kündig\\w*|abmeld\\w*|stopp\\w*|austrag\\w*|keine\\w*|adresse|an|ab|aus|künftig|statt|pro",
    "erscheint|funktionier\\w*|ändern|empfang\\w*|erhalt\\w*|regelmäßig\\w*",
)
DIGEST_ENDS = (
    "abbestell\\w*",
    "kündig\\w*",
    "(?:nicht|kein\\w*) (?:\\w+ ){0,3}?(?:mehr|bekommen|haben|erhalten|rundbrief|newsletter)",
    "kein\\w* (?:\\w+ ){0,2}?(?:rundbrief|newsletter)\\w*",
    "abmelden",
    "stopp\\w*",
    "austragen",
)
DIGEST_STAYS = (
    "(?:an|für) (?:alle|allen|jeden|sämtliche|mitglieder|die mitglieder)\\b",
    "(?:allen|allen mitgliedern|jedem)\\b.*",
    "nicht (?:\\w+ )?(?:abbestell\\w*|kündig\\w*|abmelden|austragen)",
)
DIGEST_WANTED = (
    "(?:möchte|will|hätte|würde|bekomme|kriege|abonnier\\w*|bestell\\w*|schicken|senden|bitte)",
    "(?:bekommen|erhalten|haben|abonnieren|bestellen|anmelden)",
)
BY_MAIL = ("per (?:e-)?mail", "e-mail", "email", "als (?:e-)?mail", "an meine (?:e-)?mail\\w*")
MONTHLY = ("monatlich\\w*", "jeden monat", "einmal im monat", "(?:ein)?mal pro monat")
WEEKLY = ("wöchentlich\\w*", "jede woche", "einmal (?:in der|pro|die) woche")
OFF, A_MONTH, A_WEEK = "aus", "monatlich", "wöchentlich"
INTRODUCES = (
    "(?:möchte|würde|will|darf) (?:\\w+ ){0,3}?(?:mich|uns) (?:\\w+ ){0,4}?vorstellen",
    "(?:stelle|stell) (?:mich|uns) (?:\\w+ ){0,4}?vor(?= |$)",
    "stellen sie mich (?:\\w+ ){0,4}?vor(?= |$)",
)
# Only with the words behind a colon.
WANTED_TO_INTRODUCE = ("wollte (?:\\w+ ){0,3}?(?:mich|uns) (?:\\w+ ){0,4}?vorstellen",)
IS_NEW = (
    (
        "(?:bin|sind) (?:\\w+ ){0,2}?neu (?:\\w+ ){0,2}?"
        "(?:hier|dabei|im netzwerk|in der gruppe|im raum)"
    ),
    "(?:bin|sind) (?:\\w+ ){0,2}?neue?s? mitglied",
    "(?:bin|sind) (?:\\w+ ){0,2}?neu$",
)
