"""Ask and request, or speak of a condition, the past or somebody else in German."""

from commands.language.texts.said import words

FINITE = (
    "bin|ist|sind|war|waren|habe|hat|haben|hatte|hatten|wird|werden|werde|wurde|wurden|kann",
    "können|komme|kommt|geht|gehen|steht|liegt|macht|mache|fahre|fährt|war's|findet|finde|muss",
    "soll|sollte|wäre|würde|heißt|kommen|gefällt|braucht|sagt|sagte|sieht|weiß|wissen|arbeite",
    "arbeitet|arbeiten|schreibt|schreibe|fehlt|funktioniert|klappt|läuft|laufen|hält|gab|kam",
    (
        "kamen|fand|fanden|stand|standen|lag|lagen|schrieb|schrieben|nervt|stimmt|freue|"
        "freuen|sitze|wohne|lebe|planen|plane|plant"
    ),
)
CONDITION = (
    "wenn|falls|sofern|vorausgesetzt|soweit|solange|hängt davon ab|hängt von \\w+|je nachdem",
    (
        "^sollten?|sobald|es sei denn|unter der bedingung|vorbehaltlich|unter vorbehalt|abhängig|"
        "kommt darauf an"
    ),
    "kommt drauf an|außer|bis auf weiteres|es sie denn",
)
# "Wir sind aus Bonn?" asks nothing of the bot.
OF_ONESELF = (
    (
        "(?:und |aber )?(?:ich|wir|unsere?|mein|meine|unser) (?!(?:weiß|wissen|frage|fragen|"
        "wüsste|meine|meinte|dachte)\\b)"
    ),
)
# "Die Karte ist schön geworden, bitte."
IS_SAID = (
    r"^(?!(?:bitte|können|könnten|würden|wären|hätten|gibt|ist|sind|hat|haben|wann|wo|was|wer|wie)\b)"
    r"(?:\S+ ){1,5}?(?:ist|sind|war|waren|hat|haben|habe|wird|gab|gibt|fehlt|steht|arbeite"
    r"|orientieren)\b.*\bbitte$"
)
# "Bekomme ich keinen Babysitter, muss ich absagen": a condition without "wenn".
VERB_FIRST = (
    (
        "^(?!(?:da|dann|leider|so|also|nun|jetzt|heute|morgen|deshalb|daher|hier|dabei|danke|ja|"
        "nein|hiermit|gern|gerne|diesmal|vielleicht|dort|damit) )\\w+(?:e|t|en) "
        "(?:ich|wir|es|das|man|mein\\w*|unser\\w*|die|der|mir|alles|nichts)\\b"
    ),
)
THEN_I = (
    (
        "^(?:dann |so |da )?(?:muss|bin|komme|kann|sagen?|nehme|werde|melde|sind|können|"
        "müssen) (?:ich|wir)\\b"
    ),
)
PAST = (
    "konnte|konnten|musste|mussten",
    "war|waren|wart|wurde|wurden|hatte|hatten|gewesen|gab|gestern|vorgestern|letztes jahr",
    "letzten \\w+|letzte woche|letzter \\w+|damals|früher|letztes mal|beim letzten|kam|kamen|fand",
    "fanden|ging|gefragt",
    "vor \\w+ (?:jahren|wochen|tagen|monaten)",
    "seit",
)
# "Wenn es nicht zu viel Mühe macht" denies nothing.
POLITELY = (
    (
        "(?:wenn|falls|sofern) es (?:ihnen )?(?:nicht|keine) (?:\\w+ ){0,3}?"
        "(?:macht|ausmacht|stört|bereitet|verlangt ist|ist|sind)"
    ),
)
NEGATION = (
    "niemand\\w*|keinesfalls|keineswegs|nicht|kein\\w*|nichts|nie|niemals|nirgends|ohne|weder",
    "kaum",
)
OTHERS = (
    (
        "(?:mein\\w*|unser\\w*|ein\\w*|der|die|den|dem|ihr\\w*|zwei|drei|alle|viele|"
        "liebe\\w*) ?\\w*"
        " ?(?:kolleg\\w+|chef\\w*|vorgesetzte\\w*|vertretung|mitarbeiter\\w*|leitung|"
        "bürgermeister\\w*|"
        "dezernent\\w*|amtsleit\\w*|praktikant\\w*|team|abteilung|fraktion)"
    ),
    "(?:kolleg\\w+|chef\\w*|vorgesetzte\\w*|mitarbeiter\\w*|bürgermeister\\w*|praktikant\\w*)",
    "herrn?|frau|jemand\\w*|niemand\\w*|man|er|sie|ihr|alle|viele|die meisten|die anderen|andere",
    "einige|manche|wer|welche",
)
HYPOTHETICAL = (
    (
        "angenommen|gesetzt den fall|was wäre|was passiert(?! mit (?:meinen|unseren|den) "
        "(?:daten|angaben|nachrichten))|"
        "was würde|theoretisch|hypothetisch"
    ),
    "rein theoretisch|mal angenommen|könnte man|würde man|man müsste|man könnte|man sollte",
    (
        "müsste man|sollte man|irgendwann einmal|würde passieren|wäre es (?:möglich|"
        "denkbar)(?!.*\\b(?:mir|mich|uns)\\b)"
    ),
    "nur mal so|gäbe es|wäre denn",
)
IF_I = (
    (
        "(?:falls|wenn|sollte|sofern|würde) (?:ich|wir)\\b.*\\b(?:will|wollte|möchte|"
        "wolle|wollen|"
        "würde|müsste|könnte|sollte|hätte|wollten|möchten|einreich\\w*|lösch\\w*|absag\\w*)"
    ),
)
SUBJECTS = ("ich", "wir", "man", "er", "jemand")


QUESTION = (
    "wann|wo|was|welche[rmns]?|wer|wie|wieso|warum|wohin|woher|wem|wen|wieviel\\w*|womit|woran",
    "worum|wofür|wozu|inwiefern|gibt es",
    (
        "(?:hat|haben|steht|stehen) (?!sich|gut|mir|uns|mich|nicht|alles|ich|wir)(?:die |der |"
        "das )?"
        "\\w+ (?:\\w+ ){0,4}?(?:was|etwas|leitlinien|satzung\\w*|leitfaden|konzepte?|schon|drin|"
        "sammlung)"
    ),
)
REQUEST = (
    "geben (?:mir|uns)",
    "ich braucht|braucht ich|holen|hol|heraussuchen|raussuchen|ich wollte (?:zu|zur|zum)",
    (
        "zeigen|nennen|geben sie|schicken|suchen|sagen (?:sie|mir|uns|mal)|bitte|brauche|"
        "bräuchte|benötige|möchte"
    ),
    "(?:hätte|würde|wüsste|hätten|würden) (?:\\w+ ){0,6}?gern\\w*|interessier\\w+",
    "können sie|kann ich|können wir",
    "dürfte ich|darf ich|lassen sie|wäre \\w* ?dankbar|erbitte|senden|sende|will|wollen|freuen",
    "würden sie|helfen|listen|auflisten|anzeigen|öffnen|verraten|finden sie|finde ich|mal sehen",
    "würde mich|wäre nett|wäre schön|ich suche",
    "(?<!die )(?<!der )(?<!eine )(?<!unsere )suche",
    "gern\\w* (?:sehen|wissen|haben)",
    "sehen|wissen sie|kennen sie|haben sie|her damit|rufen|rufe|zeige|teilen sie|mitteilen",
    "weiß nicht|vergleich\\w*|prüfen|schauen sie|nachschauen|nachsehen|gucken sie",
    "erklären|brauchen wir|wir brauchen|würden gern\\w*|hätten gern\\w*|wir suchen|möchten|schau",
    "guck|such|informieren|auskunft|bestellen|bekommen|haben wir|finde|kenne|meinte|sondern",
    "ich (?:verlange|fordere|beantrage)",
    "bräuchten|benötigen|runterladen|herunterladen|laden|ausgeben|erfahren|wissen|lesen",
    "wenn es (?:geht|möglich ist|ihnen passt)|(?:wenn|falls) möglich",
    "(?:ich|wir) (?:wollte|wollten) (?:\\w+ ){0,6}?(?:fragen|nachfragen|wissen|sehen)",
    "wollte (?:ich|wir) (?:haben|sehen|wissen|fragen)",
    "wären? (?!das |es )(?:\\w+ ){0,3}?(?:gut|nett|schön|super|hilfreich|toll|prima)$",
    "gemeint (?:war|ist)|ich meine \\w+$",
    "ich meine \\w+ (?:und )?nicht",
)
# As written: somebody does it, and nobody is asked to.
SOMEBODY_DOES = (
    r"^(?:die|der|das|unsere?|unser|meine?|mein|ihre?|ihr|eine?|ein) (?:[\w-]+ ){1,4}?"
    r"(?:sucht|zeigt|schickt|nennt|braucht|möchte|will|löscht|hilft|bestellt|bekommt|findet|"
    r"\w+(?:en|t) sich)\b(?! (?:ich|wir)\b)"
    r"|^(?:ich|wir) (?:schicken?|senden?|zeigen?|nennen?|geben?|erklären?|bringen?|hängen?) "
    r"(?:ihnen|dir|euch|sie|das|die|den|es|eine?n?)\b"
    r"|\b(?:schicke|sende|zeige|gebe|bringe|leite) (?:ich|wir) (?:ihnen|dir|euch)\b"
    r"|\bhätten? (?:mich|uns) (?:\w+ )*interessiert\b"
    r"|^(?:ich|wir) werden?\b(?!.*\bbitte\b)"
)
# As written: "Termine und Karte finde ich sehr übersichtlich".
OPINION = (
    r"\b(?:finden?|fand|fanden) (?:ich|wir) (?:\w+ ){0,4}?(?:gut|schön|toll|super|prima|klasse|"
    r"praktisch"
    r"|übersichtlich|hilfreich|schwierig|schade|schlecht|interessant|spannend|wichtig|gelungen|nett)\b"
    r"|\b(?:ich|wir) (?:finden?|fand|fanden) (?:[\w-]+ ){1,8}?(?:gut|schön|toll|super|prima|"
    r"klasse|praktisch"
    r"|übersichtlich|hilfreich|schwierig|schade|schlecht|interessant|spannend|wichtig|gelungen|nett)\b"
)
# "Ich habe vergessen, wann …" asks for it; "Wir haben den Termin vergessen" does not.
FORGOT = (
    "vergessen (?:\\w+ ){0,3}?(?:wann|wo|wie|was|wer|welche\\w*|ob)",
    (
        "(?:nummer|datum|uhrzeit|link|adresse|passwort|zugang\\w*|einwahl\\w*|name|namen) "
        "(?:\\w+ ){0,3}?vergessen"
    ),
)
# "Ich habe eine Karte bekommen" asks for nothing.
HAS_GOT = (
    (
        "(?:habe|haben|hatte|hatten) (?:(?!gern)\\w+ ){0,8}?(?:bekommen|erhalten|gelesen|gesehen|"
        "gefunden|gehört|gemacht|gesagt|geschickt|verschickt|beschlossen|besprochen|vorgestellt|"
        "gezeigt)$"
    ),
)
# Ends like a verb, and is none.
NO_VERBS = words(
    "jetzt nicht vielleicht sonst selbst erst bereit gesamt recht direkt komplett bekannt konkret "
    "laut samt mit seit zuletzt ist kompakt digital kaputt fort dort weit zeit statt leicht "
    "schlecht schnellst insgesamt derzeit jederzeit nächst überhaupt demnächst längst fast acht"
)
# Behind the name of a command: a sentence that begins with the same word.
GOES_ON = (
    "seit|bitte|sie|mir|mich|wir|ich|für|aus|von|zu|zum|zur|an|mal|gern\\w*|leider|die|der|das",
    "oder|und|wären|wollten",
)
# Stands for what was named before: "Könnten Sie mir die schicken?"
THAT = ("die", "das", "den", "diese", "dazu", "sie mir", "davon", "welche", "es")

# --- what has happened, what others say, and what is to be done for somebody else
_DONE = (
    r"(?:\w{0,8}ge\w{2,}(?:t|en)|(?:ver|be|er|ent|zer|über)\w+t|\w+iert|vergessen|bekommen|erhalten"
    r"|verschoben|besprochen|beschlossen|entschieden|verstanden|verloren|verpasst|überlassen)"
)
# In one clause: "ich hatte um eine Erinnerung gebeten", "wurde gestern gelöscht".
HAPPENED = (
    (
        rf"(?:habe|haben|hat|bin|ist|sind)(?: \w+){{0,16}}? {_DONE}"
        r"(?: worden| gewesen| haben)?$"
    ),
    "(?:habe|haben) (?:\\w+ ){0,16}?\\w+en lassen$",
)
# As written: "würden" and "hätte" are no past.
PRETERITE = (r"\b(?:zog|nahm|meldete|reichte|sagte|schickte|stellte|bat|löschte|musste|konnte)\b",)
WAS_DONE = (rf"\b(?:wurden?|hatten?|war|waren)(?: \w+){{0,16}}? {_DONE}$",)
# Beside it something is ordered all the same.
ORDERS = (
    "bitte",
    r"\w+en sie(?: \w+)? (?:mich|mir|uns|bitte|die|den|das|meine|unsere)",
    "(?:können|könnten|würden) sie",
)
CITED = (
    "sagt|sagte|meint|meinte|schreibt|schrieb|fragt|fragte|behauptet|erzählt|erzählte|ausrichten",
    "hat (?:\\w+ ){0,4}?(?:gesagt|gemeint|geschrieben|gefragt|erzählt|gebeten)",
    "(?:soll|sollen) (?:ich|wir) (?:\\w+ )*ausrichten",
)
# Before the name of a person for whom something is to be done: "Bitte Petra anmelden".
BEFORE_A_PERSON = words("bitte fur auch sie doch mal statt von erinnern")
TITLED = (
    "(?:herrn?|frau) \\w+",
    (
        "(?:mein\\w*|unser\\w*|ein\\w*|den|der|dem|die|ihr\\w*|alle|allen) "
        "(?:\\w+ )?(?:kolleg\\w+|chef\\w*|vorgesetzte\\w*|mitglieder\\w*|anderen)"
    ),
)
# How something is, and nothing that has been done: "die ist veraltet".
STATE = ("(?:die|der|das|sie|es|diese\\w*) (?:ist|sind)(?: \\w+)? \\w+",)
