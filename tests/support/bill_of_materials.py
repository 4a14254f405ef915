"""What an installation is made of, as CycloneDX 1.6; the same lock makes the same file.

`python -m tests.support.bill_of_materials FILE`
"""

import json
import sys
import tomllib
from pathlib import Path

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from bot.process.lifecycle import VERSION
from tests.support.credits import ROOT, LockedPackage, locked, names_in


def bill_of_materials() -> str:
    """Return JSON without time and serial number: chance and the clock would change each file."""
    program = Component(
        name="netzwerkbot", version=VERSION, type=ComponentType.APPLICATION, bom_ref="netzwerkbot"
    )
    packages = {package.name: package for package in locked()}
    components = {name: _component(package) for name, package in packages.items()}
    bill = Bom(components=components.values())
    bill.metadata.component = program
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    own = names_in(project["dependencies"])
    bill.register_dependency(program, [components[name] for name in own])
    for name, package in packages.items():
        needed = [components[each] for each in package.requires & packages.keys()]
        bill.register_dependency(components[name], needed)
    made = json.loads(JsonV1Dot6(bill).output_as_string())
    del made["serialNumber"], made["metadata"]["timestamp"]
    return f"{json.dumps(made, indent=2, sort_keys=True, ensure_ascii=False)}\n"


def _component(package: LockedPackage) -> Component:
    address = PackageURL("pypi", name=package.name, version=package.version)
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(address.to_string()),
        comment="the files of which one is installed",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in package.hashes],
    )
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        bom_ref=address.to_string(),
        purl=address,
        licenses=[LicenseExpression(package.licence)],
        description=package.marker,
        external_references=[files],
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(bill_of_materials(), encoding="utf-8")
