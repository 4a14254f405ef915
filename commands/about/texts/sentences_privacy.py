"""Ask what is stored, and have it shown or deleted."""

PRIVACY = (
    "datenschutz(?:erklärung\\w*|hinweis\\w*|bestimmung\\w*|info\\w*|regel\\w*)?",
    "privatsphäre|dsgvo",
    (
        "(?:was|welche (?:\\w+ )?daten|welche informationen|wie lange|was genau|was "
        "alles|wo|warum) (?:\\w+ ){0,4}?(?:speichern|speichert|gespeichert|sammeln|"
        "erheben|erfasst|verarbeiten|verarbeitet|merken|aufbewahrt|protokollieren|"
        "protokolliert|loggen)\\b.*"
    ),
    (
        "(?:speichern|speichert|sammeln|lesen|liest|protokollieren|merken|hören|"
        "verfolgen) sie (?:\\w+ )*(?:daten|nachrichten|alles|was|mit|mich|gespräche|"
        "chat\\w*|hier|sich (?:\\w+ ){0,3}?(?:was|alles|das|dass|meine|unsere)|auch)\\b.*"
    ),
    (
        "(?:wer|können andere|kann jemand|wer alles) (?:\\w+ ){0,5}?(?:mitlesen|lesen|"
        "mitliest|liest|sehen|sieht|einsehen|zugriff)\\b.*"
    ),
    (
        "(?:werden|wird|sind|ist|bleib\\w*) (?:\\w+ ){0,6}?(?:gespeichert|vertraulich|"
        "weitergegeben|mitgelesen|protokolliert|anonym|verschlüsselt|sicher|"
        "ausgewertet)\\b.*"
    ),
    "lesen sie (?:\\w+ )*(?:mit|alles)\\b.*",
    "was passiert (?:\\w+ ){0,4}?(?:meinen|den|unseren) (?:daten|nachrichten|fragen)\\b.*",
    "personenbezogen\\w*",
    "wo (?:liegen|sind|landen) (?:\\w+ ){0,3}?daten",
    "vertraulich\\w*|wie sicher\\b.*",
    "was wird (?:\\w+ ){0,4}?gespeichert",
    "(?:auf welcher|welche) rechtsgrundlage\\b.*",
    (
        "(?:wie lange|wann|wo|was|wer|wie|werden|wird) (?:\\w+ ){0,4}?(?:mein\\w*|unser\\w*|"
        "personenbezogene\\w*) (?:\\w+ )?(?:daten|angaben|nachrichten|eingaben)\\b.*"
    ),
    "geben sie (?:\\w+ ){0,6}?(?:weiter|an dritte\\b.*)",
    "weitergegeben|an dritte",
    "was passiert (?:\\w+ ){0,3}?mit dem was (?:ich|wir)\\b.*",
    "wie lange (?:\\w+ ){0,4}?daten\\b.*",
)
# Of the profession, not of the bot.
NOT_PRIVACY = (
    "erfahrung\\w*|umfragen?|befragung\\w*|\\w*verfahren|\\w*beteiligung|sagt der datenschutz",
    "probleme? mit",
    "(?:für|zu|bei|von) (?:termin|treffen|nr|nummer) \\d+",
    "ändern|änder\\w*|korrigier\\w*|bearbeit\\w*|beantwort\\w*",
)
MY_DATA = (
    (
        "(?:meine|eigene\\w*|unsere|meiner|meinen) (?:\\w+ )?(?:daten|angaben)(?: "
        "\\w+){0,4}? (?:zeigen|schicken|sehen|anzeigen|haben|exportieren|herunterladen|"
        "bekommen|einsehen|ausgeben|senden|abrufen|erhalten|anfordern|zusenden)"
    ),
    (
        "(?:zeigen|schicken|geben|nennen|senden|exportieren|erbitte|sehen|herunterladen) "
        "(?:sie )?(?:\\w+ ){0,5}?(?:meine|alle|die) (?:\\w+ )?(?:daten|angaben)\\b.*"
    ),
    "(?:daten)?auskunft\\b.*",
    "(?:art|artikel) 15\\b.*",
    "was (?:wissen|haben|weiß) (?:sie|der bot) (?:\\w+ ){0,4}?(?:über|von|zu) mi[cr]h?\\b.*",
    (
        "(?:was|welche daten|welche angaben) (?:\\w+ ){0,5}?(?:über|von|zu) (?:mich|mir|"
        "meiner person)\\b.*"
    ),
    (
        "(?:kopie|auszug|ausdruck|zusammenstellung|übersicht|liste) (?:aller|der|von allen) "
        "(?:über|von|zu) (?:mir|mich|meiner person) (?:\\w+ )?(?:daten|angaben)"
    ),
    "datenauszug\\b.*",
    "(?<!sind )(?<!ist )(?<!werden )meine daten(?: bitte)?$",
    (
        "(?:kopie|auszug|ausdruck|zusammenstellung|übersicht|liste) (?:\\w+ "
        "){0,2}?(?:mein\\w*|der) (?:\\w+ )?(?:daten|angaben)"
    ),
    "datenexport|selbstauskunft",
    "kopie (?:von |aller |aus )*allem was (?:\\w+ ){0,4}?(?:mir|mich|konto|person)\\b.*",
    (
        "(?:kopie|auszug|ausdruck|zusammenstellung|übersicht|liste) (?:aller|der|von allen) "
        "(?:\\w+ )?(?:daten|angaben)\\b.*(?:zu|über|von) (?:meiner person|mi[cr]h?)\\b"
    ),
    "stellen sie (?:\\w+ ){0,4}?(?:meine|alle) (?:\\w+ )?(?:daten|angaben)\\b.*",
    "auskunftsrecht\\w*",
)
FORGET_ME = (
    (
        "(?:löschen|entfernen|vernichten|tilgen) (?:sie )?(?:\\w+ ){0,6}?(?:mich|meine "
        "(?:\\w+ )?(?:daten|angaben|informationen)|alles (?:über|von|zu) mi[cr]h?)\\b.*"
    ),
    (
        "(?:meine|alle meine|meine ganzen|sämtliche|unsere) (?:\\w+ )?(?:daten|angaben|"
        "informationen) (?:\\w+ ){0,4}?(?:löschen|entfernen|gelöscht|vernichten|weg)\\b.*"
    ),
    "vergessen (?:sie )?(?:bitte )?(?:alles (?:über|von) )?mi[cr]h?\\b.*",
    "recht auf (?:vergessen\\w*|löschung)\\b.*",
    "(?:mich|mein konto) (?:\\w+ ){0,3}?(?:löschen|vergessen|entfernen)\\b.*",
    (
        "(?:löschung|entfernung) (?:\\w+ ){0,3}?(?:meiner|aller|personenbezogener) "
        "(?:\\w+ )?daten\\b.*"
    ),
    "alles (?:über|von|zu) mi[cr]h? (?:\\w+ )*(?:löschen|vergessen|gelöscht|entfernen)\\b.*",
    "(?:möchte|will|wollen) (?:\\w+ ){0,3}?(?:gelöscht|vergessen|entfernt) werden",
    (
        "(?:alle|sämtliche) (?:\\w+ )?(?:daten|angaben|informationen) (?:von|über|zu) mi[cr]h? "
        "(?:\\w+ ){0,4}?(?:löschen|entfernen|gelöscht|vernichten)"
    ),
    "forget me",
    "alles (?:über|von|zu) mi[cr]h? (?:soll |muss |bitte )*(?:raus|weg)\\b.*",
    "vergiss (?:bitte )?mich\\b.*",
    (
        "(?:dass )?alles was (?:\\w+ ){0,2}?(?:über|von|zu) mi[cr]h? (?:\\w+ ){0,3}?(?:löschen|"
        "entfern\\w*|gelöscht|vernichtet)\\b.*"
    ),
    "delete (?:all )?my data",
    "artikel 17\\b.*|art 17\\b.*",
    "daten (?:\\w+ ){0,3}?löschen (?:lassen)?",
    (
        "(?:alles|sämtliches) was (?:sie|der bot) (?:\\w+ ){0,3}?(?:über|von|zu) mi[cr]h? "
        "(?:\\w+ ){0,5}?(?:löschen|entfernen|vernichten|vergessen)\\b.*"
    ),
    (
        "(?:löschen|entfernen|vernichten|vergessen) (?:sie )?(?:\\w+ ){0,3}?alles was "
        "(?:sie|der bot) (?:\\w+ ){0,3}?(?:über|von|zu) mi[cr]h?\\b.*"
    ),
    (
        "(?:löschen|entfernen|vernichten|tilgen) (?:sie )?(?:\\w+ ){0,4}?(?:daten|angaben|"
        "informationen|alles) (?:\\w+ ){0,2}?(?:zu|über|von) (?:meiner person|mi[cr]h?)\\b.*"
    ),
    (
        "(?:daten|angaben|informationen|alles) (?:\\w+ ){0,2}?(?:zu|über|von) (?:meiner "
        "person|mi[cr]h?) (?:\\w+ ){0,3}?(?:löschen|entfernen|gelöscht|vernichten|weg)\\b.*"
    ),
    (
        "(?:möchte|will|bitte) (?:\\w+ ){0,3}?alles (?:\\w+ ){0,2}?gelöscht (?:wird|haben|"
        "werden)\\b.*\\b(?:mich|mir)\\b.*"
    ),
)
# What is done already.
IS_DELETED = (
    (
        "(?:habe|haben|hat|hatte|wurde|wurden|sind|ist|waren) (?:\\w+ ){0,6}?"
        "(?:gelöscht|entfernt)(?! haben| werden)"
    ),
    "(?:haben|hat) (?:sie|der bot) (?:mich|uns) (?:\\w+ )?vergessen",
)
EVERYTHING_THAT = ("alles (?:\\w+ ){0,4}?was",)
NOT_FORGET = (
    "eintrag\\w*|termin\\w*|erinnerung\\w*|nachricht\\w*|leitlinien|sammlung|einreichung\\w*",
    "verteiler|profil\\w*|frage\\w*|raum|wann|kolleg\\w*|was|wie lange|automatisch|frau|herrn?",
    "ihn|wer|dokument\\w*|datei\\w*|liste|bild\\w*|warum|anmeldung\\w*|zusage\\w*",
    "vergessen sie nicht|nicht",
    "keinen fall|keinesfalls|niemals|nie",
    "nichts|behalten",
)
# "Die Daten aller Mitglieder" are nobody's own.
NOT_MY_DATA = (
    "auskunft (?:\\w+ ){0,2}?(?:bitten |geben )?(?:ob|über das|zu termin\\w*)",
    "aller (?:mitglieder|anderen|teilnehm\\w*|kolleg\\w*|leute|nutzer)|anderer|anderen",
    "mitglieder\\w*|teilnehm\\w*|kolleg\\w*|nutzer\\w*|von (?:frau|herrn?)|weiter|dritte\\w*",
)
# Asked for as a whole, and not whether there is any.
A_COPY = ("als datei|bereit|kopie|auszug|auskunft|datenauszug|zusammenstellung|ausdruck",)
# Beside one's own data these say nothing else.
AROUND_DATA = (
    (
        "daten|angaben|informationen|person\\w*|personenbezogen\\w*|gespeichert\\w*|gelöscht|"
        "löschen|löschung"
    ),
    (
        "entfern\\w*|vernicht\\w*|tilgen|vergessen\\w*|komplett\\w*|vollständig\\w*|"
        "sämtlich\\w*|restlos|werden"
    ),
    (
        "konto|nutzerkonto|sollen|recht|artikel|dsgvo|datenauskunft|auskunft\\w*|"
        "selbstauskunft|datei|kopie"
    ),
    (
        "auszug|ausdruck|datenauszug|zusammenstellung|übersicht|bereit\\w*|verlang\\w*|"
        "exportier\\w*|export\\w*"
    ),
    (
        "datenexport|einsehen|erhalten|anfordern|elektronisch\\w*|bitten|nutzung|system\\w*|"
        "datenbank|eigene\\w*"
    ),
    (
        "datenschutz\\w*|verwaltet|vorliegen|vorliegt|schriftlich\\w*|netzwerk\\w*|"
        "hinterlegt\\w*|spuren|delete|data"
    ),
    (
        "forget|sofort|umgehend|unverzüglich|dauerhaft|endgültig|hiermit|beantrage|fordere|"
        "widerruf\\w*"
    ),
    (
        "vergiss|art|gemäß|nach|über|mich|raus|soll|system|aller|meiner|steige|aus|"
        "einwilligung|gemäß|nach|allem|bleibt|profil|mitglied\\w*|austret\\w*|verlasse|"
        "beende|rechte|dass"
    ),
)
