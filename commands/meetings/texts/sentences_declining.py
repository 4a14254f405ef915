"""Say that one does not come to a date, or perhaps."""

NO = (
    (
        "(?:kann|können) (?:\\w+ ){0,4}?nicht (?:an|am|zu|zum|zur|bei|"
        "beim)\\b.*(?:termin|treffen|netzwerktreffen|online-konferenz|arbeitsgruppe|"
        "sitzung|veranstaltung)\\w*(?: \\w+){0,6}"
    ),
    (
        "(?:kann|können) (?:ich |wir )?(?:leider |da |doch )*(?:am|an dem|zum) "
        "(?:\\d{1,2}\\.\\d{1,2}\\.\\S*|\\d{1,2} \\w+|\\d{1,2}|\\w+tag|mittwoch) (?:\\w+ ){0,3}?"
        "nicht(?: kommen| dabei sein| teilnehmen)?$"
    ),
    (
        "^(?:leider )?am (?:\\d{1,2}\\.\\d{1,2}\\.\\S*|\\d{1,2} \\w+|\\d{1,2}|\\w+tag|mittwoch) "
        "(?:kann|können) (?:ich|wir) (?:\\w+ ){0,3}?nicht$"
    ),
    (
        "^(?:meine |unsere |leider |hiermit |eine )*absage(?:$| (?:für|zu|zum|zur|von|an|nr|"
        "nummer|termin|treffen|netzwerktreffen|online-konferenz|arbeitsgruppe|sitzung|"
        "\\d+|wegen|wg|leider|hiermit|bitte|beide\\w*|meinerseits|urlaub|"
        "krank\\w*|aus)\\b)"
    ),
    "(?:meine|unsere) absage",
    "(?:muss|müssen) (?:\\w+ ){0,6}?absagen",
    "sage(?:n)? (?!sie)(?:\\w+ ){0,6}?ab",
    "sagen sie (?:\\w+ ){0,4}?(?:nr|nummer|termin|treffen|konferenz) \\d{1,6} (?:\\w+ ){0,2}?ab",
    "(?:melde|melden) (?:sie |ich |wir )?(?:mich|uns) (?:\\w+ ){0,14}?ab",
    "(?:mich|uns) (?:\\w+ ){0,14}?(?:abmelden|austragen|abzumelden|auszutragen)",
    "(?:bitte )?abmelden",
    "abmeldung",
    "(?:trage|tragen) (?:sie )?mich (?:\\w+ ){0,5}?aus",
    "abgesagt für mich|can'?t make it|cannot make it|can'?t come|cant come|not attending",
    "won'?t be there|can ?not attend|can'?t attend",
    "^(?:\\w+ ){0,3}ohne (?:mich|uns)(?: planen| rechnen| anfangen)?$",
    "nicht mit (?:mir|uns) rechnen",
    (
        "(?:zum|zur|beim|bei der|am) (?:termin|treffen|netzwerktreffen|online-konferenz|sitzung) "
        "(?:kann|können) (?:ich|wir) (?:\\w+ ){0,3}?nicht(?: kommen| dabei sein| teilnehmen)?$"
    ),
    "rechnet? (?:\\w+ ){0,3}?nicht mit (?:mir|uns)",
    "rechnen (?:\\w+ ){0,3}?nicht mit (?:mir|uns)",
    "bin (?:\\w+ ){0,4}?verhindert",
    "(?:bin|sind) (?:\\w+ ){0,6}?nicht dabei",
    (
        "(?:stornieren|streichen|löschen|entfernen|widerrufen) (?:sie )?(?:\\w+ ){0,4}?"
        "(?:anmeldung|zusage|teilnahme)"
    ),
    "(?:streichen|entfernen) (?:sie )?(?:\\w+ ){0,2}?(?:mich|uns)\\b",
    "(?:mich|uns) (?:\\w+ ){0,8}?streichen",
    "(?:muss|müssen|möchte|möchten|lasse) (?:\\w+ ){0,4}?entschuldigen(?: lassen)?",
    "storno",
    "außerstande",
    "^(?:und )?(?:falle|fallen) aus$",
    "kann (?:\\w+ ){0,2}?termin \\d+ (?:\\w+ ){0,3}?nicht (?:wahrnehmen|einhalten|besuchen)$",
    (
        "(?:ziehe|ziehen|nehme|nehmen) (?:\\w+ )?(?:meine )?(?:zusage|anmeldung) (?:\\w+ "
        ")?(?:zurück)"
    ),
    "nehmen sie (?:\\w+ ){0,3}?von der (?:liste|teilnehmerliste|teilnehmendenliste)",
    "(?:leider )?verhindert",
    "sagen sie (?:\\w+ ){0,3}?für mich ab",
    (
        "(?:zusage|anmeldung|teilnahme) (?:\\w+ ){0,8}?(?:zurückziehen|zurücknehmen|zurückzunehmen|"
        "zurückzuziehen|absagen|abzusagen|stornieren|widerrufen|streichen|löschen)"
    ),
    "(?:ich|wir) (?:falle|fallen) (?:\\w+ ){0,3}?aus",
    "(?:falle|fallen) (?:ich|wir) (?:\\w+ ){0,3}?aus",
    "(?:teilnahme|teilzunehmen) (?:\\w+ ){0,4}?nicht möglich",
    (
        "^(?:am|den) (?:\\d{1,2}(?: \\w+)?|ersten|zweiten|\\w+tag|mittwoch)(?: tag)? (?:\\w+ "
        "){0,2}?nicht$"
    ),
    "nicht (?:erscheinen|anwesend sein|vorbeikommen)",
    "^(?:termin|nr|nummer) \\d+ (?:\\w+ ){0,3}?(?:absage|abmeldung)$",
    "keine teilnahme",
    "kann (?:\\w+ ){0,3}?(?:bei|zu|zum) termin \\d+ (?:\\w+ ){0,3}?nicht$",
)
BELOW_NO = (
    (
        ".*(?:kann|können|schaffe|schaffen|klappt|geht|passt|bin|sind|wird)\\b.*(?:nicht|"
        "nichts)(?: kommen| teilnehmen| dabei sein| dabei| da| leider| einrichten| weg| "
        "schaffen)*"
    ),
    "passe",
    "muss (?:\\w+ ){0,3}?passen",
    "geht nicht",
    (
        "(?:das |es |termin |der termin )?(?:\\w+ )?(?:klappt|passt|geht|schaffe|schaff|"
        "schaffen|wird) (?:\\w+ ){0,6}?(?:nicht|nichts|nix)(?: kommen| teilnehmen| dabei "
        "sein| dabei| da| einrichten| weg| schaffen| mitmachen| leider| diesmal)*"
    ),
    "wird (?:\\w+ ){0,3}?nichts",
    (
        "(?:da|an dem tag|dann|zeitgleich|parallel) (?:ist|sind|habe|haben|tagt|tagen) (?:\\w+ "
        "){0,5}?"
        "(?:rat|\\w*sitzung\\w*|\\w*ausschuss\\w*|\\w*ausschüsse|\\w*ferien|feiertag\\w*|"
        "klausur\\w*|"
        "kreistag|gemeinderat|stadtrat|etwas anderes|was anderes|anderes)"
    ),
    "keine zeit",
    "habe (?:\\w+ ){0,6}?keine zeit",
    "ohne mich|ohne uns",
    (
        "(?:bin|sind) (?:\\w+ ){0,14}?(?:im urlaub|in urlaub|auf dienstreise|in "
        "elternzeit|krank|nicht im dienst|nicht im büro|im mutterschutz|in kur|auf kur|in reha|"
        "verplant|"
        "ausgebucht|auf \\w*reise|auf (?:einer )?(?:fortbildung|schulung|tagung)|im krankenhaus|"
        "beim arzt|"
        "im krankenstand|im ausland|verreist|unabkömmlich|unterwegs)"
    ),
    "(?:im|in) urlaub",
    "krank",
    "da (?:bin|habe|kann) ich (?:\\w+ ){0,14}?(?:verhindert|nicht|keine zeit)",
    (
        "kann (?:\\w+ ){0,14}?nicht(?: kommen| teilnehmen| dabei sein| dabei| da| "
        "einrichten| weg| schaffen| mitmachen| leider| diesmal)*"
    ),
    "können (?:\\w+ ){0,6}?nicht",
    (
        "habe (?:\\w+ ){0,6}?(?:schon|bereits) (?:\\w+ ){0,4}?(?:termin|verpflichtung|"
        "sitzung|etwas anderes|was anderes|etwas vor|was vor|anderes vor)"
    ),
    (
        "habe (?:\\w+ ){0,4}?(?:ratssitzung|parallel\\w*|terminkollision|"
        "überschneidung\\w*|kollision)"
    ),
    "schaffe (?:ich )?(?:\\w+ ){0,5}?nicht",
    "nicht möglich|nicht dabei|kriege ich nicht hin|bekomme ich nicht hin",
    "(?:das )?geht (?:sich|si|se) (?:\\w+ ){0,4}?nicht(?: \\w+)? aus",
    "(?:werde|werden) (?:\\w+ ){0,5}?nicht (?:schaffen|einrichten|wahrnehmen)",
    "kann das nicht wahrnehmen|nicht wahrnehmen",
    (
        "(?:bei|von) uns (?:kann|kommt|schafft|hat|ist) (?:\\w+ ){0,3}?kein\\w*(?: zeit| kommen| "
        "dabei| da)?"
    ),
    "von uns (?:\\w+ ){0,3}?niemand",
    "habe (?:\\w+ ){0,4}?urlaub",
    "habe (?:\\w+ ){0,6}?(?:anderen|parallelen|wichtigen) termin",
    "verpasse ich(?: leider)?",
    "verzichte",
    "(?:komme|kommen|kann|schaffe) \\w{4,7} nicht",
    "kann (?:ich )?(?:\\w+ ){0,2}?unmöglich",
)
MAYBE = (
    "könnte (?:\\w+ ){0,3}?(?:klappen|gehen|passen|hinhauen)",
    "unter vorbehalt|jein",
    "(?:bin|sind) (?:\\w+ ){0,4}?(?:unsicher|unentschlossen|unentschieden)",
    "(?:noch )?nicht sicher",
    "steht noch nicht fest",
    "sicher ist (?:es |das )?(?:\\w+ ){0,2}?nicht",
    "weiß (?:\\w+ ){0,3}?noch nicht",
    "weiß (?:\\w+ ){0,2}?nicht genau",
    "noch nicht (?:sagen|zusagen|absehen|absehbar|entschieden|klar|wissen)",
    "sagen (?:\\w+ )?noch nicht zu",
    "entscheide (?:\\w+ ){0,4}?(?:spontan|kurzfristig|später|noch|morgen|dann|erst|woche)",
    "noch nichts? (?:genaues|sagen)",
    "halte (?:\\w+ )?(?:mir )?offen",
    "(?:50|fünfzig) (?:zu )?(?:50|fünfzig)",
    "fifty fifty|maybe",
    (
        "muss (?:\\w+ ){0,4}?(?:schauen|gucken|sehen|klären|abklären|prüfen|überlegen|"
        "nachfragen|fragen|abwarten)"
    ),
    (
        "(?:kläre|prüfe|schaue|überlege|gucke) (?:ich )?(?:das |es |dann )?(?:noch|mal|erst|"
        "noch mal|erst mal|erst noch)"
    ),
    "(?:gebe|sagen) (?:ich )?(?:\\w+ ){0,4}?(?:noch |dann |später |rechtzeitig )bescheid",
    "melde mich (?:dann |noch |da )*(?:noch|wieder|später|dann|nochmals?|nochmal|rechtzeitig)",
    "versuche (?:\\w+ ){0,6}?(?:zu kommen|es|dabei zu sein|einzurichten|es einzurichten)",
    "kommt darauf an|kommt drauf an|noch keine ahnung",
    "weiß nicht(?! mehr)",
    "weiß ich (?:\\w+ )?nicht",
    "hängt (?:\\w+ ){0,3}?ab",
    "je nachdem|bin noch am überlegen|schaffe es vielleicht",
    "nicht (?:\\w+ )?(?:versprechen|garantieren|zusichern)",
    "nicht sicher sagen",
    "(?:kann|werde) ich (?:\\w+ ){0,2}?erst (?:\\w+ ){0,3}?(?:sagen|wissen)",
    "in den sternen",
    "(?:bei mir|das) ist (?:\\w+ ){0,2}?noch offen",
)
# It may mean the date itself, which only the management can do.
CANCEL = ("sagen sie (?!.*(?:für mich|mich)\\b).*ab",)
# Alone: "Entscheide ich kurzfristig".
SHORT_NOTICE = ("kurzfristig", "spontan")
NO_REFUSAL = (
    "(?:streichen|entfernen|löschen|nehmen) (?:sie )?(?:mich|uns|meine \\w+) (?:\\w+ ){0,4}?nicht",
    "(?:möchte|will|wollte) (?:\\w+ ){0,3}?nicht (?:\\w+ ){0,4}?(?:anmelden|eintragen|zusagen)",
    (
        "(?:melden|tragen|schreiben|setzen) sie (?:mich|uns) (?:\\w+ ){0,4}?"
        "(?:nicht|nirgends|nirgendwo|nie|niemals|keinesfalls)"
    ),
    "nicht (?:\\w+ )?(?:ab|absagen|abmelden|austragen)",
    "(?:trage|tragen) .*\\bnicht (?:\\w+ )?aus",
    "(?:keine|nicht) (?:absage|abmeldung)",
    "^(?:bitte )?(?:\\w+ )?nicht (?:\\w+ )?(?:anmelden|eintragen|vormerken|einplanen)$",
    "(?:nehme|ziehe|nehmen|ziehen) (?:\\w+ ){0,3}?absage (?:\\w+ )?zurück",
)
BARE_NO = (
    "(?:diesmal|dieses mal|heute|dann|eher|wohl|leider|doch)(?: leider| eher| wohl)* nicht",
    "nein|nein leider|nein danke|leider nein|leider nicht|leider|eher nicht|diesmal nicht",
    "dieses mal nicht|auf keinen fall|keine chance|no|sorry no",
    "(?:ich|wir)(?: leider| diesmal| auch| eher| wohl| bestimmt)* nicht",
    "(?:meine |unsere )?(?:teilnahme|zusage) (?:leider )?(?:nein|nicht)",
)
# Beside a vague word nothing else is talked about.
BESIDE_VAGUE = (
    *("ja", "nein", "nicht", "komme", "kommen", "dabei", "klappt", "klappen", "es", "kann", "mit"),
    *("schaffe", "schaffen", "passt", "sehen", "schauen", "gucken", "sein", "auch", "noch", "wird"),
    *(
        "spater",
        "eher",
        "konnte",
        "wurde",
        "bin",
        "haut",
        "hin",
        "aber",
        "ein",
        "fur",
        "bisher",
        "bislang",
        "derzeit",
        "aktuell",
        "doch",
        "nur",
        "teil",
        "ok",
    ),
    *("teilnahme", "zusage", "zu", "dazu", "bei", "mir", "uns"),
    *("an", "am", "beiden", "tagen", "tag", "ersten", "zweiten", "sehr", "ganz", "wahrscheinlich"),
)
VAGUE = (
    "vielleicht|eventuell|evtl|möglicherweise|mal sehen|mal schauen|mal gucken|fraglich",
    "wahrscheinlich|vermutlich|vsl|voraussichtlich|halb|schwierig|ggf|gegebenenfalls|unsicher",
    "tendenziell|eher ja|eher nein",
    "ist (?:aber |derzeit )?noch offen",
    "noch offen|noch unklar|ungewiss",
    "unentschieden|unentschlossen",
    "(?:kann|könnte|mag) (?:gut |durchaus )?sein",
)
# Alone with the bot only with a date.
IS_AWAY = (
    "bin (?:\\w+ ){0,4}?(?:raus|krank|erkrankt|unpässlich)",
    "(?:bin|sind) (?:\\w+ ){0,6}?nicht (?:da|vor ort|verfügbar)",
    "(?:schaffe|schaffen|klappt|passt|geht) (?:\\w+ ){0,6}?nicht(?: leider| mehr| ganz)*$",
    "wird (?:\\w+ ){0,4}?nichts$",
    "habe (?:ich )?(?:\\w+ ){0,3}?keine zeit$",
    "(?:muss|müssen) (?:\\w+ ){0,5}?passen$",
    "^(?:(?:für|bei|zu|zum) )?(?:termin|nr|nummer) \\d+ (?:bitte |leider )*absagen$",
    "nicht einrichten$",
    "(?:schaffe|schaffen) (?:\\w+ ){0,4}?nicht (?:zum|zur|zu|bis zum|bis zur)(?: \\w+){1,3}$",
)
# Who is meant by "passt vielen nicht" is not the writer.
NOT_MINE = (
    "vielen|manchen|einigen|allen|den meisten|niemandem|keinem|euch|ihnen|ihm|so nicht|so nichts",
    (
        "(?:links?|beamer|ton|mikro\\w*|technik|technisch|datei\\w*|video|kamera|audio|protokoll|"
        "folien|formular|einwahl|webseite|wlan|internet)"
    ),
    "(?:die|ihre) seite",
    "anmeldung (?:\\w+ )*(?:klappt|geht|ging|funktioniert\\w*|läuft|nicht)",
    "ohne (?!mich|uns)\\w+",
    "^(?:nie|niemals|immer|ständig|dauernd|schon wieder|jedes mal) (?!gern)",
    (
        "^(?:leider |aber |und )*(?:unsere?|meine?|der|die|das|ihre?|eine?) (?!(?:teilnahme|"
        "zusage|anmeldung|absage|termin|tag|treffen|netzwerktreffen|zeit|kommune|stadt|"
        "gemeinde|uhrzeit|online-konferenz|konferenz|sitzung|veranstaltung|woche)\\b)\\w+ "
        "(?:ist|hat|kann|wird|muss|kommt|will|fällt|schafft)\\b(?!.*\\b(?:ich|wir|mich|uns|"
        "mir)\\b)"
    ),
    "man\\b(?!.*\\b(?:ich|wir|mich|uns)\\b).*",
    (
        "thematisch|inhaltlich|(?:das|die|der|dieses|diese) (?!(?:termin|tag|uhrzeit|zeit|"
        "datum|woche|monat)\\b)\\w+ passt\\b.*"
    ),
    "(?:ist|wird|wurde) (?:\\w+ ){0,4}?(?:entschieden|beschlossen)\\b.*",
)
NO_NEGATION = (
    (
        "nicht (?:allein|alleine|nur|pünktlich|ganz pünktlich|ohne|die ganze zeit|bis "
        "zum (?:ende|schluss)|lange|(?:später|früher|länger) als)"
    ),
)
# "Hängt davon ab, ob ich eine Betreuung finde".
DEPENDS = (
    (
        "hängt (?:\\w+ ){0,4}?ab ob ich (?:\\w+ ){0,4}?(?:komme|kommen|dabei|teilnehm\\w*|"
        "schaffe|kann)"
    ),
    "(?:hängt|kommt) (?:davon|darauf|drauf) (?:\\w+ )?(?:ab|an) ob ich",
)
