"""The answer to a claim (325), row by row of the table of what comes back when (IV087, IV088, declareren.md 10)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

import pytest
from cases import findings_in
from declareren import EURO, OTHER_BSN, credit, declareert, op_regel, regel
from histories import History, Step, case, toewijzing, wijst_toe
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import ketenwerk
from builders import BSN, bedrag, bericht323, client323, dag, message_of, prestatie, referentie, totaal
from ketenwerk.claims.antwoord import verwerkt
from ketenwerk.claims.ingediend import Staat
from ketenwerk.ledger.declaraties import AFGEWEZEN, TOEGEKEND, lijn_naam, lines, uitkomst
from ketenwerk.messages.finding import Finding
from ketenwerk.rules.judge import Report, check, judge
from ketenwerk.rules.reply import Versions, reply
from ketenwerk.standard import m323, m325
from ketenwerk.standard.types import Wet
from official import official_schema
from strategies import searching

LAWS: tuple[Wet, ...] = ("jw", "wmo")
TODAY = dag("2026-11-24")
RUIM = wijst_toe(toewijzing(product=None, omvang=None, budget=99999999))
BEIDEN = [RUIM, wijst_toe(toewijzing(300202, product=None, omvang=None, budget=99999999), bsn=OTHER_BSN)]


def answered(report: Report, on: date = TODAY) -> m325.Bericht:
    made = reply(report, identificatie="A1", dagtekening=on, versions=Versions(controles="3.2.1"))
    assert isinstance(made, m325.Bericht)
    check_form(made, report.bericht)
    return made


def check_form(made: m325.Bericht, claim: Any) -> None:
    """Valid by the official schema, right on level 2 (so TR342 holds), read back equal, and from the receiver of the claim."""
    data = ketenwerk.write(made)
    schema = official_schema(message_of(made).name)
    assert schema.validate(etree.fromstring(data)), schema.error_log.last_error
    assert ketenwerk.read(data) == made
    assert findings_in(made) == ()
    assert (made.header.afzender, made.header.ontvanger) == (claim.header.ontvanger, claim.header.afzender)
    assert made.header.declaratie_identificatie == claim.header.bericht_identificatie
    assert made.header.xsd_versie_declaratie == claim.header.xsd_versie


def play(row: History, wet: Wet) -> m325.Bericht:
    """The answer to the last message of a history, after it was found what the row says."""
    row.check(wet)
    return answered(judge(row.last(wet), row.known(wet)))


Codes = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Verwacht:
    """What a 325 must say. `regels` are the codes by ReferentieNummer, `clienten` by Bsn, of all that comes back."""

    kop: tuple[str, ...]
    declaratie: tuple[str, ...] | None = None
    toegekend: int = 0
    clienten: Codes = field(default_factory=dict)
    regels: Codes = field(default_factory=dict)


def said(made: m325.Bericht) -> Verwacht:
    body = made.declaratie_antwoord
    if body is None:
        return Verwacht(made.header.retour_codes)
    returned = {
        line.product_referentie.referentie_nummer: line.retour_codes for client in body.clienten for line in client.prestaties
    }
    total = body.totaal_toegekend_bedrag
    signed = -total.totaal_bedrag if total.debet_credit == "C" else total.totaal_bedrag
    return Verwacht(
        made.header.retour_codes,
        body.retour_codes,
        signed,
        {client.bsn: client.retour_codes for client in body.clienten},
        returned,
    )


def row(name: str, message: Step, *finds: str, history: Sequence[Step] = (RUIM,), **also: Any) -> History:
    return case("TR304", name, history=history, message=message, finds=finds, **also)


R1, R2, R3 = regel("R1"), regel("R2", "2026-05"), regel("R3", "2026-06")
DRIE = declareert(R1, R2, R3, maand="2026-06")
ONBEKEND = "ToewijzingNummer"

TABLE: list[tuple[History, Verwacht]] = [
    (
        row(
            "header: its own code, and nothing more",
            replace(DRIE, identificatie="H0002"),
            "TR056 Header/BerichtIdentificatie/Identificatie",
            history=[RUIM, declareert(regel("R0", "2026-05"), maand="2026-05", nummer="D0")],
        ),
        Verwacht(("9056",)),
    ),
    (
        row("header of tomorrow", DRIE, "TR135 Header/BerichtIdentificatie/Dagtekening", today=dag("2026-07-04")),
        Verwacht(("8848",)),
    ),
    (
        row(
            "declaratie: its code, nothing granted, no lines",
            declareert(R1, R2, maand="2026-05", nummer="D0"),
            "TR333 Declaratie/DeclaratieNummer",
            history=[RUIM, declareert(regel("R0", "2026-05"), maand="2026-05", nummer="D0")],
        ),
        Verwacht(("0200",), ("9333",)),
    ),
    (
        row(
            "declaratie: two codes",
            declareert(R1, nummer="D0"),
            "TR318 Declaratie/DeclaratiePeriode",
            "TR333 Declaratie/DeclaratieNummer",
            history=[RUIM, declareert(regel("R0", "2026-05"), maand="2026-05", nummer="D0")],
        ),
        Verwacht(("0200",), ("8214", "9333")),
    ),
    (
        row(
            "declaratie and client: the claim as a whole goes before",
            declareert(R1, nummer="D0", bsn=OTHER_BSN),
            "TR333 Declaratie/DeclaratieNummer",
            "TR304 Declaratie/Clienten/Client[1]/Bsn",
            history=[RUIM, declareert(regel("R0"), nummer="D0")],
        ),
        Verwacht(("0200",), ("9333",)),
    ),
    (
        row(
            "client: its code, all its lines unjudged, the rest granted",
            declareert(R1, R2, maand="2026-05", anderen={OTHER_BSN: [regel("R4", op=5), regel("R5", op=300202, volume=1)]}),
            "TR304 Declaratie/Clienten/Client[2]/Bsn",
        ),
        Verwacht(("0200",), ("0200",), 10000, {OTHER_BSN: ("8187",)}, {"R4": ("0233",), "R5": ("0233",)}),
    ),
    (
        row("client: the only one", declareert(R1, bsn=OTHER_BSN), "TR304 Declaratie/Clienten/Client[1]/Bsn"),
        Verwacht(("0200",), ("0200",), 0, {OTHER_BSN: ("8187",)}, {"R1": ("0233",)}),
    ),
    (
        row(
            "line: only it comes back",
            declareert(R1, regel("R2", "2026-05", op=5), R3, maand="2026-06"),
            op_regel("TR338", ONBEKEND, n=2),
        ),
        Verwacht(("0200",), ("0200",), 10000, {BSN: ("0200",)}, {"R2": ("9338",)}),
    ),
    (
        row(
            "line: all its codes, in the order of the rules",
            declareert(regel("R1", van="2026-04-02", tot="2026-04-29"), R2, maand="2026-05"),
            op_regel("TR387", "ProductPeriode/Begindatum"),
            op_regel("TR388", "ProductPeriode/Einddatum"),
        ),
        Verwacht(("0200",), ("0200",), 5000, {BSN: ("0200",)}, {"R1": ("9387", "9388")}),
    ),
    (
        row(
            "lines of two clients: the client without fault is left out",
            declareert(R1, anderen={OTHER_BSN: [regel("R4", op=5)]}, maand="2026-05"),
            op_regel("TR338", ONBEKEND, client=2),
            history=BEIDEN,
        ),
        Verwacht(("0200",), ("0200",), 5000, {OTHER_BSN: ("0200",)}, {"R4": ("9338",)}),
    ),
    (
        row(
            "one client unknown, a line of the other wrong",
            declareert(R1, regel("R2", op=5), anderen={OTHER_BSN: [regel("R4", op=300202)]}),
            op_regel("TR338", ONBEKEND, n=2),
            "TR304 Declaratie/Clienten/Client[2]/Bsn",
        ),
        Verwacht(("0200",), ("0200",), 5000, {BSN: ("0200",), OTHER_BSN: ("8187",)}, {"R2": ("9338",), "R4": ("0233",)}),
    ),
    (row("all granted", DRIE), Verwacht(("0200",), ("8001",), 15000)),
    (
        row(
            "all granted, with a signal",
            declareert(regel("R9", "2026-08"), maand="2026-08"),
            "TR318 Declaratie/DeclaratiePeriode (signal)",
            history=[RUIM, declareert(R1)],
        ),
        Verwacht(("0200",), ("8001",), 5000),
    ),
    (
        row("credits alone: what is granted is negative", declareert(credit("R2", R1)), history=[RUIM, declareert(R1)]),
        Verwacht(("0200",), ("8001",), -5000),
    ),
    (
        row(
            "a debit rejected beside a credit: what is granted is negative",
            declareert(credit("R2", R1), regel("R3", "2026-05", op=5), maand="2026-05"),
            op_regel("TR338", ONBEKEND, n=2),
            history=[RUIM, declareert(R1)],
        ),
        Verwacht(("0200",), ("0200",), -5000, {BSN: ("0200",)}, {"R3": ("9338",)}),
    ),
    (
        row(
            "a credit rejected: it comes back as a credit",
            declareert(credit("R2", R1, "R9"), regel("R3", "2026-05"), maand="2026-05"),
            op_regel("TR323", "ProductReferentie/VorigReferentieNummer"),
            history=[RUIM, declareert(R1)],
        ),
        Verwacht(("0200",), ("0200",), 5000, {BSN: ("0200",)}, {"R2": ("8017",)}),
    ),
    (
        row("all rejected: nothing is debit", declareert(regel("R1", op=5)), op_regel("TR338", ONBEKEND)),
        Verwacht(("0200",), ("0200",), 0, {BSN: ("0200",)}, {"R1": ("9338",)}),
    ),
    (
        row(
            "credit and debit of one amount, both granted: nothing is debit",
            declareert(credit("R2", R1), regel("R3")),
            history=[RUIM, declareert(R1)],
        ),
        Verwacht(("0200",), ("8001",), 0),
    ),
]


@pytest.mark.parametrize("wet", LAWS)
@pytest.mark.parametrize(("told", "wanted"), TABLE, ids=lambda value: value.name if isinstance(value, History) else "")
def test_answer_says_what_was_found(told: History, wanted: Verwacht, wet: Wet) -> None:
    made = play(told, wet)
    assert said(made) == wanted
    assert made.header.xslt_versie is None
    body = made.declaratie_antwoord
    if body is not None:
        assert body.totaal_ingediend_bedrag == told.last(wet).declaratie.totaal_ingediend_bedrag  # type: ignore[attr-defined]
        assert body.totaal_toegekend_bedrag.debet_credit == ("C" if wanted.toegekend < 0 else "D")


@pytest.mark.parametrize("wet", LAWS)
def test_level_2_is_answered_with_one_code_and_the_version_of_the_checks(wet: Wet) -> None:
    claim = bericht323(wet, totaal_ingediend_bedrag=totaal(1))
    report = check(claim)
    assert "TR358" in report.counts
    made = answered(report)
    assert said(made) == Verwacht(("0001",))
    assert made.header.xslt_versie == "3.2.1"


@pytest.mark.parametrize("wet", LAWS)
def test_what_the_schema_refuses_is_not_answered(wet: Wet) -> None:
    data = ketenwerk.write(bericht323(wet)).replace(b"GeleverdVolume>4<", b"GeleverdVolume>vier<")
    report = check(data)
    assert report.verdict == "refused"
    assert reply(report, identificatie="A1", dagtekening=TODAY) is None


@pytest.mark.eis("E187", "E193")
@pytest.mark.parametrize("wet", LAWS)
def test_a_line_is_granted_or_rejected_as_a_whole(wet: Wet) -> None:
    """S31: lines of 100, 200 and 50 euro, the second without assignment: 350 submitted, 150 granted, one line comes back."""
    lijnen = [
        regel(f"R{n}", f"2026-0{n + 3}", cents, eenheid=EURO, op=nummer)
        for n, cents, nummer in ((1, 10000, 300201), (2, 20000, 5), (3, 5000, 300201))
    ]
    told = row("S31", declareert(*lijnen, maand="2026-06"), op_regel("TR338", ONBEKEND, n=2))
    made = play(told, wet)
    assert said(made) == Verwacht(("0200",), ("0200",), 15000, {BSN: ("0200",)}, {"R2": ("9338",)})
    assert made.declaratie_antwoord is not None
    assert made.declaratie_antwoord.totaal_ingediend_bedrag.totaal_bedrag == 35000
    # No element of a returned line says how much of it would be granted: it has what the claim has, and codes.
    assert {*m325.Prestatie.__struct_fields__} - {*m323.Prestatie.__struct_fields__} == {"retour_codes"}


# Random claims with random findings


class Aangewezen(NamedTuple):
    """A claim, and which clients and lines of it (by position) were found wrong."""

    claim: m323.Bericht
    clienten: frozenset[int]
    regels: frozenset[tuple[int, int]]


@st.composite
def claims(draw: st.DrawFn, wet: Wet) -> Aangewezen:
    clients, numbered = [], 0
    for bsn in draw(st.sampled_from([(BSN,), (BSN, OTHER_BSN), (OTHER_BSN, "999990032", BSN)])):
        made = []
        for amount in draw(st.lists(st.one_of(st.integers(-99_999_999, 99_999_999), st.just(0)), min_size=1, max_size=5)):
            numbered += 1
            vorig = f"V{numbered}" if amount < 0 else None
            line = {"product_referentie": referentie(f"R{numbered}", vorig), "ingediend_bedrag": bedrag(amount)}
            made.append(prestatie(wet, **line, toewijzing_nummer=numbered))
        clients.append(client323(*made, bsn=bsn))
    places = [(client, line) for client, held in enumerate(clients) for line in range(len(held.prestaties))]
    wrong = draw(st.sets(st.sampled_from(places)))
    whole = draw(st.sets(st.sampled_from(range(len(clients))), max_size=1))
    return Aangewezen(bericht323(wet, *clients), frozenset(whole), frozenset(wrong))


def report_of(asked: Aangewezen) -> Report:
    place = "/Bericht/Declaratie/Clienten/Client[{}]"
    found = [Finding(rule="TR304", level=3, code="8187", path=f"{place.format(n + 1)}/Bsn") for n in asked.clienten]
    # Lines of a client that is wrong are not judged.
    lines_wrong = sorted(each for each in asked.regels if each[0] not in asked.clienten)
    for client, line in lines_wrong:
        path = f"{place.format(client + 1)}/Prestaties/Prestatie[{line + 1}]/ToewijzingNummer"
        found.append(Finding(rule="TR338", level=3, code="9338", path=path))
    return Report(tuple(found), message_of(asked.claim), asked.claim)


@pytest.mark.parametrize("wet", LAWS)
def test_what_comes_back_is_the_difference(wet: Wet) -> None:
    @searching(150)
    @given(claims(wet))
    def holds(asked: Aangewezen) -> None:
        made = answered(report_of(asked))
        rejected = {
            line.product_referentie.referentie_nummer
            for client, held in enumerate(asked.claim.declaratie.clienten)
            for position, line in enumerate(held.prestaties)
            if client in asked.clienten or (client, position) in asked.regels
        }
        whole = {line.product_referentie.referentie_nummer: line for _, line in lines(asked.claim)}
        amounts = {number: _signed(line) for number, line in whole.items()}
        told = said(made)
        assert told.regels.keys() == rejected
        assert told.toegekend == sum(amounts.values()) - sum(amounts[number] for number in rejected)
        assert told.declaratie == (("0200",) if rejected else ("8001",))
        _reads_as(asked.claim, made, rejected)

    holds()


def _reads_as(claim: m323.Bericht, made: m325.Bericht, rejected: set[str]) -> None:
    """Provider and register take from it what was put in it, and nothing in it differs from the claim."""
    seen = verwerkt(claim, made)
    assert seen.verschillen == ()
    assert {
        line.prestatie.product_referentie.referentie_nummer for line in seen.regels if line.staat == Staat.AFGEWEZEN
    } == rejected
    outcome = uitkomst(made)
    for bsn, line in lines(claim):
        number = line.product_referentie.referentie_nummer
        assert outcome.staat(lijn_naam(bsn, line)) == (AFGEWEZEN if number in rejected else TOEGEKEND)


def _signed(line: m323.Prestatie) -> int:
    amount = line.ingediend_bedrag
    return -amount.bedrag if amount.debet_credit == "C" else amount.bedrag


# Every history that the rules on a claim are tried with


def test_the_answer_to_every_history_with_a_claim_holds() -> None:
    """Valid and right on level 2; each code stands where its rule found something."""
    from test_complete_level34 import ALL_CASES

    tried = 0
    for told in ALL_CASES:
        for wet in told.laws():
            bericht = told.last(wet)
            if not isinstance(bericht, m323.Bericht):
                continue
            report = judge(bericht, told.known(wet))
            made = answered(report, told.today)
            tried += 1
            given_codes = {code for codes in _codes(made) for code in codes} - {"0200", "0233", "8001"}
            assert given_codes <= {finding.code for finding in report.rejecting}, told.name
            assert bool(given_codes) == bool(report.rejecting), told.name
            if made.declaratie_antwoord is not None:
                differences = verwerkt(bericht, made).verschillen
                assert not differences, told.name
    assert tried > 500


def _codes(made: m325.Bericht) -> list[tuple[str, ...]]:
    body = made.declaratie_antwoord
    found = [made.header.retour_codes]
    if body is not None:
        found.append(body.retour_codes)
        for client in body.clienten:
            found += [client.retour_codes, *(line.retour_codes for line in client.prestaties)]
    return found
