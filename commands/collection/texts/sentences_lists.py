"""Ask for many entries: the collection, the map, the next page."""

from collections.abc import Iterable

TOWNS = (
    "kommunen?|städten?|städte|gemeinden?|landkreisen?|landkreise|kreise|orten?|orte|sammlung",
    "einträgen?|einträge|liste|übersicht|kleinstädten?|großstädten?|beispiele",
)
MANY = ("kommunen|städte|städten|gemeinden|landkreise|orte",)
ALL_OF_THEM = (
    (
        "(?:welche|alle|sämtliche|was für|wie viele|wieviele|liste der|liste aller|"
        "übersicht der|"
        "übersicht über(?: die| alle)?|zeigen sie(?: mir)?(?: bitte)? alle) (?:\\w+ "
        ")?(?:kommunen|städte|"
        "gemeinden|orte|leitlinien|einträge|landkreise)"
    ),
    "(?:ganze|gesamte|komplette|vollständige) (?:sammlung|liste|übersicht)",
    "(?:zeigen|öffnen|sehen|durchblättern|blättern|schicken)\\b.* sammlung",
    "sammlung (?:zeigen|sehen|ansehen|anschauen|öffnen|durchblättern|bitte)",
    "(?:was|wer) (?:ist|steht|gibt es|steckt|alles)? ?(?:alles )?in (?:der|ihrer|eurer) sammlung",
    "(?:was|wie) (?:enthält|umfasst|groß ist|umfangreich ist) die sammlung",
    "(?:bitte )?(?:die |zur )?sammlung(?: bitte)?$",
    "was (?:ist|steckt|steht|liegt) (?:\\w+ ){0,3}?in (?:der|ihrer|ihre|eurer) sammlung(?: drin)?",
    "wer (?:alles )?hat leitlinien",
)
# Here "wer" means municipalities.
WHO_HAS = (
    "wer (?:\\w+ ){0,4}?hat(?: \\w+){0,3}? leitlinien",
    "wer (?:\\w+ ){0,8}?in der sammlung",
    "wer (?:\\w+ ){0,6}?an(?: \\w+)? (?:leitlinien|satzung\\w*|beteiligungssatzung\\w*)",
    "wer (?:\\w+ ){0,6}?(?:beschlossen|verabschiedet|fortgeschrieben)",
)


def land_asked(lands: Iterable[str]) -> tuple[str, ...]:
    """Return how one asks for all of a Land: "Wie sieht es in Bayern aus?"."""
    either = f"(?:{'|'.join(lands)})"
    return (
        (
            "^(?:und |was |gibt es |haben sie |zeigen |wie sieht es |wie ist es |wie schaut es |"
            "wie steht es |etwas |infos? |denn |schon |eigentlich |so |alles |hat |haben |bitte |"
            "mir |sie |es |liegt |liegen |da )+"
            "(?:(?:in|aus|für|zu|von|um|mit) (?:dem |der )?)?"
            f"{either}(?: (?:und|oder) (?:in |aus )?{either})*"
            "(?: aus| denn| so| alles| schon| da| bitte| haben| hat| bieten| vor)*$"
        ),
    )


# Of the writer's own town: nothing is looked up.
OF_ONE_S_OWN = (
    "(?:unser|unsere|unserer|unseren|unserem|mein|meine|meinen|wir haben|haben wir) .*",
)
RUNNING = (
    "in erarbeitung|laufend\\w*|in arbeit",
    "(?:gerade|derzeit|aktuell|noch)\\b.*\\berarbeit\\w*",
    "in vorbereitung|im entwurf|noch nicht beschlossen",
    "(?:gerade|derzeit|aktuell|noch|momentan) an (?:\\w+ )?(?:leitlinien|satzung\\w*)",
    "(?:arbeiten|arbeitet) (?:gerade|derzeit|aktuell)",
)
DECIDED = ("beschlossen\\w*", "verabschiedet\\w*")
UPDATED = ("fortgeschrieben\\w*", "aktualisiert\\w*", "fortschreibung\\w*")
NEW = (
    (
        "was (?:ist|gibt es)(?: \\w+)? ne?u\\w*(?: \\w+)? (?:in|an|aus)(?: \\w+)? "
        "(?:sammlung|leitlinien|einträge\\w*)"
    ),
    "ne?u\\w* (?:einträge|leitlinien|kommunen|aufgenommen\\w*|hinzugekommen\\w*|dazugekommen\\w*)",
    "ne?u (?:in der sammlung|dazugekommen|hinzugekommen|aufgenommen|dabei)",
    "(?:zuletzt|kürzlich) (?:\\w+ )?(?:aufgenommen|dazugekommen|hinzugekommen|ergänzt)",
    "neuigkeiten (?:in|aus) der sammlung",
    "neuzugänge",
    (
        "(?:zuletzt|kürzlich|jüngst) (?:\\w+ ){0,4}?(?:gekommen|aufgenommen|dazugekommen|"
        "eingetragen|veröffentlicht)"
    ),
    "(?:gibt es|haben sie) (?:\\w+ ){0,3}?neues (?:\\w+ ){0,2}?(?:in|aus) (?:der|ihrer) sammlung",
)
WITHOUT_DETAILS = (
    "(?:ohne|keine|keinerlei) (?:angaben|einzelheiten|details)",
    "fehlen (?:\\w+ ){0,5}?(?:angaben|einzelheiten|details)",
)
LETTER = (
    (
        "(?:buchstaben?|anfangsbuchstaben?|mit|unter) (?:dem |den |einem "
        ")?(?:buchstaben? |anfangsbuchstaben? )?"
        "([a-z])(?: (?:die|stehen|haben|beginnen|anfangen|an|am|sind|in|gibt|bitte)|$)"
    ),
    "(?:buchstabe\\w*|anfangsbuchstabe\\w*) ([a-z])",
)
MAP = ("karte", "landkarte", "deutschlandkarte", "übersichtskarte")
MAP_ASKED = (
    "wo (?:\\w+ ){0,4}(?:liegen|sind|sitzen) (?:\\w+ ){0,4}(?:kommunen|städte|gemeinden|orte)",
    "auf (?:einer|der) (?:land|deutschland)?karte",
)
# Beside many entries these say nothing else.
AROUND_COLLECTION = (
    "\\w*leitlinien|\\w*satzung\\w*|\\w*konzept\\w*|richtlinie\\w*|leitfaden|leitfäden|regelung\\w*|sammlung",
    "\\w*beteiligung\\w*|kommunen?|\\w*städten?|\\w*städte|stadt|gemeinden?|landkreise?n?|kreise|orten?|orte",
    "einträgen?|einträge|eintrag|liste|übersicht|beispiele|buchstaben?|anfangsbuchstaben?|jugend\\w*|kinder\\w*",
    "bürger\\w*|beschlossen\\w*|verabschiede\\w*|fortgeschrieben\\w*|laufend\\w*|arbeit\\w*|erarbeit\\w*|entwurf",
    "vorbereitung|diskutier\\w*|schreibt|speziell\\w*|eigene\\w*|bereits|derzeit|zuletzt|kürzlich|dazu\\w*",
    "hinzugekommen|aufgenommen|neue?s?|neuzugänge|vertreten|verzeichnet|enthalten|fehlen|angaben|einzelheiten",
    "details|keine|viele|wiviele|wieviele|sämtliche|durchblättern|blättern|laut|jahr|monat\\w*|kommenden|dritten",
    "bayern|hessen|sachsen|thüringen|niedersachsen|nrw|nordrhein-westfalen|baden-württemberg|saarland|österreich",
    "rheinland-pfalz|schleswig-holstein|brandenburg|mecklenburg-vorpommern|sachsen-anhalt|bremen|\\w+ische[nrs]?",
    "rlp|bawü|deutschland\\w*|bundesland|bundesländer|land|vorlage|nachdem|unserer|magistrat|beteiligen|verwaltung",
    "gibt|besitzen|veröffentlicht|online|dokumente|komplett\\w*|gesamt\\w*|vollständig\\w*|umfasst|enthält|groß",
    "verfügung|haben|liegen|gekommen|alphabet\\w*|sortiert|thüringer|regeln|geregelt|lande|zwei|drei|mitmachen",
)
# Beside the map these say nothing else.
AROUND_MAP = (
    "karte|landkarte|deutschlandkarte|übersichtskarte|kommunen?|städten?|städte|gemeinden?|orten?",
    "orte|leitlinien|deutschland\\w*|sammlung|netzwerk\\w*|befehl|sämtlich\\w*|teufel|blöde\\w*",
    "aller|übersicht|landkarten|mitmach\\w*|online|grafi\\w*|interaktiv\\w*|eingezeichnet\\w*|eingetragen\\w*|kreise|landkreise",
    "mitglieder\\w*|liste|sitzen|wohnen|verteil\\w*|dargestellt|verzeichnet|bild|als|format|jpg|png|pdf",
    "kommt|mir|einträge\\w*|termine?|beteilig\\w*|satzung\\w*|überblick|österreich\\w*",
)
NO_MAP = (
    "bar",
    "ec",
    "zahlen",
    "bahn",
    "speise",
    "menü",
    "oder bar",
    "sim",
    "kredit",
    "gelbe",
    "rote",
    "geburtstag\\w*",
)
MORE = (
    (
        "(?:bitte )?(?:noch )?(?:mehr|weitere)(?: davon| bitte| anzeigen| zeigen| "
        "ergebnisse| treffer|"
        " einträge| kommunen)*"
    ),
    "weiter(?: bitte)?",
    "(?:die )?nächste seite(?: bitte)?",
    "(?:zeigen sie (?:mir )?)?(?:bitte )?(?:noch )?(?:mehr|weitere|den rest)(?: bitte)?(?: davon)?",
    "weiter(?:blättern|lesen)(?: bitte)?",
    "(?:und )?(?:wie|was) geht(?: es)? weiter",
    "(?:gibt es|haben sie)(?: \\w+)? (?:noch )?(?:mehr|weitere)(?: davon| treffer| ergebnisse)?",
    "(?:die )?(?:nächsten|restlichen|übrigen) (?:\\w+ )?(?:treffer|ergebnisse|einträge)(?: bitte)?",
    "(?:noch )?mehr davon(?: bitte)?",
    "blättern sie (?:bitte )?(?:weiter|um)",
)
# Asked is what there is not: "Welche Kommunen haben keine Kinderbeteiligung?"
LACKING = (
    (
        r"(?:hat|haben|gibt es) (?:\w+ ){0,4}?(?:noch )?(?:kein\w*|nichts)"
        r"(?! (?:angaben|einzelheiten|liste|übersicht|karte))"
    ),
)
