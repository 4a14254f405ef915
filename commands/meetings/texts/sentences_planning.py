"""Move and cancel dates in ordinary German, as the management writes in its room."""

from collections.abc import Mapping
from types import MappingProxyType

from commands.language.texts.said import words

MOVE = (
    "verleg(?:en|e|t)?",
    "verschieb(?:en|e|t)?",
    "vorverlegen",
)
CANCEL = (
    (
        "(?:termin|netzwerktreffen|treffen|online-konferenz|konferenz|arbeitsgruppe|sitzung|frist)\\b"
        ".*\\b(?:absagen|streichen|ausfallen)"
    ),
    "sagen (?:sie )?(?:bitte )?(?!mich|uns|für)(?:\\w+ ){1,8}?ab",
    "(?:absagen|streichen)$",
)
# The writer's own coming, or something that has happened.
NOT_PLANNING = (
    "(?:ich|wir) (?:\\w+ )*(?:sagen|sage|muss|müssen|habe|haben|kann|können)",
    "(?:wurde|worden|verlegt|verschoben|abgesagt)",
    "einreichung\\w*",
    "eintrag\\w*",
)
TELLS = ("können sie", "könnten sie", "würden sie", "bitte")
# "Wer kommt zum Netzwerktreffen?"
WHO_COMES = (
    (
        "^(?:und )?wer (?:\\w+ ){0,5}?(?:kommt|kommen|nimmt|nehmen|ist|sind|hat|haben)\\b"
        ".*\\b(?:zum|zur|zu|am|an|bei|beim|für|dabei|teil|angemeldet|zugesagt|abgesagt|von)\\b"
    ),
    (
        "^(?:und )?wie viele (?:\\w+ ){0,3}?(?:kommen|nehmen|sind|haben)\\b"
        ".*\\b(?:zum|zur|zu|am|an|bei|beim|für|dabei|teil|angemeldet|zugesagt|abgesagt)\\b"
    ),
    "(?:teilnehmerliste|teilnehmendenliste|anwesenheitsliste|teilnahmeliste)",
    "liste der (?:teilnehm\\w+|angemeldeten|anmeldungen|zusagen)",
)
# Left out of the line; compared folded.
VERBS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "verlegen": words(
            "verlegen verlege verleg verlegt verschieben verschiebe verschieb vorverlegen"
        ),
        "absagen": words("absagen streichen sagen sage sag ab ausfallen lassen lass lasst"),
    }
)
AROUND = words(
    "bitte sie mal doch konnen konnten kannst konntest wurden wurdest du ihr uns wir fur termin"
)
ARTICLES = words("der die das den dem")
