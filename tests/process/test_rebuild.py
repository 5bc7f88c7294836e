"""The projection follows from the archive: thrown away it comes back the same, and what does not follow from it is seen."""

from typing import Any

import pytest
from region import NOW, deliver, own, start, stop, toewijzing, vot

import builders as b
from ketenwerk.process.acts import submit
from ketenwerk.process.rebuild import rebuild
from ketenwerk.register import clients, known
from ketenwerk.register.facts import TABLES
from ketenwerk.register.models import Archiefbericht, Dossier, Gesprek, Start, Toewijzingversie, Verzonden

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def history(db: None) -> None:
    gemeente = own()
    deliver(vot())
    assert submit(toewijzing(referentie_aanbieder="VOT1"), gemeente, NOW).bericht is not None
    deliver(start(), stop(), vot("V2", "VOT2"))


def stand():
    row = clients.find(Gesprek.objects.get(), b.BSN)
    assert row is not None
    return known.dossier(row)


def differences() -> int:
    return sum(each.differences for each in rebuild(verify=True))


def test_what_was_thrown_away_comes_back_the_same():
    before = stand()
    for table in TABLES:
        table._default_manager.all().delete()
    Verzonden.objects.all().delete()
    assert not stand().toewijzingen
    (made,) = rebuild(verify=False)
    assert stand() == before
    assert (made.berichten, made.dossiers) == (5, 1)
    assert differences() == 0


def change_a_fact() -> None:
    row = Start.objects.get()
    row.seal("feit", row.opened("feit").replace(b"2026-04-03", b"2026-04-02"))
    row.save()


CHANGES: dict[str, Any] = {
    "a fact is gone": lambda: Start.objects.all().delete(),
    "a fact was changed": change_a_fact,
    "a column differs from its fact": lambda: Toewijzingversie.objects.update(einddatum=b.dag("2030-01-01")),
    "a name is gone": lambda: Verzonden.objects.first().delete(),
    "a state was changed": lambda: Verzonden.objects.filter(soort="301").update(staat="goedgekeurd"),
    "a message is with no dossier": lambda: Archiefbericht.objects.filter(counts=True, number="305").update(dossier=None),
    "a message that counts was forgotten": lambda: Archiefbericht.objects.filter(number="307", counts=True).update(counts=False),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_does_not_follow_from_the_archive_is_seen_and_left_as_it_was(change: Any):
    change()
    assert differences() > 0
    assert differences() > 0, "looking changes nothing"
    for _ in rebuild(verify=False):
        pass
    assert differences() == 0


def test_dossiers_keep_their_number():
    before = Dossier.objects.get().pk
    list(rebuild(verify=False))
    assert Dossier.objects.get().pk == before
