"""The database and the register in memory are twins: after any history they know the same, and a rebuild changes nothing."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from region import NOW, OTHER_AANBIEDER, named, own

import builders as b
from ketenwerk.ledger.facts import Gesprek as Conversation
from ketenwerk.ledger.known import Known, Vraag, question
from ketenwerk.ledger.memory import Register
from ketenwerk.messages.write import write
from ketenwerk.process.entering import enter, returned
from ketenwerk.process.rebuild import rebuild
from ketenwerk.register import archive, known, order, parties
from ketenwerk.register.addressing import addressed
from ketenwerk.register.models import Archiefbericht, Bron, Dossier
from ketenwerk.standard.basis import Bericht

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
CLIENTS = (b.BSN, b.OTHER_BSN)
OTHERS = {b.GEMEENTE: (b.AANBIEDER, OTHER_AANBIEDER), b.AANBIEDER: (b.GEMEENTE, "0321")}
"""With whom each of the two sides exchanges messages here."""
SHARED = 900
"""An assignment number that two dossiers have: the first client at the first of the others, the second at the second."""


class Twins:
    """One history in both registers, as this party knows it."""

    def __init__(self, partij: str = b.GEMEENTE) -> None:
        own(partij)
        self.memory = Register(partij)
        self.rows: list[Archiefbericht] = []

    def enter(self, bericht: Bericht) -> None:
        message = b.message_of(bericht)
        address = addressed(bericht, message)
        gesprek = parties.receiving(address) or parties.sending(address)
        assert gesprek is not None
        row = archive.make(write(bericht), Bron.IMPORT, NOW, address=address, gesprek=gesprek)
        row.processed_at, row.processed_nr, row.verdict = NOW, order.next_processed(), "accepted"
        row.counts = False
        row.save(force_insert=True)
        vraag = question(bericht, message)
        enter(row, gesprek, bericht, vraag, known.known(gesprek, vraag, TODAY).dossier)
        row.save()
        self.memory.accept(bericht, message, row.pk.hex)
        self.rows.append(row)

    def answer(self, place: int, *, approved: bool) -> None:
        if not self.rows:
            return
        heen = self.rows.pop(place % len(self.rows))
        by = archive.make(b"<retour/>", Bron.IMPORT, NOW, address=_address(heen), gesprek=heen.gesprek)
        by.processed_at, by.processed_nr, by.counts = NOW, order.next_processed(), False
        by.heenbericht, by.approves = heen, approved
        by.save(force_insert=True)
        returned(heen, by, NOW, approved=approved)
        self.memory.returned(heen.pk.hex, approved=approved)

    def asked(self, bericht: Bericht) -> tuple[Known, Known]:
        """What the database and the memory know of a message that is judged now."""
        message = b.message_of(bericht)
        address = addressed(bericht, message)
        gesprek = parties.receiving(address) or parties.sending(address)
        assert gesprek is not None
        return self.ask(gesprek, question(bericht, message))

    def ask(self, gesprek: Any, vraag: Vraag) -> tuple[Known, Known]:
        return known.known(gesprek, vraag, TODAY), self.memory.answer(vraag, TODAY)


def _address(heen: Archiefbericht) -> Any:
    return archive.Address(None, heen.receiver, heen.sender)


@st.composite
def berichten(draw: st.DrawFn, partij: str = b.GEMEENTE) -> Bericht:
    """A message of one of four dossiers; few names, numbers, references and days, so that messages meet."""
    client, other = draw(st.sampled_from(range(2))), draw(st.sampled_from(range(2)))
    nummer = draw(st.sampled_from([100 + 10 * client + other, *([SHARED] if client == other else [])]))
    dag = b.dag(f"2026-04-0{draw(st.integers(1, 4))}")
    referentie = draw(st.sampled_from([f"R{other}0", f"R{other}1", "R"]))
    status = draw(st.sampled_from(["1", "3"]))
    kind = draw(st.sampled_from(["301", "305", "307", "315", "317", "319"]))
    bsn, number = CLIENTS[client], f"N{draw(st.integers(0, 5))}"
    keep = {"bsn": bsn}
    match kind:
        case "301":
            given = {
                "toewijzing_nummer": nummer,
                "toewijzingsdatum": dag,
                "referentie_aanbieder": draw(st.sampled_from([None, referentie])),
            }
            made: Bericht = b.bericht301("jw", b.toegewezen("jw", **given), **keep)
        case "305":
            made = b.bericht305("jw", b.start("jw", toewijzing_nummer=nummer, begindatum=dag, status_aanlevering=status), **keep)
        case "307":
            made = b.bericht307("jw", b.stop("jw", toewijzing_nummer=nummer, begindatum=dag, status_aanlevering=status), **keep)
        case "315":
            made = b.bericht315("jw", b.aangevraagd("jw", referentie_aanbieder=f"{referentie}a"), **keep)
        case "317":
            made = b.bericht317("jw", bsn=bsn, referentie_aanbieder=referentie)
        case _:
            made = b.bericht319("jw", referentie_aanbieder=referentie, verzoek_antwoord=draw(st.sampled_from("12")))
    comes_from_gemeente = kind in ("301", "319")
    side = "ontvanger" if comes_from_gemeente == (partij == b.GEMEENTE) else "afzender"
    return named(made, number, **{side: OTHERS[partij][other]})


@st.composite
def histories(draw: st.DrawFn) -> tuple[str, list[Any], list[Bericht]]:
    """A party, what happened to it, and what is judged then. A pair of a number and an outcome is a return message."""
    partij = draw(st.sampled_from([*OTHERS]))
    acts = st.one_of(berichten(partij), st.tuples(st.integers(0, 99), st.booleans()))
    return partij, draw(st.lists(acts, min_size=1, max_size=12)), draw(st.lists(berichten(partij), min_size=1, max_size=4))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=histories())
def test_both_know_the_same_after_any_history(history: tuple[str, list[Any], list[Bericht]]) -> None:
    partij, acts, asked = history
    with transaction.atomic():
        twins = Twins(partij)
        for act in acts:
            if isinstance(act, tuple):
                twins.answer(act[0], approved=act[1])
            elif not twins.asked(act)[1].identificatie_bekend:
                here, there = twins.asked(act)
                assert here == there
                twins.enter(act)
        for bericht in [*asked, *(act for act in acts if not isinstance(act, tuple))]:
            here, there = twins.asked(bericht)
            assert here == there
        for row in Dossier.objects.select_related("gesprek", "client"):
            made = known.dossier(row)
            assert twins.memory.dossiers[Conversation(*made.gesprek), made.bsn] == made
        assert sum(each.differences for each in rebuild(verify=True)) == 0
        transaction.set_rollback(True)


def both(twins: Twins, bericht: Bericht) -> tuple[bool, frozenset[str]]:
    """Whether the name and which references are known; the same in both."""
    here, there = twins.asked(bericht)
    assert here == there
    return here.identificatie_bekend, here.referenties_bekend


def asked_for(identificatie: str, referentie: str, gemeente: str, aanbieder: str = b.AANBIEDER) -> Bericht:
    request = b.bericht315("jw", b.aangevraagd("jw", referentie_aanbieder=referentie))
    return named(request, identificatie, ontvanger=gemeente, afzender=aanbieder)


def test_a_provider_knows_what_it_sent_to_every_municipality() -> None:
    twins = Twins(b.AANBIEDER)
    twins.enter(asked_for("V1", "VOT1", b.GEMEENTE))
    assert both(twins, asked_for("V1", "VOT1", "0321")) == (True, {"VOT1"})
    assert both(twins, asked_for("V2", "VOT2", "0321")) == (False, frozenset())
    twins.answer(0, approved=False)
    assert both(twins, asked_for("V1", "VOT1", "0321")) == (False, frozenset())


def test_a_municipality_knows_what_it_sent_to_every_provider_and_of_a_provider_what_it_received() -> None:
    twins = Twins(b.GEMEENTE)
    twins.enter(asked_for("V1", "VOT1", b.GEMEENTE))
    twins.enter(named(b.bericht301("jw"), "T1"))
    assert both(twins, named(b.bericht301("jw"), "T1", ontvanger=OTHER_AANBIEDER))[0] is True
    assert both(twins, named(b.bericht301("jw"), "T2", ontvanger=OTHER_AANBIEDER))[0] is False
    assert both(twins, asked_for("V1", "VOT1", b.GEMEENTE)) == (True, {"VOT1"})
    assert both(twins, asked_for("V1", "VOT1", b.GEMEENTE, OTHER_AANBIEDER)) == (False, frozenset())


def test_of_two_municipalities_of_ours_each_judges_only_what_it_received() -> None:
    twins = Twins(b.GEMEENTE)
    own("0321")
    twins.enter(asked_for("V1", "VOT1", b.GEMEENTE))
    assert both(twins, asked_for("V1", "VOT1", "0321")) == (False, frozenset())


@pytest.mark.parametrize("approved", [True, False])
def test_a_return_message_finds_what_it_answers_in_both(approved: bool) -> None:
    twins = Twins()
    bericht = named(b.bericht301("jw"), "T1")
    twins.enter(bericht)
    gesprek = twins.rows[0].gesprek
    header = bericht.header
    vraag = Vraag(gesprek.fact, header.afzender, "437", "T1", retour_op=header.bericht_code)
    here, there = twins.ask(gesprek, vraag)
    assert here == there
    assert here.heenbericht is not None
    twins.answer(0, approved=approved)
    here, there = twins.ask(gesprek, vraag)
    assert here == there
    assert here.heenbericht is not None
    assert here.heenbericht.staat == ("goedgekeurd" if approved else "afgekeurd")
