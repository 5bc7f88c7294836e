"""The objections as Dutch for people: short sentences, and something to do or a reason."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest
from ingevuld import locatie, volledig
from overeengekomen import afspraak

from ketenwerk.protocol import (
    aansluiting,
    afspraken,
    afsprakenbestand,
    agb,
    bankrekening,
    formuliercontrole,
    partij,
    productlijst,
)
from ketenwerk.protocol.aanbiederformulier import Formulier
from ketenwerk.protocol.bezwaar import Bezwaar, Onleesbaar
from ketenwerk.protocol.productlijstbestand import read as read_productlijst
from ketenwerk.standard.release import MESSAGES

NU = date(2026, 11, 24)
LONGEST = 15


def thrown(read: Callable[[bytes], Any], text: str) -> tuple[Bezwaar, ...]:
    with pytest.raises(Onleesbaar) as caught:
        read(text.encode())
    return caught.value.bezwaren


def of_agreements() -> Iterable[Bezwaar]:
    faulty = ({"categorie": "99"}, {"eenheid": "99"}, {"eenheid": "82"}, {"tarief": None}, {"tot": date(2000, 1, 1)})
    special: tuple[dict[str, Any], ...] = (
        {"helften": True},
        {"helften": True, "eenheid": "84", "tarief": 1},
        {"maximum_tarief": True, "helften": True},
        {"maximum_tarief": True, "eenheid": "83", "variant": "output", "tarief": None},
        {"alleen_registratie": True, "declarabele_afwezigheid": 1},
        {"variant": "taak", "helften": True},
    )
    for changed in (*faulty, {"eenheid": "83", "variant": "output"}, *special):
        yield from afspraken.objections(afspraak(**changed))
    yield from afspraken.overlaps([("product 1 (regel 2)", afspraak()), ("product 2 (regel 14)", afspraak())])
    head = "wet,gemeente,categorie,code,eenheid,variant,van,tarief,tarief,kleur,helften"
    yield from thrown(afsprakenbestand.read_csv, f"{head}\nx,1,1,lange code,1,x,x,x,x,x,x,x")
    for broken in ("", '"a"b'):
        yield from thrown(afsprakenbestand.read_csv, broken)
    for broken in ("x", "product = 1", "a = 1", "[[product]]\nwet = 1\ntarief = -1\nvan = '31-2-2025'\nx = 1"):
        yield from thrown(afsprakenbestand.read_toml, broken)


def of_product_lists() -> Iterable[Bezwaar]:
    regel = productlijst.Productregel(categorie="99", code="45A48", omschrijving=" ", tarief=1, van=NU, tot=date(2000, 1, 1))
    sound = productlijst.Productregel(categorie="45", code="45A48", omschrijving="x", eenheid="99", domeinen=("jeugd",))
    versies = (
        productlijst.Versie(naam="2024-01", van=NU, regels=(regel, sound, sound)),
        productlijst.Versie(naam="2024-01", van=NU, regels=()),
        productlijst.Versie(naam="2024-07", van=NU, tot=date(2000, 1, 1), regels=()),
    )
    yield from productlijst.objections(productlijst.Productlijst(naam="x", wet="jw", versies=versies))
    yield from productlijst.objections(productlijst.Productlijst(naam="x", wet="jw", versies=()))
    if refusal := sound.may_serve("mobw"):
        yield refusal
    yield from thrown(read_productlijst, "lijst,wet\nx,jw\ny,wmo")


def of_parties() -> Iterable[Bezwaar]:
    bereikbaarheid = partij.Bereikbaarheid(telefoon="x", email="x")
    for soort in partij.PartijSoort:
        for code in ("", "1", "0620", "12345678"):
            of = partij.Partij(soort=soort, naam="", code=code, bereikbaarheid=bereikbaarheid, van=NU, tot=date(2000, 1, 1))
            yield from partij.objections(of)
            for message in (MESSAGES["JW301"], MESSAGES["JW305"]):
                yield from partij.may_send(of, message, NU)
    refusal = partij.sender_for("Lekstroom", "0331", "jw", (), NU)
    assert isinstance(refusal, Bezwaar)
    yield refusal
    for found in (agb.notice(agb.AgbWijziging("1", "2", NU, NU), 6), aansluiting.contact_objection([], NU)):
        assert found is not None
        yield found
    yield from agb.objections(agb.AgbWijziging("1", "1", NU, NU))
    yield from aansluiting.before_first_message(aansluiting.Aansluiting(), NU)
    for stand in aansluiting.standing(aansluiting.Aansluiting(), NU):
        yield from stand.verschillen


def of_forms() -> Iterable[Bezwaar]:
    wrong = dict.fromkeys(("agb", "kvk", "kvk_moeder", "vestigingsnummer", "iban", "email", "website"), "x")
    closed = locatie("x", NU, date(2000, 1, 1))
    for form in (
        Formulier(dochtermaatschappij=True),
        volledig(**wrong, locaties=(closed,), contract_eind=date(2000, 1, 1), kd="", nrd=""),
    ):
        yield from formuliercontrole.objections(form, offers_dyslexia=True)
    account = bankrekening.Bankrekening()
    changed = account.report("NL91ABNA0417164300")
    for of in (account, changed, bankrekening.Bankrekening(in_gebruik=changed.aangemeld).report("NL44RABO0123456789")):
        yield from of.for_payment()[1]
    for refusal in (account.confirm(NU), changed.confirm(NU)):
        assert isinstance(refusal, Bezwaar)
        yield refusal


@pytest.mark.parametrize("source", [of_agreements, of_product_lists, of_parties, of_forms])
def test_sentences_are_short_and_whole(source: Callable[[], Iterable[Bezwaar]]) -> None:
    texts = {bezwaar.tekst for bezwaar in source()}
    assert len(texts) > 9
    for text in texts:
        for sentence in re.split(r"(?<=\.)\s+(?=[A-Z“])", text):
            assert len(sentence.split()) <= LONGEST, sentence
        assert text[0].isupper() or text[0] == "“", text
        assert text.endswith("."), text
        assert "None" not in text, text
