"""Words that say little about a question, and those with which people begin."""

from commands.language.texts.said import words

GREETINGS = (
    "hallo",
    "liebe",
    "lieber",
    "guten (?:tag|morgen|abend)",
    "moin",
    "servus",
    "grüß",
    "sehr geehrte",
    "hi",
)
GENERAL = words(
    "erfahrung erfahrungen frage fragen kommune kommunen stadt städte gemeinde gemeinden landkreis",
    "jemand hilfe helfen suche suchen beispiel beispiele netzwerk gibt habt kolleginnen kollegen",
    "bitte dank danke vielen hallo liebe zusammen thema möchten wollen planen machen kennt weiß",
    "tipp tipps gute guter gut neu neue nutzt eigentlich mal uns euch ihnen arbeiten umgehen geht",
    "welche welcher welches wie was warum wann bürgerbeteiligung beteiligung",
)
# What stands before the name of a place.
PLACE = r"\b(?:in|aus|bei|von|nach|Stadt|Gemeinde|Landkreis) ([A-ZÄÖÜ][\w-]{2,})"
TO_ALL = (
    r"^\s*(?:bitte )?(?:an (?:alle|das netzwerk|die (?:runde|gruppe|anderen)|alle anderen)"
    r"|ans netzwerk|in die runde|fürs netzwerk|für alle)\s*[:,–-]\s*"
)
