"""What `netzwerkbot run` loads: each module costs time at every start, and memory for good."""

import subprocess
import sys
from collections import Counter
from importlib.metadata import packages_distributions

# Of nio, aiohttp, pydantic, APScheduler and SQLite, and what they bring along.
PACKAGES = {
    *("Crypto", "aiofiles", "aiohappyeyeballs", "aiohttp", "aiohttp_socks"),
    *("aiosignal", "aiosqlite", "annotated_types", "apscheduler", "atomicwrites", "attr", "attrs"),
    *("cachetools", "cffi", "frozenlist", "h11", "h2", "idna", "jsonschema"),
    *("jsonschema_specifications", "multidict", "nio", "peewee", "playhouse", "propcache"),
    *("pydantic", "pydantic_core", "referencing", "rpds"),
    *("typing_extensions", "typing_inspection", "tzlocal", "unpaddedbase64", "vodozemac", "yarl"),
}
SETUPTOOLS = {"_distutils_hack"}  # if it is installed, Python starts with it
OWN = {"bot", "commands", "storage"}
# Loaded when a command, a worker or the configuration asks for them.
LATER = {
    *("aiosmtplib", "dateutil", "icalendar", "PIL", "prometheus_client", "pypdf", "rapidfuzz"),
    *("recurring_ical_events", "rich", "Stemmer", "tomli_w", "typer"),
    *(
        "aiohttp.web",
        "bot.backup",
        "bot.cli.program",
        "bot.delivery.mail",
        "bot.demo",
        "bot.doctor",
    ),
    *("bot.workers.backups", "commands.about.backups"),
    *("commands.collection.sentences", "commands.meetings.sentences", "commands.about.sentences"),
    *("gv100ad", "bot.cli.register", "commands.collection.renewal"),
    *("bot.http.metrics", "bot.http.routes", "commands.meetings.calendar.write"),
    *("bot.backup.upgrading", "bot.workers.ping", "commands.about.texts.new_start"),
    *(
        "commands.exchange.questions.asking",
        "commands.exchange.questions.results",
        "commands.exchange.topics",
        "commands.exchange.profiles.contacts",
        "commands.exchange.profiles.finding",
        "commands.exchange.profiles.own",
        "commands.exchange.profiles.upkeep",
    ),
}
# Raise it knowingly. Other versions of Python have other modules of their own, so these are ours.
MOST_OWN, MOST_OF_OTHERS = 414, 300

AS_THE_UNIT_STARTS_IT = """
import sys
import bot.cli
sys.argv = ["netzwerkbot", "run", "--config", "/nowhere/config.toml"]
try:
    bot.cli.main()
except SystemExit:
    print(*sys.modules)
"""


def loaded() -> set[str]:
    command = [sys.executable, "-c", AS_THE_UNIT_STARTS_IT]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    assert "/nowhere/config.toml" in done.stderr
    return set(done.stdout.split())


def test_run_loads_what_it_needs_and_nothing_else() -> None:
    modules = loaded()
    tops = Counter(name.partition(".")[0] for name in modules)
    installed = packages_distributions()

    assert modules & LATER == set()
    assert (tops.keys() & installed.keys()) - OWN - PACKAGES - SETUPTOOLS == set()
    assert sum(tops[name] for name in OWN) <= MOST_OWN
    assert sum(tops[name] for name in PACKAGES) <= MOST_OF_OTHERS


def test_pydantic_does_not_look_through_the_installed_packages() -> None:
    code = f"{AS_THE_UNIT_STARTS_IT}    from pydantic.plugin import _loader as looking\n"
    code += "    sys.exit(looking._plugins is not None)"

    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
