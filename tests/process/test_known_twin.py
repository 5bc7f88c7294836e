"""The database and the register in memory are twins: after any history they know the same, and a rebuild changes nothing."""

from datetime import date
from typing import Any

import msgspec
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
from ketenwerk.register.projection import REJECTED
from ketenwerk.standard.basis import Bericht

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
CLIENTS = (b.BSN, b.OTHER_BSN)
PROVIDERS = (b.AANBIEDER, OTHER_AANBIEDER)
SHARED = 900
"""An assignment number that two dossiers have: the first client at the first provider, the second at the second."""


class Twins:
    """One history in both registers."""

    def __init__(self) -> None:
        own()
        self.memory = Register()
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
        here = known.known(gesprek, vraag, TODAY)
        if here.heenbericht is not None and here.heenbericht.staat == REJECTED:
            # The memory forgets what was rejected; the database keeps it, to know a second return message.
            here = msgspec.structs.replace(here, heenbericht=None)
        return here, self.memory.answer(vraag, TODAY)


def _address(heen: Archiefbericht) -> Any:
    return archive.Address(None, heen.receiver, heen.sender)


@st.composite
def berichten(draw: st.DrawFn) -> Bericht:
    """A message of one of four dossiers; few numbers, references and days, so that messages meet."""
    client, provider = draw(st.sampled_from(range(2))), draw(st.sampled_from(range(2)))
    nummer = draw(st.sampled_from([100 + 10 * client + provider, *([SHARED] if client == provider else [])]))
    dag = b.dag(f"2026-04-0{draw(st.integers(1, 4))}")
    referentie = f"R{provider}{draw(st.integers(0, 1))}"
    status = draw(st.sampled_from(["1", "3"]))
    kind = draw(st.sampled_from(["301", "305", "307", "315", "317", "319"]))
    bsn, number = CLIENTS[client], f"N{draw(st.integers(0, 10**6))}"
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
    side = "ontvanger" if kind in ("301", "319") else "afzender"
    return named(made, number, **{side: PROVIDERS[provider]})


ACTS = st.lists(st.one_of(berichten(), st.tuples(st.integers(0, 99), st.booleans())), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=ACTS, asked=st.lists(berichten(), min_size=1, max_size=4))
def test_both_know_the_same_after_any_history(acts: list[Any], asked: list[Bericht]) -> None:
    with transaction.atomic():
        twins = Twins()
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
    assert (here.heenbericht is not None) is approved
