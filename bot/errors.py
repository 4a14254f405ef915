"""An end of the program that a person can understand."""


class Failure(Exception):
    """One German sentence and the exit code: 1 it failed, 2 wrong usage or configuration."""

    def __init__(self, text: str, exit_code: int = 1) -> None:
        super().__init__(text)
        self.text = text
        self.exit_code = exit_code
