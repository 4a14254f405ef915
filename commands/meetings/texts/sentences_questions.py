"""Ask below the post about a date, of the bot or of people."""

# Below the post about a date.
ABOUT_IT = (
    (
        "(?:und |aber |äh )?wo (?:genau |noch mal |nochmal |eigentlich |denn )*(?:ist|"
        "findet|treffen|wird|war|muss|sind|steht|tagen|trifft)\\b.*"
    ),
    "wo|wo denn|wo genau",
    (
        "(?:und )?wann (?:genau |noch mal |nochmal |eigentlich |denn )*(?:ist|findet|"
        "geht|beginnt|fängt|startet|endet|ist schluss|treffen|müssen wir|sind|start|los|"
        "trifft)\\b.*"
    ),
    "wann|wann denn|wann genau",
    "(?:ab )?(?:um )?wie ?viel uhr\\b.*",
    "um wieviel uhr\\b.*|von wann bis wann\\b.*",
    "bis wann (?:geht|dauert|läuft|muss|kann|soll|müssen|ist|sollte)\\b.*",
    "wie lange (?:geht|dauert|läuft|ist|wird)\\b.*",
    ("in welche[rmn] (?:raum|halle|gebäude|haus|stadt|saal|hotel|ort|straße|etage|zimmer)\\b.*"),
    (
        "welche[rs]? (?:raum|ort|adresse|stadt|uhrzeit|tag|wochentag|link|halle|gebäude|"
        "saal) (?:ist|war|gilt|wird)\\b.*"
    ),
    (
        "(?:wie|was) (?:ist|lautet|war) (?:\\w+ )?(?:die |der |das )?(?:adresse|link|"
        "einwahllink|zugangslink|ort|uhrzeit|programm|tagesordnung|anmeldeschluss|"
        "anmeldefrist|thema|agenda)\\b.*"
    ),
    (
        "(?:gibt es|wo ist|wo finde ich|wo steht|hat jemand|wo gibt es|kann ich|bekomme "
        "ich) (?:\\w+ ){0,4}?(?:einen |den |die |das |der |ein )?(?:link|einwahllink|"
        "zugangslink|zugangsdaten|einwahldaten|programm|tagesordnung|agenda|adresse|"
        "uhrzeit|wegbeschreibung)\\b.*"
    ),
    "was steht (?:\\w+ ){0,3}?(?:auf dem programm|auf der tagesordnung)",
    "(?:was|worum) (?:ist das thema|ist thema|geht es)\\b.*",
    (
        "(?:ist das|findet das|wird das|ist es|findet es|ist die veranstaltung|ist das "
        "treffen|läuft das) (?:\\w+ )*(?:online|präsenz|vor ort|hybrid|digital|"
        "virtuell)\\b.*"
    ),
    "online oder (?:in )?präsenz",
    "präsenz oder online",
    "wann ist (?:der )?anmeldeschluss",
    (
        "(?:bis wann|wo|wie) (?:\\w+ ){0,4}?(?:anmelden|melde ich mich an|melden wir uns "
        "an|angemeldet)\\b.*"
    ),
    "(?:welches|was ist das) datum\\b.*",
    "an welchem (?:tag|wochentag|datum)\\b.*",
    "zu welcher uhrzeit\\b.*|uhrzeit|ort|adresse|link|programm",
    (
        "(?:können sie |kannst sie )?(?:mir )?(?:bitte )?(?:noch ?mal )?(?:die "
        ")?(?:einzelheiten|details|eckdaten|daten)\\b.*"
    ),
    "when is (?:it|that|this)\\b.*",
    "where is (?:it|that|this)\\b.*",
    "what time\\b.*",
    "wie komme ich (?:rein|da rein|in die konferenz|zur konferenz)\\b.*",
    "kommt der link\\b.*",
    (
        "findet (?:das|es|der termin|die konferenz|das treffen) (?:\\w+ ){0,3}?(?:statt|"
        "wie geplant)\\b.*"
    ),
    "fällt (?:das|es|der termin|die konferenz|das treffen) (?:\\w+ )*aus",
    (
        "wo (?:geht|gehts|geht es|kann ich|finde ich|finden wir)\\b.*(?:hin|einwählen|"
        "link|infos?|informationen|adresse|raum|ort|programm)"
    ),
    (
        "(?:ist|sind) (?:\\w+ ){0,4}?(?:mittagessen|verpflegung|anmeldung)\\b.*(?:nötig|"
        "erforderlich|notwendig|dabei)"
    ),
    "muss (?:ich|man) (?:mich|sich) (?:\\w+ )*anmelden",
)
# Beside what is asked of the date these say nothing else.
AROUND_QUESTION = (
    "termin\\w*|treffen|netzwerktreffen|online-konferenz\\w*|arbeitsgruppe\\w*|sitzung\\w*|dauert|daurt",
    "veranstaltung\\w*|tagung\\w*|meeting\\w*|uhr\\w*|zeit\\w*|ort\\w*|raum|saal|halle|gebäude\\w*|adresse",
    "straße\\w*|etage|stadt|haus|zimmer|hotel|online\\w*|präsenz|hybrid|digital|virtuell|vor|zoom|link\\w*",
    "einwahl\\w*|einwähl\\w*|zugang\\w*|teilnahme\\w*|teilnehm\\w*|anmeld\\w*|angemeldet|melde|wird",
    "anfang|beginn\\w*|fängt|startet?|start|los|losgeht|ende\\w*|schluss|fertig|lange|ungefähr|etwa",
    "statt|stattfind\\w*|hin|draußen|drinnen|regen|programm|tagesordnung|agenda|ablauf|thema|geplant",
    "datum|tag|wochentag|einzelheiten|details|eckdaten|daten|worum|gebühr\\w*|angeboten|extra|fällt",
    "dafür|trifft|kostenlos|kostet|wegbeschreibung|anfahrt|konferenz\\w*|webkonferenz|barrierefrei",
    "ungefähre\\w*|genaue\\w*|offizielle\\w*|mittagessen|verpflegung|pause|mittags|kommt|kommen|wann",
    "when|where|time|does|take|place|meeting|start|begin|deadline|nötig|erforderlich|notwendig",
    "zusagen|absagen|rückmeld\\w*|frist|spätestens|einladung|tagungs\\w*|gehts|gilt|läuft|lautet|plattform",
)
TO_PEOPLE = (
    "letzte\\w*|vorige\\w*|vergangene\\w*",
    "jemand|wer|ihr|sie alle|kolleg\\w+|folien|protokoll\\w*|hotel\\w*|übernacht\\w*|zug|fahr\\w*",
    "fahrgemeinschaft\\w*|essen|kuchen|kaffee|bier|abend|mitnehmen|aufgezeichnet|aufzeichnung",
    "moderier\\w*|letzten mal|letztes mal|beim letzten",
    "schon (?:einmal|mal)",
    "treffen wir uns vorher",
    "hat (?:frau|herr)",
    "können wir|könnten wir|warum|wieso|erfahrung\\w*|mitbringen|parken|teilnehmer\\w*|bahnhof",
    "raus|anschließend|danach|nächste mal|letzte mal|vorabend|essen gehen|beamer",
)
JEMAND = ("jemand",)
STARTS_A_QUESTION = ("wo", "wann", "wie", "um", "bis")
