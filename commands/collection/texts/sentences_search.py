"""Search the words of documents."""

from commands.language.texts.said import words

TOPIC = (
    "losverfahren|bürgerr[äa]t\\w*|bürgerhaushalt\\w*|beteiligungsbeir\\w+|beirat|beiräte\\w*",
    "jugendparlament\\w*|jugendbeir\\w+|jugendr[äa]t\\w*|kinderparlament\\w*|quorum|quoren",
    "vorhabenliste\\w*|evaluation\\w*|evaluierung|moderation|online-?beteiligung",
    "planungszelle\\w*|bürgerbegehren|bürgerentscheid\\w*|einwohneranträ\\w+|einwohnerantrag\\w*",
    "zufallsauswahl|stadtteilbudget\\w*|verfügungsfonds|beteiligungsplattform\\w*|bürgergutachten",
    "inklusion|barrierefrei\\w*|leichte\\w* sprache|mehrsprachig\\w*|spielpl[äa]tz\\w*",
    "spielleitplanung|bauleitplanung|stadtentwicklung|klimaschutz|aufwandsentschädigung\\w*",
    "geschäftsordnung\\w*|öffentlichkeitsarbeit|bürgerbudget\\w*|ideenwettbewerb\\w*",
    "bürgerversammlung\\w*|einwohnerversammlung\\w*|bürgerforum|bürgerforen|bürgerwerkst\\w+",
    "stadtteilkonferenz\\w*|migrant\\w*|migration|senior\\w+|seniorenbeirat\\w*|frühzeitige\\w*",
    "informelle\\w*|haushalt|ehrenamt\\w*|demokratie\\w*|beteiligungskultur|zufallsbürger\\w*",
    "auslosung|losen|schöff\\w+|mobilität\\w*|verkehrsversuch\\w*|radverkehr|windkraft",
    "energiewende|digitale\\w* beteiligung|kinderrechte\\w*|finanzierung|förder\\w+|personal\\w*",
    "stellenanteil\\w*|stellenbeschreibung\\w*|rechenschaft\\w*|rückmeld\\w*|qualitätskriterien",
    "dokumentation",
)
SEARCH = (
    (
        "(?:wo )?(?:steht|stehen|finde ich|finden sich|findet sich|finden wir) (?:\\w+ "
        "){0,3}(?:etwas|was|informationen|infos|beispiele|hinweise)? ?(?:über|zum thema|"
        "zum|zur|zu|von)"
    ),
    (
        "(?<!die )(?<!eine )(?<!ihre )(?:suchen sie|suche|suchen|durchsuchen sie|recherchieren sie|"
        "such)(?: \\w+)? "
        "?(?:mir |mal |bitte |die sammlung |in der sammlung |alles |etwas |beispiele |"
        "(?:die |alle |den |in den )?(?:dokumente|dokumenten|texte|texten) |"
        "material )*(?:nach|zum thema|zum|zur|zu|über|für)"
    ),
    (
        "(?:gibt es|haben sie|habt sie|kennen sie|hat jemand)(?: \\w+)?(?: \\w+)? "
        "(?:etwas|was|material\\w*|beispiele|infos?|informationen|dokumente|texte|"
        "unterlagen|leitlinien|satzungen|regelungen|einträge|vorlagen|muster) (?:über|"
        "zum thema|zum|zur|zu|für|mit)"
    ),
    (
        "(?:beispiele|material\\w*|infos?|informationen|texte|dokumente|alles|"
        "fundstellen|treffer|leitlinien|satzungen|regelungen|einträge|konzepte) (?:über|"
        "zum thema|zum|zur|zu|für|mit)"
    ),
    (
        "(?:was|wo) (?:sagen|steht|stehen|sagt|schreiben|schreibt|regeln|regelt) (?:\\w+ "
        "){0,4}(?:über|zum thema|zum|zur|zu)"
    ),
    "(?:stichwort|suchbegriff|thema)",
)
# "Wer hat eine Satzung?" asks for what stands in the collection; "wer" may mean the members, too.
KIND_OF_DOCUMENT = (
    "satzung\\w*|beteiligungssatzung\\w*|leitfaden|leitfäden|konzepte?|beteiligungskonzepte?",
    "vorhabenliste\\w*|handreichung\\w*|geschäftsordnung\\w*|leitbild\\w*",
)
BESIDE_A_DOCUMENT = (
    *("burgerbeteiligung", "jugendbeteiligung", "kinderbeteiligung", "einwohnerbeteiligung"),
    *("jugendliche", "kinder", "jugend", "burger", "einwohner"),
)
WHO_HAS = (
    (
        "(?:wer|welche[rs]?(?: \\w+)? (?:kommunen?|stadt|städte|gemeinden?|landkreise?|orte?)|"
        "welche (?:\\w+ )?mitglieder) (?:\\w+ ){0,5}?(?:hat|haben|gibt es|besitzen|besitzt)"
    ),
    "(?:wo|in welche\\w* (?:kommunen?|städten|gemeinden?|orten)) gibt es",
)
WHO = ("wer", "wen", "wem", "jemand")
SEARCH_FOR = (
    (
        "(?:suchen sie|durchsuchen sie|suche|suchen)(?: bitte| mal| mir)*(?: in der "
        "sammlung| die sammlung| in den dokumenten| die dokumente| alle dokumente)?(?: bitte)? nach"
    ),
)
IN_COLLECTION = ("sammlung", "dokumenten", "texten")
FILLER = words(
    "bitte mal der die das den dem des ein eine einen einem einer etwas was "
    "irgendetwas doch denn eigentlich"
    " schon noch mir uns thema stichwort suchbegriff in sammlung dokumenten "
    "leitlinien texten gibt es haben"
    " heraus raus sie danke und oder auch alles dazu im von fur zu zum zur uber nach mit allen "
    "kommunen stadten gesammelt geregelt geschrieben"
)
