"""Tell of what has happened, of what others say, and of what is to be done for somebody else."""

from commands.language.texts.said import words

_DONE = (
    r"(?:\w{0,8}ge\w{2,}(?:t|en)|(?:ver|be|er|ent|zer|über)\w+t|\w+iert|vergessen|bekommen|erhalten"
    r"|verschoben|besprochen|beschlossen|entschieden|verstanden|verloren|verpasst|überlassen)"
)
# In one clause: "ich hatte um eine Erinnerung gebeten", "wurde gestern gelöscht".
HAPPENED = (
    rf"(?:habe|haben|hat|bin|ist|sind)(?: \w+){{0,16}}? {_DONE}"
    r"(?: worden| gewesen| haben)?$",
)
# As written: "würden" and "hätte" are no past.
WAS_DONE = (rf"\b(?:wurden?|hatten?|war|waren)(?: \w+){{0,16}}? {_DONE}$",)
# Beside it something is ordered all the same.
ORDERS = (
    "bitte",
    r"\w+en sie(?: \w+)? (?:mich|mir|uns|bitte|die|den|das|meine|unsere)",
    "(?:können|könnten|würden) sie",
)
CITED = (
    "sagt|sagte|meint|meinte|schreibt|schrieb|fragt|fragte|behauptet|erzählt|erzählte|ausrichten",
    "hat (?:\\w+ ){0,4}?(?:gesagt|gemeint|geschrieben|gefragt|erzählt|gebeten)",
    "(?:soll|sollen) (?:ich|wir) (?:\\w+ )*ausrichten",
)
# Before the name of a person for whom something is to be done: "Bitte Petra anmelden".
BEFORE_A_PERSON = words("bitte fur auch sie doch mal statt von erinnern")
TITLED = (
    "(?:herrn?|frau) \\w+",
    (
        "(?:mein\\w*|unser\\w*|ein\\w*|den|der|dem|die|ihr\\w*|alle|allen) "
        "(?:\\w+ )?(?:kolleg\\w+|chef\\w*|vorgesetzte\\w*|mitglieder\\w*|anderen)"
    ),
)
