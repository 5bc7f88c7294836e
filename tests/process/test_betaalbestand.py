"""The file for the bank: what was meant and nothing else, in signs that every bank takes; what is not right is not made."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from betaling import BANK, OTHER_BANK
from ketenwerk.process.betaalbestand import MOST, Betaalopdracht, Ongeldig, Overboeking, check, latin, payments, write

NS = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}


def transfer(bedrag: int = 100, **changes: Any) -> Overboeking:
    said = {
        "aanbieder": "65656055",
        "naam": "De Linde",
        "iban": OTHER_BANK,
        "kenmerk": "0384-jw-1-65656055",
        "omschrijving": "D1",
    }
    return Overboeking(**(said | {"bedrag": bedrag} | changes))


def order(*transfers: Overboeking, **changes: Any) -> Betaalopdracht:
    said: dict[str, Any] = {
        "kenmerk": "0384-jw-1",
        "naam": "Gemeente Diemen",
        "iban": BANK,
        "gemaakt": datetime(2026, 11, 24, 13, tzinfo=UTC),
    }
    return Betaalopdracht(**(said | {"uitvoering": date(2026, 11, 25), "overboekingen": transfers or (transfer(),)} | changes))


def test_the_same_batch_is_the_same_file() -> None:
    assert write(order()) == write(order())
    tree = etree.fromstring(write(order()))
    assert tree.findtext(".//p:MsgId", namespaces=NS) == tree.findtext(".//p:PmtInfId", namespaces=NS) == "0384-jw-1"
    assert tree.findtext(".//p:CreDtTm", namespaces=NS) == "2026-11-24T13:00:00"


@pytest.mark.parametrize(("bic", "path"), [("ABNANL2A", "p:BICFI"), ("", "p:Othr/p:Id")])
def test_the_bank_is_named_or_said_not_to_be(bic: str, path: str) -> None:
    tree = etree.fromstring(write(order(bic=bic)))
    assert tree.findtext(f".//p:DbtrAgt/p:FinInstnId/{path}", namespaces=NS) == (bic or "NOTPROVIDED")


@given(st.lists(st.integers(1, MOST), min_size=1, max_size=5))
def test_every_amount_comes_back_to_the_cent(amounts: list[int]) -> None:
    transfers = [transfer(cents, kenmerk=f"k{place}") for place, cents in enumerate(amounts)]
    data = write(order(*transfers))
    assert payments(data) == {f"k{place}": cents for place, cents in enumerate(amounts)}
    euros = f"{sum(amounts) // 100}.{sum(amounts) % 100:02d}"
    assert etree.fromstring(data).findtext(".//p:GrpHdr/p:CtrlSum", namespaces=NS) == euros


@pytest.mark.parametrize("cents", [0, -1, MOST + 1])
def test_an_amount_that_no_bank_pays_is_refused(cents: int) -> None:
    with pytest.raises(Ongeldig, match="een bedrag buiten de grenzen"):
        write(order(transfer(cents)))


@pytest.mark.parametrize(
    "wrong",
    [order(transfer(iban="NL44RABO0123456780")), order(iban="NL91ABNA0417164301"), order(overboekingen=()), order(naam="中")],
)
def test_what_is_no_order_is_refused_without_saying_what_was_in_it(wrong: Betaalopdracht) -> None:
    with pytest.raises(Ongeldig) as said:
        write(wrong)
    assert "NL" not in str(said.value)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Zörg & Liefde", "Zorg + Liefde"),
        ("Łódź “de Straße”", "Lodz de Strasse"),
        ("a@b_c;d", "a b c d"),
        ("/-?:().,'+ x", "/-?:().,'+ x"),
        ("中文", ""),
    ],
)
def test_signs_outside_those_of_banks_are_replaced(text: str, written: str) -> None:
    assert latin(text, 70) == written


@given(st.text(max_size=200))
def test_any_name_gives_a_valid_file(name: str) -> None:
    data = write(order(transfer(naam=name, omschrijving=name)))
    shown = etree.fromstring(data).findtext(".//p:Cdtr/p:Nm", namespaces=NS)
    assert shown
    assert len(shown) <= 70


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b">1.00</InstdAmt>", b">1.01</InstdAmt>"),
        (b"<CtrlSum>1.00<", b"<CtrlSum>1.01<"),
        (b"<NbOfTxs>1<", b"<NbOfTxs>2<"),
        (OTHER_BANK.encode(), BANK.encode()),
        (b"<ChrgBr>SLEV<", b"<ChrgBr>XXXX<"),
    ],
)
def test_a_file_that_says_something_else_is_found(old: bytes, new: bytes) -> None:
    meant = order()
    data = write(meant)
    check(data, meant)
    assert old in data
    with pytest.raises(Ongeldig):
        check(data.replace(old, new), meant)


@pytest.mark.parametrize(("text", "written"), [("D1, D2 en 3 andere", "D1, D2 en 3 andere"), ("中", "0384-jw-1-65656055")])
def test_without_words_the_payment_is_named_by_its_mark(text: str, written: str) -> None:
    data = write(order(transfer(omschrijving=text)))
    assert etree.fromstring(data).findtext(".//p:Ustrd", namespaces=NS) == written
