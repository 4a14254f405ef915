"""Say that one comes to a date, or would like to."""

# --- answers
DABEI = (
    "(?:bin|sind|wäre|ware|sei|werde|werden|bleibe|bleiben) (?:\\w+ ){0,14}?(?:mit )?dabei",
    "dabei (?:bin|sind) (?:ich|wir)",
    "(?:ich|wir) (?:\\w+ ){0,6}?dabei (?:bin|sind)",
    ("(?:bin|sind) (?:\\w+ ){0,6}?(?:mit am start|am start|mit von der partie)"),
    "(?:ich|wir) (?:komme|kommen)",
    "komme(?:n)? (?:ich|wir)",
    "(?:nehme|nehmen) (?:\\w+ ){0,14}?teil",
    "(?:ich|wir) (?:\\w+ ){0,6}?teilnehme[n]?",
    (
        "(?:werde|werden|kann|können|möchte|möchten|will|wollen|würde|würden|darf) "
        "(?:\\w+ ){0,14}?(?:teilnehmen|dabei sein|dabeisein|mitmachen|vorbeikommen|"
        "dazukommen)"
    ),
    ("(?:werde|werden|kann|können|möchte|möchten|will|wollen|würde|würden) (?:\\w+ ){0,14}?kommen"),
    "sage(?:n)? (?:\\w+ ){0,6}?zu",
    (
        "(?:melden?|schreiben?|tragen?|trag|setzen?) (?:sie )?(?:mich|uns) (?:\\w+ "
        "){0,14}?(?:an|ein|auf die liste)"
    ),
    "(?:melde|anmelde|trage) (?:mich|uns) (?:\\w+ ){0,6}?(?:an|ein)",
    (
        "(?:mich|uns) (?:\\w+ ){0,14}?(?:anmelden|eintragen|anzumelden|einzutragen|vormerken|"
        "vorzumerken)"
    ),
    "(?:anmelden|eintragen)(?: bitte)?",
    "(?:bitte )?anmelden",
    (
        "^(?:hiermit )?(?:meine |unsere )?(?:anmeldung|zusage)(?:$| (?:für|zu|zum|zur|von|an|nr|"
        "nummer|termin|\\d+|mit|als|hiermit|bitte|beide|beider|online|in|am|gern\\w*)\\b"
        "(?!.*(?:zurück|gilt|war|ist|kam|habe|läuft|nötig)))"
    ),
    "zähl\\w* (?:\\w+ )?(?:auf mich|mich dazu)",
    "rechnen sie mit mir",
    "^(?:termin|nr|nummer) \\d+ (?:\\w+ ){0,3}?(?:zusage|anmeldung)$",
    (
        "(?:notieren|notiere|vermerken|planen) (?:sie )?(?:mich|uns) (?:\\w+ ){0,8}?(?:für|bei|"
        "zu|zum|ein|mit)\\b"
    ),
    "(?:nehme|nehmen) (?:\\w+ ){0,6}?(?:termin|gelegenheit|einladung) (?:\\w+ ){0,2}?(?:wahr|an)",
    "mit mir (?:\\w+ ){0,3}?rechnen",
    (
        "(?:setzen|schreiben|nehmen) sie (?:mich|uns) (?:\\w+ ){0,3}?auf die (?:teilnehm\\w+|"
        "anmelde)?liste"
    ),
    "^(?:und |ich |wir )*nehme (?:sie|die einladung) (?:\\w+ ){0,3}?an$",
    "(?:möchte|möchten|will|wollen) (?:\\w+ ){0,8}?zusagen",
    "mit dabei",
    (
        "^(?:hiermit )?(?:(?:ich|wir) )?bestätigen?(?: (?:ich|wir|hiermit|gern\\w*|die|meine|"
        "unsere|den|teilnahme|anmeldung|zusage|termin|für|beide|tage))*$"
    ),
    "bestätigen? (?:\\w+ ){0,3}?(?:meine|unsere) (?:teilnahme|anmeldung|zusage)",
    "komme (?:\\w+ ){0,2}?gern\\w*",
    "gern\\w* dabei",
    "(?<!zu )dabei$",
    (
        "^(?:\\w+ ){0,2}dabei (?:bitte|gern\\w*|am|mit|zu|wie|als|ab|bis|online|vor|in|für|an|"
        "beim|bei|natürlich|klar|definitiv|auf)\\b.*"
    ),
    "habe (?:ich )?zugesagt",
    "count me in|i will be there|i'?ll be there|i ?am in|im in|i ?will join|i'?ll join",
    "(?:ich|wir) (?:\\w+ ){1,6}?(?:komme|kommen)(?: \\w+)?",
    "trag\\w* (?:mich|uns) (?:\\w+ )?ein",
    "melde ich (?:mich|uns) (?:\\w+ ){0,6}?an",
    (
        "^(?:am|den) (?:\\d{1,2}(?: \\w+)?|ersten|zweiten|\\w+tag|mittwoch)(?: tag)? (?:dann |"
        "aber |"
        "wieder )*(?:schon|ja|gern\\w*|geht es|geht|passt es|passt|klappt es|klappt|doch)$"
    ),
    "(?:mach|mache|machen) (?:ich |wir )?(?:\\w+ ){0,5}?mit$",
    "auf (?:mich|uns) (?:\\w+ ){0,4}?zählen",
    (
        "(?:schaue|schauen|stoße|stoßen|komme|kommen) (?:ich |wir )?(?:\\w+ ){0,6}?(?:vorbei|"
        "dazu|hinzu)$"
    ),
    "(?:mich|uns) (?:\\w+ ){0,10}?(?:einplanen|mitzählen|dazuzählen|notieren)$",
    "(?:merken?|planen?|notieren?) (?:sie )?(?:mich|uns) (?:\\w+ ){0,14}?(?:vor|ein)$",
    "zählen? (?:sie )?(?:mich|uns) (?:\\w+ ){0,3}?(?:dazu|mit)$",
)
# Only below the post about the date: there it can mean nothing else.
# Alone with the bot only with a date: "Ich bin da" may mean anything.
IS_THERE = (
    "bin (?:\\w+ ){0,7}?da$",
    "(?:bin|sind) (?:\\w+ ){0,6}?(?:anwesend|vor ort|an bord)",
    "(?:passt|klappt) (?:es )?(?:\\w+ ){0,3}?(?:gut|prima|super|mir|uns|bei mir)$",
    "(?:klappt|passt|schaffe ich|schaffe es)$",
    "^(?:(?:erst|zuerst|bitte|dann) )*(?:für|bei|zu|zum) (?:termin )?\\d+ (?:bitte )?zusagen$",
    "^(?:(?:erst|zuerst|bitte|dann) )*termin \\d+ (?:bitte )?zusagen$",
)
BELOW_YES = (
    "(?:das )?passt (?:\\w+ ){0,3}?(?:gut|prima|super|mir|uns|bei mir)",
    (
        "(?:das |termin |der termin )?(?:klappt|passt|geht)(?: bei mir| bei uns| für "
        "mich| gut| prima)*"
    ),
    "komme|kommen",
    "teilnahme (?:ja|gern\\w*|sicher|klar)",
    "(?:am )?kann",
    "schaffe (?:ich )?(?:es|das)(?: auch| doch| noch| gut| sicher| wohl| locker)*",
    "schaffe ich",
    "komme (?:\\w+ ){0,3}?mit (?:dem|der) (?:rad|zug|bahn|auto|bus|fahrrad)(?: hin)?",
    "(?:ich |wir )?plane[n]? (?:\\w+ ){0,3}?(?:damit|ein)",
    (
        "komme (?:\\w+ ){0,5}?(?:später|verspätet|dazu|nach|pünktlich|früher|vorbei|online|"
        "allein|alleine|selbst|persönlich)"
    ),
    (
        "komme (?:erst )?(?:am|ab|um|gegen|zu) (?:\\w+ ){0,3}?"
        "(?:uhr|tag\\w*|\\w*mittag|abend|zweit|dritt)"
    ),
    "(?:ich |wir )?kann (?:\\w+ )?doch(?: noch)?(?: kommen)?",
    "doch (?:kommen|möglich|noch geklappt)",
    "teilnahme|teilnahme bestätigt|zugesagt|ich auch|ich bin da|bin da",
    "bin (?:natürlich|auch|gern|gerne|wieder|selbstverständlich) da",
    "1 person|\\d personen|zu zweit|zu dritt|wir sind zu \\w+|kann ich|können wir",
    "kann ich einrichten|richte ich ein|habe ich zeit",
    "hab(?:e)? zeit",
    "ist notiert und ich komme|i bin da|bin da",
    "(?:ich )?(?:bin|werde) (?:\\w+ ){0,6}?(?:da|do|dort)(?: sein)?",
    "nehme teil|teilgenommen wird|wir nehmen teil|ich nehme es mir vor",
)
WISH = (
    "wäre (?:\\w+ ){0,3}?gern\\w*",
    "wäre (?:\\w+ ){0,5}?dabei",
    "hätte (?:\\w+ ){0,3}?gern\\w*",
    "gern (?:\\w+ ){0,2}?gekommen",
    "gern dabei gewesen",
)
REGISTER_ME = (
    "(?:können|könnten|würden) sie (?:mich|uns)",
    "(?:darf|dürfte) ich (?:sie )?bitten",
    "wären sie so (?:\\w+ )?(?:gut|lieb|nett|freundlich)",
    "hätten sie die (?:güte|freundlichkeit)",
)
# Alone an answer, beside other words often talk.
BARE_YES = (
    (
        "ich|ich auch|wir|wir auch|ja|ja gern\\w*|ja klar|ja ja|ja bitte|ja sehr gern\\w*|ja auf "
        "jeden fall|gern|gerne"
    ),
    "sehr gern\\w*|klar|na klar|aber klar|natürlich|selbstverständlich|auf jeden fall",
    "auf alle fälle|definitiv|unbedingt|passt|passt mir|passt bei mir|yes|sure",
    "teilnahme (?:ja|gern\\w*|klar|sicher)|klaro|na klaro|logo|na logo",
)
ENTERS = ("auf die liste", "tragen", "trage", "eintragen", "trag")
