"""Writes docs/eisen.md: which requirement is shown by which test.

The requirements stand in docs/eisen.csv; a test names those that it shows with `pytest.mark.eis("E034")`. The marks are read from
the source of the tests, not by running them, so the page follows from the repository alone. A mark that names no requirement, or
that hangs on no test, is an error: it would promise proof that is not there.

    python tools/eisen.py           writes the page
    python tools/eisen.py --check   exit status 1 when the page is out of date
"""

import argparse
import ast
import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Shown = dict[str, list[str]]
Marked = dict[str, list[ast.Call]]


class MarkError(Exception):
    """A mark that cannot be counted, with its place."""


@dataclass(frozen=True)
class Eis:
    nummer: str
    groep: str
    titel: str


def read_eisen(root: Path) -> list[Eis]:
    with (root / "docs" / "eisen.csv").open(encoding="utf-8", newline="") as file:
        return [Eis(**row) for row in csv.DictReader(file)]


def read_marks(root: Path) -> Shown:
    """Per requirement the tests that show it, as `file::test`, in the order of the files."""
    shown: Shown = {}
    for path in sorted((root / "tests").rglob("test_*.py")):
        name = path.relative_to(root).as_posix()
        for nummer, test in marks_in_module(path.read_text(encoding="utf-8"), name):
            tests = shown.setdefault(nummer, [])
            if test not in tests:
                tests.append(test)
    return shown


def marks_in_module(source: str, name: str) -> list[tuple[str, str]]:
    """Pairs of requirement and test in one file. Marks in a constant count for the tests that are parametrised with it."""
    module = ast.parse(source, name)
    found = list(_marks_in_body(module.body, name, _marked_constants(module)))
    _refuse_loose_marks(module, name, {mark for mark, _ in found})
    return [(nummer, test) for mark, test in found for nummer in _numbers(mark, name)]


def _marks_in_body(body: list[ast.stmt], place: str, constants: Marked) -> Iterator[tuple[ast.Call, str]]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            test = f"{place}::{node.name}"
            yield from ((mark, test) for mark in _marks_of_decorators(node.decorator_list, constants))
        elif isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            test = f"{place}::{node.name}"
            yield from ((mark, test) for mark in _marks_of_decorators(node.decorator_list, constants))
            yield from _marks_in_body(node.body, test, constants)
        elif "pytestmark" in _targets(node):
            yield from ((mark, place) for mark in _marks(node))


def _marks_of_decorators(decorators: list[ast.expr], constants: Marked) -> Iterator[ast.Call]:
    for decorator in decorators:
        yield from _marks(decorator)
        for node in ast.walk(decorator):
            if isinstance(node, ast.Name):
                yield from constants.get(node.id, ())


def _marked_constants(module: ast.Module) -> Marked:
    """Module constants whose value holds marks, such as a table of `pytest.param(..., marks=...)` shared by tests."""
    return {target: list(_marks(node)) for node in module.body for target in _targets(node)}


def _targets(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return []


def _marks(node: ast.AST) -> Iterator[ast.Call]:
    """Every `mark.eis(...)` below the node."""
    return (call for call in ast.walk(node) if isinstance(call, ast.Call) and _is_eis(call.func))


def _numbers(mark: ast.Call, name: str) -> Iterator[str]:
    for argument in mark.args:
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            raise MarkError(f"{name}:{mark.lineno}: an eis mark takes requirement numbers as plain text")
        yield argument.value


def _is_eis(function: ast.expr) -> bool:
    if not (isinstance(function, ast.Attribute) and function.attr == "eis"):
        return False
    owner = function.value
    return (isinstance(owner, ast.Attribute) and owner.attr == "mark") or (isinstance(owner, ast.Name) and owner.id == "mark")


def _refuse_loose_marks(module: ast.Module, name: str, counted: set[ast.Call]) -> None:
    loose = [mark.lineno for mark in _marks(module) if mark not in counted]
    if loose:
        raise MarkError(f"{name}: an eis mark on no test, in line {', '.join(map(str, sorted(loose)))}")


def page(eisen: list[Eis], shown: Shown) -> str:
    unknown = sorted(set(shown) - {eis.nummer for eis in eisen})
    if unknown:
        raise MarkError(f"marks for requirements that do not exist: {', '.join(unknown)}")
    groups = [(groep, list(rows)) for groep, rows in groupby(eisen, key=lambda eis: eis.groep)]
    lines = [*_head(eisen, shown), *_counts(groups, eisen, shown)]
    for groep, rows in groups:
        lines += ["", f"## {groep}", "", "| Nummer | Eis | Getoond door |", "|---|---|---|"]
        lines += [f"| {eis.nummer} | {eis.titel} | {_tests(shown, eis)} |" for eis in rows]
    return "\n".join(lines) + "\n"


def _head(eisen: list[Eis], shown: Shown) -> list[str]:
    return [
        "# Eisen en hun bewijs",
        "",
        f"Van de {len(eisen)} eisen tonen tests er nu {len(shown)}. Een eis telt mee zodra een test hem noemt.",
        "Zonder test blijft de laatste kolom leeg: die eis is nog niet aangetoond.",
        "",
        "U past deze pagina niet met de hand aan. `python tools/eisen.py` maakt haar uit `docs/eisen.csv` en de tests.",
    ]


def _counts(groups: list[tuple[str, list[Eis]]], eisen: list[Eis], shown: Shown) -> list[str]:
    lines = ["", "| Groep | Eisen | Getoond |", "|---|---:|---:|"]
    for groep, rows in groups:
        lines.append(f"| {groep} | {len(rows)} | {sum(eis.nummer in shown for eis in rows)} |")
    return [*lines, f"| **Totaal** | **{len(eisen)}** | **{len(shown)}** |"]


def _tests(shown: Shown, eis: Eis) -> str:
    return "<br>".join(f"`{test}`" for test in shown.get(eis.nummer, ()))


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser(description="Make docs/eisen.md from docs/eisen.csv and the tests.")
    parser.add_argument("--check", action="store_true", help="only say whether the page is up to date")
    options = parser.parse_args(arguments)
    target = root / "docs" / "eisen.md"
    try:
        text = page(read_eisen(root), read_marks(root))
    except MarkError as error:
        print(f"eisen: {error}", file=sys.stderr)
        return 1
    if not options.check:
        target.write_text(text, encoding="utf-8")
        return 0
    if target.exists() and target.read_text(encoding="utf-8") == text:
        return 0
    print("eisen: docs/eisen.md is out of date; run python tools/eisen.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
