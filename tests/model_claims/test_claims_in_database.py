"""The same random histories through the pipeline and its database: each claim is judged there as the plain model does."""

from collections import Counter
from datetime import UTC, datetime, time
from random import SystemRandom

import pytest
from claimhistorie import Historie, historie
from claimproef import Play, differences, written
from claimwereld import VANDAAG
from django.db import transaction

import builders as b
import sommen
from ketenwerk.messages.read import read
from ketenwerk.messages.write import write
from ketenwerk.process import acts, intake
from ketenwerk.process.rebuild import rebuild
from ketenwerk.register import afspraken, archive, parties
from ketenwerk.register.models import EigenPartij
from ketenwerk.rules.judge import Report
from ketenwerk.rules.replay import Played
from ketenwerk.standard import m301
from strategies import FUZZ

HISTORIES = 40 * FUZZ
NOW = datetime.combine(VANDAAG, time(12), UTC)

pytestmark = pytest.mark.django_db


def in_database(historie: Historie) -> Play:
    """Municipalities of ours, who send the assignments and receive the claims."""
    own: dict[str, EigenPartij] = {}
    for bericht in historie.berichten:
        code = bericht.header.afzender if isinstance(bericht, m301.Bericht) else bericht.header.ontvanger
        own[code] = parties.add_own(b.message_of(bericht).wet, code, NOW)
    if historie.afspraken is not None:
        afspraken.take_over(historie.afspraken, own.values(), NOW, "model")

    def play(checked: Report) -> Played:
        bericht = checked.bericht
        assert bericht is not None
        if isinstance(bericht, m301.Bericht):
            return Played(acts.submit(bericht, own[bericht.header.afzender], NOW).report, None)
        kept = intake.receive(write(bericht), "b.xml", "keten", NOW)
        assert kept.antwoord is not None
        return Played(checked, read(archive.payload(kept.antwoord)))

    return play


def test_the_pipeline_judges_claims_as_the_model_does() -> None:
    first = 0 if FUZZ == 1 else SystemRandom().randrange(10**9)
    seen: Counter[str] = Counter()
    for seed in range(first, first + HISTORIES):
        made = historie(seed)
        with transaction.atomic():
            found = differences(made, seen, in_database)
            assert not found, f"history {seed}\n{written(made)}\n" + "\n".join(found)
            assert sommen.kept() == sommen.added_up()
            assert not any(each.differences for each in rebuild(verify=True))
            transaction.set_rollback(True)
    assert {"TR322", "TR389", "TR323", "credit", "debet"} <= seen.keys(), seen
