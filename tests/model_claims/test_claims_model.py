"""Random histories of assignments and claims: the product and the plain model judge each claim alike."""

import json
from collections import Counter
from random import SystemRandom
from typing import Any

import oordeel
import pytest
from claimhistorie import historie
from claimproef import differences, smallest, written

from outside import shared
from strategies import FUZZ

HISTORIES = 300 * FUZZ
RULES = (
    *("TR304", "TR307", "TR308", "TR314", "TR318", "TR319", "TR321", "TR322", "TR323", "TR333", "TR338", "TR339"),
    *("TR340", "TR341", "TR346", "TR369", "TR381", "TR384", "TR387", "TR388", "TR389", "TR390", "TR418"),
)
HEADER = ("TR056", "TR135")
RIGHT = ("301", "debet", "credit", "alles goed")


def test_it_judges_claims_as_the_model_does() -> None:
    # From FUZZ 2 on every run searches elsewhere, as `searching` does.
    first = 0 if FUZZ == 1 else SystemRandom().randrange(10**9)
    seen: Counter[str] = Counter()
    for seed in range(first, first + HISTORIES):
        made = historie(seed)
        if differences(made, seen):
            small = smallest(made)
            pytest.fail(f"history {seed}\n{written(small)}\n" + "\n".join(differences(small)))
    # A walk that misses a rule shows nothing of it.
    assert not {*RULES, *HEADER, *RIGHT, "TR385"} - seen.keys(), seen


def test_the_model_has_the_return_codes_of_the_standard() -> None:
    known: dict[str, Any] = {}
    for each in json.loads(shared("standaard", "regels", "regels.json").read_bytes()):
        known.setdefault(each["code"], []).append(each)
    for rule in (*RULES, *HEADER):
        for each in known[rule]:
            assert each["retourcode"] == oordeel.code(rule)
            assert each["controleniveau"] in (3, 4)
            assert any(name.endswith("323") for name in each["berichten"])


def test_the_model_knows_each_rule_of_the_claim() -> None:
    """All of levels 3 and 4, but for the municipality code of the header (TR378), which no history gets wrong."""
    rules = json.loads(shared("standaard", "regels", "regels.json").read_bytes())
    of_claim = {
        r["code"] for r in rules if r["controleniveau"] in (3, 4) and any(name.endswith("323") for name in r["berichten"])
    }
    assert of_claim - {"TR378"} == {*RULES, *HEADER}
