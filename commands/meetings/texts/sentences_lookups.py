"""Ask for dates and for the calendar."""

WHEN = (
    "wann|wann ist|welche|was steht|steht an|stehen an|ist los|geplant|nächste\\w*|kommende\\w*",
    "anstehende\\w*|gibt es|zeigen|nennen|liste|übersicht|wo|schicken|aktuelle\\w*|alle|wie lange",
    "um wie viel|uhr|bitte|stattfindet|fällt|findet|verschoben|abgesagt|verlegt|ausgefallen",
    "bleibt es",
    "steht schon|fest|ist|sind|haben|when|next|upcoming|show|ort|programm|start|beginnt|los",
    "startet|endet|weiß|vergessen|link|einwahl\\w*|zugang\\w*|informationen|infos?|details?",
    "einzelheiten|habe ich|tagt|trifft|schon|noch|kommen|diesen|diese|ablauf|agenda|teilnahmelink",
    "hat|hatten|zusammen\\w*",
    "gibt",
    "wat",
    "suche",
    "gestrichen|ausfallen|ausfällt|verlegt",
    "meinte",
)
UPCOMING = (
    "(?:wann|wo) (?:\\w+ ){0,4}?(?:treffen|sehen) (?:wir|sie) (?:\\w+ )*",
    "(?:wann|wo) (?:\\w+ ){0,3}?(?:trifft|tagt) (?:\\w+ )*",
    "wann (?:\\w+ ){1,6}?(?:zusammen|zamm\\w*|zsamm\\w*)",
    "was (?:\\w+ ){0,2}?steht (?:\\w+ ){0,5}?an",
    "was ist (?!mit)(?:\\w+ ){0,5}?(?:los|geplant)",
    (
        "was (?:\\w+ )?tut sich (?:\\w+ ){0,5}?(?:monat|januar|februar|märz|april|mai|juni|"
        "juli|august|september|oktober|november|dezember|woche)"
    ),
    "(?:ist|was ist|was) (?:\\w+ ){0,6}?geplant",
    "steht (?:\\w+ ){0,6}?(?:etwas |was )?(?:\\w+ ){0,3}?an",
    "findet (?:\\w+ ){0,5}?(?:etwas|was) statt",
    "was findet (?:\\w+ ){0,4}?statt",
    "was (?:\\w+ ){0,6}?(?:ansteht|anliegt|stattfindet|geplant ist|los ist|läuft)",
    "wann (?:ist|geht es|gibt es) (?:\\w+ ){0,3}?(?:wieder|weiter|das nächste)(?: \\w+)?",
    "wie geht es (?:im|mit den terminen) weiter",
    "liegt (?:\\w+ ){0,6}?an",
    "was kommt (?:\\w+ ){0,2}?(?:als nächstes|terminlich) .*",
)
# On a day or in a month that is named.
SOMETHING_ON = (
    (
        "(?:ist|gibt es|haben wir|findet|läuft|war|steht) (?:\\w+ ){0,10}?"
        "(?:etwas|was|irgendwas|irgendetwas|los)"
    ),
    "^(?:irgendwas|irgendetwas|etwas|was)(?: \\w+)? (?:am|im|in|ab|los)\\b.*",
    "^(?:und )?was (?:ist|läuft|gibt es|findet) (?:\\w+ ){0,2}?(?:am|im)\\b.*",
    "(?:haben sie|gibt es|steht|ist) (?:\\w+ ){0,8}?(?:im|auf dem) programm",
    "was haben wir (?:\\w+ ){0,6}?(?:vor|geplant)",
    "^(?:und )?was haben wir\\b.*",
)
OVER = (
    "letzte\\w*|vergangene\\w*|vorige\\w*|bisherige\\w*|frühere\\w*|vorherige\\w*",
    "zurückliegende\\w*|gewesene\\w*|archiv|alte\\w* termine",
    "vorbei",
    "vergangen",
    "stattgefunden",
    "gelaufen",
    "rum",
    "bisher",
    "gab es",
    "zuletzt",
)
# As written: "wären" is no past.
WERE = ("war", "waren", "hatten", "hatte")
NOT_DATES = (
    "wie (?:war|waren|fanden|hat)",
    "wie komme ich|wetter|bahn\\w*|arzt\\w*|urlaub|friseur\\w*|impf\\w*|losverfahren|anlegen",
    "legen sie|verlegen\\w*|verschieb\\w*|löschen|ändern|eintragen|tragen sie|absagen",
    "sagen\\b.*\\bab$",
    (
        "(?:sagen|schreib\\w*|erinnern|schicken|melden) (?:sie )?(?:bitte )?(?:alle|allen|jedem|"
        "jeden)\\b"
    ),
    "sagen sie\\b.*\\bab|streichen|ankündigen|einreich\\w*|einladen|laden sie|buchen",
    "vereinbar\\w*",
    "wer (?:war|waren|kam)",
    "wer (?:\\w+ ){0,4}?(?:kommt|teil\\w*|dabei|angemeldet|zugesagt)",
    "wie viele (?:\\w+ ){0,4}?(?:kommen|dabei|angemeldet|teilnehm\\w*)",
    "teilnehmerliste|teilnehmendenliste|erstellen|organisier\\w*|protokoll\\w*|folien|unterlagen",
    "aufzeichnung\\w*|hinzufügen|anmelden sie|zug|zahnarzt|wahl\\w*|einreichungsfrist|vorschlagen",
    (
        "planen sie|organisieren|neuen termin|ratssitzung\\w*|moderier\\w*|kuchen|"
        "^(?!(?:und )?(?:haben wir|gibt es|ist|steht|haben sie)\\b).*\\beinen termin"
    ),
    "hotel\\w*",
    "warum|wieso|weshalb",
    "neuer termin|neues treffen|neue (?:online-konferenz|sitzung|arbeitsgruppe)\\b",
)
CALENDAR = (
    "kalender\\w*|ics\\w*|outlook|abonnieren|abo|terminkalender|google calendar|thunderbird",
    "ical\\w*",
)
# Beside it these say nothing else.
AROUND_CALENDAR = (
    "\\w*kalender\\w*|outlook\\w*|ics\\w*|ical\\w*|google|apple|thunderbird|abo\\w*|termin\\w*|datei\\w*",
    "netzwerktreffen|treffen|übernehmen|einbinden|importier\\w*|packen|eintragen|hinzufügen|einfügen",
    "synchronisier\\w*|holen|feed|netzwerk\\w*|adresse|link|welcher|automatisch\\w*|digital\\w*|handy",
    "smartphone|telefon|eigenen?|speichern|format|herunter|alle|laufend\\w*|jahr|online-konferenz\\w*",
    "veranstaltung\\w*|einbauen|exportier\\w*|als|einlesen|verknüpf\\w*|dazu|sitzung\\w*|gibste|handykalender",
)
NOT_CALENDAR = (
    "kalender mit (?:ihnen|allen|anderen|dem|der)",
    "(?:streichen|löschen|entfernen|nehmen) (?:\\w+ ){0,6}?(?:aus|vom) (?:\\w+ )?kalender",
    "abreißkalender|adventskalender|fotokalender|kalenderwoche|kw|mein kalender ist",
    "in meinem kalender (?:steht|ist)",
    "voll",
)
SPEAKS_OF_COMING = (
    "(?:ich|wir) (?:komme|nehme|bin|sage|kann|möchte (?:mich|teil|zu|ab|an))",
    "mich|melden|teilnehmen|zusagen|absagen|anmelden|abmelden|eintragen|austragen",
)
STATES_COMING = ("dabei", "teil", "kommt", "kommen", "krank", "verhindert")
ATTENDS = (
    "vielleicht|eventuell|zusage|absage|nein|ja|dabei|teilnehm\\w*|zusag\\w*|absag\\w*|komme|mich",
    "(?<!nennen )(?<!zeigen )(?<!schicken )(?<!geben )(?<!sagen )(?<!sie )uns",
    "anmeldung|abmeldung|anmelden|abmelden",
)
# A word alone, such as "!wann" typed like a command.
ALONE_DATES = ("wann", "treffen", "datum", "daten", "veranstaltungen?")
ALONE_DATE = (
    "wo|programm|uhrzeit|ablauf|tagesordnung|agenda|ort|adresse|einwahl|einwahllink|zugangslink",
)
# "Kommt Petra zum Termin 3?"
SOMEBODY_COMES = (
    "^(?:und )?(?:kommt|kommen) (?!das|der|die|es|wir|sie|noch)(?:\\w+ ){1,3}?(?:zum|zur|zu)\\b",
    "^(?:und )?(?:ist|sind|nimmt|nehmen) (?!das|der|die|es|wir|sie|noch)\\w+ .*\\b(?:dabei|teil)$",
)
NUMBER_ASKED = (
    "ort|uhrzeit|adresse|programm|link",
    "was|wann|wo|wie|zeigen|nennen|details?|infos?|informationen|einzelheiten|mehr|um wie|worum",
    "geben sie|schicken|sagen sie",
)
# Beside dates these say nothing else.
AROUND_DATES = (
    "\\w*termin\\w*|treffen|netzwerktreffen|online-konferenz\\w*|konferenz\\w*|arbeitsgruppe\\w*|sitzung\\w*",
    "veranstaltung\\w*|tagung\\w*|meetings?|events?|dates?|zusammenkunft|austauschtreffen|workshops?",
    "fristen|frist|anmelde\\w*|anmeldung\\w*|anmelden|gemeldet|melden|einladung|januar|jänner|februar|feber",
    "märz|april|mai|apirl|juni|juli|august|september|oktober|november|dezember|monat\\w*|woche\\w*|jahr\\w*",
    "halbjahr\\w*|quartal\\w*|frühjahr|frühling|sommer\\w*|herbst|winter|ostern|pfingsten|weihnachten",
    "\\w+tag\\w*|mittwoch|mitte|anfang|ende\\w*|heute|morgen|abgesagt|ausfällt|ausfallen|ausgefallen|verlegt",
    "verschoben|gestrichen|fällt|findet|statt\\w*|beginn\\w*|startet|enden|läuft|laufen|laufend\\w*|tagt|trifft",
    "bekannt|demnächst|fest\\w*|geplant\\w*|vorgesehen\\w*|angesetzt|ansteh\\w*|anstehnde|stehn|anliegt|kommend\\w*",
    "nächst\\w*|nächsch\\w*|naggschde|näschte|letzte\\w*|vergangene\\w*|vergangenheit|vorige\\w*|bisherig\\w*",
    "vorbei|waren|früher\\w*|künftig\\w*|zukünftig\\w*|weitere\\w*|erste\\w*|zweite\\w*|gutes|lage|lange|uhrzeit",
    "programm|themen|thema|tagungsort|tagesordnung|link|einwahl\\w*|zugang\\w*|teilnahme\\w*|verpflegung",
    "essen|gemeinsame\\w*|online|onlin|digital|präsenz|netzwerk\\w*|rund|wirklich|worden|gelöscht|mail",
    "zusammen\\w*|zamm|konnts|euchs|hockt|homma|jibbet|when|next|upcoming|meeting|what|deshalb|zeigten",
    "zusammenzustellen|interess\\w*|dazu|angeboten|eingeplant|daten|datum|details|einzelheiten|dauert|genaue",
    "teilnehm\\w*|besuch\\w*|wichtig\\w*|offen|abend\\w*|vormittag\\w*|nachmittag\\w*|zwischen|dieser|alles|dates",
    "zuletzt|fand|dafür|daran|dabei|daurt|fängt|draußen|drinnen|gebühr\\w*|teilnahmegebühr|angemeldet|zugesagt|leute|viele|worum|nähere|angaben|stimmt|erledigt|einwählen|hybrid|schluss|raum|ort\\w*",
    "umorganisation|gesammelt|chronologisch|termintechnisch|terminlich|tun|los|agenda|kalender|gelaufen|stadt",
)
