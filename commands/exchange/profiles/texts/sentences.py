"""Sentences about one's own profile, as people write them."""

WORDS = ("profil verzeichnis mitgliederverzeichnis sichtbar anfrage erwähnen erwähnt",)
ASKED_FIRST = (
    (
        "(?:möchte|will|würde gern\\w*) (?:\\w+ ){0,2}?(?:immer )?(?:erst|vorher|zuerst) "
        "(?:\\w+ )?gefragt werden"
        "(?:$| bevor (?:\\w+ ){0,6}?(?:kontakt\\w*|namen?|profil|adresse|weiter\\w*)\\b.*)"
    ),
    "fragen sie mich (?:\\w+ )?(?:erst|vorher|zuerst) bevor (?:\\w+ ){0,6}?(?:weiter\\w*|nennen)",
    "(?:stellen|setzen) sie (?:\\w+ )?mein profil (?:\\w+ )?auf anfrage\\b.*",
    "mein profil (?:\\w+ ){0,3}?auf anfrage\\b.*",
)
VISIBLE = (
    "(?:machen|schalten|stellen) sie (?:\\w+ )?mein profil (?:\\w+ ){0,3}?sichtbar\\b.*",
    "mein profil (?:\\w+ ){0,4}?sichtbar (?:machen|sein|schalten|stellen|werden)\\b.*",
    (
        "ich (?:möchte|will) (?:\\w+ ){0,4}?(?:im|in dem) (?:mitglieder)?verzeichnis (?:\\w+ "
        "){0,2}?sichtbar sein"
    ),
    "(?:setzen|stellen|schalten) sie (?:\\w+ )?mein profil (?:\\w+ ){0,3}?auf sichtbar\\b.*",
)
HIDDEN = (
    "blenden sie (?:\\w+ )?mein profil (?:\\w+ ){0,3}?aus\\b.*",
    (
        "mein profil (?:\\w+ ){0,4}?(?:ausblenden|verbergen|verstecken|ausgeblendet|unsichtbar "
        "(?:machen|sein))\\b.*"
    ),
    "zeigen sie (?:\\w+ )?mein profil (?:\\w+ ){0,2}?(?:niemand\\w*|keinem|nicht mehr|nicht)\\b.*",
    "mein profil (?:\\w+ ){0,3}?(?:niemand\\w*|keinem) (?:\\w+ )?(?:zeigen|sehen)\\b.*",
)
GONE = (
    (
        "(?:möchte|will) (?:\\w+ ){0,3}?(?:im|in dem|in ihrem) (?:mitglieder)?verzeichnis (?:\\w+ "
        "){0,2}?nicht (?:mehr )?(?:auftauchen|stehen|erscheinen|gefunden werden|vorkommen|sein)"
    ),
    (
        "(?:möchte|will) nicht (?:mehr )?(?:\\w+ ){0,3}?(?:im|in dem|in ihrem) "
        "(?:mitglieder)?verzeichnis (?:\\w+ )?(?:auftauchen|stehen|erscheinen|gefunden "
        "werden|vorkommen|sein)"
    ),
    (
        "(?:nehmen|streichen|löschen|entfernen) sie mich (?:\\w+ ){0,3}?aus (?:dem|ihrem) "
        "(?:mitglieder)?verzeichnis\\b.*"
    ),
    (
        "(?:möchte|will) (?:\\w+ ){0,3}?aus (?:dem|ihrem) (?:mitglieder)?verzeichnis (?:raus|"
        "heraus|gestrichen|genommen|gelöscht|entfernt)\\b.*"
    ),
)
DELETE = (
    (
        "(?:löschen|entfernen) sie (?:\\w+ ){0,2}?mein(?:en)? (?:profil|verzeichniseintrag|eintrag "
        "(?:im|aus dem) (?:mitglieder)?verzeichnis)\\b.*"
    ),
    (
        "mein(?:en)? (?:profil|verzeichniseintrag|eintrag (?:im|aus dem) "
        "(?:mitglieder)?verzeichnis) (?:\\w+ ){0,3}?(?:löschen|entfernen|gelöscht "
        "werden|entfernt werden)\\b.*"
    ),
)
MENTIONED = (
    "sie dürfen mich (?:\\w+ ){0,4}?erwähnen\\b.*",
    "ich (?:möchte|will) (?:\\w+ ){0,4}?erwähnt werden\\b.*",
)
NOT_MENTIONED = (
    "erwähnen sie mich (?:\\w+ ){0,3}?(?:nicht|nie|nie mehr|nicht mehr)\\b.*",
    "ich (?:möchte|will) (?:\\w+ ){0,3}?nicht (?:mehr )?(?:\\w+ ){0,4}?erwähnt werden\\b.*",
)
PAUSE = (
    "pausieren sie (?:\\w+ )?mein profil\\b.*",
    "mein profil (?:\\w+ ){0,5}?(?:pausieren|ruhen|aussetzen)\\b.*",
)
PAUSE_TIME = ("\\w+ (?:tage?n?|wochen?|monate?n?)",)
LIKE_ME_LINE = "wer wie ich"
LIKE_ME = (
    "wer (?:\\w+ ){0,3}?(?:ist|arbeitet|hat|steckt) (?:\\w+ ){0,4}?ähnlichen lage\\b.*",
    "wer (?:\\w+ ){0,3}?(?:ist|arbeitet) (?:\\w+ ){0,3}?wie ich",
    (
        "wer (?:\\w+ ){0,3}?(?:kommt|ist|arbeitet) (?:\\w+ ){0,3}?(?:ähnlich|genauso|gleich) "
        "gro(?:ß|ss)en (?:kommune|stadt|gemeinde)\\b.*"
    ),
)
OTHERS = ("profilbild", "foto", "bild", "kolleg\\w+")
# What is asked of the bot, also as a question.
BOT_DOES = ("(?:können|könnten|würden) sie",)
