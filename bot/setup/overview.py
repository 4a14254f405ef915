"""What a configuration has already, and what the environment must say without a terminal."""

from collections.abc import Iterator

from bot.setup.answers import Variables
from bot.setup.draft import ConfigDraft
from bot.setup.rooms import ROLES
from bot.texts import setup as texts

_SECRETS = ("password", "password_file", "access_token", "access_token_file")
_MAIL = {"SENDER": texts.MAIL_SENDER, "RECIPIENTS": texts.MAIL_RECIPIENTS}


def overview(draft: ConfigDraft) -> Iterator[str]:
    """Yield a line for each thing that is there or not, and how to go on."""
    yield texts.there(draft.path)
    for name, subject in texts.SUBJECTS.items():
        section, _, key = name.partition(".")
        value = draft.original.get(section, key)
        shown = ", ".join(map(str, value)) if isinstance(value, list) else value
        yield texts.there_line(subject, str(shown) if shown else texts.NOT_SET)
    if draft.is_begun:
        yield texts.BEGUN
    yield texts.ways_on(draft.path)


def missing_variables(draft: ConfigDraft, variables: Variables) -> list[str]:
    """Return a line for each thing that neither the file nor the environment says."""

    def lacks(section: str, key: str) -> bool:
        variable = f"{section}__{key}".upper()
        return draft.get(section, key) is None and not variables.given(variable)

    wanted = {
        "homeserver": ("MATRIX__HOMESERVER", texts.HOMESERVER),
        "user_id": ("MATRIX__USER_ID", texts.ACCOUNT),
    }
    lines = [texts.missing_variable(*each) for key, each in wanted.items() if lacks("matrix", key)]
    if all(lacks("matrix", key) for key in _SECRETS):
        lines.append(texts.missing_credential())
    # Without a room for each role new ones are made, for which somebody must be named.
    if any(lacks("rooms", role) for role in ROLES) and not variables.given("INIT__MANAGERS"):
        lines.append(texts.missing_variable("INIT__MANAGERS", texts.MANAGERS))
    if variables.given("MAIL__HOST"):
        lines += [
            texts.missing_variable(f"MAIL__{key}", meaning)
            for key, meaning in _MAIL.items()
            if lacks("mail", key.lower())
        ]
    return lines
