"""A flood of what strangers cause is a few lines in the log."""

import logging

import pytest

from bot.matrix.olm import logger as of_encryption
from bot.matrix.rooms import of_invitations
from bot.process.logs import Summing


def test_many_of_a_kind_are_one_line_and_a_number(caplog: pytest.LogCaptureFixture) -> None:
    at = 0.0
    logger = logging.getLogger("bot.test")
    logger.addFilter(Summing(lambda: at))
    for number in range(80):
        logger.warning("refused an invitation: %s", f"!{number}:x")
    logger.warning("another kind: %s", "ValueError")
    at = 601.0
    logger.warning("refused an invitation: %s", "!b:x")

    assert [record.getMessage() for record in caplog.records] == [
        "refused an invitation: !0:x",
        "another kind: ValueError",
        "refused an invitation: !b:x (79 more before)",
    ]


@pytest.mark.parametrize("logger", [of_encryption, of_invitations], ids=lambda each: each.name)
def test_what_strangers_cause_is_summed_up(logger: logging.Logger) -> None:
    assert any(isinstance(each, Summing) for each in logger.filters)
