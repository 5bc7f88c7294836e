"""`./run` does what it says, tried with stand-ins for Python and pip: no network, nothing installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BASH = shutil.which("bash")
TOOLS = ("bash", "cat", "chmod", "cksum", "dirname", "mkdir", "rm")

pytestmark = pytest.mark.skipif(BASH is None, reason="bash is not installed")

# A Python that makes an environment which is a copy of itself, and notes what it was asked.
PYTHON = """#!/usr/bin/env bash
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
printf '%s\\n' "$*" >>"$KETENWERK_LOG"
case "$*" in
  *"-m venv"*)
    mkdir -p .venv/bin
    cat "${BASH_SOURCE[0]}" >.venv/bin/python
    printf '#!/usr/bin/env bash\\nprintf "<%%s>" "$@"\\n' >.venv/bin/ketenwerk
    chmod +x .venv/bin/python .venv/bin/ketenwerk
    ;;
esac
"""
NO_PYTHON = "#!/usr/bin/env bash\nexit 1\n"


class Place:
    """A copy of what `./run` needs, in a folder with a space in its name, and a PATH with nothing else on it."""

    def __init__(self, folder: Path, python: str) -> None:
        self.root = folder / "een map met spaties"
        self.path = folder / "bin"
        self.log = folder / "log"
        self.root.mkdir()
        self.path.mkdir()
        self.log.touch()
        for name in ("run", "pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, self.root / name)
        for name in TOOLS:
            (self.path / name).symlink_to(str(shutil.which(name)))
        for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
            (self.path / name).write_text(python)
            (self.path / name).chmod(0o755)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        env = {"PATH": str(self.path), "KETENWERK_LOG": str(self.log), "LC_ALL": "C.UTF-8"}
        command = [str(BASH), str(self.root / "run"), *arguments]
        return subprocess.run(command, cwd=self.path, env=env, capture_output=True, text=True, encoding="utf-8", check=False)

    def installs(self) -> list[str]:
        return [line for line in self.log.read_text().splitlines() if "pip install" in line]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path, PYTHON)


class Debian(Place):
    """The same with `.ci/run`, on a system where every command is a stand-in that notes what it was asked."""

    def __init__(self, folder: Path, user: int = 1000) -> None:
        super().__init__(folder, "#!/usr/bin/env bash\n")
        (self.root / ".ci").mkdir()
        shutil.copy(ROOT / ".ci/run", self.root / ".ci/run")
        (self.path / "env").symlink_to(str(shutil.which("env")))
        note = '#!/usr/bin/env bash\nprintf "%s %s\\n" "${0##*/}" "$*" >>"$KETENWERK_LOG"\n'
        self.stand_in("apt-get", note)
        self.stand_in("sudo", note + 'shift\nexec "$@"\n')
        self.stand_in("id", f"#!/usr/bin/env bash\necho {user}\n")
        self.stand_in("dpkg-query", "#!/usr/bin/env bash\nexit 1\n")
        (self.root / "run").write_text(note + 'printf "all=%s" "$KETENWERK_REQUIRE_ALL" >>"$KETENWERK_LOG"\n')

    def stand_in(self, name: str, text: str) -> None:
        (self.path / name).write_text(text)
        (self.path / name).chmod(0o755)

    def ci(self) -> list[str]:
        env = {"PATH": str(self.path), "KETENWERK_LOG": str(self.log), "CI": "true"}
        subprocess.run([str(BASH), str(self.root / ".ci/run")], cwd="/", env=env, stdin=subprocess.DEVNULL, check=True)
        return self.log.read_text().splitlines()


def test_ci_installs_what_is_missing_as_root_and_runs_all_tests(tmp_path: Path) -> None:
    update, install, run, required = Debian(tmp_path, user=0).ci()
    assert update.endswith(" update")
    assert install.endswith("install --no-install-recommends chromium fonts-dejavu-core")
    assert (run, required) == ("run test", "all=1")


def test_ci_asks_sudo_without_a_terminal_when_it_is_not_root(tmp_path: Path) -> None:
    asked = [line for line in Debian(tmp_path).ci() if line.startswith("sudo")]
    assert len(asked) == 2
    assert all(line.startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get") for line in asked)


def test_ci_installs_nothing_when_nothing_is_missing(tmp_path: Path) -> None:
    debian = Debian(tmp_path)
    debian.stand_in("chromium", "#!/usr/bin/env bash\n")
    debian.stand_in("dpkg-query", "#!/usr/bin/env bash\nprintf installed\n")
    assert debian.ci() == ["run test", "all=1"]


def test_ci_installs_python_when_it_cannot_make_an_environment(tmp_path: Path) -> None:
    debian = Debian(tmp_path)
    for name in ("python3", "python3.11"):
        debian.stand_in(name, NO_PYTHON)
    assert any(line.endswith("python3 python3-venv") for line in debian.ci())


@pytest.mark.parametrize("script", ["run", ".ci/run"])
def test_script_is_valid_bash_and_executable(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    subprocess.run([str(BASH), "-n", ROOT / script], check=True)
    assert "set -euo pipefail" in (ROOT / script).read_text("utf-8")


def test_demo_installs_only_the_application_and_passes_its_arguments(place: Place) -> None:
    done = place.run("demo", "--port", "8123", "een woord")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("<demo><--port><8123><een woord>")
    (install,) = place.installs()
    assert install.endswith("--constraint constraints.txt --editable .[app]")


def test_a_second_time_nothing_is_installed(place: Place) -> None:
    place.run("demo")
    done = place.run("demo")
    assert done.stdout == "<demo>"
    assert len(place.installs()) == 1


def test_the_environment_of_a_developer_serves_the_demonstration_too(place: Place) -> None:
    place.run("setup")
    (install,) = place.installs()
    assert install.endswith(".[app,dev]")
    place.run("demo")
    assert len(place.installs()) == 1


def test_the_environment_of_the_demonstration_does_not_serve_a_developer(place: Place) -> None:
    place.run("demo")
    place.run("setup")
    assert [line.rpartition(".[")[2] for line in place.installs()] == ["app]", "app,dev]"]


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_changed_dependency_is_installed(place: Place, name: str) -> None:
    place.run("demo")
    with (place.root / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    place.run("demo")
    assert len(place.installs()) == 2


def test_an_environment_that_was_moved_is_made_anew_because_its_scripts_name_the_old_place(place: Place) -> None:
    place.run("demo")
    place.root = place.root.rename(place.root.with_name("elders"))
    place.run("demo")
    assert len(place.installs()) == 2
    assert place.log.read_text().count("-m venv --clear .venv") == 2


def test_an_environment_made_by_hand_is_used_as_it_is(place: Place) -> None:
    place.run("demo")
    (place.root / ".venv/.place").unlink()
    (place.root / ".venv/.ready-app").unlink()
    place.run("demo")
    assert len(place.installs()) == 2
    assert place.log.read_text().count("-m venv --clear .venv") == 1


def test_a_failed_installation_is_not_taken_for_ready(tmp_path: Path) -> None:
    place = Place(tmp_path, PYTHON.replace('case "$*" in', 'case "$*" in *"pip install"*) exit 3 ;; esac\ncase "$*" in'))
    assert place.run("demo").returncode == 3
    assert place.run("demo").returncode == 3
    assert len(place.installs()) == 2


def test_arguments_of_test_go_to_pytest_without_lint(place: Place) -> None:
    done = place.run("test", "tests/een map/test_x.py", "-k", "a or b")
    assert done.returncode == 0, done.stderr
    assert place.log.read_text().splitlines()[-1] == "-m pytest tests/een map/test_x.py -k a or b"
    assert "ruff" not in done.stdout


def test_test_without_arguments_stops_when_lint_fails(place: Place) -> None:
    place.run("setup")
    (place.root / ".venv/bin/ruff").write_text(NO_PYTHON)
    (place.root / ".venv/bin/ruff").chmod(0o755)
    assert place.run("test").returncode == 1
    assert "-m pytest" not in place.log.read_text()


def test_a_missing_python_is_told_in_dutch_and_english_with_the_next_step(tmp_path: Path) -> None:
    done = Place(tmp_path, NO_PYTHON).run("demo")
    assert done.returncode == 1
    assert "Wat nu: installeer Python 3.11" in done.stderr
    assert "What now: install Python 3.11" in done.stderr


@pytest.mark.parametrize("arguments", [(), ("onbekend",), ("setup", "alles")])
def test_wrong_use_shows_the_commands_and_installs_nothing(place: Place, arguments: tuple[str, ...]) -> None:
    done = place.run(*arguments)
    assert done.returncode == 2
    assert "./run COMMAND" in done.stderr
    assert place.installs() == []


def test_help_names_every_command(place: Place) -> None:
    done = place.run("help")
    assert done.returncode == 0
    for command in ("demo", "test", "lint", "bench", "eisen", "setup", "help"):
        assert f"\n  {command}" in done.stdout
