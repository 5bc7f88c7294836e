"""The provider form: its fields, what follows what, its locations, and what is objected to."""

import re
from datetime import date
from typing import Any

import msgspec
import pytest
from ingevuld import locatie, volledig

from ketenwerk.protocol.aanbiederformulier import Adres, Formulier, Persoon, Zorglocatie
from ketenwerk.protocol.bankrekening import RekeningStaat
from ketenwerk.protocol.bezwaar import blocks
from ketenwerk.protocol.formuliercontrole import Bijlage, account, objections
from ketenwerk.protocol.velden import EENMALIG, PER_LOCATIE, VELDEN
from outside import shared

ALLES = frozenset(Bijlage)
KERKSTRAAT = Adres(straat="Kerkstraat", huisnummer="1", postcode="1234 AB", woonplaats="Houten")


def found(formulier: Formulier, bijlagen: frozenset[Bijlage] = ALLES, **told: bool) -> list[tuple[str, bool]]:
    return [(bezwaar.veld, bezwaar.blokkeert) for bezwaar in objections(formulier, bijlagen, **told)]


# Refused


@pytest.mark.parametrize("veld", ["juridische_naam", "agb", "kvk"])
def test_form_without_what_is_obligatory_is_refused(veld: str) -> None:
    assert found(volledig(**{veld: ""})) == [(veld, True)]


def test_form_without_agb_code_is_refused_because_no_care_is_reimbursed() -> None:
    (without,) = objections(volledig(agb=""), ALLES)
    assert without.blokkeert
    assert "niet vergoed" in without.tekst
    assert found(volledig(agb="1234567")) == [("agb", True)]
    assert found(volledig(agb="12345678")) == []


@pytest.mark.eis("E009")
def test_subsidiary_names_the_number_of_its_parent() -> None:
    assert found(volledig(dochtermaatschappij=True, kvk_moeder="")) == [("kvk_moeder", True)]
    assert found(volledig(dochtermaatschappij=True, kvk_moeder="87654321")) == []
    assert found(volledig(dochtermaatschappij=False, kvk_moeder="")) == []
    assert found(volledig(kvk="1234567")) == [("kvk", True)]


@pytest.mark.parametrize(
    ("changed", "veld"),
    [
        ({"agb": "1234567a"}, "agb"),
        ({"kvk": "123456789"}, "kvk"),
        ({"kvk_moeder": "8765432"}, "kvk_moeder"),
        ({"vestigingsnummer": "12345678"}, "vestigingsnummer"),
        ({"iban": "NL92ABNA0417164300"}, "iban"),
        ({"iban": "NL91ABNA041716430"}, "iban"),
        ({"iban": "0417164300"}, "iban"),
        ({"contract_eind": date(2024, 12, 31)}, "contract_eind"),
        ({"locaties": (locatie("A"), locatie("B", date(2025, 1, 2), date(2025, 1, 1)))}, "locatie[2].sluiting"),
    ],
)
def test_answer_that_cannot_be_true_is_refused(changed: dict[str, Any], veld: str) -> None:
    assert found(volledig(**changed)) == [(veld, True)]


# Warned about


@pytest.mark.eis("E010")
def test_dyslexia_asks_a_number_in_one_of_its_registers() -> None:
    without = volledig(kd="", nrd="")
    assert found(without, offers_dyslexia=True) == [("kd", False)]
    assert found(without) == []
    assert found(volledig(kd=""), offers_dyslexia=True) == found(volledig(nrd=""), offers_dyslexia=True) == []


@pytest.mark.parametrize(
    ("changed", "veld"),
    [
        ({"email": "info.delinde.example"}, "email"),
        ({"email": ""}, "email"),
        ({"website": "geen"}, "website"),
        ({"vestiging": Adres(straat="A", huisnummer="1", postcode="0234 AB", woonplaats="B")}, "vestiging.postcode"),
        (
            {"vestiging": Adres(land="nederland", straat="A", huisnummer="1", postcode="B-1000", woonplaats="B")},
            "vestiging.postcode",
        ),
        ({"contractant": Persoon(achternaam="A", telefoon_1="thuis", email="a@b.nl")}, "contractant.telefoon_1"),
        ({"locaties": (msgspec.structs.replace(locatie("A"), postcode="12"),)}, "locatie[1].postcode"),
        ({"corr_gelijk": None}, "corr_gelijk"),
    ],
)
def test_doubtful_or_missing_answer_is_warned_about(changed: dict[str, Any], veld: str) -> None:
    assert found(volledig(**changed)) == [(veld, False)]


def test_postal_code_abroad_has_any_form() -> None:
    abroad = Adres(land="België", straat="A", huisnummer="1", postcode="B-1000", woonplaats="Brussel")
    assert found(volledig(vestiging=abroad)) == []


def test_attachments_that_the_form_promises_are_missed() -> None:
    assert found(volledig(), frozenset()) == [("eigen_verklaring", False), ("iban", False)]
    assert found(volledig(eigen_verklaring=False), frozenset({Bijlage.BANKAFSCHRIFT})) == []


def test_account_waits_for_the_copy_of_a_bank_statement() -> None:
    assert account(volledig(), ()).staat.value == "wacht op kopie bankafschrift"
    assert account(volledig(), ALLES).staat is RekeningStaat.WACHT_OP_BEVESTIGING
    assert account(Formulier(), ()).staat is RekeningStaat.GEEN


def test_empty_form_is_refused_for_what_is_obligatory_and_warned_about_for_the_rest() -> None:
    blocking = [veld for veld, blokkeert in found(Formulier()) if blokkeert]
    assert blocking == ["juridische_naam", "agb", "kvk"]
    asked = [veld.sleutel for veld in EENMALIG.values() if veld.leeg == "waarschuwt" and veld.gevraagd == "altijd"]
    assert [veld for veld, blokkeert in found(Formulier()) if not blokkeert] == asked


def test_objection_never_quotes_an_answer() -> None:
    secret = "GEHEIM1"
    adres = Adres(**dict.fromkeys(Adres.__struct_fields__, secret))
    persoon = Persoon(**dict.fromkeys(Persoon.__struct_fields__, secret))
    texts = {name: secret for name, kind in Formulier.__annotations__.items() if kind is str}
    full = Formulier(
        **texts,  # type: ignore[arg-type]
        vestiging=adres,
        contractant=persoon,
        locaties=(Zorglocatie(naam=secret, postcode=secret),),
    )
    assert len(objections(full)) > 10
    assert not any(secret in str(bezwaar) for bezwaar in objections(full))


# Sound


def test_full_form_has_no_objection() -> None:
    assert objections(volledig(), ALLES, offers_dyslexia=True) == ()
    assert not blocks(objections(volledig()))


# What follows what


@pytest.mark.eis("E011")
def test_equal_address_follows_its_source() -> None:
    form = volledig(fact_gelijk=True)
    assert form.facturatieadres == form.correspondentie
    changed = msgspec.structs.replace(form, correspondentie=msgspec.structs.replace(form.correspondentie, straat="Nieuwstraat"))
    assert changed.facturatieadres.straat == "Nieuwstraat"


def test_equal_address_follows_through_another_equal_one() -> None:
    form = volledig(corr_gelijk=True, fact_gelijk=True, vestiging=KERKSTRAAT)
    assert form.correspondentieadres == form.facturatieadres == KERKSTRAAT


@pytest.mark.parametrize("answer", [False, None])
def test_address_that_is_not_said_to_be_equal_is_its_own(answer: bool | None) -> None:
    form = volledig(corr_gelijk=answer, fact_gelijk=answer, fact_contact_gelijk=answer)
    assert form.correspondentieadres == form.correspondentie != form.vestiging
    assert form.facturatieadres == form.facturatie != form.correspondentie
    assert form.contact_facturatie == form.facturatiecontact != form.contractant


def test_equal_contact_is_the_contractant() -> None:
    form = volledig(fact_contact_gelijk=True)
    assert form.contact_facturatie == form.contractant


@pytest.mark.parametrize(
    ("equal", "part"),
    [("corr_gelijk", "correspondentie"), ("fact_gelijk", "facturatie"), ("fact_contact_gelijk", "facturatiecontact")],
)
def test_own_fields_are_asked_only_when_not_equal(equal: str, part: str) -> None:
    for answer, asked in ((True, False), (False, True), (None, False)):
        form = Formulier(**{equal: answer})  # type: ignore[arg-type]
        fields = [veld for veld in VELDEN if veld.sleutel.startswith(f"{part}.")]
        assert fields
        assert {veld.is_asked(form) for veld in fields} == {asked}
    empty = type(getattr(volledig(), part))()
    assert found(volledig(**{equal: True, part: empty})) == []
    missed = found(volledig(**{equal: False, part: empty}))
    assert missed
    assert all(veld.startswith(f"{part}.") for veld, _ in missed)


# Locations


@pytest.mark.eis("E012")
def test_closed_location_cannot_be_chosen() -> None:
    closing = locatie("Zuid", opening=date(2020, 1, 1), sluiting=date(2024, 12, 31))
    staying = locatie("Noord", opening=date(2020, 1, 1), sluiting=None)
    form = volledig(locaties=(closing, staying))
    assert form.open_locations(date(2025, 1, 1)) == (staying,)
    assert form.open_locations(date(2024, 12, 31)) == (closing, staying)
    assert form.open_locations(date(2019, 12, 31)) == ()


def test_location_of_which_nothing_is_filled_in_is_none() -> None:
    assert volledig(locaties=(Zorglocatie(), locatie("Noord"), Zorglocatie(naam=" "))).locaties == (locatie("Noord"),)


# The fields


def test_fields_are_numbered_1_to_62_and_one_question_has_no_number() -> None:
    assert [veld.nummer for veld in VELDEN if veld.nummer is not None] == list(range(1, 63))
    assert [veld.sleutel for veld in VELDEN if veld.nummer is None] == ["dochtermaatschappij"]


def test_every_field_has_its_place_in_the_form_and_the_form_no_other() -> None:
    parts = {
        "vestiging": Adres,
        "correspondentie": Adres,
        "facturatie": Adres,
        "contractant": Persoon,
        "facturatiecontact": Persoon,
    }
    keys: list[str] = []
    for name in Formulier.__struct_fields__:
        cls = Zorglocatie if name == "locaties" else parts.get(name)
        head = "locatie[]" if name == "locaties" else name
        keys += [f"{head}.{field}" for field in cls.__struct_fields__] if cls else [name]
    assert [veld.sleutel for veld in VELDEN] == keys
    assert len(PER_LOCATIE) == 8


def test_full_form_answers_every_field() -> None:
    form = volledig()
    answers = [veld.answer(form) for veld in EENMALIG.values()] + [veld.answer(form.locaties[0]) for veld in PER_LOCATIE.values()]
    assert len(answers) == 63
    assert all(answer not in ("", None) for answer in answers)


def test_table_is_that_of_the_requirements() -> None:
    """Numbers, keys and, of the numbered parts, how many fields each has."""
    numbered = {veld.nummer: veld.sleutel for veld in VELDEN if veld.nummer is not None}
    section = shared("eisen", "eisen.md").read_text(encoding="utf-8").partition("### Field table")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (\d+)(?:–(\d+))? \| [^|]+ \| ([^|]+) \| (\S+) \|", section, re.MULTILINE)
    seen: list[int] = []
    for first, last, names, key in rows:
        numbers = range(int(first), int(last or first) + 1)
        seen += numbers
        if last:
            part = key.removesuffix("*")
            assert [numbered[number].startswith(part) for number in numbers] == [True] * len(names.split(", ")), key
        else:
            assert numbered[numbers[0]] == key
    assert seen == list(range(1, 63))


def test_words_of_the_table_are_known_ones() -> None:
    assert {veld.leeg for veld in VELDEN} == {"blokkeert", "waarschuwt", "mag"}
    for veld in VELDEN:
        key, _, answer = veld.gevraagd.partition("=")
        assert veld.gevraagd == "altijd" or (EENMALIG[key].soort == "janee" and answer in ("ja", "nee")), veld.sleutel
