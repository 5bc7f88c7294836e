"""What the register keeps of a claim tells a line the same as the message does, without reading that."""

import msgspec
import pytest
from region import NOW, deliver, named, own, toewijzing
from test_declareren import claim, line

import builders as b
from ketenwerk.ledger.declaraties import lines
from ketenwerk.messages.read import read
from ketenwerk.process import acts, nakijken
from ketenwerk.process.berekend import calculated
from ketenwerk.register import archive, declaratiedeel
from ketenwerk.register.models import Declaratie, EigenPartij
from ketenwerk.standard import m323

pytestmark = pytest.mark.django_db(transaction=True)
STRANGERS = ("999990020", "999990032")


@pytest.fixture(autouse=True)
def gemeente() -> EigenPartij:
    party = own()
    assert acts.submit(toewijzing(omvang=b.omvang(10, "04", "6")), party, NOW).bericht is not None
    return party


def kept() -> tuple[Declaratie, m323.Bericht]:
    declaratie = Declaratie.objects.select_related("gesprek__party", "party", "bericht", "antwoord").get()
    bericht = read(archive.payload(declaratie.bericht))
    assert isinstance(bericht, m323.Bericht)
    return declaratie, bericht


def with_clients(made: m323.Bericht, *more: m323.Client) -> m323.Bericht:
    """The same claim with more clients, and the total of all its lines."""
    clients = (*made.declaratie.clienten, *more)
    total = sum(each.ingediend_bedrag.bedrag for client in clients for each in client.prestaties)
    declaratie = msgspec.structs.replace(
        made.declaratie,
        clienten=clients,
        totaal_ingediend_bedrag=msgspec.structs.replace(made.declaratie.totaal_ingediend_bedrag, totaal_bedrag=total),
    )
    return msgspec.structs.replace(made, declaratie=declaratie)


def strangers(*of: int) -> list[m323.Client]:
    """Clients whom nobody knows, with so many lines each."""
    return [
        m323.Client(bsn=bsn, prestaties=tuple(line(f"X{place}{n}", toewijzing_nummer=900 + 10 * place + n) for n in range(count)))
        for place, (bsn, count) in enumerate(zip(STRANGERS, of, strict=False))
    ]


def test_each_line_stands_in_it_as_in_the_message():
    deliver(claim("D1", line("L3", "2026-06"), line("L1"), line("L2", "2026-05", toewijzing_nummer=999), month="2026-06"))
    declaratie, bericht = kept()
    for positie, (bsn, prestatie) in enumerate(lines(bericht)):
        deel = declaratiedeel.around(declaratie, positie)
        same = [each for each in lines(bericht) if each[1].toewijzing_nummer == prestatie.toewijzing_nummer]
        assert (deel.prestatie, list(lines(deel.bericht))) == (prestatie, same)
        assert [client.bsn for client in deel.bericht.declaratie.clienten] == [bsn]
        assert any(each is deel.prestatie for _, each in lines(deel.bericht))


def test_the_head_is_that_of_the_message():
    deliver(claim("D1", line("L1")))
    declaratie, bericht = kept()
    found, body = declaratiedeel.around(declaratie, 0).bericht, bericht.declaratie
    for name in ("bericht_code", "bericht_versie", "bericht_subversie", "afzender", "ontvanger", "bericht_identificatie"):
        assert getattr(found.header, name) == getattr(bericht.header, name)
    for name in ("declaratie_nummer", "declaratie_periode", "totaal_ingediend_bedrag"):
        assert getattr(found.declaratie, name) == getattr(body, name)


def test_its_place_is_that_in_the_message_or_is_not_told():
    made = claim("D1", line("L1"), line("L2", toewijzing_nummer=999))
    deliver(with_clients(made, *strangers(1)))
    declaratie, bericht = kept()
    places = list(nakijken.places(bericht))
    assert [declaratiedeel.plaats(declaratie, positie) for positie in range(3)] == places == [(1, 1), (1, 2), (2, 1)]


def test_of_two_lines_of_unknown_clients_in_a_row_the_register_does_not_tell_whose_they_are():
    deliver(with_clients(claim("D1", line("L1")), *strangers(1, 1)))
    declaratie, _ = kept()
    assert [declaratiedeel.plaats(declaratie, positie) for positie in range(3)] == [(1, 1), (2, 1), None]


def test_a_line_of_a_client_who_was_unknown_is_not_judged():
    deliver(with_clients(claim("D1", line("L1")), *strangers(2)))
    declaratie, _ = kept()
    found = [calculated(declaratie, positie, NOW) for positie in range(3)]
    assert [each.berekening.uitkomst.staat for each in found] == ["toegekend", "niet beoordeeld", "niet beoordeeld"]
    assert not any(each.wijkt_af for each in found)


def test_a_client_who_became_known_while_the_claim_waits_is(gemeente):
    gemeente.kijkt_na = True
    gemeente.save()
    deliver(with_clients(claim("D1", line("L1")), *strangers(1)))
    declaratie, _ = kept()
    assert calculated(declaratie, 1, NOW).berekening.toewijzing is None
    product = b.toegewezen("jw", toewijzing_nummer=900, omvang=b.omvang(10, "04", "6"))
    assert acts.submit(named(b.bericht301("jw", product, bsn=STRANGERS[0]), "T2"), gemeente, NOW).bericht is not None
    assert calculated(declaratie, 1, NOW).berekening.toewijzing is not None


def test_a_line_that_is_not_there():
    deliver(claim("D1", line("L1")))
    declaratie, _ = kept()
    with pytest.raises(IndexError):
        declaratiedeel.around(declaratie, 1)
    assert declaratiedeel.plaats(declaratie, 0) == (1, 1)
