"""What is installed is pinned to the byte, from no named registry, and may be passed on; models are what they were."""

import importlib.util
import json
import re
import tomllib
from pathlib import Path

import pytest

from allegedly.nlp import tagger
from allegedly.resources import load_yaml, path_of

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
LOCKED = json.loads((ROOT / "ui" / "package-lock.json").read_text("utf-8"))["packages"]


@pytest.fixture(scope="module")
def licences():
    spec = importlib.util.spec_from_file_location("licences", ROOT / "requirements" / "licences.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_python_package_has_one_version_and_hashes(lock) -> None:
    packages = re.split(r"\n(?=\S)", lock.read_text("utf-8").strip())
    for package in packages:
        assert re.match(r"[A-Za-z0-9][\w.\-\[\]]*==[^\s;]+", package), package
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", package), package


@pytest.mark.parametrize("lock", [*LOCKS, ROOT / "ui" / "package-lock.json"], ids=lambda lock: lock.name)
def test_no_registry_is_named(lock) -> None:
    text = lock.read_text("utf-8")
    assert not re.search(
        r"index-url|find-links|trusted-host|\"resolved\"|\w+://(?!\S*(?:fund|sponsor|opencollective))", text
    )


def test_every_package_of_the_interface_has_its_hash() -> None:
    assert [
        place for place, one in LOCKED.items() if place and not one.get("integrity", "").startswith("sha512-")
    ] == []
    wanted = json.loads((ROOT / "ui" / "package.json").read_text("utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"[\d.]+", version) for version in wanted.values())


def test_what_is_asked_for_is_in_the_locks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = {re.split(r"[<>=\[]", one)[0].lower() for one in project["project"]["dependencies"]}
    pinned = {
        one.lower() for one in re.findall(r"^([\w.-]+)==", (ROOT / "requirements/run.txt").read_text(), re.MULTILINE)
    }
    assert wanted <= pinned


def test_every_licence_is_known_and_may_be_passed_on(licences) -> None:
    found = list(licences.packages())
    assert len(found) > 150
    assert [(one.name, one.problem) for one in found if one.problem] == []


@pytest.mark.parametrize(
    ("licence", "fits"),
    [
        ("MIT", True), ("BSD-3-Clause AND MIT", True), ("MPL-1.1 OR GPL-2.0-only", True), ("LGPL-3.0-only", True),
        ("GPL-3.0-or-later", False), ("AGPL-3.0", False), ("MIT AND GPL-2.0", False), ("Proprietary", False),
        ("", False), ("GNU General Public License v3", False), ("GNU Lesser General Public License v3 (LGPLv3)", True),
    ],
)  # fmt: skip
def test_a_licence_is_judged_by_what_it_allows(licences, licence, fits) -> None:
    assert (licences.Package("one", "1", licence).problem is None) == fits


def test_every_model_is_told_of_with_its_hash() -> None:
    told = (ROOT / "docs" / "models.md").read_text("utf-8")
    manifest, model = load_yaml(tagger.MANIFEST), load_yaml("en/model.yaml")
    for name, key in tagger.FILES.items():
        assert f"`{name}`" in told
        assert manifest[key] in told
    assert model["model"]["version"] in told
    assert all(digest[:16] in told for digest in (model["files"]["parser/model"], model["files"]["ner/model"]))
    assert {file.name for file in path_of(tagger.MANIFEST).parent.iterdir()} == {
        *tagger.FILES,
        "tagger.yaml",
        "CARD.md",
    }
