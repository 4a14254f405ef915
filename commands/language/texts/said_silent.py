"""A message of nothing else than courtesy, abuse and their like needs no answer."""

from commands.language.texts.said import words
from commands.language.texts.said_courtesy import FAREWELLS, PRAISE, THANKS

ABUSE = (
    "halten sie (?:die klappe|den mund|den rand|die schnauze)",
    "klappe|ruhe",
    "halt (?:die )?(?:klappe|mund|schnauze|fresse)",
    "schnauze|ruhe jetzt",
    "lassen sie mich (?:\\w+ )?(?:in ruhe|in frieden)",
    "geh weg|gehen sie weg|hauen sie ab|verschwinden sie",
    "seien sie (?:\\w+ )?(?:still|ruhig|leise)",
    "sei still|stop|stopp|hören sie auf|hör auf|schluss|schluss jetzt|aufhören|genug",
    "(?:das )?nervt",
    "shut up|sie nerven|leck mich\\w*|leck mich am arsch|fuck\\w*|fick\\w*|arsch\\w*|idiot\\w*",
    "depp\\w*|trottel|blödmann",
    (
        "(?:so ein |was für ein |was ein )?(?:mist|scheiß\\w*|scheiss\\w*|dreck|quatsch|"
        "blödsinn|unsinn|schrott|käse|murks|saftladen|mistding|blechkiste|schwachsinn|"
        "müll)"
    ),
    (
        "(?:blöd\\w*|doof\\w*|dumm\\w*|dämlich\\w*|bescheuert\\w*|nutzlos\\w*|"
        "unfähig\\w*|verdammt\\w*|scheiß|dummer|blöder|doofer) (?:bot|maschine|ding|"
        "computer|programm|automat|roboter|kiste|teil|blechkiste|stück)?"
    ),
    (
        "sie sind (?:\\w+ ){0,3}?(?:blöd|doof|dumm|dämlich|bescheuert|nutzlos|unfähig|"
        "idiot|depp|trottel|überflüssig|unnütz|langsam|schlecht|nervig|das letzte)"
    ),
    "verdammt(?: noch ?mal)?",
    "himmel|herrgott|zum teufel|donnerwetter|mein gott|oh mann|mann|menno|verflixt|kruzifix",
    "sakrament|zefix|kreuzkruzitürken|so ein ärger|sie können mich mal|zum kotzen",
)
TAKEN_BACK = (
    "vergessen sie (?:es|das)(?: wieder)?",
    "vergiss es|vergiss das",
    "vergessen wir (?:es|das)",
    "(?:die sache |das |es )?hat sich (?:schon |bereits |damit |inzwischen |jetzt )*erledigt",
    "(?:schon |hat sich |bereits )?erledigt",
    "egal|schon passiert|ist mir egal|nicht so wichtig|nicht wichtig",
    (
        "(?:das |es )?war (?:nicht für sie|nicht an sie|für jemand anderen|ein versehen|"
        "nur ein test|ein test)"
    ),
    "(?:das )?war(?: gar)? nicht (?:für sie|an sie)(?: gedacht| bestimmt| gemeint)?",
    "(?:nur )?(?:ein )?test",
    "falscher (?:chat|raum|kanal)",
    "falsches fenster|falscher adressat|sie waren nicht gemeint",
    "sie waren (?:gar )?nicht gemeint",
    "nicht sie",
)
SIGHS = (
    "sorry|entschuldigung|verzeihung|pardon|tut mir leid|tschuldigung|mein fehler|hoppla|ups|oh",
    "ah|ach|haha\\w*|hihi|lol|hehe|xd|nein danke|nein vielen dank|schade|danke nein",
    "da haben sie recht|sie haben recht|stimmt|genau",
)
PARTS = (*THANKS, *FAREWELLS, *PRAISE, *ABUSE, *TAKEN_BACK, *SIGHS)
# "Danke für Bonn", "Vielen Dank für die schnelle Hilfe mit Köln".
THANKS_FOR = (
    (
        "(?:(?:ganz|vielen|herzlichen|lieben|besten|schönen|sehr|ich|wir|nochmals?|und) )*"
        "(?:dank\\w*|merci|bedanke mich|bedanken uns)"
        "(?: (?:sie|ihnen|allen|noch|mal|nochmals?|auch|sehr|recht|herzlich|alle))*"
        "(?: \\w+)? (?:für|fürs|dafür|dass)\\b"
        "(?!.*\\b(?:bitte|aber|leider|und|ich|komme|können|kann|zeigen|brauche|bräuchte|möchte|wann|wo)\\b)"
        ".{0,120}"
    ),
)
# Beside them these say nothing more.
FILLER = words(
    "you for your the help all very much und aber sie ihnen ihre ihr ihren mir mich uns für die",
    "das der den dem es so dann na ja nochmals noch mal vielmals sehr schnelle antwort auskunft",
    "hilfe info infos information informationen rückmeldung mühe alles zusammen allen alle",
    "lieber liebes bot netzwerkbot wirklich echt ganz auch jetzt hallo von erinnerung hinweis",
    "hinweise tipp unterstützung nette tolle gute prompte ihres im voraus nachher immer wieder",
    "jedenfalls erst schon daraus damit heute bis hier ein eine einen morgen wünsche ich leute",
    "kolleginnen kollegen liebe bitte einmal zeit dafür also doch karte liste link schnell wie",
    "nun kurze ausführliche freundliche beantwortung bemühen eben da guten nächste woche montag",
    "gerade aufklärung klarstellung weiterhin prompt hat endlich was hab habe gefunden erhalten",
    "bekommen angekommen man",
)
