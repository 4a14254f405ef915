"""Ask about the bot and the network, as people write it."""

WORDS = (
    (
        "hilfe helfen befehle befehl anleitung bedienung funktionen können broschüre "
        "berufsbild kontakt"
    ),
    "kontaktdaten ansprechpartner netzwerkmanagement telefonnummer mailadresse adresse mitglied",
    "mitmachen beitreten beitritt mitgliedschaft netzwerk nekopa datenschutz privatsphäre daten",
    "gespeichert speichern löschen vergessen auskunft dsgvo abbrechen datenschutzerklärung",
    "speicherung speichert ansprechpartnerin email e-mail telefon",
)
HELP = (
    "hilfe|help|helfen sie mir",
    "(?:können|könnten) sie (?:mir|uns) (?:\\w+ )?helfen",
    "was (?:\\w+ )?können sie(?: \\w+){0,4}",
    (
        "was (?:alles )?(?:kann|macht|machen|tun|tut) (?:der bot|sie|dieser bot|man hier|"
        "ich hier|netzwerkbot)(?: \\w+){0,4}"
    ),
    "welche (?:\\w+ )?(?:befehle|funktionen|kommandos|möglichkeiten)\\b.*",
    (
        "(?:befehle|befehlsliste|liste der befehle|funktionsübersicht|anleitung|"
        "bedienungsanleitung|gebrauchsanweisung)"
    ),
    (
        "wie (?:funktioniert|funktionieren|bediene|benutze|nutze|verwende|geht) (?:ich "
        ")?(?:das hier|sie|das|dieser bot|der bot|netzwerkbot|hier)\\b.*"
    ),
    (
        "wie (?:kann|soll|muss) (?:ich|man) (?:\\w+ )?(?:sie|den bot|das hier|mit ihnen) "
        "(?:\\w+ )*(?:bedienen|benutzen|nutzen|fragen|verwenden|ansprechen|reden|"
        "schreiben)"
    ),
    "(?:wobei|womit) können sie (?:\\w+ )*(?:helfen|unterstützen)",
    "was kann (?:ich|man) (?:\\w+ ){0,3}?(?:fragen|tun|machen|eingeben|schreiben)",
    "(?:ich )?(?:brauche|bräuchte|benötige) (?:\\w+ ){0,2}?hilfe",
    "wie (?:spreche|rede) ich (?:\\w+ )*",
    "was (?:für )?befehle\\b.*",
    "können sie auch .*(?:verstehen|befehle)",
    "wozu sind sie (?:da|gut)",
    "wofür sind sie (?:da|gut)",
    "was ist (?:das hier|dieser bot|ein bot|der bot)",
    "what can you do",
    "how does (?:this|it) work",
    "wer (?:sind|bist) sie",
    "was sind sie",
    "ich kenne mich (?:\\w+ )*nicht aus",
    "ich weiß nicht wie (?:das|es|sie) (?:\\w+ )*(?:geht|funktioniert)",
    "stellen sie sich (?:\\w+ )?vor",
    "erklären sie (?:mir )?(?:\\w+ )*(?:wie|was)\\b.*",
    "(?:welche|was für) fragen (?:können|kann|beantworten|darf) (?:sie|man|ich)\\b.*",
    "was (?:ich|man) (?:hier |mit ihnen |sie )?(?:alles )?(?:machen|tun|fragen|anstellen) kann",
    "(?:mit )?welchen befehlen\\b.*",
)
NOT_HELP = (
    "kollege\\w*|war|danke\\w*|hilfsmittel|keine hilfe|hilfestellung\\w* von",
    "bei der suche nach einer wohnung|nicht helfen|hilfe von|ohne hilfe|wetter|mensch|roboter|ki",
    "künstlich\\w*",
)
HOW_TO = (
    (
        "wie (?:\\w+ ){0,6}?(?:kann|muss|soll|geht|mache|melde|reiche|ziehe|bestelle|"
        "stelle|trage|sage|nehme|finde|bekomme|ändere|lösche|funktionier\\w+|verwende|"
        "nutze)\\b"
    ),
    (
        "wie (?:kann|muss|soll|geht|mache|melde|reiche|stelle|trage|sage|finde|bekomme|"
        "funktionier\\w+)\\b"
    ),
    "wo kann (?:ich|man)\\b",
)
HOW_TO_WHAT = (
    ("zurückziehen", ("zurückziehen", "zurücknehmen", "ziehe .* zurück")),
    ("nichterinnern", ("erinnerung\\w* (?:\\w+ )*(?:abstellen|löschen|ab|ausschalten)",)),
    ("erinnern", ("erinner\\w*",)),
    (
        "frage",
        ("stelle .*frage", "frage .*(?:an alle|ans netzwerk|an das netzwerk|an die anderen)"),
    ),
    ("einreichen", ("einreich\\w*", "reiche .* ein", "eintrag hinzufügen")),
    ("dabei", ("anmelden", "melde .* an", "zusagen", "zusage", "sage .* zu", "teilnehmen")),
    ("nichtdabei", ("abmelden", "absagen", "melde .* ab", "sage .* ab")),
    ("suche", ("suchen", "suche")),
)
BROCHURE = ("broschüre|berufsbild|faltblatt|flyer|infobroschüre|brosch\\w+|brochure",)
CONTACT = (
    "kontakt|kontaktdaten|ansprechpartner\\w*|ansprechperson\\w*",
    "netzwerkmanagement (?:\\w+ ){0,4}?(?:erreich\\w*|schreiben|anrufen|kontaktieren)",
    (
        "(?:e-mail|mail|email|telefon)\\w* (?:\\w+ ){0,5}?(?:netzwerk\\w*|management\\w*|"
        "geschäftsstelle)"
    ),
    (
        "(?:wie|wo) (?:erreiche|kontaktiere) (?:ich|wir) (?:\\w+ )*(?:netzwerk\\w*|"
        "management\\w*|leitung|geschäftsstelle|sie|jemanden|einen menschen)"
    ),
    "an wen (?:\\w+ ){0,8}?(?:wenden?|schreiben?|mailen|melden?)\\b.*",
    "(?:adresse|anschrift) (?:\\w+ ){0,4}?(?:netzwerk\\w*|management\\w*|geschäftsstelle)",
    "(?:wer|wen) (?:\\w+ ){0,4}?(?:zuständig|anrufen|verantwortlich|ansprechpartner)\\b.*",
    "(?:telefonnummer|mailadresse|e-mail-adresse|emailadresse|anschrift|postadresse)",
    "(?:mit )?einem? menschen (?:\\w+ )*(?:sprechen|reden|schreiben)",
    "wer (?:leitet|organisiert|koordiniert|betreut) (?:\\w+ )*(?:netzwerk\\w*|nekopa|das hier)",
    "wie (?:erreiche|kontaktiere) (?:ich|wir) (?:\\w+ )*",
    "(?:wen|wem) (?:\\w+ ){0,3}?(?:schreibe|spreche|rufe|frage|maile) (?:ich|wir|man)\\b.*",
    "kontakt(?:adresse|möglichkeit|person|stelle)\\w*",
    (
        "(?:wo|wie|kann ich) (?:\\w+ ){0,4}?(?:management|netzwerkmanagement|leitung|"
        "geschäftsstelle|koordination) (?:\\w+ ){0,3}?(?:melden|wenden|schreiben|erreichen|"
        "kontaktieren|anrufen)"
    ),
    "an wen wende (?:ich|wir)\\b.*",
    "erreich\\w* (?:\\w+ ){0,4}?(?:netzwerk\\w*|management\\w*|geschäftsstelle|leitung)",
    "bei wem (?:\\w+ ){0,4}?(?:melden|beschweren|nachfragen|erkundigen)",
)
# Beside one of the words above these say nothing else.
AROUND_NETWORK = (
    "kontakt\\w*|ansprech\\w*|person\\w*|\\w*mail\\w*|e-mail\\w*|telefon\\w*|nummer|\\w*adresse\\w*",
    "anschrift|netzwerk\\w*|nekopa|management\\w*|geschäftsstelle\\w*|leitung|koordination\\w*",
    "erreich\\w*|wende\\w*|schreib\\w*|anruf\\w*|rückfragen?|problem\\w*|anliegen|zuständig\\w*",
    "verantwortlich\\w*|melde\\w*|auskunft|vorhabenliste|eintragen|menschen?|technische\\w*|hotline",
    "broschüre\\w*|berufsbild\\w*|flyer|faltblatt|heft|beruf\\w*|infobroschüre|brosch\\w*|pdf|druck\\w*",
    "gedruckt\\w*|digital\\w*|papier\\w*|einsteiger\\w*|bestell\\w*|beteiligung\\w*|beauftragte\\w*",
    "partizipation\\w*|kommunal\\w*|bürgerbeteiligung|exemplar\\w*|datei|link|online|form|kriege",
    "kriegen|bleibt|hoschd|höflich|get|senden|kommune|kollegin|kollege|kollegen|kolleginnen|chef\\w*",
    "dezernent\\w*|stadt|gemeinde|neue\\w*|post|weitergeben|weiterleiten|hinweis\\w*|hilfe|brochure",
    "mitglied\\w*|mitmach\\w*|beitr\\w*|beitritt\\w*|aufgenommen|aufnahme|dabei|teil|anschließen",
    "anmelden|schriftlich\\w*|persönlich\\w*|direkt\\w*|wem|wen|zentrale|offizielle\\w*|allgemeine\\w*",
    "teilnahme|verwaltung|tätigkeit\\w*|aufgaben\\w*|stelle\\w*|organisa\\w*|betreib\\w*|impressum",
    "nachbar\\w*|hinein|rein|eintreten|interessent\\w*|auch|einträge\\w*|eintrag|fehlen|welcher|herrn?|frau|sagt|leider|verlegt|verloren|gelöscht|arbeit",
)
# "Wen schreibe ich an, wenn …?"
WHOM = (
    "^(?:und )?(?:wen|an wen|wem) (?:\\w+ ){0,3}?(?:ich|wir|man)\\b",
    "^(?:und )?(?:wen|an wen|wem) (?:kann|können|soll|sollte|muss|darf)",
)
NOT_CONTACT = (
    "(?:mein\\w*|unser\\w*|sein\\w*) (?:\\w+ )?(?:\\w*nummer|\\w*adresse|\\w*mail\\w*|kontakt\\w*)",
    "kontakt mit|im kontakt|in kontakt|kontakte pflegen|herr\\w?|frau|losverfahren|kommune\\w*",
    "aus",
)
NEKOPA = (
    "wer steckt (?:\\w+ )?hinter (?:\\w+ )?(?:netzwerk|nekopa)",
    (
        "(?:was|wer) (?:ist|macht|bedeutet|heißt|steckt hinter|will|sind|verbirgt sich "
        "hinter|tut) (?:eigentlich |denn |das |überhaupt |der |die |genau )*(?:nekopa|"
        "netzwerk\\b|abkürzung nekopa)(?:\\s|$)?.*"
    ),
    "nekopa(?: bitte)?$",
    (
        "(?:über|infos? zu\\w*|informationen zu\\w*|etwas über|mehr über) (?:das |dem |"
        "den )?(?:netzwerk|nekopa)"
    ),
    "(?:worum|um was) geht es (?:\\w+ ){0,3}?(?:netzwerk|nekopa)",
    "wofür steht nekopa",
    "was ist (?:das|dies) (?:\\w+ )?für ein netzwerk",
    "(?:ziele?|zweck|aufgaben?) (?:des|vom|von) (?:netzwerk\\w*|nekopa)",
    "was macht (?:das|sie|dieses|ihre) netzwerk",
    "was (?:das|ihr|dieses|ihre) netzwerk (?:\\w+ ){0,4}?(?:macht|tut|ist|will)",
    "wie viele mitglieder\\b.*",
    "seit wann gibt es (?:das )?(?:netzwerk|nekopa)",
    "stellen sie (?:\\w+ )*netzwerk vor",
    "erzählen sie (?:\\w+ )*(?:netzwerk|nekopa)\\b.*",
    "was (?:\\w+ ){0,2}?(?:ist|macht|tut|will|bedeutet) (?:\\w+ ){0,2}?(?:netzwerk|nekopa)$",
    "(?:wozu|wofür|warum) gibt es (?:\\w+ ){0,2}?(?:netzwerk|nekopa)\\b.*",
)
JOIN = (
    "(?:mitglied|teil) (?:\\w+ ){0,5}?(?:werden|wird|werde|sein|aufgenommen)",
    (
        "(?:wie|kann|können|wo|darf|möchte|will|würde) (?:\\w+ ){0,7}?(?:mitglied|"
        "mitmachen|beitreten|aufgenommen|anschließen|mitmache|beitritt)\\b.*"
    ),
    "(?:werde|wird|werden) (?:ich|man|wir) (?:\\w+ ){0,3}?mitglied",
    "mitgliedschaft\\w*|beitritt\\w*|mitmachen",
    "(?:wie|kann) (?:\\w+ ){0,3}?komme? (?:ich|man|wir) (?:\\w+ ){0,3}?(?:in das|ins) netzwerk",
    "aufnahme (?:in das|ins|im) netzwerk",
    (
        "(?:dem|beim|im|am) netzwerk (?:\\w+ )?(?:beitreten|mitmachen|teilnehmen|"
        "anschließen|beteiligen|mitwirken)"
    ),
    "wer (?:kann|darf) (?:\\w+ )*mitmachen",
)
NOT_JOIN = (
    "kündig\\w*|austret\\w*|verlassen|beenden|kein mitglied|beirat\\w*|beiräte\\w*|losverfahren",
    "umfrage|wettbewerb|mitglieder|kollege hat|online-konferenz|netzwerktreffen|termin\\w*",
    "arbeitsgruppe|spiel|rat|verzeichnis|mitgliederverzeichnis",
    "\\w*verein\\w*|fitness\\w*|chor|partei|gewerkschaft|golf\\w*|kostet",
)
STOP = (
    "abbrechen|abbruch",
    "(?:brechen|breche) (?:sie )?(?:\\w+ ){0,4}?ab",
    (
        "(?:eingabe|dialog|vorgang|einreichung|das hier|das ganze) (?:\\w+ "
        ")?(?:abbrechen|beenden|abbruch)"
    ),
    "(?:ich )?(?:möchte|will) (?:\\w+ ){0,3}?abbrechen",
)
# Beside it these say nothing else.
AROUND_STOP = (
    "abbrechen|abbruch|brechen|breche|ab|eingabe|dialog|vorgang|einreichung|beenden|ganze\\w*|alles|stopp?",
    "bitte|reicht|hier|anmeldung|frage|profil|gerade|jetzt|sofort|lieber|doch|einreichen|dialogs",
)
NOT_STOP = (
    "prozess|gespräch|wollten|kontakt|brücken|verfahren|nicht|nie|haben|habe|termin\\w*",
    "online-konferenz|netzwerktreffen|treffen",
)
