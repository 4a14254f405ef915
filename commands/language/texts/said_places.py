"""Words around the names of places, and names that are also ordinary words."""

from commands.language.texts.said import words

BEFORE_A_PLACE = words("in aus von fur uber zu bei nach um")
KINDS = words(
    "stadt gemeinde stadtgemeinde kommune landeshauptstadt bundesstadt hansestadt "
    "kreisstadt"
    " universitatsstadt markt bezirk stadtbezirk verbandsgemeinde samtgemeinde"
)
DISTRICTS = words("landkreis kreis lk lkr landratsamt region")
PERSONS = words(
    "herr herrn frau fr hr kollege kollegin kollegen dr doktor prof professor "
    "familie burgermeister"
    " burgermeisterin oberburgermeister oberburgermeisterin dezernent dezernentin"
)
FIRST_NAMES = words(
    "anna andrea angelika anja anke annette barbara birgit brigitte christa christian christiane "
    "claudia"
    " daniel daniela dieter elke eva frank gabriele georg gunther hans heike heinz helga ingrid "
    "jan jens"
    " jorg julia jurgen karin karl katja katrin klaus lars lena laura lukas manfred maria marie "
    "markus"
    " martin martina matthias max michael monika nicole nina olaf oliver paul peter petra ralf "
    "renate rolf"
    " sabine sandra sebastian silke simone sonja stefan stefanie susanne sven thomas tim tobias "
    "torsten"
    " ulrich ulrike ursula ute uwe werner wolfgang ada"
)
# As written: "ob" is a conjunction.
MAYOR = "OB"
ARTICLES = words(
    "der die das dem den des ein eine einem einen einer im am zum zur vom ins beim"
    " unser unsere unserem unserer mein meine"
)
# Names of municipalities that stand in sentences as ordinary words, too.
ORDINARY = words(
    "essen wissen weil halle hof wetter laufen munster mitte kommen ohne waren "
    "senden singen baden"
    " werben lehre lage norden osten regen brand berg einig ernst nahe acht binnen "
    "blender boden"
    " bogen brechen breit bunde fahren feucht fisch gering graben hagen hahn hecken "
    "horn kalt"
    " lachen langen linden mauer nagel puls rain ried rohr roden rust salz schuld "
    "schwarz sinn"
    " stelle weiler zeil plan land markt burg bad see wald haus hausen au aue "
    "kirchen garten feld"
    " bruch eich eichen tann buch buchen aach aalen alf alpen anger auen bar bell"
    " damme elbe ell erden esch ferna forst grande grub grube gresse halbe haste heide"
    " hirten husten jade kalbe karl lauter lehmen leck lotte machern mechern messe "
    "moos much nohra"
    " otter owen pohl platten plate rosa rom roth saal schmitt schutz seck seelen "
    "spay spiegel"
    " strand titz uder velen vogt wagen wall wedel weg weide weisen werder"
    " wiesen winden zell zierau zeit holle merken hoch tiefen stark stein stolpe stadt"
    " gemeinde bitten danken zusagen absagen themen thema tage fragen ihren hessen "
    "sachsen daun"
    " gehren heiden wehr welt wende selten leer lunden lassen loose marsch meine "
    "mengen motten"
    " netze neu neuen nord ost sud west ob oder ort pressen raben recke reich ringe "
    "rot sande"
    " scheiden schlange schonen schwall sommer sonne sorge staffel steigen ware "
    "warten weit wenden"
    " werken westen wichtig wohnen worth zwingen ense enge engen goch grau gut hell "
    "hohn hutte kuhn"
    " letter marl melle pfaffen prem rieder rinnen roben sarg uns vier wang wege wurst"
    " zweifel zwolf pinne appel lich bann barum belg bengel benz berge bergen"
    " binz brest brenz brunnen buren burgen cham clausen demen dorfen dill "
    "drage dreis"
    " ebern eime enger felde fell flacht floss geyer giesen glatten glees golzen"
    " handorf hard hasel heere hemmen hille hinte hoya hude jork kaden kamen"
    " kandel kappel kasel kehl kemberg kenn kerben kirn klausen klink konken korb "
    "korner kordel"
    " kraam kropp kuchen kusten lam lanz lauben lauf lauta legden lehe leimen leun lind"
    " loit lug mandel mantel mamming march marne mayen meckel medow mehren melz"
    " nack nazza nebel neef nehren ney nieder niedern nister noda nossen oering olfen"
    " perl plech pleß plein polle preist rade rech rees reil reken rennau rhede rinteln"
    " ritter sand sassen schapen scheid schlitz schoden schwelm seth steinen"
    " taufen thum todt trent ullen urbar volk vorbeck walde walken wanna weide wenn "
    "wesen wulfen"
    " zorn zossen"
)
# Behind "in" or "for" they are no place that somebody mistyped.
NO_PLACES = words(
    "deutschland osterreich europa kommunen stadten gemeinden landern sammlung "
    "netzwerk land bund"
    " zukunft kurze arbeit planung erarbeitung ordnung vorbereitung zusammenarbeit "
    "praxis rat"
    " verwaltung politik region raum chat bot kinder kindern jugendliche "
    "jugendlichen jugend"
    " burger burgerinnen einwohner einwohnerinnen burgerbeteiligung "
    "jugendbeteiligung beteiligung"
    " kinderbeteiligung kleinstadten grossstadten stadtteilen quartieren schulen "
    "kitas senioren"
    " fluchtlinge inklusion spielplatze verkehr klima umwelt planungen beteiligungen "
    "verfahren"
    " anfang ende mitte montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "januar februar"
    " marz april mai juni juli august september oktober november dezember woche "
    "monat jahr tagen"
    " zeit fall bezug hinsicht form schriftform papierform digital pdf deutsch englisch"
)
# "Brühl in Baden" is another than Brühl.
REGIONS = words("baden westfalen franken schwaben holstein wurttemberg pfalz lausitz mark")
IN_A_REGION = words("in im bei am an")
# Towns as English calls them, and nothing else.
ENGLISH = ("cologne", "vienna", "vienne")
# Before a place that is left out.
EXCEPT = ("außer", "ohne", "neben", "abgesehen von")
# Before one that is left out, or only near to what is meant: "außer in Bonn", "rund um Bonn".
NOT_ITSELF = (
    "(?:außer|neben|ausgenommen|abgesehen von)(?: in| aus| von| bei| der stadt)*$",
    "(?:rund um|nähe von|nahe|umkreis von|umgebung von|kreis um|raum um|gegend um|gegend von)$",
    "(?:nachbarn|nachbarstädten?|nachbarstädte|nachbarkommunen|nachbargemeinden) von$",
)
HAS = words("hat haben dos hatte ist steht macht bietet regelt")
# "…, was Osnabrück hat".
ASKING = words("was ob wie")
AND = words("und oder sowie bzw")
# "Zeig mir Hannover", "Was ist mit Trier?"
BEFORE_WHAT_IS_SHOWN = words("mir zeigen mit nochmal mal bitte")
# Beside a place alone: "Bitte einmal Würzburg".
COURTESY = words(
    "bitte einmal mal noch nur nochmal dann danke gern gerne jetzt erst nachschlagen nachsehen "
    "merci super prima nachschaun zeigen anzeigen heraussuchen raussuchen"
)
# Of a month, and no place: "Mitte Juni".
PARTS_OF_A_MONTH = words("mitte anfang ende")
MONTHS = words(
    "januar februar marz april mai juni juli august september oktober november dezember janner "
    "des dieses nachsten kommenden monat woche jahr"
)
# Between a name and what tells it apart: "Frankfurt, aber das am Main".
ASIDE = words("und zwar aber also ich meine meinte die der das den bitte")
