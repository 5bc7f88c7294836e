"""LOK010 to LOK014: what only some parties agree on about claims, each with the nearest case that passes."""

from datetime import date
from typing import Any

import msgspec
import pytest
from declareren import afspraken, credit, declareert, omvang, op_regel, regel
from histories import (
    LAWS,
    TODAY,
    History,
    Step,
    afgekeurd,
    case,
    expand,
    meldt_start,
    meldt_stop,
    start_op,
    stop_op,
    toewijzing,
    wijst_toe,
)

from builders import CATEGORIE, CODE, OTHER_CATEGORIE, OTHER_CODE, bedrag
from ketenwerk.rules.judge import check, judge
from ketenwerk.rules.reply import reply
from ketenwerk.standard import m325
from ketenwerk.standard.basis import Product
from ketenwerk.standard.types import Wet


def uren() -> Step:
    return wijst_toe(toewijzing(omvang=omvang(1000, "6")))


def prijs(tarief: int, **changes: Any) -> Step:
    """One claim of one hour at this tariff."""
    return declareert(regel("R1", volume=1, tarief=tarief, **changes))


TARIEF = op_regel("TR418", "ProductTarief")

# Only registered (E218)

ALLEEN = {"alleen_registratie": True, "tarief": None}
HALF_APRIL = (date(2026, 4, 15), date(2026, 4, 16))

REGISTRATIE = [
    case("LOK010", "claimed as agreed", history=[uren()], message=prijs(1250), afspraken=afspraken({})),
    case(
        "LOK010",
        "claimed while it is only registered",
        history=[uren()],
        message=prijs(1250),
        finds=[op_regel("LOK010", "ProductCode")],
        found=lambda wet: f"{CATEGORIE[wet]} {CODE[wet]}",
        afspraken=afspraken(ALLEEN),
    ),
    case(
        "LOK010",
        "a tariff that is named for registration alone is not claimed either",
        history=[uren()],
        message=prijs(1300),
        finds=[op_regel("LOK010", "ProductCode")],
        afspraken=afspraken({**ALLEEN, "tarief": 1250}),
    ),
    case(
        "LOK010",
        "registration alone until the month before",
        history=[uren()],
        message=prijs(1250),
        afspraken=afspraken({**ALLEEN, "tot": date(2026, 3, 31)}, {"van": date(2026, 4, 1)}),
    ),
    case(
        "LOK010",
        "registration alone from the month after",
        history=[uren()],
        message=prijs(1250),
        afspraken=afspraken({"tot": date(2026, 4, 30)}, {**ALLEEN, "van": date(2026, 5, 1)}),
    ),
    case(
        "LOK010",
        "registration alone for half of the period",
        history=[uren()],
        message=prijs(1250),
        afspraken=afspraken({**ALLEEN, "tot": HALF_APRIL[0]}, {"van": HALF_APRIL[1]}),
    ),
    case(
        "LOK010",
        "of another product alone",
        history=[uren()],
        message=prijs(1250),
        afspraken=afspraken({}, {**ALLEEN, "code": "99X99"}),
    ),
    case(
        "LOK010",
        "a credit of what was claimed before",
        history=[uren(), prijs(1250)],
        message=declareert(credit("R2", regel("R1", volume=1)), nummer="D2"),
        afspraken=afspraken(ALLEEN),
    ),
]

# At most (E223, S37)

HOOGSTENS = {"maximum_tarief": True, "tarief": 8724}
VRIJ = {"maximum_tarief": True, "tarief": None, "code": "99X99"}


def zonder_code() -> Step:
    """An assignment of the category alone, so that any product of it may be claimed."""
    return wijst_toe(toewijzing(product=lambda wet: Product(categorie=CATEGORIE[wet]), omvang=None, budget=1_000_000))


def opt_out(tarief: int, **changes: Any) -> Step:
    return prijs(tarief, product_code="99X99", **changes)


def minuten(tarief: int, volume: int, cents: int) -> Step:
    return declareert(regel("R1", volume=volume, eenheid="01", tarief=tarief, ingediend_bedrag=bedrag(cents)))


MAXIMUM = [
    *(
        case("LOK011", f"{tarief} of at most 8724", history=[uren()], message=prijs(tarief), afspraken=afspraken(HOOGSTENS))
        for tarief in (1, 8000, 8724)
    ),
    case(
        "LOK011",
        "one cent above it",
        history=[uren()],
        message=prijs(8725),
        finds=[op_regel("LOK011", "ProductTarief")],
        found="8725",
        expected="<= 8724",
        afspraken=afspraken(HOOGSTENS),
    ),
    case(
        "LOK011",
        "one cent below a tariff that is no maximum",
        history=[uren()],
        message=prijs(8723),
        finds=[TARIEF],
        afspraken=afspraken({"tarief": 8724}),
    ),
    case(
        "LOK011",
        "above a maximum, but exactly what was agreed for the rest of the period",
        history=[uren()],
        message=prijs(9000),
        afspraken=afspraken({**HOOGSTENS, "tot": HALF_APRIL[0]}, {"tarief": 9000, "van": HALF_APRIL[1]}),
    ),
    case(
        "LOK011",
        "the highest of the category",
        history=[zonder_code()],
        message=opt_out(9000),
        afspraken=afspraken(VRIJ, {"tarief": 8724}, {"tarief": 9000, "code": "77X77"}),
    ),
    case(
        "LOK011",
        "one cent above the highest of the category",
        history=[zonder_code()],
        message=opt_out(9001),
        finds=[op_regel("LOK011", "ProductTarief")],
        found="9001",
        expected="<= 9000",
        afspraken=afspraken(VRIJ, {"tarief": 8724}, {"tarief": 9000, "code": "77X77"}),
    ),
    case(
        "LOK011",
        "a dearer product of another category does not count",
        history=[zonder_code()],
        message=opt_out(8725),
        finds=[op_regel("LOK011", "ProductTarief")],
        found="8725",
        expected="<= 8724",
        afspraken=afspraken(VRIJ, {"tarief": 8724}, {"tarief": 9000, "code": OTHER_CODE.get, "categorie": OTHER_CATEGORIE.get}),
    ),
    case(
        "LOK011",
        "nothing of the category has a tariff in that unit",
        history=[zonder_code()],
        message=opt_out(8724),
        finds=[TARIEF],
        afspraken=afspraken(VRIJ, {"tarief": 8724, "eenheid": "14"}),
    ),
    case(
        "LOK011",
        "minutes at the sixtieth of it",
        history=[uren()],
        message=minuten(145, 240, 34896),
        afspraken=afspraken(HOOGSTENS),
    ),
    case(
        "LOK011",
        "minutes at one cent more than its sixtieth",
        history=[uren()],
        message=minuten(146, 240, 35040),
        finds=[op_regel("LOK011", "ProductTarief"), op_regel("TR346", "IngediendBedrag")],
        found="146",
        expected="<= 145",
        afspraken=afspraken(HOOGSTENS),
    ),
    case(
        "TR346",
        "minutes at a lower hour tariff, counted from that",
        history=[uren()],
        message=minuten(144, 240, 34600),
        afspraken=afspraken(HOOGSTENS),
    ),
    case(
        "TR346",
        "minutes for more than the most an hour may cost",
        history=[uren()],
        message=minuten(145, 240, 34897),
        finds=[op_regel("TR346", "IngediendBedrag")],
        found="34897",
        expected="34800",
        afspraken=afspraken(HOOGSTENS),
    ),
]

# In halves (E200)


def arrangement() -> Step:
    return wijst_toe(toewijzing(omvang=omvang(2, "6", "82")))


HELFTEN = {"eenheid": "82", "tarief": 400000, "helften": True}
GESTART = meldt_start(start_op())
VOLGENS_PLAN = {"jw": "31", "wmo": "19"}
IN_OVEREENSTEMMING = {"jw": "34", "wmo": "23"}
GESTOPT = meldt_stop(stop_op(reden_beeindiging=VOLGENS_PLAN.get))


def stuk(nummer: str, maand: str, volume: int = 1, tarief: int = 200000, **changes: Any) -> Step:
    return declareert(regel(nummer, maand, volume, eenheid="82", tarief=tarief, **changes), maand=maand)


EERSTE = stuk("R1", "2026-06")


def helft(name: str, *history: Step, message: Step, finds: Any = (), rule: str = "LOK013", **changes: Any) -> History:
    return case(
        rule, name, history=[arrangement(), *history], message=message, finds=finds, afspraken=afspraken(HELFTEN), **changes
    )


TE_VEEL = [op_regel("LOK013", "GeleverdVolume")]
HALVES = [
    helft("first piece before the start", message=EERSTE, finds=[op_regel("LOK012", "GeleverdVolume")], rule="LOK012"),
    helft(
        "first piece after a start that was rejected",
        afgekeurd(GESTART),
        message=EERSTE,
        finds=[op_regel("LOK012", "GeleverdVolume")],
        rule="LOK012",
        found="1",
        expected="0",
    ),
    helft("first piece after the start", GESTART, message=EERSTE, rule="LOK012"),
    helft("whole tariff for one piece", GESTART, message=stuk("R1", "2026-06", tarief=400000), finds=[TARIEF], rule="TR418"),
    helft("both pieces before the stop", GESTART, message=stuk("R1", "2026-06", 2), finds=TE_VEEL, found="2", expected="1"),
    helft("second piece before the stop", GESTART, EERSTE, message=stuk("R2", "2026-07"), finds=TE_VEEL, found="1", expected="0"),
    helft(
        "second piece after a stop by agreement",
        GESTART,
        EERSTE,
        meldt_stop(stop_op(reden_beeindiging=IN_OVEREENSTEMMING.get)),
        message=stuk("R2", "2026-07"),
        finds=TE_VEEL,
    ),
    helft(
        "second piece after a stop for a while",
        GESTART,
        EERSTE,
        meldt_stop(stop_op(reden_beeindiging="20")),
        message=stuk("R2", "2026-07"),
        finds=TE_VEEL,
    ),
    helft(
        "second piece after a stop that was rejected",
        GESTART,
        EERSTE,
        afgekeurd(GESTOPT),
        message=stuk("R2", "2026-07"),
        finds=TE_VEEL,
    ),
    helft("second piece after the stop as planned", GESTART, EERSTE, GESTOPT, message=stuk("R2", "2026-07")),
    helft("both pieces after the stop", GESTART, GESTOPT, message=stuk("R1", "2026-07", 2)),
    helft(
        "third piece",
        GESTART,
        EERSTE,
        GESTOPT,
        stuk("R2", "2026-07"),
        message=stuk("R3", "2026-08"),
        finds=[*TE_VEEL, op_regel("TR322", "GeleverdVolume")],
    ),
    helft(
        "first piece anew beside its credit",
        GESTART,
        EERSTE,
        message=declareert(
            credit("R2", regel("R1", "2026-06", volume=1, eenheid="82", tarief=200000)),
            regel("R3", "2026-06", volume=1, eenheid="82", tarief=200000),
            maand="2026-06",
            nummer="D2",
        ),
    ),
    helft(
        "first piece after one that was rejected",
        GESTART,
        declareert(regel("R1", "2026-06", 1, eenheid="82", tarief=200000), maand="2026-06", afgewezen=["R1"]),
        message=stuk("R2", "2026-06"),
    ),
    case(
        "LOK012",
        "output without halves is never judged beside a start",
        history=[arrangement()],
        message=stuk("R1", "2026-06", 2, tarief=400000),
        afspraken=afspraken({**HELFTEN, "helften": False}),
    ),
]

CASES = [*REGISTRATIE, *MAXIMUM, *HALVES]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_agreed_between_some(row: History, wet: Wet) -> None:
    row.check(wet)


# Whole answers


def answered(wet: Wet, row: History, **known: Any) -> m325.Bericht:
    """The 325 on the last message of a history."""
    beside = msgspec.structs.replace(row.known(wet), **known)
    found = reply(judge(check(row.last(wet)), beside), identificatie="A1", dagtekening=TODAY)
    assert isinstance(found, m325.Bericht)
    return found


def lines(answer: m325.Bericht) -> list[tuple[str, tuple[str, ...]]]:
    """What comes back, by ReferentieNummer, with its codes."""
    body = answer.declaratie_antwoord
    assert body is not None
    return [
        (line.product_referentie.referentie_nummer, line.retour_codes) for client in body.clienten for line in client.prestaties
    ]


@pytest.mark.eis("E200")
@pytest.mark.parametrize("wet", LAWS)
def test_arrangement_is_granted_half_after_the_start_and_half_after_the_stop(wet: Wet) -> None:
    """An arrangement of 4.000,00: each piece is one of 2.000,00."""
    first = helft("", GESTART, message=EERSTE)
    second = helft("", GESTART, EERSTE, message=stuk("R2", "2026-07"))
    after = helft("", GESTART, EERSTE, GESTOPT, message=stuk("R2", "2026-07"))
    assert lines(answered(wet, first)) == []
    assert lines(answered(wet, second)) == [("R2", ("9322",))]
    granted = answered(wet, after).declaratie_antwoord
    assert granted is not None
    assert (granted.retour_codes, granted.totaal_toegekend_bedrag.totaal_bedrag) == (("8001",), 200000)


@pytest.mark.eis("E223")
@pytest.mark.parametrize("wet", LAWS)
def test_the_office_caps_what_it_cannot_know(wet: Wet) -> None:
    """At the contracted tariff of the assigned product, or at the highest of the assigned category: both 87,24 here."""
    for history, agreed, line in (
        (uren(), afspraken(HOOGSTENS), prijs),
        (zonder_code(), afspraken(VRIJ, {"tarief": 8724}), opt_out),
    ):
        rows = [case("LOK011", "", history=[history], message=line(tarief), afspraken=agreed) for tarief in (8000, 9000)]
        assert [lines(answered(wet, row)) for row in rows] == [[], [("R1", ("0611",))]]


@pytest.mark.parametrize("wet", LAWS)
def test_each_local_rule_gives_the_code_that_was_chosen_for_it(wet: Wet) -> None:
    rows = {each.name: each for each in CASES}
    assert lines(answered(wet, rows["claimed while it is only registered"])) == [("R1", ("0611",))]
    assert lines(answered(wet, rows["one cent above it"])) == [("R1", ("0611",))]
    assert lines(answered(wet, rows["first piece before the start"])) == [("R1", ("9321",))]


@pytest.mark.parametrize("wet", LAWS)
def test_claim_of_a_subcontractor_is_refused_as_a_whole_and_that_of_its_main_contractor_is_not(wet: Wet) -> None:
    row = case("LOK014", "", history=[uren()], message=prijs(1250), afspraken=afspraken({}))
    refused, granted = answered(wet, row, onderaannemer=True), answered(wet, row)
    assert refused.declaratie_antwoord is not None
    assert granted.declaratie_antwoord is not None
    assert refused.declaratie_antwoord.retour_codes == ("9338",)
    assert refused.declaratie_antwoord.totaal_toegekend_bedrag.totaal_bedrag == 0
    assert granted.declaratie_antwoord.retour_codes == ("8001",)


@pytest.mark.parametrize("wet", LAWS)
def test_subcontractor_still_reports_its_care(wet: Wet) -> None:
    """Only the claim is the matter here: a start is judged as ever."""
    row = case("LOK014", "", history=[uren()], message=GESTART)
    known = msgspec.structs.replace(row.known(wet), onderaannemer=True)
    assert judge(check(row.last(wet)), known).findings == ()
