"""The papers in the root of the repository say what is true of the repository."""

import hashlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
SKIPPED_FOLDERS = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__"}


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def own_files() -> list[Path]:
    """The files of the repository: what git keeps or would keep; without git, what is not plainly left by a tool."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        found = (path for path in ROOT.rglob("*") if not SKIPPED_FOLDERS & set(path.relative_to(ROOT).parts))
    else:
        found = (ROOT / name for name in listed.split("\0") if name)
    return sorted(path for path in found if path.is_file())


def text_files() -> Iterator[tuple[str, str]]:
    for path in own_files():
        data = path.read_bytes()
        if b"\0" not in data:
            yield path.relative_to(ROOT).as_posix(), data.decode("utf-8")


def table_column(markdown: str, heading: str, column: int = 0) -> list[str]:
    """The cells of one column of the first table below a heading."""
    section = markdown.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [row[column].strip() for row in rows[2:]]


# --- licence, version, publiccode ---------------------------------------------------------------------------------


def test_licence_is_the_published_eupl_1_2() -> None:
    text = text_of("LICENSE")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert [int(number) for number in re.findall(r"(?m)^(\d+)\.[A-Z]", text)] == list(range(1, 16))
    assert re.search(r"(?m)^ +Appendix$", text)
    letters = re.sub(r"\W+", "", text).lower().encode()
    # Over the letters alone, so that another layout of the same words passes and another word does not.
    assert hashlib.sha256(letters).hexdigest() == "7fc29f47d0d345ca9d87b3a9dba85938115cec5f160bbcaddd32f3eea32034cc"
    assert PROJECT["license"] == "EUPL-1.2"


def test_changelog_opens_with_the_version_of_the_project() -> None:
    versions = re.findall(r"(?m)^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$", text_of("CHANGELOG.md"))
    assert versions[0][0] == PROJECT["version"]
    dates = [date.fromisoformat(when) for _, when in versions]
    assert dates == sorted(dates, reverse=True)


def publiccode() -> dict[str, object]:
    loaded = yaml.safe_load(text_of("publiccode.yaml"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.mark.parametrize(
    "path",
    [
        *("publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType"),
        *("description.nl.shortDescription", "description.nl.longDescription", "description.nl.features"),
        *("legal.license", "maintenance.type", "localisation.localisationReady", "localisation.availableLanguages"),
    ],
)
def test_publiccode_has_the_key_that_the_standard_demands(path: str) -> None:
    value: object = publiccode()
    for key in path.split("."):
        assert isinstance(value, dict)
        assert key in value
        value = value[key]
    assert value not in ("", [], None)


def test_publiccode_keeps_to_the_bounds_of_the_standard() -> None:
    code: dict = publiccode()
    assert code["publiccodeYmlVersion"] == "0.4"
    assert urlsplit(code["url"]).scheme == "https"
    assert code["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert code["softwareType"] in {"standalone/web", "standalone/backend", "library"}
    assert date.fromisoformat(code["releaseDate"])
    # The other types of maintenance need the name of a person or a contract.
    assert code["maintenance"]["type"] == "none"
    for words in code["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 500 <= len(words["longDescription"]) <= 10_000
        assert len(words["features"]) >= 5


def test_publiccode_agrees_with_the_project() -> None:
    code: dict = publiccode()
    assert (code["name"], code["softwareVersion"]) == (PROJECT["name"], PROJECT["version"])
    assert code["legal"]["license"] == PROJECT["license"]
    assert code["localisation"]["availableLanguages"][0] == "nl"


def test_constraints_pin_every_direct_dependency_within_its_bounds() -> None:
    lines = [line for line in text_of("constraints.txt").splitlines() if line and not line.startswith("#")]
    pins = {pin.name.lower(): pin for pin in map(Requirement, lines)}
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    for wanted in (Requirement(line) for group in groups for line in group):
        (exact,) = pins[wanted.name.lower()].specifier
        assert exact.operator == "=="
        assert wanted.specifier.contains(exact.version), f"{wanted} is pinned at {exact.version}"


# --- README -------------------------------------------------------------------------------------------------------


def test_readme_names_only_files_that_exist() -> None:
    named = [cell.strip("`") for cell in table_column(text_of("README.md"), "Layout")]
    assert len(named) >= 8
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_readme_layout_names_every_room() -> None:
    named = {cell.strip("`").rstrip("/") for cell in table_column(text_of("README.md"), "Layout")}
    rooms = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "src" / "ketenwerk").glob("*/__init__.py")}
    assert rooms <= named


def test_readme_names_exactly_the_commands_of_the_command_line() -> None:
    named = {cell.strip("`").removeprefix("ketenwerk ") for cell in table_column(text_of("README.md"), "On the command line")}
    shown = subprocess.run(
        [Path(sys.executable).with_name("ketenwerk"), "--help"], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    assert {name for name in named if re.search(rf"\b{name}\b", shown)} == named
    choices = re.search(r"\{([a-z,-]+)\}", shown)
    if choices:
        assert set(choices.group(1).split(",")) == named


def test_papers_name_only_commands_that_run_knows() -> None:
    known = set(re.findall(r"(?m)^  ([a-z]+)(?: \||\))", text_of("run")))
    assert {"demo", "test", "setup", "lint", "bench", "eisen"} <= known
    for name in ("README.md", "CONTRIBUTING.md", ".ci/run", "docs/architectuur.md"):
        used = set(re.findall(r"\./run ([a-z]+)", text_of(name)))
        assert used, f"{name} names no command, so this test looks at nothing"
        assert used <= known, f"{name} names {sorted(used - known)}"


# --- documents ----------------------------------------------------------------------------------------------------


def anchors(markdown: str) -> set[str]:
    """The anchors that a forge makes of the headings."""
    headings = re.findall(r"(?m)^#+ (.+)$", markdown)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def markdown_files() -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in own_files() if path.suffix == ".md"]


@pytest.mark.parametrize("name", markdown_files())
def test_links_in_documents_lead_somewhere(name: str) -> None:
    prose = re.sub(r"```.*?```", "", text_of(name), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if urlsplit(target).scheme:
            continue
        path, _, anchor = target.partition("#")
        linked = (ROOT / name).parent / path if path else ROOT / name
        assert linked.exists(), f"{name} links to {target}"
        if anchor:
            assert anchor in anchors(linked.read_text("utf-8")), f"{name} links to {target}"


def test_glossary_has_every_word_once_in_order_and_in_full() -> None:
    lines = [line for line in text_of("docs/begrippen.md").splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    assert len(rows) >= 70
    assert all(len(row) == 3 and all(row) for row in rows)
    words = [row[0].lower() for row in rows]
    assert words == sorted(set(words))


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs" / "besluiten"
    listed = text_of("docs/besluiten/README.md")
    assert [path.name for path in folder.glob("[0-9]*.md") if path.name not in listed] == []


# --- the repository speaks of the project alone -------------------------------------------------------------------

# Written apart, or this file would be its own first find.
MACHINE_PATH = re.compile(
    r"(?<![\w./-])/(?:(?:" + "|".join(["work", "root"]) + r")(?![-\w])|(?:" + "|".join(["tmp", "home"]) + ")/)"
)
REGISTRY_HOSTS = [
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("deb", "debian", "org"))
]


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    found = [(name, line) for name, text in text_files() for line in text.splitlines() if MACHINE_PATH.search(line)]
    assert found == []


def test_no_file_names_the_host_of_a_package_registry() -> None:
    found = [(name, host) for name, text in text_files() for host in REGISTRY_HOSTS if host in text]
    assert found == []


@pytest.mark.parametrize("path", ["/" + "work/main", "see /" + "tmp/x", "'/" + "root/.ssh'", "=/" + "home/jan"])
def test_the_pattern_knows_a_machine_path(path: str) -> None:
    assert MACHINE_PATH.search(path)


@pytest.mark.parametrize("text", ["docs/" + "work/x", "https://example.org/" + "work", "net" + "/workflow", "./" + "tmp/x"])
def test_the_pattern_leaves_other_paths_alone(text: str) -> None:
    assert not MACHINE_PATH.search(text)


def test_texts_end_lines_with_a_line_feed_only() -> None:
    found = [path.relative_to(ROOT).as_posix() for path in own_files() if is_text(path) and b"\r" in path.read_bytes()]
    assert found == []


def is_text(path: Path) -> bool:
    return b"\0" not in path.read_bytes()
