"""What makes a proposal on a claim that waits old, and the nearest thing that does not."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from region import NOW, deliver, named, start, toewijzing
from test_declareren import line
from test_nakijken import holding, refusal, waiting
from test_voorstel import THREE, TODAY, is_fresh

import builders as b
import ketenwerk
from ketenwerk.process import acts, nakijken
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.protocol.partij import Partij, PartijSoort
from ketenwerk.register import afspraken, relaties, voorstellen
from ketenwerk.register.models import Declaratie, Voorstel

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("gemeente")]


def agreed(aanbieder: str, gemeente: str = b.GEMEENTE, tarief: int = 1300) -> Afspraken:
    return Afspraken(
        [
            Afspraak(
                wet="jw", gemeente=gemeente, aanbieder=aanbieder, categorie="45", code="45A48", eenheid="04",
                variant="inspanning", tarief=tarief, van=date(2026, 1, 1),
            )
        ]
    )  # fmt: skip


class TestWhatMakesItOld:
    def test_nothing_happened(self):
        assert is_fresh(waiting(*THREE))

    def test_another_assignment_and_not_one_that_was_rejected(self, gemeente):
        declaratie = waiting(*THREE)
        assert acts.submit(toewijzing("T1", 888), gemeente, NOW).bericht is None  # its name is used (TR056)
        assert is_fresh(declaratie)
        assert acts.submit(toewijzing("T3", 999), gemeente, NOW).bericht is not None
        assert not is_fresh(declaratie)

    def test_a_message_that_came_in_and_not_one_without_effect(self):
        declaratie = waiting(*THREE)
        deliver(start("S1", toewijzing_nummer=123456))
        assert is_fresh(declaratie)
        deliver(start("S2"))
        assert not is_fresh(declaratie)

    def test_a_message_in_another_conversation_says_nothing(self):
        declaratie = waiting(*THREE)
        deliver(named(start(), "S1", afzender="65656056"))
        assert is_fresh(declaratie)

    def test_the_answer_on_the_claim_before_it_and_not_on_another(self):
        first, second = waiting(*THREE), waiting(line("L4"), number="D2")
        nakijken.judged_now(first, NOW)
        assert is_fresh(first)
        assert is_fresh(second)
        nakijken.send(first.pk, NOW)
        assert not is_fresh(second)

    def test_agreements_of_these_two_and_not_those_of_others(self, gemeente):
        declaratie = waiting(*THREE)
        afspraken.take_over(agreed("65656056"), [gemeente], NOW, "test")
        assert is_fresh(declaratie)
        afspraken.take_over(agreed(b.AANBIEDER), [gemeente], NOW, "test")
        assert not is_fresh(declaratie)
        nakijken.judged_now(declaratie, NOW)
        afspraken.take_over(agreed(b.AANBIEDER), [gemeente], NOW, "test")  # the same once more changes nothing
        assert is_fresh(declaratie)
        afspraken.take_over(agreed(b.AANBIEDER, tarief=1400), [gemeente], NOW, "test")
        assert not is_fresh(declaratie)

    def test_what_is_filled_in_about_the_provider_and_not_about_another(self, gemeente):
        declaratie = waiting(*THREE)

        def fill_in(code: str) -> None:
            relaties.keep_party(gemeente, Partij(soort=PartijSoort.ONDERAANNEMER, naam="Zorg", code=code), NOW, "test")

        fill_in("65656056")
        assert is_fresh(declaratie)
        fill_in(b.AANBIEDER)
        assert not is_fresh(declaratie)
        assert nakijken.proposal(declaratie, NOW).cijfers.toegekend == 0  # a subcontractor claims nothing (E202)

    def test_decisions_of_people_leave_it_as_it_is(self):
        declaratie = waiting(*THREE)
        nakijken.decide(declaratie, [0], refusal())
        nakijken.decide(declaratie, [1], holding())
        assert is_fresh(declaratie)

    def test_another_day_only_while_its_own_day_is_yet_to_come(self):
        declaratie = waiting(*THREE)
        assert is_fresh(declaratie, TODAY + timedelta(days=300))
        Declaratie.objects.update(dagtekening=TODAY + timedelta(days=2))
        declaratie.refresh_from_db()
        assert is_fresh(declaratie, TODAY + timedelta(days=1))
        assert not is_fresh(declaratie, TODAY + timedelta(days=2))
        assert voorstellen.stale(NOW + timedelta(days=1)) == []
        assert voorstellen.stale(NOW + timedelta(days=2)) == [declaratie.pk]

    def test_no_rule_but_one_asks_the_day(self):
        """Whoever lets another rule ask it makes each proposal old at midnight: `voorstellen` must know."""
        rooms = Path(ketenwerk.__file__).parent
        asking = [path for room in ("rules", "claims") for path in (rooms / room).rglob("*.py") if ".vandaag" in path.read_text()]
        assert [path.name for path in asking] == ["dagtekening.py"]

    def test_other_rules(self):
        declaratie = waiting(*THREE)
        Voorstel.objects.update(versie="0.0.1")
        assert not is_fresh(declaratie)
