"""Thanks, agreement, farewells, wishes and praise."""

THANKS = (
    "cc|fyi",
    "(?:nur )?zur (?:info|kenntnis|information)",
    "siehe (?:oben|unten)",
    "(?:ich )?(?:habe|meine|meinte) (?:ja |gar )?sie (?:ja |gar )?nicht(?: gefragt| gemeint)?",
    "sie (?:habe|meine|meinte) ich (?:ja |gar )?nicht(?: gefragt| gemeint)?",
    "many thanks|thanks a lot",
    "thank you (?:so|very) much",
    "have a (?:nice|good|great) \\w+",
    "see you(?: \\w+)?",
    "good night|great|perfect|nice|awesome|sounds good|got it|cheers",
    "(?:\\w+e )?grüße?(?: (?:aus|von|an|nach|in) (?:\\w+ )?\\w+)?",
    (
        "(?:schöne|tolle|gute|super|prima|klasse|nette|feine|praktische|großartige|"
        "wunderbare|starke|"
        "hilfreiche|spannende|interessante|gelungene|sehr schöne|sehr gute) (?:sache|idee|arbeit|"
        "karte|liste|sammlung|übersicht|antwort|funktion|lösung|einrichtung|neuerung|broschüre)"
    ),
    (
        "(?:das |es )?hilft (?:mir |uns )?(?:schon |wirklich |sehr |viel |ungemein |enorm )*"
        "(?:weiter|sehr|viel|ungemein|enorm|schon)?"
    ),
    "(?:vielen|herzlichen|besten|lieben|schönen|recht herzlichen|tausend|ganz) (?:\\w+ )?dank",
    "danke\\w*|dankeschön|dank|merci|thx|thanks?|thank you",
    "(?:ich )?(?:bedanke|bedanken) mich",
    "wir danken|ich danke|vergelts gott|vergelt's gott|tausend dank|ok|okay|okey|oki|alles klar",
    "in ordnung|passt|passt schon|verstanden|gut zu wissen|aha|ach so|achso|gut|sehr gut|schön",
    "fein|gebongt|geht klar|ist recht|in ordnung so|ist gut|schon gut|na gut|na dann|soso|hm+|mhm",
    "jaja|gern geschehen|bitte sehr|kein problem|macht nichts|kein thema|nichts für ungut|roger",
    "check|notiert|zur kenntnis genommen|einverstanden|so machen wir das|das reicht",
    "mehr brauche ich nicht|das war's|das wars|das war alles|das genügt",
)
FAREWELLS = (
    "tschüss|tschüs|tschau|ciao|auf wiedersehen|auf wiederhören|bis bald|bis dann|bis morgen",
    "bis später|bis zum nächsten mal|bis demnächst|servus|ade|ade|feierabend|bye|bye bye|goodbye",
    "gute nacht",
    "bis (?:montag|dienstag|mittwoch|donnerstag|freitag)",
    "machen sie es gut|mach's gut|machs gut|pfiati|pfüat di|man sieht sich|wir sehen uns",
    "wir hören uns|bis die tage",
    (
        "(?:ich wünsche )?(?:ihnen |allen )?(?:ein |einen |eine )?(?:schön\\w*|"
        "angenehm\\w*|gut\\w*|erholsam\\w*|ruhig\\w*|entspannt\\w*|sonnig\\w*|frohe\\w*|"
        "erfolgreich\\w*) (?:\\w+ )?(?:wochenende|tag|abend|woche|feierabend|urlaub|"
        "feiertage|ostern|weihnachten|zeit|start|pfingsten|neues jahr|fest|rutsch|"
        "restwoche|nachmittag|nacht|pause|mittag|mittagspause)(?: noch| weiterhin| ihnen|"
        " allen| zusammen| gewünscht| in die woche| ins wochenende| in den tag| wünsche "
        "ich)*"
    ),
    "guten rutsch",
    "frohes (?:fest|neues|schaffen)",
    "frohe (?:weihnachten|ostern)",
    "alles gute|viel erfolg|viel spaß|gute besserung|gute reise|gleichfalls|ebenso|ebenfalls",
    "bleiben sie gesund|schönen feierabend|schönes wochenende|mahlzeit|guten appetit",
    "einen schönen|schönen tag noch|wünsche ich",
)
PRAISE = (
    "super|toll|klasse|prima|perfekt|spitze|großartig|wunderbar|hervorragend|ausgezeichnet|cool",
    "top|genial|fantastisch|bravo|1a|einwandfrei|tipptopp|sehr schön|sehr nett|sehr hilfreich",
    "sehr praktisch|hilfreich|praktisch|stark|weiter so|gute arbeit|gut gemacht|freut mich",
    "das freut mich|wie schön|nicht schlecht|läuft|passt prima|nett|lieb von ihnen",
    (
        "das ist (?:sehr |wirklich |echt |aber |ja )*(?:nett|lieb|toll|super|gut|prima|"
        "klasse|schön|hilfreich|praktisch|fein|perfekt|spitze|freundlich|genau richtig|"
        "alles|interessant|großartig|wunderbar)(?: von ihnen)?"
    ),
    (
        "(?:das |es )?hat (?:mir |uns )?(?:\\w+ ){0,3}?(?:geholfen|geklappt|funktioniert|"
        "weitergeholfen)"
    ),
    (
        "(?:sie haben|das haben sie) (?:\\w+ ){0,3}?(?:geholfen|gut gemacht|toll gemacht|"
        "weitergeholfen)"
    ),
    "(?:das )?(?:ging|geht|war) (?:\\w+ ){0,3}?(?:schnell|fix|flott|zügig)",
    "das war (?:\\w+ )?(?:hilfreich|nett|gut|schnell|super|toll|klasse|prima|alles)",
    (
        "sie sind (?:\\w+ )?(?:toll|super|klasse|ein schatz|spitze|der beste|die beste|"
        "großartig|eine große hilfe|nett|lieb|hilfreich|schnell|wunderbar)"
    ),
    "gefällt mir|guter bot|braver bot|toller bot|lieber bot|gut so|genau so|danke dafür|wie nett",
    (
        "genau (?:das|so|die|den) (?:habe|hatte|war|suche|suchte|brauche|brauchte|wollte|"
        "meinte)(?: ich)?"
        "(?: (?:gesucht|gebraucht|gemeint|wissen|haben))?"
    ),
    "hat sich gelohnt",
    "ich bin (?:\\w+ )?(?:begeistert|beeindruckt|zufrieden)",
    "wow",
    "damit komme (?:ich|wir) (?:\\w+ )?weiter",
    "(?:das )?(?:hilft|bringt) (?:mir|uns) (?:sehr |schon |gut |viel )*weiter",
    "(?:das )?(?:war|ist) (?:genau |wirklich |jetzt )*(?:das richtige|richtig|hilfreich|perfekt)",
)
