"""German words by which a clue is recognised, and with which a sentence goes on without it."""

from collections.abc import Mapping
from types import MappingProxyType

from commands.language.texts.said import words

CAPITAL = "[A-ZÄÖÜÇŞ]"
WORD = r"[A-Za-zÄÖÜäöüß]+(?:[-’'][A-Za-zÄÖÜäöüß]+)*"
NOUN = r" ?(?:[a-zäöüß]+ )*[A-ZÄÖÜ][\w-]+"

# --- places

# Towns that are words, too: meant behind one of PLACE_BEFORE.
TOWNS_AND_WORDS = words(
    "essen halle hof weiden lage leer waren wedel kamen burg singen melle senden werder brake",
    "verden regen roth weil engen bogen stade norden buchen loehne kehl herten uelzen linden stein",
    "wetter rees kerpen gladbeck lauf haan marl velen wissen bergen mengen rust brand horn",
)
PLACE_BEFORE = words("in aus nach stadt gemeinde landkreis kreis ortsteil stadtteil")
# "in Halle 3", "aus Mengen von", "nach Norden" and the like.
HARDLY_A_PLACE = words(
    "norden bergen mengen stein linden waren wissen bogen rust brand regen wetter wellen"
)
# Small places with names that every text may have.
NO_PLACES = words(
    "acht alpen anger appel au aue auen bann belg bell bengel berg berge bescheid binnen binz",
    "bitz blender boden bogel born borne boren breit brechen bremm bruch brunnen bruecken buch",
    "bunde burgen bach bark damme damp demen dill dorfen drage dreis einig eich eichen eime",
    "ende enger ense erden ernst ern esch fahren felde fell feucht filz finne fisch flacht",
    "floss forst gehren gering glatten gleichen graben grande gresse grub grube guben haar",
    "haste hatten hahn halbe halbs hasel hausen hecken heere heide heiden hille hinte hirten",
    "hoefen hohn holle holm holt horst igel jade jagel juist kahl kalbe kall kalt kandel karl",
    "kasel kenn kerben kernen kirchen kist klamp klausen klink kluse kogel kommen kopp korb",
    "kordel kotzen kropp kuchen lachen lam lang langen lanz lauben laufen lauter leck lehre",
    "lehmen leimen lehe lich lieg list loit loop loose lotte lug machern mamming mandel mantel",
    "mark mauer mehren meine moos motten much mueck muecke mueden muessen muster nack nagel",
    "nahe neu nebel neef nehren ney nister ohne osten otter owen perl plate platten pohl polle",
    "preist prem prien puls rade rain recke rech rehe reich reil reit ried riede ringe roden",
    "rohr rom rosa rot saal salem salz sand sande sassen scheid schlitz schmitt schoden schuld",
    "schutz schwall schwarz seck seelen seth sinn spall spalt spay speicher steinen stelle",
    "stuhr suessen tann tanna thum train twist uder urbar varel vogt vorbeck wald wallen wang",
    "wanna wehr weiler weingarten weisen welle wellen welt weng wenden werben weste wiesen",
    "winden wirft wisch wolken worth zeil zell ziel ahorn appen arft baar balje barth bebra",
    "bosau dorf ehr feld grossen klein jork mitte marsch markt moor muehle neuen oster plan",
    "rast raum rinde rott ruhe see seen strand tal teich ufer wege weg wiese wochen zusammen",
    "wahlen",
)
# Between the words of a name; what follows them makes "Frankfurt" one for short.
LINKS = words("am an der im in bei ob vor auf a i v d dem den unter")
ENDINGS_OF_NAMES = (*(" [(]*", " [abiov]?[ .]*", " [abiov][. ]*", " vor *", " bei *", "[/,]*"),)
# Ends in -er and is no adjective of a place.
NO_ADJECTIVES = words(
    "bürger lager welter steiner berger burger leiter alter sommer winter muster keller sander",
    "felder wälder wiener hofer bauer förster jäger meier müller schneider nachbarn köcher",
    "grüner weiler kleiner großer neuer guter aller einer unser ihrer kinder männer länder",
    "dörfer träger ämter räder häuser bücher güter mitglieder planer zeller hamburger",
    "frankfurter lehrer redner",
)
ADJECTIVES_ALL_THE_SAME = words("hamburger frankfurter wiener")
ADJECTIVES_OF_TOWNS_AND_WORDS: Mapping[str, str] = MappingProxyType(
    {"essener": "essen", "hallenser": "halle", "hallescher": "halle", "hallesche": "halle"}
)
KINDS_OF_PLACE = (
    r"(?:Hanse|Landeshaupt|Universitäts|Kreis|Dom|Luther|Berg|Hafen|Grenz|Residenz|Festspiel|Kur"
    r"|Bäder|Messe|Münster|Marien|Welterbe)stadt|Inselgemeinde|Große[nr]? Kreisstadt"
    r"|Inselstadt|Hauptstadt"
)
DISTRICT = (
    r"\b(?:[A-ZÄÖÜ][\w-]+-Kreis(?:es)?|(?:[A-ZÄÖÜ][a-zäöüß]+)(?:see|gau|gebirgs|land|au|saale|main"
    r"|neckar|alb|wald|tal|harz|heide)kreis(?:es)?)\b"
)
NO_DISTRICTS = ("Arbeits", "Freundes", "Teilnehmer", "Stuhl", "Personen", "Bürger", "Gesprächs")
KIND_BEFORE_NAME = (
    r"\b(?:Stadt|Gemeinde|Landkreis|Kreis|Samtgemeinde|Verbandsgemeinde|Ortsteil|Stadtteil"
    r"|Stadtbezirk|Bezirk|Quartier|Dorf|Amt)"
)
SUFFIXES = (
    r"(?:berg|burg|dorf|hausen|heim|ingen|kirchen|stadt|stedt|tal|feld|bach|brück|hafen|furt|rode"
    r"|leben|beuren|weiler|hofen|büttel|siepen|scheid|born|see|moor|au)"
)
QUARTER = rf"{KIND_BEFORE_NAME} (?P<name>[A-ZÄÖÜ][a-zäöüß]+{SUFFIXES})\b"

# --- at home

HOME = (
    r"\b(?:[Bb]ei uns|[Hh]ier|[Ww]ir(?: hier)?)(?: hier)? (?:in(?: der| dem| den)?|im|am|an der"
    r"|auf(?: der)?)(?: [a-zäöüß]+en)? (?P<where>[A-ZÄÖÜ][\w-]+)"
)
# Every municipality has these.
EVERYWHERE = words(
    "verwaltung stadtverwaltung kommune gemeinde stadt rathaus haus amt abteilung team planung",
    "praxis arbeit diskussion debatte regel region kreis landkreis kernverwaltung stabsstelle",
    "fachbereich netzwerk raum chat rat stadtrat gemeinderat ausschuss fachausschuss ort projekt",
    "verfahren bereich dezernat kreisverwaltung bürgerbeteiligung beteiligung moment augenblick",
    "stadtgesellschaft innenstadt haushalt alltag zentrum land bundesland vorfeld frühjahr herbst",
    "sommer winter jahr januar februar märz april mai juni juli august september oktober november",
    "dezember ausland ganzen vergleich politik fraktion fraktionen leitlinien satzung konzept",
    "jugendrat jugendamt quartier stadtteil ortsteil dorf ortschaften stadtteilen ortsteilen",
    "gremien gremium nachgang anschluss prozess thread forum zukunft vergangenheit",
)
OWN_KIND = (
    rf"\b(?:[Uu]nsere[rmns]?|[Aa]ls|[Ww]ir sind(?: eine?| die)?|[Ii]n der|[Ii]n einer)"
    rf"(?: [a-zäöüß]+e[rn]?)? (?P<kind>{KINDS_OF_PLACE})\b"
)

# --- persons

TITLE = (
    r"\b(?:Frau|Herrn?|Kolleg(?:e|in)|(?:Ober)?[Bb]ürgermeister(?:in)?|OB|Landr(?:at|ätin)"
    r"|Dezernent(?:in)?|Amtsleiter(?:in)?|Beigeordnete[rn]?|Prof(?:essor(?:in)?|\.)|Dr\.)"
    r"(?: (?:Dr|Prof)\.(?: [a-z]+\.)*)*"
)
NAME = rf"{CAPITAL}[^\W\d_]+(?:-{CAPITAL}[^\W\d_]+)?"
SURNAME = rf" (?P<name>(?:von |van |de )?{NAME})"
NO_NAMES = words(
    "bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin landrat landrätin und",
    "oder doktor professor professorin dezernent dezernentin kollege kollegin mann frau herr",
    "beteiligung bürgerbeteiligung kommunikation verwaltung stadtrat gemeinderat amt arbeit",
    "präsident präsidentin ministerin minister vorsitzende vorsitzender amtsleiterin amtsleiter",
)
FIRST_NAMES = words(
    "Alexander Alexandra Andrea Andreas Angelika Anja Anke Anna Anne Annette Annika Antje Axel",
    "Barbara Beate Benjamin Bernd Bernhard Bettina Birgit Björn Brigitte Britta Carmen Carola",
    "Carolin Carsten Christa Christina Christine Christof Christoph Claudia Clemens Cornelia",
    "Dagmar Daniel Daniela David Denise Dennis Dieter Dietmar Dirk Dominik Doris Dorothea Edith",
    "Elena Elisabeth Elke Emma Erika Erik Eva Fabian Felix Florian Franziska Friederike Gabi",
    "Gabriele Georg Gerd Gerhard Gisela Gudrun Günter Hanna Hannah Hannes Hans Harald Hartmut",
    "Heike Heiko Heinrich Heinz Helga Helmut Henrik Herbert Hermann Holger Ilona Ina Ines Inga",
    "Ingo Ingrid Iris Isabel Jana Janina Jasmin Jens Jessica Joachim Johanna Johannes Jonas Jörg",
    "Jochen Judith Julia Julian Jürgen Jutta Karin Karsten Katharina Kathrin Katja Katrin Kerstin",
    "Klaus Kirsten Konrad Kristina Lara Laura Lea Lena Lisa Lukas Luisa Manfred Manuela Marc",
    "Marcel Marcus Marie Marina Mario Marion Markus Marlene Martin Martina Matthias Maria Melanie",
    "Michael Michaela Miriam Monika Nadine Nadja Nicole Niklas Nils Nina Norbert Olaf Oliver",
    "Patrick Paul Paula Peter Petra Philipp Rainer Ralf Regina Renate Robert Roland Rolf Rüdiger",
    "Sabine Sabrina Sandra Sarah Sascha Saskia Sebastian Silke Silvia Simon Simone Sofia Sophie",
    "Stefan Stefanie Steffen Stephan Stephanie Susanne Svenja Sven Sylvia Tanja Theresa Thomas",
    "Thorsten Tim Tina Tobias Tom Torsten Ulrich Ulrike Ursula Ute Uwe Verena Vera Volker Walter",
    "Werner Wilhelm Wolfgang Yvonne Aylin Ayşe Fatma Mehmet Mustafa Ali Elif Emre Leyla",
)

# --- offices

OWN_OFFICE = (
    r"\b(?:[Uu]nser|[Mm]ein)(?P<form>e[rmns]?|)(?: [a-zäöüß]+e[rmns]?)?"
    r" (?:Oberbürgermeister(?:in|s)?|Bürgermeister(?:in|s)?|OB(?:in)?|Landr(?:at|ats|ates|ätin)"
    r"|Dezernent(?:in|en)?|Amtsleit(?:er|erin|ung)|Beigeordnete[rn]?|Kämmer(?:er|in)"
    r"|Stadtbaur(?:at|ätin)|Ortsvorsteher(?:in)?|Verbandsbürgermeister(?:in)?)\b"
)
OFFICE = (
    r"\b(?P<office>Stabs(?:stelle|telle)|Fachstelle|Koordinierungsstelle|Servicestelle|Amt"
    r"|Fachbereich|Fachdienst|Fachamt|Referat|Dezernat|Abteilung|Sachgebiet|Geschäftsbereich"
    r"|Fachgebiet)(?P<name> (?:\d+(?:[./-]\d+)*|[IVX]+\b|(?:für |»|„)?[A-ZÄÖÜ][\w-]+[«“]?"
    r"(?:,? (?:und |& )?[A-ZÄÖÜ][\w-]+[«“]?)*))"
)
BUREAU = r"\b(?P<office>Büro)(?P<name> (?:der|des) (?:Oberbürgermeister|Bürgermeister|Landr)\w+)"
# Before an office that could be anybody's.
ANY = words(
    "ein eine einer eines einem einen kein keine keiner keinem welche welches welcher welchem",
    "jede jedes ihr ihre ihrer ihrem ihren euer eure eurer eurem solche zwei drei mehrere",
    "andere anderen",
)

# --- how to reach somebody, and who signs

ENDINGS = (
    r"(?:de|at|ch|li|org|net|com|eu|info|bayern|nrw|berlin|hamburg|koeln|cologne|ruhr|saarland"
    r"|versammlung|social|gov|online|app)"
)
SIGNATURE = (
    r"(?:^|(?<=[\s.!?,]))(?:(?:mit )?(?:vielen|viele|liebe|lieben|beste|besten|herzliche[nr]?"
    r"|schöne[nr]?|freundliche[nr]?|sonnige|kollegiale[nr]?) grüße?n?|mfg|lg|vg|bg|gruß)"
    r"(?P<who>[^\n.?!]{0,40}[,!.]?\s+[^?]{2,80})$"
)
SIGNED_BY = r"[A-ZÄÖÜ][a-zäöüß]+|\b[A-Z]\.(?: ?[A-Z]\.)?"
NOT_SIGNED = words("danke dank vielen euch ihnen und im voraus in die runde allerseits")

# --- in the place of a clue

DATIVE = words("in aus bei von mit zu nach seit gegenüber außer")
ACCUSATIVE = words("für durch ohne gegen um über")
SOME_PLACE, TO_SOME_PLACE, OF_SOME_PLACE = "eine Kommune", "in eine Kommune", "einer Kommune"
ROLE = (
    r"(?P<role>Kolleg(?:e|in)|(?:Ober)?[Bb]ürgermeister(?:in)?|OB|Landr(?:at|ätin)"
    r"|Dezernent(?:in)?|Amtsleiter(?:in)?|Beigeordnete[rn]?) "
)
ANY_KIND, DATIVE_TITLE = "Kommune", "Herrn "
SOMEBODY, TO_SOMEBODY = "eine Person", "einer Person"
THE_TOP, OF_THE_TOP = "die Verwaltungsspitze", "der Verwaltungsspitze"
SOME_OFFICE, OF_SOME_OFFICE = "eine Fachstelle", "einer Fachstelle"
NO_LINK, NO_ADDRESS, NO_NUMBER = "(Link entfernt)", "(Adresse entfernt)", "(Nummer entfernt)"
ARTICLE_AFTER_AND = r" (?:und|oder) (?:der |die |das |den |dem )?"
BEFORE_NOUN = rf"(?: [a-zäöüß]+en?)?[ -][A-ZÄÖÜ]|{ARTICLE_AFTER_AND}[A-ZÄÖÜ]"
ADDRESSED = r" (?:[Ii]hr|Sie|wir|ich|man|Euch|Eure)\b"
US = r"(?i:bei uns|hier|wir(?: hier)?)"
