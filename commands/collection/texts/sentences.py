"""Ask about a place of the collection, or about something else than the collection."""

from commands.language.texts.said import words

OWNED = (
    "leitlinien leitfaden leitfäden satzung satzungen konzept konzepte regelung regelungen eintrag",
    "einträge dokument dokumente beteiligungsleitlinien beteiligungssatzung beteiligungskonzept",
    "beteiligungsrichtlinie leitbild richtlinie bürgerbeteiligung jugendbeteiligung",
    "kinderbeteiligung einwohnerbeteiligung beteiligungsleitfaden beteiligungsregeln regeln",
    "bürgerbeteiligungsleitlinien beteiligungsleitbild entwurf jugendleitlinien regelwerk",
    "kinderleitlinien",
)
WORDS = (
    *OWNED,
    "sammlung karte landkarte übersichtskarte deutschlandkarte liste übersicht verzeichnis",
    "kommunen städte gemeinden landkreise orte städten gemeinden einträge eintrag einträgen",
    "jugend jugendliche jugendlichen kinder kindern jugendbeteiligung kinderbeteiligung",
    "beschlossen beschlossene laufend laufende erarbeitung fortgeschrieben fortgeschriebene neu",
    "anfangsbuchstaben buchstaben suchen suche beispiele material erfahrungen informationen infos",
    "losverfahren bürgerrat bürgerräte bürgerräten bürgerhaushalt beteiligungsbeirat beirat",
    "jugendparlament jugendbeirat kinderparlament quorum vorhabenliste evaluation moderation",
    (
        "online-beteiligung planungszelle bürgerbegehren bürgerentscheid einwohnerantrag "
        "zufallsauswahl"
    ),
    "dokument dokumente datei pdf zeigen nennen schicken haben gibt hat weitere ergebnisse treffer",
)
GUIDELINE = (
    "\\w*leitlinien|leitfaden|leitfäden|satzung\\w*|konzepte?|regelung\\w*|einträge?",
    "beteiligungs(?:leitlinie|satzung|konzept|richtlinie|leitfaden|regel)\\w*",
    "leitbild\\w*|richtlinie\\w*|regelwerke?",
    "(?:bürger|jugend|kinder|einwohner)beteiligung\\w*",
    "guidelines?|beteiligung|spielregeln|beteiligungsregeln",
)
HAVE = (
    "was es\\b.*\\bgibt|gibt|gibt es|hat|haben|hätte|steht|stehen|was macht|was ist mit",
    "wie sieht es|wie ist es|zeigen|nennen|infos?|informationen|etwas|was neues|neues",
    "in der sammlung|sammlung|vergleich\\w*|nebeneinander\\w*|gegenüber\\w*|enthalten",
    "vorhanden|weiter|dabei|aus|was gilt",
    "wie stehts mit|geregelt|und in|daten zu|suche|suchen|finde|finden|schicken|kennen|drin",
    "drinnen|vertreten",
    "dokumentiert|aufgeführt|verzeichnet|geben sie|sehen|meinte|sondern|habe ich|liegt|liegen",
    "(?:da|dort) (?:\\w+ )?(?:was|etwas)",
    "stand|brauche|does|have|show|auch|schon|interessier\\w*",
    "bietet|bieten",
    "schaun sie|nachschauen|nachsehen|gucken sie|schau|guck",
    "nach \\w+ fragen",
    "was wissen sie|bräuchten?|benötigen?|gilt|gemeint (?:war|ist)|ich meine \\w+$",
    "ich meine \\w+ (?:und )?nicht",
)
DOCUMENT = ("dokumente?|pdf\\w*|datei\\w*|originaldokument\\w*|originaltext|volltext",)
YOUTH = ("jugend\\w*", "junge\\w* menschen", "junge\\w* leute")
CHILDREN = ("kind", "kinder\\w*", "kindern")
CITIZENS = (
    "liste bürger\\w*",
    "nur bürger\\w*",
    # "Leitlinien für Bürgerbeteiligung" are all of them.
    "für (?:die )?(?:bürger|einwohner)(?!beteiligung)\\w*",
)
# "Welche bayerischen Kommunen …"
LANDS_AS_ADJECTIVES = (
    ("ba(?:ye|y)risch\\w*", "Bayern"),
    ("hessisch\\w*", "Hessen"),
    ("sächsisch\\w*", "Sachsen"),
    ("thüringisch\\w*|thüringer", "Thüringen"),
    ("niedersächsisch\\w*", "Niedersachsen"),
    ("brandenburgisch\\w*", "Brandenburg"),
    ("nordrhein-westfälisch\\w*", "NRW"),
    ("rheinland-pfälzisch\\w*", "Rheinland-Pfalz"),
    ("baden-württembergisch\\w*", "Baden-Württemberg"),
    ("saarländisch\\w*", "Saarland"),
    ("schleswig-holsteinisch\\w*", "Schleswig-Holstein"),
    ("österreichisch\\w*", "Österreich"),
)
LANDS = (
    "schleswig-holstein|niedersachsen|bremen|nordrhein-westfalen|nrw|hessen|rheinland-pfalz|rlp",
    "baden-württemberg|bawü|bw|bayern|saarland|brandenburg|mecklenburg-vorpommern|meckpomm?|mv",
    "sachsen-anhalt|sachsen|thüringen|österreich",
)
# A Land and a town.
CITIES = ("bremen",)
HAS = ("hat", "haben", "dos", "macht", "bietet", "regelt", "tut", "ist", "sind")
SOMETHING = ("was", "etwas", "eigene\\w*")
BOTH = ("oder", "und", "beiden", "beide")
PLAIN = words(
    "bitte danke und oder in fur stadt gemeinde leitlinien jugend kinder landkreis "
    "kreis nrw hessen bayern sachsen"
    " thuringen die der das mal noch auch bw von zu mir sie vergleich oder einmal "
    "beide beides nur jugendbeteiligung erst zuerst den dem"
    " was gibt es da dort denn danach dann anschliessend ausserdem ferner"
    " kinderbeteiligung burgerbeteiligung kommune eintrag land jetzt gern gerne "
    "schnell nochmal zeigen"
    " baden-wurttemberg niedersachsen brandenburg rheinland-pfalz saarland "
    "osterreich deutschland"
)
LEADS = words("hat haben mir mal bitte in von fur aus leitlinien zeigen")


# What is asked about a town besides, and what nobody asks this bot.
OTHER_MATTER = (
    "wo (?:liegt|ist) (?:\\w+ )?\\w+$",
    "(?:sehen|treffen) wir uns|haben sie (?:\\w+ ){0,3}?(?:gesehen|besucht|gemocht)$",
    "wetter|regnet|hotel\\w*|übernacht\\w*|restaurant\\w*|essen gehen|zug|bahn\\w*|kaffee|kuchen",
    "(?:gut|lecker|günstig|billig|warm)(?:e[sn]?)? essen|gasthaus|gasthof",
    "bier|wohn\\w+|fahr\\w*|anfahrt|anreise|stau|parken|parkplatz\\w*|museum|fußball|stadion",
    "einwohner (?:hat|haben)",
    "wie viele einwohner|wie groß|oberbürgermeister\\w*|bürgermeister\\w*|wahl\\w*|urlaub|arbeite",
    "arbeitest|komme aus|bin aus|geboren|uhr|spielt|theater|kino|einkaufen|abends|mittagessen",
    "essen wir|mensa|kantine|dom|kirche|flug\\w*|protokoll|folien|stelle frei|stellenanzeige|job",
    "wein|ausflug|stadtführung|treffen\\w*|termin\\w*|online-konferenz|netzwerktreffen",
    "sitzung\\w*|arbeitsgruppe|witz|grüße\\w*|grüßen|telefon\\w*|ansprechpartner\\w*",
    "ansprechpersonen?|zuständig\\w*|erreich\\w*|mitglied\\w*|wer|profil|anruf\\w*|kontakt\\w*",
    "veranstaltung\\w*|konferenz\\w*|erinner\\w*|melden|link|luft|sprechstunde|mitfahr\\w*",
    "(?:post|ansichts|wander|fahr|eintritts|visiten|stadt)karten?",
    "nachmieter\\w*|zimmer|praktik\\w*|ticket\\w*|funktioniert|kaputt|falsch|fehler\\w*|veraltet",
    "stimmt",
    "gewonnen|verloren|gespielt|passiert|gegründet",
    "weg|route|fahrplan|fotos?|bild(?:er)?|wappen|stadtplan",
)
NO_LOOK_UP = (
    "herumfragen|rumfragen|umhören",
    "löschen|ändern|änder\\w*|korrigier\\w*|umbenennen|anlegen|eintragen|trag\\w*|aufnehmen",
    "hinzufügen|entfernen|einreich\\w*|beisteuer\\w*|eingereicht|hochladen|veröffentlichen",
    "überarbeiten|ergänz\\w*|bestätig\\w*|freischalt\\w*|genehmig\\w*|verschieb\\w*|ignorier\\w*",
    "zurückzieh\\w*|einstellen|übersetz\\w*|drucken|erstellen|verfassen|entwerfen|formulier\\w*",
    "schreiben (?!die|der|das|wir|andere)|fassen\\b.*\\bzusammen|zusammenfassen",
    "haben sie (?:\\w+ ){1,3}?vergessen",
    "kennen? (?:ich|wir) (?:\\w+ )?(?:schon|bereits)",
    "(?:ich|wir) kennen? (?:\\w+ ){1,4}?(?:schon|bereits)",
    "^(?:und )?(?:wieso|warum|weshalb) (?:zeigen|geben|nennen|schicken) sie",
    "(?:legen|lege|leg) .*\\ban",
    "(?:nehmen|nehme|streichen) .*\\baus der (?:sammlung|liste|karte)",
    "aus der (?:sammlung|liste|karte) (?:\\w+ )?(?:nehmen|streichen|raus\\w*|heraus\\w*)",
    "(?:brauche|benötige|will|möchte) (?:ich |wir )?(?:\\w+ )?nicht(?: mehr)?$",
    "nehmen sie mich (?:\\w+ ){0,10}?auf$",
    "(?:ins|in das|im) (?:mitglieder)?verzeichnis (?!haben|steht|gibt)",
    "(?:ins|in das) (?:mitglieder)?verzeichnis",
    "^profil\\b",
    "aller mitglieder",
    "(?:schicken|senden|geben|zeigen|sagen) sie (?:bitte )?(?:frau|herrn?) \\w+",
    "schalten sie",
    "(?:werfen|werfe|schmeißen|nehmen|streichen) (?:\\w+ ){0,8}?(?:raus|heraus|hinaus)",
    "berichtig\\w*|verbesser\\w*|richtigstell\\w*",
    "vergleichen (?:wir )?uns|uns (?:gern )?vergleichen",
    "(?:bekomme|kriege|bringe) (?:\\w+ ){0,4}?in die sammlung",
)
# Of the bot itself: "Sind Sie aus Bonn?"
ABOUT_BOT = (
    "(?:und )?(?:verstehen|verstehst|sprechen|sprichst) sie",
    (
        "(?:und )?(?:sind|waren|kommen|wohnen|leben|fahren|gehen|arbeiten|mögen|lieben|sitzen|"
        "stehen|heißen) sie"
    ),
)

# "Nicht Bonn, Brühl": what follows is meant.
NOT_THIS = ("(?:nein )?nicht", "(?:nein )?(?:ich meinte |ich meine )?nicht")
SEARCHES = ("(?:ich |wir )?suchen?",)
NOT_THAT = r"(?:, ?(?:(?:aber|und|jedoch|bitte) )?| (?:und|aber) )nicht\b"
# "Ist Essen auch vertreten?"
LISTED = ("in der sammlung", "vertreten", "verzeichnet", "aufgeführt")
# In a few words without a verb these show nothing: "Dabei seit 2019, vorher in Kassel".
WEAK = ("dabei|aus|auch|schon|weiter|stand|drin",)
SHOWS = ("(?:bitte )?(?:zeigen|nennen|schicken|geben) (?:sie )?(?:mir|uns)",)
# Beside a place and what it has, these say nothing else.
AROUND_PLACE = (
    "\\w*leitlinien|\\w*leitfaden|leitfäden|\\w*satzung\\w*|\\w*konzepte?|\\w*regelung\\w*|einträge?|\\w*regeln",
    "\\w*beteiligung\\w*|leitbild\\w*|richtlinie\\w*|guidelines?|spielregeln|regelwerke?|papier\\w*|regelt",
    "jugend\\w*|junge\\w*|kind\\w*|schüler\\w*|bürger\\w*|burger|burgr|einwohner\\w*|youth|participation|anything",
    "stadt|städten?|städte|gemeinden?|kommunen?|landkreis\\w*|kreise?|landeshauptstadt|bezirk\\w*|markt|orte?|land",
    "länder|sammlung|liste|verzeichnis\\w*|vertreten|enthalten|eingetragen|dokumente?|datei\\w*|pdf\\w*|text\\w*",
    "\\w+text|regeln|geregelt|regelt|gilt|gelten|beschlossen\\w*|verabschiedet\\w*|fortgeschrieben\\w*|entwurf",
    "laufend\\w*|aufgeschrieben|schriftlich\\w*|niedergeschrieben|veröffentlicht\\w*|verbindlich\\w*|vorliegen",
    "vorlegen|vorzuweisen|bieten|bietet|gegeben|eigene\\w*|allem|beide\\w*|beispiel\\w*|vorlage|vorbild|material",
    "unterlagen|sachen|sowas|vergleich\\w*|ähnlich\\w*|vergleichbar\\w*|unterschied\\w*|dazu|dafür|danach|daraus",
    "zwischen|sondern|sowie|sowohl|ebenfalls|nein|verzeihung|pardon|vertan|vertippt|gemeint|meinte|nicht|statt",
    "from|about|dos|does|got|any|beinhalten|inhalt\\w*|steht|lautet|aktuell\\w*|fassung|version|stand|seit|bereits",
    "nachlesen|nachschlagen|nachsehen|nachschauen|heraussuchen|herauszusuchen|raussuchen|einblick|greifbar",
    "holen|lesen|erfahren|kennt|gefunden|fehlen|fehlt|neuigkeiten|neues|weit|fertig|arbeit|erarbeitung|angeht",
    "bissl|gude|hatts|hobts|hosch|zeigst|eurer|unserer|seinen|deren|denen|jemanden?|zufällig|besonders|anfang",
    "rhein|main|oder|interessant|alt|liebsten|verdammten|blöden?|schunn|hann|het|online|thema|nachbar\\w*",
    "kollegen|kollegin|kollege|zuerst|danach|außerdem|bin|nämlich|hinsichtlich|bezüglich|betreff\\w*|zwei|drei",
    "berliner|gemacht|mannem|tibinge|stehts|hamse|verstanden|richtig|zwar|nein|bekannt|geblieben|habts|vo|wären|wäre|führen|sogar|odder|ebbes|herrn?|frau",
    "\\w*österreich|ostfriesland|ansprech\\w*|vor|vorliegt|vorhanden|weißt|wisst|wenn|zeit|entwickelt|erarbeitet",
    "nebeneinander\\w*|gegenüber\\w*|hessen|bayern|sachsen|nrw|niedersachsen|thüringen|brandenburg|saarland",
    "guten?|schönes|tipps?|hinweise|taugen|weiter|bitte|brauhce|wüsste|nachsehn|tes|jahren|keine|dessen|haltet",
)
