"""What Dainvo is made of: the packages that ship with it, their licences, a bill of materials, known vulnerabilities.

Reads the installed packages; changes none.
"""

from __future__ import annotations

import json
import re
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
#: Any of these lets a package ship beside an MIT-licensed program: permissive, or a weak copyleft that stays its own.
FIT = re.compile(r"\b(MIT|MIT-0|BSD|ISC|Apache|PSF|Python|MPL|LGPL|Lesser General|Mozilla|Unlicense|0BSD|Zlib)\b", re.I)
DATABASE = "https://api.osv.dev/v1/querybatch"
#: Names that licences are known by in a bill of materials, for packages that say theirs in words.
IN_WORDS = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A package that ships: its name, version and licence (an SPDX expression where it says one)."""

    name: str
    version: str
    licence: str

    @property
    def fits(self) -> bool:
        return bool(FIT.search(self.licence))


def project() -> dict[str, Any]:
    values: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return values


def shipped() -> list[Part]:
    """The packages that Dainvo needs to run on this system, and those that they need, by name."""
    found: dict[str, Part] = {}
    wanted = [(Requirement(line), frozenset({""})) for line in project()["dependencies"]]
    while wanted:
        requirement, extras = wanted.pop()
        if requirement.marker and not any(requirement.marker.evaluate({"extra": extra}) for extra in extras):
            continue
        name = canonicalize_name(requirement.name)
        if name in found:
            continue
        try:
            package = distribution(requirement.name)
        except PackageNotFoundError:
            continue  # for another system
        found[name] = Part(name, package.version, _licence(package))
        own = frozenset({"", *requirement.extras})
        wanted += [(Requirement(line), own) for line in package.requires or ()]
    return [found[name] for name in sorted(found)]


def _licence(package: Distribution) -> str:
    said = package.metadata
    if "License-Expression" in said:
        return said["License-Expression"]
    words = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if "License ::" in line]
    if not words and "License" in said:
        words = [said["License"]]
    return " OR ".join(IN_WORDS.get(word, word) for word in words) or "unknown"


def bill_of_materials(parts: Sequence[Part]) -> str:
    """A CycloneDX 1.6 document in JSON."""
    own = project()
    return json.dumps(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": {
                "component": {
                    "type": "application",
                    "name": own["name"],
                    "version": own["version"],
                    "bom-ref": "dainvo",
                }
            },
            "components": [
                {
                    "type": "library",
                    "bom-ref": _purl(part),
                    "name": part.name,
                    "version": part.version,
                    "purl": _purl(part),
                    "licenses": [{"license": {"name": part.licence}}],
                }
                for part in parts
            ],
            "dependencies": [{"ref": "dainvo", "dependsOn": [_purl(part) for part in parts]}],
        },
        indent=2,
    )


def _purl(part: Part) -> str:
    return f"pkg:pypi/{part.name}@{part.version}"


def locked(text: str) -> Iterator[tuple[str, str]]:
    """Name and version of each package in the text of a lock file."""
    for name, version in re.findall(r"(?m)^([A-Za-z0-9._-]+)==([^\s;\\]+)", text):
        yield canonicalize_name(name), version


def vulnerable(packages: Sequence[tuple[str, str]], database: str = DATABASE) -> list[str]:
    """Known vulnerabilities of these packages, as "name version: id, id". Raises OSError if nobody answers."""
    queries = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in packages]
    request = urllib.request.Request(  # noqa: S310  https, or a test's loopback
        database, json.dumps({"queries": queries}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        results = json.load(answer)["results"]
    return [
        f"{name} {version}: {', '.join(sorted(one['id'] for one in result['vulns']))}"
        for (name, version), result in zip(packages, results, strict=True)
        if result.get("vulns")
    ]


def audit() -> int:
    """Print the licences and the known vulnerabilities; 0 fit and none, 1 otherwise, 75 if the database is away."""
    parts = shipped()
    for part in parts:
        print(f"{'  ' if part.fits else '! '}{part.name:24} {part.version:12} {part.licence}")
    if unfit := [part.name for part in parts if not part.fits]:
        print("not fit to ship: " + ", ".join(unfit))
        return 1
    try:
        known = vulnerable(list(locked((ROOT / "requirements.lock").read_text(encoding="utf-8"))))
    except OSError as error:
        print(f"The licences fit. Vulnerabilities not looked up: nobody answers at {DATABASE} ({error}).")
        return 75
    print("\n".join(known) or "The licences fit; no known vulnerability.")
    return 1 if known else 0
