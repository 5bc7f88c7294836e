"""A 325 beside its 323: what became of each line, the totals, and what does not agree."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from zorg import ANDER, BSN, XSD, accepted, lines, opgesteld, prestatie, signed

import ketenwerk
from ketenwerk.claims.antwoord import Antwoord, Verschil, nog_open, verwerkt
from ketenwerk.claims.ingediend import Staat
from ketenwerk.claims.lijn import Handeling, credit_van, lijn_van
from ketenwerk.ledger.declaraties import lijn_naam, uitkomst
from ketenwerk.ledger.facts import Gesprek
from ketenwerk.standard import m323, m325
from ketenwerk.standard.basis import BedragMetDC, BerichtIdentificatie, TotaalBedragMetDC
from ketenwerk.standard.fields import fields
from ketenwerk.standard.release import MESSAGES
from outside import shared
from strategies import searching

CODES = {"R2": ("9338",)}


def claim(*amounts: int, second_client: bool = False) -> m323.Bericht:
    """A claim of money, each amount on an assignment of its own; below nothing is a credit. The last is of the other client."""
    werk = []
    for number, amount in enumerate(amounts, 1):
        line = prestatie(
            f"OUD{number}",
            toewijzing_nummer=number,
            eenheid="83",
            product_tarief=0,
            geleverd_volume=abs(amount),
            ingediend_bedrag=BedragMetDC(bedrag=abs(amount), debet_credit="D"),
        )
        line = msgspec.structs.replace(line, product_tarief=None)
        bsn = ANDER if second_client and number == len(amounts) else BSN
        werk.append(Handeling(credit_van(bsn, line), None) if amount < 0 else Handeling(None, lijn_van(bsn, line)))
    (made,) = opgesteld(*werk)
    return made.bericht


def total(amount: int) -> TotaalBedragMetDC:
    return TotaalBedragMetDC(totaal_bedrag=abs(amount), debet_credit="C" if amount < 0 else "D")


def answer(asked: m323.Bericht, rejected: Mapping[str, tuple[str, ...]] = {}, **anders: Any) -> m325.Bericht:
    """The 325 that rejects those lines with those codes. `anders` replaces what it says in DeclaratieAntwoord."""
    per_client: dict[str, list[m325.Prestatie]] = {}
    back = 0
    for bsn, line in lines(asked):
        codes = rejected.get(line.product_referentie.referentie_nummer)
        if codes:
            values = {field.attr: getattr(line, field.attr) for field in fields(m323.Prestatie)}
            per_client.setdefault(bsn, []).append(m325.Prestatie(**values, retour_codes=codes))
            back += signed(line.ingediend_bedrag)
    clienten = tuple(m325.Client(bsn=bsn, prestaties=tuple(each), retour_codes=("0200",)) for bsn, each in per_client.items())
    submitted = asked.declaratie.totaal_ingediend_bedrag
    base = {
        "declaratie_nummer": asked.declaratie.declaratie_nummer,
        "totaal_ingediend_bedrag": submitted,
        "totaal_toegekend_bedrag": total(signed(submitted) - back),
        "clienten": clienten,
        "retour_codes": ("0200",) if clienten else ("8001",),
    }
    return m325.Bericht(header=header(asked), declaratie_antwoord=m325.DeclaratieAntwoord(**{**base, **anders}))


def header(asked: m323.Bericht, *codes: str) -> m325.Header:
    own = asked.header
    return m325.Header(
        bericht_code=MESSAGES["JW325"].code,
        bericht_versie=own.bericht_versie,
        bericht_subversie=own.bericht_subversie,
        afzender=own.ontvanger,
        ontvanger=own.afzender,
        bericht_identificatie=BerichtIdentificatie(identificatie="A1", dagtekening=date(2025, 7, 10)),
        xsd_versie=XSD,
        declaratie_identificatie=own.bericht_identificatie,
        xsd_versie_declaratie=own.xsd_versie,
        retour_codes=codes or ("0200",),
    )


def states(found: Antwoord) -> dict[str, tuple[Staat, tuple[str, ...]]]:
    return {each.prestatie.product_referentie.referentie_nummer: (each.staat, each.codes) for each in found.regels}


# What is said


@pytest.mark.eis("E193")
def test_line_is_granted_or_rejected_as_a_whole() -> None:
    """S31: 100, 200 and 50 euro, the second rejected. No element holds what was granted of one line."""
    asked = claim(10000, 20000, 5000)
    found = verwerkt(asked, answer(asked, CODES))
    assert (found.ingediend, found.toegekend, found.afgewezen, found.volgens_antwoord) == (35000, 15000, 20000, 15000)
    granted = Staat.TOEGEKEND, ()
    assert states(found) == {"R1": granted, "R2": (Staat.AFGEWEZEN, ("9338",)), "R3": granted}
    assert not found.verschillen
    assert [field.name for field in fields(m325.Prestatie) if "Bedrag" in field.name] == ["IngediendBedrag"]


def test_all_granted() -> None:
    asked = claim(10000, 20000)
    found = verwerkt(asked, answer(asked))
    assert (found.toegekend, found.afgewezen, found.geheel_afgewezen, found.verschillen) == (30000, 0, (), ())


def test_what_has_no_answer_is_open() -> None:
    found = nog_open(claim(10000, -4000))
    assert (found.ingediend, found.in_staat(Staat.OPEN), found.toegekend, found.afgewezen) == (6000, 6000, 0, 0)


def test_credits_can_make_the_granted_total_negative() -> None:
    asked = claim(-10000, 2500)
    found = verwerkt(asked, answer(asked, CODES))
    assert (found.toegekend, found.volgens_antwoord, found.afgewezen, found.verschillen) == (-10000, -10000, 2500, ())


def test_wrong_client_rejects_its_lines_for_the_reason_of_the_client() -> None:
    asked = claim(10000, 20000, second_client=True)
    said = answer(asked, {"R2": ("0233",)})
    body = said.declaratie_antwoord
    assert body
    wrong = msgspec.structs.replace(body.clienten[0], retour_codes=("8187",))
    said = msgspec.structs.replace(said, declaratie_antwoord=msgspec.structs.replace(body, clienten=(wrong,)))
    assert states(verwerkt(asked, said)) == {"R1": (Staat.TOEGEKEND, ()), "R2": (Staat.AFGEWEZEN, ("8187",))}


def test_claim_rejected_in_its_header_or_as_a_whole_rejects_every_line() -> None:
    asked = claim(10000, 20000)
    in_header = m325.Bericht(header=header(asked, "0001"))
    whole = answer(asked, totaal_toegekend_bedrag=total(0), retour_codes=("9333",))
    for said, code in ((in_header, "0001"), (whole, "9333")):
        found = verwerkt(asked, said)
        assert (found.geheel_afgewezen, found.afgewezen, found.toegekend, found.verschillen) == ((code,), 30000, 0, ())
        assert set(states(found).values()) == {(Staat.AFGEWEZEN, (code,))}


# What does not agree


@pytest.mark.parametrize(
    ("anders", "expected"),
    [
        ({"totaal_toegekend_bedrag": total(15001)}, Verschil.TOEGEKEND_TOTAAL),
        ({"totaal_ingediend_bedrag": total(35001)}, Verschil.ANDER_TOTAAL),
    ],
)
def test_total_that_does_not_agree_is_told(anders: dict[str, Any], expected: Verschil) -> None:
    asked = claim(10000, 20000, 5000)
    assert verwerkt(asked, answer(asked, CODES, **anders)).verschillen == (expected,)


def test_claim_rejected_as_a_whole_grants_nothing() -> None:
    asked = claim(10000)
    assert verwerkt(asked, answer(asked, retour_codes=("9333",))).verschillen == (Verschil.TOEGEKEND_TOTAAL,)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ()),
        ({"ingediend_bedrag": BedragMetDC(bedrag=20001, debet_credit="D")}, (Verschil.REGEL_ANDERS,)),
        ({"product_referentie": prestatie("R9").product_referentie}, (Verschil.REGEL_ONBEKEND, Verschil.TOEGEKEND_TOTAAL)),
    ],
)
def test_line_that_came_back_otherwise_is_told(change: dict[str, Any], expected: tuple[Verschil, ...]) -> None:
    asked = claim(10000, 20000)
    said = answer(asked, CODES)
    body = said.declaratie_antwoord
    assert body
    client = body.clienten[0]
    line = msgspec.structs.replace(client.prestaties[0], **change)
    body = msgspec.structs.replace(body, clienten=(msgspec.structs.replace(client, prestaties=(line,)),))
    assert verwerkt(asked, msgspec.structs.replace(said, declaratie_antwoord=body)).verschillen == expected


def test_line_that_came_back_twice_or_under_another_client_is_told() -> None:
    asked = claim(10000, 20000)
    said = answer(asked, CODES)
    body = said.declaratie_antwoord
    assert body
    client = body.clienten[0]
    for changed, expected in (
        (msgspec.structs.replace(client, prestaties=client.prestaties * 2), (Verschil.REGEL_DUBBEL,)),
        (msgspec.structs.replace(client, bsn=ANDER), (Verschil.REGEL_ONBEKEND, Verschil.TOEGEKEND_TOTAAL)),
    ):
        other = msgspec.structs.replace(body, clienten=(changed,))
        assert verwerkt(asked, msgspec.structs.replace(said, declaratie_antwoord=other)).verschillen == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"afzender": "0363"}, Verschil.ANDERE_PARTIJEN),
        ({"ontvanger": "87654321"}, Verschil.ANDERE_PARTIJEN),
        (
            {"declaratie_identificatie": BerichtIdentificatie(identificatie="B9", dagtekening=date(2025, 7, 1))},
            Verschil.ANDERE_DECLARATIE,
        ),
        (
            {"declaratie_identificatie": BerichtIdentificatie(identificatie="B1", dagtekening=date(2025, 7, 2))},
            Verschil.ANDERE_DECLARATIE,
        ),
    ],
)
def test_answer_to_another_claim_leaves_all_open(change: dict[str, Any], expected: Verschil) -> None:
    asked = claim(10000, 20000)
    said = answer(asked, CODES)
    said = msgspec.structs.replace(said, header=msgspec.structs.replace(said.header, **change))
    found = verwerkt(asked, said)
    assert (found.verschillen, found.in_staat(Staat.OPEN)) == ((expected,), 30000)


def test_answer_under_another_claim_number_leaves_all_open() -> None:
    asked = claim(10000)
    found = verwerkt(asked, answer(asked, declaratie_nummer="D9"))
    assert (found.verschillen, found.in_staat(Staat.OPEN)) == ((Verschil.ANDER_NUMMER,), 10000)


@searching(80)
@given(st.lists(st.integers(-50_000, 50_000).filter(bool), min_size=1, max_size=8), st.data())
def test_any_answer_that_agrees_is_read_as_it_was_meant(amounts: list[int], data: st.DataObject) -> None:
    asked = claim(*amounts, second_client=data.draw(st.booleans()))
    accepted(asked)
    numbers = [line.product_referentie.referentie_nummer for _, line in lines(asked)]
    rejected = dict.fromkeys(data.draw(st.sets(st.sampled_from(numbers))), ("9321",))
    said = answer(asked, rejected)
    assert ketenwerk.check(ketenwerk.write(said)).verdict == "accepted"
    found = verwerkt(asked, said)
    assert not found.verschillen
    assert found.toegekend == found.volgens_antwoord
    assert found.toegekend + found.afgewezen == found.ingediend == sum(amounts)
    assert {number for number, (staat, _) in states(found).items() if staat == Staat.AFGEWEZEN} == rejected.keys()
    told = uitkomst(said)
    assert all(told.staat(lijn_naam(each.bsn, each.prestatie)) == each.staat for each in found.regels)


def test_published_answer_agrees_with_a_claim_of_what_came_back_and_of_what_was_granted() -> None:
    """All credits: of 58000 three lines of 24000 together come back, so 34000 is granted. The claim itself is not published."""
    said = ketenwerk.read(shared("standaard", "voorbeelden", "ijw", "3.2", "JW325.xml"))
    assert isinstance(said, m325.Bericht)
    body = said.declaratie_antwoord
    assert body
    came_back = [Handeling(lijn_van(client.bsn, line), None) for client in body.clienten for line in client.prestaties]
    granted = credit_van(BSN, prestatie("OUD", date(2023, 4, 1), 1, product_tarief=34000))
    (made,) = opgesteld(*came_back, Handeling(granted, None), gesprek=Gesprek("jw", said.header.afzender, said.header.ontvanger))
    numbers = {line.product_referentie.vorig_referentie_nummer: line for client in body.clienten for line in client.prestaties}
    clienten = tuple(
        msgspec.structs.replace(client, prestaties=tuple(_as_published(line, numbers) for line in client.prestaties))
        for client in made.bericht.declaratie.clienten
    )
    declaratie = msgspec.structs.replace(made.bericht.declaratie, declaratie_nummer=body.declaratie_nummer, clienten=clienten)
    own = msgspec.structs.replace(made.bericht.header, bericht_identificatie=said.header.declaratie_identificatie)
    found = verwerkt(m323.Bericht(header=own, declaratie=declaratie), said)
    assert found.verschillen == ()
    assert (found.ingediend, found.afgewezen, found.toegekend, found.volgens_antwoord) == (-58000, -24000, -34000, -34000)


def _as_published(line: m323.Prestatie, published: Mapping[str | None, m325.Prestatie]) -> m323.Prestatie:
    there = published.get(line.product_referentie.vorig_referentie_nummer)
    return msgspec.structs.replace(line, product_referentie=there.product_referentie) if there else line
