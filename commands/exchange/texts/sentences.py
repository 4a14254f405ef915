"""Sentences to the network and about who knows what, as people write them."""

from commands.language.texts.said import words

WORDS = (
    "frage fragen netzwerk runde alle kolleginnen kollegen offene offen unbeantwortete erledigt",
    "beantwortet geklärt profil verzeichnis mitgliederverzeichnis erfahrung erfahrungen auskennen",
    "ansprechpartner ansprechpartnerin ansprechperson zuständig eintragen stellen weitergeben",
    "rundbrief newsletter abbestellen wöchentlich monatlich neuigkeiten",
    "neu neues vorstellen vorstelle",
    "anonym anonyme",
)
ASK = (
    (
        "(?:ich hätte |ich habe |hätte )?(?:da )?(?:meine |eine |folgende )?frage(?: an (?:alle|"
        "das netzwerk|die runde|die kolleg\\w+(?: und kolleg\\w+)?|die anderen|die gruppe)| ans "
        "netzwerk| in die runde| für alle| fürs netzwerk| für das netzwerk)?(?= )"
    ),
    (
        "(?:bitte )?(?:fragen sie|könnten sie|können sie|würden sie|fragen|frag)(?: bitte| mal| "
        "doch| einmal| für mich)*(?: alle| das netzwerk| die anderen| die runde| die kolleg\\w+(?: "
        "und kolleg\\w+)?| die mitglieder| im netzwerk| in die runde| in der runde| ins netzwerk| "
        "die anderen kommunen| andere kommunen| alle mitglieder| alle anderen| die gruppe)+(?: "
        "bitte| mal| fragen)*"
    ),
    (
        "(?:bitte )?(?:stellen sie|geben sie|leiten sie|könnten sie|können sie|ich möchte|ich "
        "würde gern\\w*|ich will|bitte)(?: bitte| mal| gern\\w*)*(?: dem netzwerk| ins netzwerk| "
        "allen| den anderen| im netzwerk| in die runde| die| folgende| diese| eine| meine| an das "
        "netzwerk| an alle| ans netzwerk)*(?: frage)(?: stellen| weiter| weitergeben| an das "
        "netzwerk| ans netzwerk| an alle| in die runde| ins netzwerk| im netzwerk| herumgeben| "
        "verteilen| rumgeben| herumschicken)*"
    ),
    (
        "(?:das|dies|folgendes) (?:möchte|würde) (?:ich|wir) (?:gern\\w* |mal |bitte )*(?:die "
        "anderen|das netzwerk|alle|die runde|die kolleg\\w+|die mitglieder)(?: gern\\w*| mal| "
        "bitte)* fragen"
    ),
    (
        "(?:bitte )?als frage (?:an alle|ans netzwerk|an das netzwerk|ins netzwerk|in das netzwerk|"
        "in die runde|fürs netzwerk|für alle)(?: bitte| geben| stellen| weitergeben)*"
    ),
    (
        "(?:ich|wir) (?:würde|möchte|will|wollen|würden) (?:gern\\w* |mal |bitte )*(?:die anderen|"
        "alle|das netzwerk|die runde|die kolleg\\w+|die gruppe) (?:gern\\w* |mal )*fragen"
    ),
    (
        "(?:bitte )?(?:(?:können|könnten|würden) sie )?(?:bitte |mal |für mich )*(?:herumfragen|"
        "rumfragen)"
    ),
    "(?:frage |mal |kurz )*in die runde(?: gefragt)?",
    "(?:bitte )?(?:ans|an das|ins|in das) netzwerk (?:weitergeben|stellen|geben|schicken)",
)
ASK_ALL = (
    (
        "(?:herumfragen|rumfragen|herumgeben|verteilen|rumgeben|herumschicken|alle|netzwerk|runde|"
        "anderen|kolleg\\w+|mitglieder|gruppe|allen)"
    ),
)
WHO = (
    (
        "wer (?:\\w+ ){0,3}?(?:kennt|kent|weiß|(?:hat|hätte) (?:\\w+ ){0,3}?(?:erfahrung|ahnung|"
        "expertise|wissen|kenntnisse)|hat (?:\\w+ ){0,10}?(?:auf die beine gestellt|aufgebaut|"
        "gestartet|erprobt|getestet|gemacht|durchgeführt|eingeführt|umgesetzt|ausprobiert|"
        "gegründet|organisiert|begleitet|erstellt)|(?:kann|können) (?:\\w+ ){0,4}?(?:helfen|"
        "weiterhelfen|sagen|erzählen|beraten|berichten|auskunft geben)|beschäftigt|arbeitet|macht|"
        "befasst|ist (?:\\w+ ){0,4}?(?:zuständig|experte|expertin|ansprech\\w+|fit|fachfrau|"
        "fachmann)|ist|sitzt|kommt|vertritt|betreut|hilft|kümmert|könnte|wäre)"
    ),
    (
        "(?:mit wem|wen|an wen) (?:\\w+ ){0,6}?(?:reden|sprechen|fragen|kontaktieren|ansprechen|"
        "wenden|anrufen|austauschen|kennen)"
    ),
    (
        "(?:ansprech\\w+|expert\\w+|fachleute|mitglieder|leute|personen|kolleg\\w+|jemand\\w*|"
        "person) (?:\\w+ ){0,3}?(?:für|zu|zum|zur|aus|mit erfahrung|mit|in|im|beim thema)"
    ),
    "wer (?:\\w+ ){0,8}?(?:gearbeitet|zu tun)$",
    "wer sich (?:\\w+ ){1,6}?(?:auskennt|beschäftigt|befasst|kümmert)",
    "gibt es jemand\\w*|kennt (?:\\w+ )?jemand|hat jemand",
    "ist jemand aus",
    "jemand\\w* aus",
    "wer ist aus",
    "wer aus",
    "wer in",
    "wen (?:gibt es|haben wir)",
)
ABOUT = (
    (
        "(?:sich )?mit(?: dem thema)?|zum thema|zum|zur|zu|über|für|bei|beim|aus|von|in|im|bei dem "
        "thema"
    ),
    "um|wegen",
)
WHO_TAIL = (
    (
        "(?:gut )?(?:aus|auskennt|auskennen|beschäftigt|helfen|weiterhelfen|sagen|erzählen|beraten|"
        "berichten|zuständig|befasst|gearbeitet|gemacht|reden|sprechen|erfahrung\\w*|fragen|wenden|"
        "im netzwerk|in unserem netzwerk|dabei|vertreten|bescheid|mitglied|hier|auskunft geben|"
        "geben|austauschen|kontaktieren|ansprechen|anrufen|etwas|was|mir|uns|schon|ahnung|denn|"
        "kümmert)"
    ),
)
OPEN_QUESTIONS = (
    (
        "(?:offene|offenen|unbeantwortete|aktuelle|neue|laufende|unbeantworteten|alle|welche) "
        "(?:\\w+ )?fragen"
    ),
    "(?:welche|was für) fragen",
    "fragen (?:\\w+ ){0,3}?(?:offen|unbeantwortet)",
    (
        "(?:was|welche fragen) (?:\\w+ ){0,4}?(?:wird|wurde|wurden|haben) (?:\\w+ "
        "){0,5}?(?:gefragt|gestellt)"
    ),
    (
        "fragen (?:der anderen|aus dem netzwerk|im netzwerk|des netzwerks|an das netzwerk|der "
        "kolleg\\w+)"
    ),
    "liste der fragen",
    "(?:meine|unsere) fragen",
    "worüber wird (?:\\w+ )*(?:diskutiert|gesprochen)",
    "fragen(?: bitte)? (?:zeigen|anzeigen|auflisten)",
    "zeigen sie (?:mir )?(?:bitte )?(?:die )?fragen",
)
ALL_DONE = ("fragen (?:\\w+ )?(?:erledigt|beantwortet|geklärt)",)
DONE = (
    "(?:erledigt|beantwortet|geklärt|gelöst|abgeschlossen|geschlossen)",
    "schließen",
    "abschließen",
    "als erledigt",
    "zumachen|zuzumachen|abhaken|abgehakt|hinfällig",
)
FOLLOW = (
    "auf dem laufenden",
    "frage (?:nr |nummer )?\\d+ (?:\\w+ ){0,2}?(?:verfolgen|beobachten|abonnieren)",
    "frage (?:nr |nummer )?\\d+ (?:\\w+ ){0,2}?folgen",
    "folge(?:n)? (?:\\w+ ){0,2}?frage (?:nr |nummer )?\\d+",
)
OPEN_AGAIN = "frage öffnen"
REOPEN = (
    "frage (?:nr |nummer )?\\d+ (?:\\w+ ){0,2}?(?:öffnen|aufmachen)",
    "öffnen sie (?:\\w+ ){0,2}?frage (?:nr |nummer )?\\d+",
)
QUESTION_NUMBER = ("frage(?: nr| nummer)? (\\d{1,6})",)
PROFILE = (
    "mein\\w* (?:\\w+ )?(?:profil|verzeichniseintrag|eintrag im verzeichnis|visitenkarte)",
    "profil(?: bitte| zeigen| anzeigen| ansehen)?$",
    "(?:was|wie) (?:\\w+ ){0,4}?(?:im|mein\\w*) (?:verzeichnis|profil)",
    "was steht (?:\\w+ ){0,4}?über mich im verzeichnis",
    "was steht (?:\\w+ ){0,3}?(?:in meinem|im) (?:profil|verzeichnis)",
)
CHANGE_PROFILE = (
    "profil (?:\\w+ ){0,4}?(?:anlegen|ändern|bearbeiten|aktualisieren|erstellen|pflegen|ausfüllen)",
    (
        "(?:ins|in das) (?:mitglieder)?verzeichnis (?:\\w+ ){0,3}?(?:eintragen|aufnehmen|"
        "eingetragen|aufgenommen)"
    ),
    (
        "(?:tragen|nehmen) sie mich (?:\\w+ ){0,8}?(?:ins|in das) (?:mitglieder)?verzeichnis(?: "
        "ein| auf)?"
    ),
    "(?:mich|uns) (?:\\w+ ){0,4}?(?:ins|in das) (?:mitglieder)?verzeichnis",
    "(?:möchte|will) (?:\\w+ ){0,3}?im (?:mitglieder)?verzeichnis (?:stehen|auftauchen|erscheinen)",
    "(?:möchte|will) (?:\\w+ ){0,2}?(?:ins|in das) (?:mitglieder)?verzeichnis$",
    "(?:ändern|aktualisieren|ergänzen) sie (?:\\w+ )?mein profil",
)
HEADS_A_PROFILE = (
    (
        "(?:bitte )?(?:mein )?profil$|(?:bitte )?(?:(?:schreiben|setzen|tragen|nehmen|notieren) "
        "sie )?(?:bitte )?(?:in|auf|für) mein profil(?: bitte)?(?: (?:schreiben|eintragen|setzen|"
        "aufnehmen|ein|auf))?"
    ),
)
NOT_PROFILE = ("löschen", "entfernen", "foto", "bild", "profilbild", "raus")
NOT_WHO = (
    "bei (?:problemen|schwierigkeiten|störungen|technischen \\w+)",
    (
        "(?:wer|jemand) (?:\\w+ ){0,4}?(?:weiß|sagen|sagt) (?:mir )?(?:ob|wo|wann|wie|was|warum|"
        "wer|wohin|welche\\w*)"
    ),
    "kommt (?:\\w+ ){0,3}?(?:zum|zur|zu|mit|noch)",
    "wer sind sie",
    "sammlung",
    "(?:beschlossen|verabschiedet|fortgeschrieben|in erarbeitung)",
    "wer bist",
    "wer hat sie",
    (
        "wer (?:sind|steckt|betreibt|programmiert|entwickelt|liest|kann (?:\\w+ ){0,4}?lesen|sieht|"
        "darf|fährt|bringt|moderiert|schreibt|geht|nimmt|möchte|will|zahlt|hat (?:zugesagt|"
        "abgesagt|eingereicht|gewonnen|angerufen))"
    ),
    "teilnehm\\w*",
    "angemeldet",
    "zugesagt",
    "wetter",
    "gewonnen",
    "treffen",
    "termin\\w*",
    "online-konferenz",
    "netzwerktreffen",
    "hinter (?:ihnen|dem bot)",
    "zuschaut",
    "mitliest",
    "bürgermeister\\w*",
    "speicher\\w*",
    "datenschutz\\w*",
    "daten",
    "nachrichten",
    "technik\\w*",
    "bot",
    "leitet das netzwerk",
    "netzwerkmanagement",
    "mitglied werden",
    "hotel\\w*",
    "abend\\w*",
    "essen",
    "\\w*bürgermeister\\w*|landrat|landrätin",
    "wenn (?:ich|wir)\\b",
)
FREE = words(
    "ist kommt sitzt arbeitet hier mitglied mit dem der die das den zu zum zur uber fur bei beim "
    "thema aus von in im sich etwas was mich mir uns dich euch hier denn eigentlich bitte gut "
    "schon im netzwerk ein eine einen um hat und oder auch erfahrung erfahrungen netzwerk unserem "
    "dieser kennt auskennt weiss ihnen einem einer eines ihren mal mitgliedern mitglieder auf "
    "beine gestellt denen damit davon dazu verzeichnis kann konnen sagen wem"
)

ANONYMOUS_LINE = "frage anonym"
ANONYMOUSLY = (
    (
        "(?:anonym|ohne (?:meinen )?namen|ohne dass (?:\\w+ ){0,3}?(?:weiß|erfährt|sieht) wer) "
        "(?:\\w+ ){0,5}?(?:fragen|frage|gefragt|stellen|wissen|loswerden)"
    ),
    (
        "(?:frage|fragen|etwas|was) (?:\\w+ ){0,4}?(?:anonym|ohne (?:meinen )?namen)(?: (?:an das "
        "netzwerk|ins netzwerk|stellen|fragen|loswerden|posten))*"
    ),
    (
        "(?:fragen|frage|wissen|stellen) (?:\\w+ ){0,3}?ohne dass (?:\\w+ ){1,3}?(?:erfährt|weiß|"
        "sieht|merkt|mitbekommt)"
    ),
    "anonyme frage(?: an (?:alle|das netzwerk|die runde))?(?: stellen)?",
    "^anonym(?: bitte| gefragt| von mir)*\\b",
)
NOT_ANONYMOUSLY = ("(?:nicht|nie|kein|keine|keinen) (?:\\w+ ){0,2}?(?:anonym\\w*|ohne namen)",)
MAY_I = ("(?:kann|darf|könnte|dürfte) (?:ich|man)", "geht das", "(?:können|könnten|würden) sie")
PARTS = r"\s*:\s+|,\s+(?=(?:ob|wer|wie|was|wo|welche\w*|wann|warum|wieviel\w*|mit|in|von)\b)"
BOT_CLOSES = ("(?:können|würden|könnten) sie",)
THEMES = (
    "zeigen (?:sie )?(?:mir )?(?:bitte )?(?:die |alle )?themen(?: der fragen| bitte)?$",
    "welche themen (?:gibt es|haben sie|kennen|werden)(?!.*(?:konferenz|treffen|termin))",
    "(?:zu|nach) welchen themen (?:\\w+ ){0,4}?(?:gefragt|fragen)|^themen(?:liste)?(?: bitte)?$",
)
HAS_DONE = (
    "(?:auf die beine gestellt|aufgebaut|gestartet|begleitet|erprobt|getestet|gemacht)$",
    "(?:durchgeführt|eingeführt|umgesetzt|ausprobiert|gegründet|organisiert)$",
)
# "Das Ergebnis zu Frage 5: …"
RESULT = (
    "^(?:das |mein |unser |hier das )?ergebnis (?:zu|von|für) (?:\\w+ )?frage (?:nr |nummer )?\\d+",
)
# "Frage an Petra: …" is not for all.
TO_ONE = ("(?:an|für|von)",)
HAS_QUESTIONS = (
    "fragen (?:können|kann|beantworten|darf)",
    "habe (?:ich )?(?:noch |mal )?(?:eine |einige |ein paar )?fragen",
)
# Before a colon: "Könnt ihr mal alle fragen: …", "An das Netzwerk: …"
TO_ALL_HEAD = ("frag\\w*|netzwerk|runde|rumfragen|herumfragen",)
PUTS_QUESTION = ("frage\\b.*\\bstellen",)
HEADINGS = ("frage", "meine frage", "eine frage", "folgende frage")
SURELY_WHO = (
    "wer (?:\\w+ ){0,3}?(?:kennt|kent|weiß|hat|kann)",
    "wer (?:\\w+ ){0,3}?(?:ist |kommt )?aus",
    "wen gibt es",
    "ansprech\\w*",
)
ASKS = ("frag\\w*",)
# What a profile is to be set to: that is read beside the profiles.
SETS_PROFILE = (
    "sichtbar|unsichtbar|auf anfrage|ausblenden|ausgeblendet|verbergen|verstecken|pausieren|ruhen",
    "blenden sie .*aus",
)
# Beside a question that is done these say nothing else.
AROUND_DONE = (
    (
        "frage\\w*|nummer|erledigt\\w*|beantwortet\\w*|geklärt|gelöst|abgeschlossen|geschlossen|"
        "schließen|hat"
    ),
    (
        "abschließen|markieren|eintragen|zumachen|zuzumachen|abhaken|abgehakt|hinfällig|setzen|"
        "betrachten|werden"
    ),
    (
        "kennzeichnen|status|antwort\\w*|damit|bereits|somit|können|netzwerk|meinerseits|öffnen|"
        "wieder|folgen"
    ),
    (
        "kamen|gekommen|super|versehen|genug|genügend|ausreichend|viele|gute|antworten|beantworten|"
        "sie|sich|zufrieden\\w*|dank|hiermit|vollständig|komplett|längst|gelten|gilt"
    ),
)
