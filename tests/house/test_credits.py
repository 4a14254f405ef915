"""What others have made is credited, and the bill of materials has all that is installed."""

import json
import re
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.support.bill_of_materials import bill_of_materials
from tests.support.credits import NOTICE, ROOT, locked, with_libraries

# What has the network's own words, or none.
OWN = {
    *("README.md", "__init__.py", "sammlung.csv", "belegte_eintraege.json", "themen.csv"),
    "netzwerkbot.png",
}


@pytest.fixture(scope="module")
def bill() -> str:
    return bill_of_materials()


def test_the_notice_has_every_library_with_its_licence() -> None:
    """If not: python -m tests.support.credits."""
    notice = NOTICE.read_text(encoding="utf-8")

    assert with_libraries(notice) == notice
    assert len(list(locked())) > 50


def test_a_library_that_is_missing_from_the_notice_is_found() -> None:
    notice = NOTICE.read_text(encoding="utf-8")

    assert with_libraries(notice.replace("- pillow: MIT-CMU\n", "")) == notice
    assert with_libraries(notice.replace("MIT-CMU", "MIT")) == notice


def test_as_many_libraries_are_under_the_lgpl_as_the_notice_says() -> None:
    lesser = [package.name for package in locked() if "GPL" in package.licence]

    assert lesser == ["recurring-ical-events", "x-wr-timezone"]
    assert "Two are under the LGPL" in NOTICE.read_text(encoding="utf-8")


def test_the_notice_credits_all_data_of_others_and_so_does_the_readme_beside_it() -> None:
    folder = ROOT / "storage" / "data"
    shipped = {path.name for path in folder.iterdir() if path.is_file()} - OWN
    notice, beside = NOTICE.read_text(encoding="utf-8"), (folder / "README.md").read_text("utf-8")

    assert shipped == set(re.findall(r"`([\w.-]+\.(?:gz|json|woff))`", notice))
    for credit in ("© GeoBasis-DE / BKG 2016", "CC BY 4.0", "Natural Earth", "CC0 1.0"):
        assert credit in notice
        assert credit in beside


def test_the_bill_of_materials_is_valid(bill: str) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill) is None


def test_the_bill_has_each_locked_package_with_its_version_licence_and_hashes(bill: str) -> None:
    found = {
        (each["name"], each["version"]): (
            [licence["expression"] for licence in each["licenses"]],
            {h["content"] for files in each["externalReferences"] for h in files["hashes"]},
        )
        for each in json.loads(bill)["components"]
    }

    assert found == {
        (package.name, package.version): ([package.licence], set(package.hashes))
        for package in locked()
    }
    lock = Path(ROOT, "requirements", "run.txt").read_text(encoding="utf-8")
    assert sum(len(hashes) for _, hashes in found.values()) == lock.count("--hash=sha256:")


def test_the_bill_leads_from_the_program_to_every_package(bill: str) -> None:
    made = json.loads(bill)
    needs = {each["ref"]: each.get("dependsOn", []) for each in made["dependencies"]}
    reached, ahead = set[str](), ["netzwerkbot"]
    while ahead:
        if (each := ahead.pop()) not in reached:
            reached.add(each)
            ahead += needs[each]
    every = {each["bom-ref"] for each in made["components"] if "description" not in each}

    assert every <= reached


def test_the_same_lock_makes_the_same_bill_and_it_names_no_index(bill: str) -> None:
    assert bill_of_materials() == bill
    assert set(re.findall(r"https?://[^/\"]+", bill)) == {"http://cyclonedx.org"}
