"""Surround an answer, or speak of something else than the writer's own coming."""

PURPOSE = (
    "dabei (?!freu)(?:(?!freu)\\w+ ){0,8}zu (?!zweit|dritt|sein|sehen|hören)\\w+en",
    (
        "dabei (?:\\w+ ){0,8}?(?:ein|aus|an|ab|auf|um|vor|nach|zusammen|weiter|durch|über|fertig|"
        "fest|mit|bei|los|zurück)zu\\w+en"
    ),
    "verzeichnis|profil",
    "was (?:die|das|den|der) (?:\\w+ ){1,3}?(?:angeht|betrifft|anbelangt)",
)
NOT_ATTENDING = (
    (
        "komm\\w*\\b.*\\b(?:klar|weiter|zurecht|rein|drauf|voran|darauf|hinterher|ran|dran|"
        "vorwärts|dahinter)"
    ),
    (
        "komm\\w* (?:\\w+ )*(?:mit|an|hinter|durch|über) (?:der|die|das|den|dem|unsere\\w*|"
        "meine\\w*|diese\\w*) "
        "(?!(?:termin|treffen|netzwerktreffen|online-konferenz|sitzung|veranstaltung|"
        "arbeitsgruppe|kolleg\\w+|"
        "chef\\w*|zug|\\w*bahn|auto|\\w*rad|bus|flieger|frau|herr\\w*|ganzen|neue\\w*|"
        "\\w*tag|beiden)\\b)"
    ),
    "dabei zu (?!sein|bleiben)|dabei ist",
    "nicht (?:\\w+ )?verhindert|wir (?:\\w+ )?nicht alle|nicht ohne (?:mich|uns)",
    "sagen? (?:\\w+ ){0,3}?zu (?:\\w+ ){0,3}?(?:lieber |erst mal |noch |gar |besser )*nichts",
    (
        "(?:absage|zusage|anmeldung|einladung|bestätigung)\\w* (?:\\w+ ){0,8}?"
        "(?:bekommen|erhalten|gesehen|gefunden|verschickt|gekriegt)$"
    ),
    (
        "(?:absage|abmeldung) (?:\\w+ ){0,4}?(?:nehme|nehmen|ziehe|ziehen|widerrufe)\\b.*|"
        "(?:nehme|nehmen|ziehe|ziehen|widerrufe) (?:\\w+ ){0,3}?(?:absage|abmeldung)\\b.*"
    ),
    "dabei sind (?:die|alle|auch)",
    "dabei (?:habe|hat|haben|wird|wurde|geht|kann|handelt|helfen|hilft|gelernt)",
    "seit \\d+",
    "schon (?:lange|immer|ewig)",
    "von anfang an",
    "seit \\w+ (?:jahren|monaten)",
    (
        "komme (?:\\w+ )?(?:aus|von der|nicht (?:weiter|klar|zurecht|rein|drauf|mehr)|"
        "klar|gerade aus|ins|zurecht|darauf|zu nichts|nicht dazu)"
    ),
    "kommen (?:\\w+ )?(?:aus|wir aus)",
    "wie (?:komme|kommt|kommen)",
    "komme (?:ich )?(?:gleich|sofort|gerade|bald|nachher) (?:wieder|zurück|dran|darauf)",
    "bin (?:gleich|eben|kurz|fast|sofort|schon|in \\w+ minuten) (?:da|raus|weg|dran|zurück|dort)",
    "dabei (?:der|das|ein) ",
    "einen schritt|in frage|infrage",
    "auf (?:sie|mich|uns|den punkt|eine idee) zu",
    "zu ende",
    "an die (?:unterlagen|folien|links|datei)",
    "zur sache|ins gespräch|nicht verkehrt|dabei gelassen|dabei bleib\\w*|nichts dabei",
    "was ist dabei|es dabei belassen|dabei ?stünde\\w*|bin gerade dabei|bin dabei mich",
    "noch dabei (?:die|den|das|unsere|eine|zu)",
    "an welche\\w*",
    "(?:können|dürfen) (?:sie|die) (?:\\w+ ){0,4}?(?:kommen|teilnehmen)",
    "wer (?:\\w+ ){0,3}?(?:dabei|kommt|teil)",
    "spreche\\w* ab",
    "komme (?:\\w+ ){0,3}?darauf zurück",
    "zu dem schluss|gefahr|newsletter|verteiler|whatsapp|parkplatz|bahn|hotel|im netzwerk dabei",
    "dabei sein ist",
    "nicht (?:allein|alleine) (?:entscheiden|sagen)",
    "anderer meinung",
    "(?:habe|haben|hat|hatte) (?:\\w+ ){0,6}?dabei$",
    "(?:ist|war|wird|bleibt) (?:\\w+ ){0,6}?dabei$",
    (
        "kann (?:\\w+ ){0,3}?(?:mich|uns) (?:\\w+ ){0,3}?nicht "
        "(?:\\w*melden|\\w*loggen|\\w*wählen|\\w*tragen)"
    ),
    "nicht in (?:den|die|das) (?:raum|chat|konferenz|sitzung|gruppe)",
    "(?:nicht )?ins (?:meeting|system|internet|netz)",
    "der sache",
    "bin (?:gerade|derzeit|aktuell|momentan|heute|noch) (?:im|in|auf|krank\\w*)",
    "(?:näher|überein|voran)",
    "zu[rm]? (?:nächsten )?(?:punkt|thema|frage\\w*|ergebnis|schluss|wort)",
    "(?:meist|meistens|oft|häufig|regelmäßig|immer|manchmal) (?:\\w+ ){0,2}?dabei",
)
# Passing something on: what follows is not said to the bot.
PASSES_ON = (
    "ab und zu|in den urlaub",
    "(?:lese|lesen|höre|hören) (?:\\w+ )?mit",
    "ander\\w+ (?:sitzung|veranstaltung|tagung)",
    "(?:ausrichten|ausgerichtet|richten sie|richte)",
    "sagen (?:sie |bitte )*(?:der|dem|den|frau|herrn?|allen|meine\\w*|unsere\\w*)",
    "(?:schreibt|sagt|meint|fragt|sagte|schrieb|meinte|geschrieben)",
    (
        "nicht (?:\\w+ )?(?:gesagt|geschrieben|behauptet|versprochen|gemeint)|(?:heißt|"
        "bedeutet) (?:\\w+ )?nicht"
    ),
)

OWN = (
    "ich|wir|mich|uns|mir|bin|komme|meinerseits|nehme|meine teilnahme|kann|sage|muss|melde|werde",
    "schaffe|habe",
)
COLLEAGUE = (
    (
        "(?:statt|anstelle|an stelle|anstatt|im namen) (?:von )?(?:mein\\w*|"
        "unser\\w*|der|den|dem|herrn?|frau|die) (?:\\w+)"
        "|für (?:mein\\w*|unser\\w*|herrn?|frau) (?!(?:stadt|gemeinde|kommune|teil|person|"
        "seite)\\b)\\w+"
    ),
    (
        "(?:mein\\w*|unser\\w*|eine?|der|die|den|dem|zwei|drei|alle) (?:\\w+ "
        ")?(?:kolleg\\w+|chef\\w*|vorgesetzte\\w*|vertretung\\w*|stellvertret\\w*|"
        "mitarbeiter\\w*|bürgermeister\\w*|amtsleit\\w*|praktikant\\w*|leitung|azubi\\w*|"
        "auszubildende\\w*|sekretariat|nachfolger\\w*)"
    ),
    "herrn? \\w+|frau \\w+|jemand\\w*",
    "(?:kollege|kollegin|kolleginnen|kollegen|chefin|chef|vertretung|stellvertretung)",
)
WITH_COLLEAGUE = (
    (
        "(?:mit|zusammen mit|gemeinsam mit|samt|bringe|und bringe|plus) (?:\\w+ "
        "){0,3}?(?:kolleg\\w+|chef\\w*|vertretung|praktikant\\w*|mitarbeiter\\w*|"
        "azubi\\w*|herrn \\w+|frau \\w+|auszubildende\\w*)"
    ),
    "(?:kolleg\\w+|chef\\w*|mitarbeiter\\w*|praktikant\\w*) (?:und|sowie) ich",
    "(?:ich|wir) (?:und|sowie) (?:\\w+ ){0,2}?(?:kolleg\\w+|chef\\w*|frau \\w+|herr \\w+)",
    "freue\\w* (?:mich|uns) (?:\\w+ )*",
)
# Around an answer, without meaning.
AROUND = (
    "ich|wir|aber|also|dann|doch|ja dann|leider|bitte|danke\\w*|vielen dank|herzlichen dank|dank",
    "besser gesagt|genauer gesagt|beziehungsweise|bzw|vielmehr|sogar|super|toll|prima|oh|ah",
    "ach|hm+|mist|schade|hallo|hi|natürlich|gerne?|sehr|auch|wieder",
    "von mir|bei mir|bei uns|für mich|wohl|halt|eben|sorry|tut mir leid|entschuldigung|moment|so",
    "mal|da|das|einladung|für die|für den|die|der|den|hinweis|info|verdammt|perfekt|klasse",
    "bedauere|bedaure|diesmal|dieses mal|\\d{1,2}",
    "termin \\d{1,6}|vormerken|vormerkung|rückmeldung|antwort",
)
# Beside an answer, in the same part of the sentence, these say nothing else.
BESIDE_AN_ANSWER = (
    "termin\\w*|treffen|netzwerktreffen\\w*|online-konferenz\\w*|konferenz\\w*|sitzung|veranstaltung\\w*",
    "arbeitsgruppe\\w*|tagung|ag-\\w+|nummer|\\d\\S*|januar|februar|märz|april|mai|juni|juli|august|september",
    "oktober|november|dezember|montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?",
    "\\w+tag|tage?n?|woche\\w*|monat\\w*|jahr|uhr|stunden?|halbe\\w*|vormittags?|nachmittags?|abends?|mittags?",
    "morgen|heute|übermorgen|ersten?|zweite\\w*|dritte\\w*|letzten|beide\\w*|zwei|drei|vier|dritt|zweit|viert",
    "abmelden|abmeldung|absagen?|abzumelden|\\w*zusagen|abzusagen|anmelden|anmeldung|anzumelden|austrag\\w*|auszutragen",
    "eintragen|einzutragen|einplanen|einrichten|einzurichten|einzuplanen|vormerken|vorzumerken|notieren",
    "notiere|mitteilen|melden?|trage?n?|streichen|löschen|stornieren|storno|entfernen|zusagen?",
    "zugesagt|abgesagt|zurückziehen|zurücknehmen|zurück\\w*|verschieben|mitmachen|mach|mache|teil|teilnahme",
    "teilnehm\\w*|teilzunehmen|erscheinen|kommend\\w*|dazu\\w*|dabei\\w*|vorbei\\w*|anwesend|verhindert|vertreten",
    "abwesend|ausfallen|fallen?|falle|fehlen|fehle|verzichte\\w*|verpasse\\w*|passen?|passt|klappt|klappen",
    "schaffe\\w*|schaff|gelingt|wahr|wahrnehmen|rechnen|gerechnet|zählen?|zähl|planen?|bestätig\\w*|bescheid",
    "tragt|setzen|schreiben|rechnet|dürfen|\\w{1,3}|lieder|leier|ladier|möcht|jenau|kieken|weeß|auhc|i'll|ill|früher|stoße\\w*|dazu|entgegen",
    "sodass|zumal|deswegen|weshalb|klären|aussage|grunde?n?|verfügbar|dies|einmal|ganztägig|dazwischen\\w*|eingetragen|vorgemerkt|gern\\w*|pers|fest|geblockt",
    "außerstande|wahrnehmen|einhalten|besuchen|sehe|hiermit|leider|diesmal|dieses|daher|deshalb|dadurch|darum|dafür|damit|daraus|dagegen|natürlich|sicher\\w*",
    "bestimmt|definitiv|fest|unbedingt|selbstverständlich|freilich|freili|logisch|klaro|selbst|persönlich",
    "hoffentlich|wahrscheinlich|vermutlich|voraussichtlich|eventuell|evtl|möglicherweise|unsicher|unklar",
    "offen|ungewiss|fraglich|unmöglich|verbindlich\\w*|unverbindlich|bedauerlicherweise|schade|kurzfristig",
    "spontan|später|verspätet|pünktlich|früher|erst|nichts|nein|keine\\w*|niemand|urlaub\\w*|krank\\w*|erkrankt",
    "erkältet|grippe|corona|dienst\\w*|reise|dienstreise\\w*|\\w+sitzung\\w*|\\w+ausschuss\\w*|\\w*kollision\\w*",
    "überschneid\\w*|termingründe\\w*|gründe\\w*|krankheit\\w*|zeitlich\\w*|dienstlich\\w*|privat\\w*|beruflich\\w*",
    "familiär\\w*|gesundheitlich\\w*|wegen|aufgrund|während|gegen|bahn|zug|auto|fahrrad|online|präsenz|hybrid",
    "ort|bord|start|partie|liste|teilnehm\\w*|person\\w*|kollegin\\w*|kollegen|kollege|mitarbeiter\\w*|vertretung",
    "seite|fall|zeit|rücksprache|entscheid\\w*|versuche|versprechen|überlege\\w*|hängt|jeden|jein|sternen",
    "schau\\w*|nehmen?|werden?|rückmeldung|antwort|einladung|chefin|chef|amtsleit\\w*|stellvertret\\w*|mitbringen",
    "bringe|gemeinsam|zusammen|allein\\w*|beginn|anfang|ende|ganztags|halbtags|kita|kinder\\w*|schulferien",
    "ferien|feiertag\\w*|count|make|maybe|will|join|there|cant|can't|attend|sorry|merken?|entschuldigen",
    "musst|dees|uff|durf\\w*|maybe|grad|gelegenheit|statt|schaffbar|drin|weile|lange|kurz|ganze\\w*|voraus",
    "freude\\w*|vergnügen|schon|halt|trotzdem|jedenfalls|gewiss|garantiert|liebend|wieder|ebenfalls|gleichfalls|somit|also",
)
HAS_BEEN = (
    "gewesen",
    "gekommen",
    "teilgenommen",
    "(?:hätte|wäre) (?:\\w+ )*(?:können|müssen)",
    "geworden",
    "(?:wollte|wollten) (?:\\w+ ){0,4}?eigentlich|eigentlich (?:\\w+ )?(?:wollte|wollten)",
)
CONDITIONAL = ("wenn", "falls", "sofern")
SUBORDINATE = ("ob", "dass", "wenn", "falls", "sofern", "weil", "solange", "soweit")
MYSELF = ("ich",)
OF_COMING = (
    "komme|kommen|dabei|klappt|klappen|passt|teilnehm\\w*|teil|da sein|kann|können|schaffe\\w*",
    "hinkomme|mitmach\\w*|gehen|geht|da zu sein|teilzunehmen|wahrzunehmen|einzurichten",
)
ON_DAY = (
    (
        "(?:am|an|den|im|ab) (?:\\d{1,2}(?: (?:und|bis) \\d{1,2})?(?: (?:januar|februar|märz|"
        "april|mai|juni|"
        "juli|august|september|oktober|november|dezember))?|\\w+tag|mittwoch|dem tag|diesem tag|"
        "beiden tagen)"
    ),
)
TASK = (r"^(?!um ).*\bzu \w+en$", r"^(?!um )\w.*\b\w{2,}zu\w+en$")
FRIENDLY = (
    "(?:endgültig|genau|sicher|genaueres) weiß (?:ich|man)",
    "freu\\w*|dank\\w*|kommt (?:ganz |noch )?auf \\w+ (?:\\w+ )?an",
    "bis (?:dann|bald|morgen|montag|nächste)",
    (
        "grüße?|gespannt|notiert|geblockt|eingetragen|vorgemerkt|kein problem|personen?|pers|"
        "zweit|später"
    ),
    "kollegin|kollege|tut mir",
    (
        "(?:kann|werde) (?:ich )?(?:\\w+ ){0,5}?(?:erst|noch nicht|später) (?:\\w+ "
        "){0,3}?(?:sagen|wissen|entscheiden)|(?:weiß|sage) ich (?:\\w+ ){0,3}?(?:erst|später)"
    ),
    "(?:wir )?(?:sehen|treffen) uns",
    (
        "(?:habe|haben) (?:\\w+ ){0,3}?(?:sprechstunde|dienst|urlaub|schulung|besuch|"
        "fortbildung|\\w*sitzung|\\w*ausschuss)"
    ),
)
# A clause that asks for something.
ASKS_FOR = ("(?:ob|wer|was|wo|wie|wann|warum|wieso|wen|wem|wohin|wozu|womit|welche\\w*)",)
# "Melden Sie mich bei 5 an und bei 6 ab".
TO_AND_FRO = (
    (
        "(?:nr |nummer |termin )?(\\d{1,6}) (?:bitte |dann |aber |wieder )*"
        "(an|zu|ein|ab|aus|anmelden|zusagen|eintragen|abmelden|absagen|austragen)(?: bitte)?$"
    ),
)
TO = ("an", "zu", "ein", "anmelden", "zusagen", "eintragen")
# "Sagen Sie das Treffen für alle ab" is for the management.
FOR_ALL = (
    "(?:für|bei) (?:alle|jeden|sämtliche|die anderen|die übrigen|die gruppe|das ganze)\\b",
    (
        "(?:allen|alle|jedem|jeden|sämtliche\\w*) (?:\\w+ ){0,4}?(?:mitglied\\w*|teilnehm\\w*|"
        "ab|an|bescheid)$"
    ),
    "(?:komplett|ganz|generell|insgesamt|offiziell) (?:ab|absagen|streichen)$",
    "(?:kein\\w*|niemand) (?:\\w+ )?(?:kommt|kommen)$",
)
FIRST_PERSON = (
    "ich|wir|mich|mir|uns|meinerseits|unsererseits|bin|komme|nehme|melde|werde|schaffe|habe|meine",
    "unsere",
    "zu (?:zweit|dritt|viert)",
    "i",
)
# What may stand before an answer that has no subject.
UNSPOKEN = (
    "definitiv|sicher|bestimmt|garantiert|persönlich|online|absolut|hiermit|voll|total|liebend",
    "teilnahme|mittags|abends|vormittags|nachmittags",
)
ENDS_IN = (
    "dabei|kann|können|sind|muss|müssen|will|wollen|möchte|möchten|werden|nehmen|kommen|klappt",
    "geht|passt|nicht",
)
PRESENT = ("falle|fallen|muss|kann|sage|komme|bin|melde|nehme|schaffe",)
REASONS = ("weil", "dass")
SUBJECT = ("ich|wir|i|mich|uns",)
# As written, and not asked: "Bei Termin 12 könnte ich dabei sein".
COULD = r"\b(?:könnte|müsste|dürfte) ich\b|\bich (?:könnte|müsste|dürfte)\b"
