"""Words that tell whether somebody speaks to the bot, or of it."""

# What the name alone asks for.
HELP = "hilfe"

# Nothing but these before the name: the bot is greeted or called.
_GREETINGS = (
    "hallo hi hey he na guten gute guter morgen tag abend moin servus grüß gott grüezi liebe lieber"
    " liebes du sie bitte frage an sag mal sagen"
)
GREETINGS = frozenset(_GREETINGS.split())
# With one of these before the name nothing is asked; in rooms courtesy is not answered.
THANKS = frozenset(("danke", "dankeschön", "dank", "vielen", "merci"))
# Right behind a name that begins the sentence, and no question: it is spoken about.
_TELLING = (
    "ist hat wird war hatte wurde sagt weiß hilft funktioniert antwortet schreibt meint sollte"
    " könnte kennt macht nervt spinnt scheint braucht"
)
TELLING = frozenset(_TELLING.split())

# A line that begins so ends what was meant for the bot.
CLOSINGS = (
    "viele grüße",
    "viele gruesse",
    "vielen dank und",
    "mit freundlichen grüßen",
    "mit freundlichen gruessen",
    "mit freundlichem gruß",
    "mit besten grüßen",
    "mit herzlichen grüßen",
    "mit kollegialen grüßen",
    "freundliche grüße",
    "freundlicher gruß",
    "herzliche grüße",
    "herzlichen gruß",
    "herzlichst",
    "beste grüße",
    "besten gruß",
    "liebe grüße",
    "lieben gruß",
    "schöne grüße",
    "schönen gruß",
    "sonnige grüße",
    "kollegiale grüße",
    "grüße",
    "gruß",
    "mfg",
    "lg",
    "vg",
    "hg",
    "bg",
)
