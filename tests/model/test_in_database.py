"""The whole way of a message, with archive and register in the database, against the model: as municipality and as provider."""

from collections import Counter
from typing import ClassVar

import pytest
from hypothesis.stateful import run_state_machine_as_test
from length import played
from machine import SOORTEN, Histories
from subjects import InDatabase

import builders as b


class HistoriesInDatabase(Histories):
    own: ClassVar[str]
    seen: ClassVar[Counter[str]]

    def start(self) -> InDatabase:
        return InDatabase(self.own)


class OfMunicipality(HistoriesInDatabase):
    own: ClassVar[str] = b.GEMEENTE
    seen: ClassVar[Counter[str]] = Counter()


class OfProvider(HistoriesInDatabase):
    own: ClassVar[str] = b.AANBIEDER
    seen: ClassVar[Counter[str]] = Counter()


@pytest.mark.django_db
@pytest.mark.parametrize("party", [OfMunicipality, OfProvider])
def test_a_party_judges_and_remembers_as_the_model_does(party: type[HistoriesInDatabase]) -> None:
    party.seen.clear()
    run_state_machine_as_test(party, settings=played(15, 25))
    assert not {*SOORTEN, "approved", "rejected"} - party.seen.keys(), party.seen
