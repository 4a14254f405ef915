"""Which tests try which kind of attack, and how many tries there must be at least.

A test counts once, or once for each probe that it records (`record_property("probe", name)`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """`tests` are files, or tests in them; `wanted` is the least number of probes."""

    wanted: int
    tests: Sequence[str]


GROUPS: Mapping[str, Group] = {
    "markup and format": Group(
        100,
        (
            "tests/homeserver/test_probes_words.py::test_words_in_commands",
            "tests/collection/test_editing_hostile.py",
            "tests/submissions/test_hostile_words.py",
        ),
    ),
    "URLs and SSRF": Group(
        150,
        (
            "tests/fetching/test_links.py",
            "tests/fetching/test_links_hostile.py",
            "tests/fetching/test_calendar_files.py",
            "tests/submissions/test_hostile_links.py",
        ),
    ),
    "documents": Group(
        150,
        (
            "tests/workers/test_document_corpus.py",
            "tests/workers/test_sandbox.py",
            "tests/submissions/test_hostile_files.py",
            "tests/homeserver/test_hostile_submissions.py",
        ),
    ),
    "calendars": Group(90, ("tests/meetings/test_calendar_hostile.py",)),
    "HTTP endpoint": Group(
        60,
        (
            "tests/http/test_limits.py",
            "tests/http/test_token.py",
            "tests/http/test_member_token.py",
        ),
    ),
    "Matrix events on the wire": Group(
        350,
        (
            "tests/homeserver/test_probes_events.py",
            "tests/homeserver/test_hostile.py",
            "tests/homeserver/test_media.py",
        ),
    ),
    "admission": Group(
        150,
        (
            "tests/homeserver/test_probes_admission.py::test_an_outsider_gets_nothing_on_any_road",
            "tests/homeserver/test_probes_admission.py::test_who_was_put_out_is_an_outsider",
            "tests/homeserver/test_probes_admission.py::test_a_member_is_no_manager_on_any_road",
        ),
    ),
    "takeover of the management": Group(
        80,
        (
            "tests/homeserver/test_probes_admission.py::test_the_management_is_where_it_was",
            "tests/homeserver/test_trust.py",
            "tests/matrix/test_aliases.py",
            "tests/matrix/test_power.py",
            "tests/matrix/test_signed_devices.py",
        ),
    ),
    "names and Unicode": Group(
        60,
        (
            "tests/homeserver/test_probes_words.py::test_names_of_people_and_rooms",
            "tests/conversation/test_bounded_work.py",
            "tests/language/test_scripts.py",
        ),
    ),
    "command line and configuration": Group(
        120,
        (
            "tests/cli/test_config_refusals.py",
            "tests/cli/test_config_environment.py",
            "tests/cli/test_check_secrets.py",
        ),
    ),
}
WANTED = 500
