"""Sentences about submissions, as people write them."""

WORDS = (
    "einreichen einreichung einreichungen eingereicht vorschlagen zurückziehen zurücknehmen stand",
    "status angekommen hochladen beisteuern melden bearbeitet angenommen abgelehnt ziehen zurück",
    "einsenden vorschlag aufnehmen nachreichen",
)
SUBMIT = (
    "reicht (?:\\w+ ){0,4}?ein",
    "einreichen|einzureichen|einreiche|einsenden|einzusenden|vorschlagen|beisteuern|hochladen",
    "einreichung (?:machen|vornehmen|starten|beginnen|anlegen)",
    "aufnehmen lassen",
    (
        "in die sammlung (?:\\w+ ){0,4}?(?:aufnehmen|stellen|geben|einstellen|eintragen|"
        "bringen|aufgenommen)"
    ),
    "für die sammlung (?:\\w+ ){0,3}?(?:geben|einreichen|beisteuern|schicken|vorschlagen)",
    "zur sammlung (?:\\w+ ){0,3}?(?:beitragen|hinzufügen|ergänzen|melden|geben)",
    "neue einreichung",
    (
        "(?:etwas|unsere \\w+|leitlinien|satzung) (?:\\w+ ){0,3}?(?:einreichen|melden|"
        "beisteuern|ergänzen|nachtragen)"
    ),
    "reiche (?:\\w+ ){0,8}?ein",
    "reichen (?:\\w+ ){0,8}?ein",
    "nehmen sie (?:bitte )?(?:\\w+ ){0,5}?(?:in die sammlung )?auf",
    "wie (?:bekomme|kriege|bringe|kommen?) (?:\\w+ ){0,4}?in die sammlung",
)
WANTS = (
    "ich|wir|möchte|möchten|will|wollen|würde|würden|bitte|hätte|kann ich|können wir|hiermit|gern",
    "gerne|neue einreichung|hier|einreichen|darf ich|dürfen wir",
)
LINK_MEANS = (
    "leitlinien|satzung\\w*|leitfaden|konzept\\w*|einreich\\w*|sammlung|unsere\\w*|dokument\\w*",
    "hier|eintrag|aufnehmen|neu|hier ist|dazu|link",
)
NOT_SUBMITTING = (
    "förder\\w*|antrag\\w*|anträge|bewerbung\\w*|klage|beim land|beim bund|rechnung\\w*",
    "urlaub\\w*|rat|ausschuss|haushalt\\w*|kandidat\\w*|petition\\w*|beim ministerium|reisekosten",
    "wahlvorschlag\\w*|projekt\\w*|thema|themen|termin\\w*|referent\\w*|steuererklärung|kündigung",
    "beschwerde|vortrag",
)
HOW = (
    "wie|wo|auf welche\\w* weg\\w*|was muss|kann man|können wir|kann jede\\w*",
    "darf (?:man|jede\\w*)",
    "wer darf|in welche\\w*",
    "welche\\w* (?:formate?|dateien?|angaben)",
    "was brauche ich|was passiert|was kann ich|wozu",
)
OWN = (
    "(?:meine|unsere|meiner|unserer|eigene\\w*) (?:\\w+ )?(?:einreichung\\w*|vorschl[äa]g\\w*)",
    (
        "(?:was|welche) (?:\\w+ )?(?:habe ich|haben wir) (?:\\w+ ){0,4}?(?:eingereicht|"
        "vorgeschlagen|eingesandt)"
    ),
    (
        "(?:ist|sind|wurde|wurden) (?:\\w+ ){0,4}?(?:einreichung\\w*|vorschl[äa]g\\w*) "
        "(?:\\w+ ){0,5}?(?:angekommen|angenommen|eingegangen|bearbeitet|da|geprüft|"
        "freigegeben|durch|erledigt|entschieden)"
    ),
    "(?:stand|status) (?:\\w+ ){0,4}?einreichung\\w*",
    "(?:liste|übersicht) (?:\\w+ ){0,3}?einreichungen",
    "von mir eingereicht\\w*|einreichungen von mir",
    "habe ich (?:schon |bereits |bisher )?(?:etwas|was) eingereicht",
    (
        "was (?:ist|wurde|wird) (?:\\w+ ){0,3}?(?:aus )?(?:meine\\w*|unsere\\w*) "
        "(?:einreichung\\w*|vorschl[äa]g\\w*)"
    ),
    "wie (?:steht|weit) (?:\\w+ ){0,5}?einreichung\\w*",
    "welche einreichungen (?:\\w+ )?(?:habe ich|haben wir)",
    "was (?:ich|wir) (?:\\w+ ){0,4}?(?:eingereicht|vorgeschlagen) (?:habe|haben)",
)
NUMBER = ("(?:einreichung\\w*|vorschlag|nr|nummer)(?: nr| nummer| mit der nummer)? (\\d{1,6})",)
WITHDRAW = (
    "zurückziehen|zurückzuziehen|zurücknehmen|zurückzunehmen",
    "(?:ziehen|ziehe|nehmen|nehme) (?:sie )?(?:\\w+ ){0,8}?zurück",
    "(?:nimm|nehmt|zieh) (?:\\w+ ){0,6}?zurück",
    "rückzug|zurückgezogen werden|storni\\w+",
    "(?:löschen|lösche) (?:sie )?(?:\\w+ ){0,4}?einreichung\\w*",
    "einreichung (?:\\w+ ){0,5}?löschen",
    "widerrufen",
    "einreichung (?:nr |nummer )?\\d+ (?:\\w+ ){0,2}?zurück(?: bitte)?$",
    "rücknahme",
    "einreichung (?:nr |nummer )?\\d+ (?:\\w+ ){0,3}?(?:raus|weg)$",
)
DECIDE = (
    "annehmen",
    "nehmen (?:\\w+ ){0,8}?an",
    "ablehnen",
    "lehnen (?:\\w+ ){0,8}?ab",
    "freigeben|genehmigen|freischalten",
    "geben (?:\\w+ ){0,8}?frei",
    "rückfrage|bearbeiten|ändern|annimmst|prüfen|weiterleiten|veröffentlichen",
    "schalten (?:\\w+ ){0,8}frei",
    "abweisen|weisen (?:\\w+ ){0,8}?ab|zurückweisen|verwerfen",
)
ASKS = (
    "was|wie|wann|wo|welche\\w*|zeigen|stand|status|ist|wurde|wird|details?|nennen|sehen",
    "einzelheiten|angekommen|bearbeitet|schon|bitte|sind|anzeigen|gibt es|hat|angenommen|passiert",
)

HAS_SUBMITTED = ("eingereicht", "vorgeschlagen", "hochgeladen")
ASKS_HOW = (
    (
        "(?:und )?(?:wie|wo|auf welche\\w* weg\\w*|was muss|womit|wer darf|kann man|darf "
        "man|welche|was kann|was brauche|"
        "in welche\\w*|was passiert)"
    ),
)
ASKS_HOW_TO_WITHDRAW = ("wie", "kann man", "was")
OTHERS = ("kollege", "kollegin", "kollegen", "chef", "chefin", "frau", "herr")
BROKEN = ("falsch|kaputt|funktioniert|geht|tot|veraltet|fehler\\w*|stimmt|warum",)
MINE = ("ich", "meine")
ASKS_AT_ALL = ("wie", "was", "wo", "auf welche\\w* weg\\w*")
ASKS_BOT = ("(?:können|könnten|würden|wollen) sie",)
# Beside one of a number these say nothing else.
AROUND_ONE = (
    "einreichung\\w*|vorschlag\\w*|nummer|stand|status|geprüft|prüfung|abgelehnt|angenommen|durch|weit|warum",
    "entschieden|bearbeit\\w*|angekommen|eingegangen|freigegeben|details?|einzelheiten|passiert|lange|dauert",
    "ergebnis\\w*|erledigt|veröffentlicht|aussieht|geworden|worden|wieso|weshalb|grund|genau|offen|frei",
)
# Beside a submission these say nothing else.
AROUND_SUBMISSION = (
    "einreich\\w*|einzureich\\w*|eingereicht\\w*|einsend\\w*|einzusend\\w*|beisteu\\w*|beitrag\\w*|hochladen|reichen?",
    "reiche|vorschlag\\w*|vorschläge\\w*|vorgeschlagen\\w*|melden|aufnehmen|aufgenommen|nehmen|ergänz\\w*|nachtrag\\w*",
    "nachreichen|sammlung|leitlinien|satzung\\w*|leitfaden|leitfäden|konzept\\w*|regelung\\w*|richtlinie\\w*",
    "beteiligung\\w*|bürgerbeteiligung\\w*|jugendbeteiligung\\w*|kinderbeteiligung\\w*|dokument\\w*|datei\\w*",
    "nimm|nehmt|nehmen?|unterlage\\w*|pdf\\w*|eintrag|einträge|hiermit|kommune|stadt|gemeinde|landkreis|markt|kreis|beschlossen\\w*",
    "frisch|verabschiedet\\w*|fertig\\w*|eigene\\w*|vorhabenliste\\w*|geschäftsordnung\\w*|handreichung\\w*|leitbild",
    "zurück\\w*|ziehen?|löschen|lösch|nummer|storn\\w*|widerruf\\w*|rückzug|rücknahme|rückgängig|gestern|letzte\\w*",
    "hinzufügen|stellen|einstellen|eintragen|bringen|start\\w*|beginn\\w*|machen|vornehmen|anlegen|neue\\w*",
    "bürger\\w*|jugend\\w*|kinder\\w*|online|text|fassung|version|entwurf|aktuell\\w*|dazu|beispiel\\w*|papier",
    "raus|weg|wieder|versehen|irrtümlich|doppelt|tragen|hinein|netzwerk\\w*|link|dafür|gerade|fortgeschrieben\\w*|überarbeitet\\w*|werden|beiträge|geben",
)
