"""The page of scenarios: which are played by the folders of `toets/`, and what of each waits for a later part of the product."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from toets.verhaal import Verhaal


class Scenario(NamedTuple):
    """`wacht_op`: the parts of the product that the rest of the scenario waits for; "" when its messages are all of it."""

    nummer: str
    titel: str
    wacht_op: str


class UnknownScenario(Exception):
    """A story names a scenario that is not in the list."""


def read_scenarios(path: Path) -> list[Scenario]:
    with path.open(encoding="utf-8", newline="") as file:
        return [Scenario(**row) for row in csv.DictReader(file)]


def page(scenarios: list[Scenario], verhalen: list[Verhaal]) -> str:
    played = _played(verhalen)
    unknown = sorted(set(played) - {each.nummer for each in scenarios})
    if unknown:
        raise UnknownScenario(f"stories of scenarios that do not exist: {', '.join(unknown)}")
    rows = [f"| {each.nummer} | {each.titel} | {_folders(played.get(each.nummer, []))} | {each.wacht_op} |" for each in scenarios]
    return "\n".join([*_head(scenarios, played), *rows]) + "\n"


def _played(verhalen: list[Verhaal]) -> dict[str, list[str]]:
    """The folders per scenario, in the order of the stories."""
    found: dict[str, list[str]] = {}
    for verhaal in verhalen:
        for nummer in filter(_is_scenario, verhaal.bron):
            found.setdefault(nummer, []).extend(f"{verhaal.naam}-{wet}" for wet in verhaal.wetten)
    return found


def _is_scenario(bron: str) -> bool:
    return len(bron) == 3 and bron[0] in "SN" and bron[1:].isdigit()


def _folders(names: list[str]) -> str:
    return "<br>".join(f"`{name}`" for name in names)


def _head(scenarios: list[Scenario], played: dict[str, list[str]]) -> Iterator[str]:
    yield from (
        "# Scenario's",
        "",
        f"Van de {len(scenarios)} scenario's spelen mappen van `toets/` er nu {len(played)}: hun berichten, in volgorde,",
        "met wat de ontvanger erin vindt. De laatste kolom noemt waarop de rest van een scenario wacht.",
        "",
        "U past deze pagina niet met de hand aan.",
        "`python tools/maak_toets.py` maakt haar uit `docs/scenarios.csv` en de verhalen.",
        "",
        "| Nummer | Scenario | Gespeeld door | Wacht op |",
        "|---|---|---|---|",
    )
