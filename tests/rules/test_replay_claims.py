"""Claims and their answers played in order: what a 325 that is played says goes before our own answer."""

from typing import Any

import msgspec
import pytest
from declareren import antwoordt, credit, declareert, omvang, op_regel, regel, terug
from histories import LAWS, Step, meldt_start, met_kenmerk, start_op, toewijzing, vraagt, wijst_toe, written

from builders import dag, totaal
from ketenwerk.rules.judge import check
from ketenwerk.rules.replay import Played, Replay
from ketenwerk.rules.reply import reply
from ketenwerk.standard import m323
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.types import Wet

TODAY = dag("2026-11-24")
TOEGEWEZEN = wijst_toe(toewijzing())
R1 = regel("R1")
EERSTE = met_kenmerk("C1", declareert(R1, nummer="D1"))


def antwoord(*lines: Any, op: str = "C1", declaratie: str = "D1", **changes: Any) -> Step:
    return antwoordt(*lines, op=op, declaratie=declaratie, **{"ingediend": 5000, **changes})


class Spel:
    """A replay of steps under one law; each gets the next Identificatie unless it has its own."""

    def __init__(self, wet: Wet) -> None:
        self._wet = wet
        self._replay = Replay(TODAY)
        self._count = 0

    def finds(self, step: Step) -> list[str]:
        return [written(finding) for finding in self.play(step).report.findings]

    def play(self, step: Step) -> Played:
        self._count += 1
        return self._replay.play(check(step.bericht(self._wet, f"S{self._count:03}")))

    def plays(self, bericht: Bericht) -> list[str]:
        """What is found in a message that is made already."""
        return [written(finding) for finding in self._replay.play(check(bericht)).report.findings]


@pytest.fixture(params=LAWS)
def spel(request: pytest.FixtureRequest) -> Spel:
    return Spel(request.param)


def test_our_own_answer_counts_until_another_is_played(spel: Spel) -> None:
    assert spel.finds(TOEGEWEZEN) == []
    assert spel.finds(EERSTE) == []
    assert spel.finds(declareert(regel("R2"))) == [op_regel("TR389")]
    assert spel.finds(declareert(credit("R3", R1))) == []


def test_a_line_that_the_receiver_rejects_can_be_claimed_anew_and_not_credited(spel: Spel) -> None:
    spel.play(TOEGEWEZEN)
    spel.play(EERSTE)
    assert spel.finds(antwoord(terug(R1, ("0611",)))) == []
    assert spel.finds(declareert(credit("R3", R1))) == [op_regel("TR323", "ProductReferentie/VorigReferentieNummer")]
    assert spel.finds(declareert(regel("R2"))) == []


def test_a_line_that_the_receiver_grants_stands_though_we_rejected_it(spel: Spel) -> None:
    spel.play(TOEGEWEZEN)
    groot = regel("R1", volume=5)
    assert spel.finds(met_kenmerk("C1", declareert(groot, nummer="D1"))) == [op_regel("TR321", "GeleverdVolume")]
    assert spel.finds(antwoord(ingediend=6250)) == []
    assert spel.finds(declareert(regel("R2"))) == [op_regel("TR389")]
    assert spel.finds(declareert(credit("R3", groot))) == []


def test_a_claim_that_we_rejected_as_a_whole_is_answered_all_the_same(spel: Spel) -> None:
    """Nothing in that answer is unknown for it: what it answers was sent."""
    spel.play(TOEGEWEZEN)
    spel.play(declareert(regel("R5", "2026-05"), maand="2026-05"))
    assert spel.finds(EERSTE) == ["TR318 Declaratie/DeclaratiePeriode"]
    assert spel.finds(antwoord(terug(R1))) == []
    # It was not rejected as a whole after all: its number and that of its line were used.
    again = declareert(R1, maand="2026-05", nummer="D1")
    assert spel.finds(again) == ["TR333 Declaratie/DeclaratieNummer"]
    assert spel.finds(declareert(R1, maand="2026-05", nummer="D2")) == [op_regel("TR314", "ProductReferentie/ReferentieNummer")]


def test_a_claim_that_the_receiver_rejects_as_a_whole_was_not_sent(spel: Spel) -> None:
    spel.play(TOEGEWEZEN)
    spel.play(EERSTE)
    whole = antwoord(retour_codes=("9333",), totaal_toegekend_bedrag=totaal(0))
    assert spel.finds(whole) == []
    assert spel.finds(EERSTE) == []


def test_an_answer_is_to_the_last_claim_under_its_name(spel: Spel) -> None:
    """What was rejected as a whole leaves its Identificatie free (C-14): the next answer under it is no second one."""
    spel.play(TOEGEWEZEN)
    spel.play(EERSTE)
    spel.play(antwoord(retour_codes=("9333",), totaal_toegekend_bedrag=totaal(0)))
    spel.play(EERSTE)
    assert spel.finds(antwoord(terug(R1))) == []
    assert spel.finds(declareert(regel("R2"))) == []


def test_a_second_answer_changes_nothing(spel: Spel) -> None:
    spel.play(TOEGEWEZEN)
    spel.play(EERSTE)
    assert spel.finds(antwoord()) == []
    assert spel.finds(antwoord(terug(R1))) == ["LOK003 Header/DeclaratieIdentificatie/Identificatie (signal)"]
    assert spel.finds(declareert(regel("R2"))) == [op_regel("TR389")]


def test_an_answer_to_an_unknown_claim_changes_nothing(spel: Spel) -> None:
    spel.play(TOEGEWEZEN)
    spel.play(EERSTE)
    assert spel.finds(antwoord(terug(R1), op="C9")) == ["TR337 Header/DeclaratieIdentificatie (signal)"]
    assert spel.finds(declareert(regel("R2"))) == [op_regel("TR389")]


def test_a_start_is_not_asked_for(spel: Spel) -> None:
    """OP364: not even where the reported delivery begins after the month that is claimed."""
    spel.play(TOEGEWEZEN)
    assert spel.finds(meldt_start(start_op("2026-06-01"))) == []
    assert spel.finds(EERSTE) == []


def test_a_return_message_without_faults_gives_no_right_to_claim(spel: Spel) -> None:
    approval = spel.play(vraagt()).reply
    assert approval is not None
    assert approval.header.retour_codes == ()  # type: ignore[attr-defined]
    assert spel.plays(approval) == []
    assert spel.finds(EERSTE) == ["TR304 Declaratie/Clienten/Client[1]/Bsn"]


@pytest.mark.eis("E098")
def test_care_before_the_assignment_is_claimed_only_on_one_that_covers_it(spel: Spel) -> None:
    """An assignment sent on 15 June: care of April passes when it begins in April, and not when it begins in June."""
    besluit = {"toewijzingsdatum": dag("2026-06-15")}
    spel.play(wijst_toe(toewijzing(begin="2026-06-01", **besluit), dagtekening="2026-06-15"))
    claim = declareert(regel("R1"), maand="2026-06")
    assert op_regel("TR307", "ProductPeriode/Begindatum") in spel.finds(claim)
    spel.play(wijst_toe(toewijzing(300202, "2026-04-01", "2026-05-31", **besluit), dagtekening="2026-06-15"))
    assert spel.finds(declareert(regel("R2", op=300202), maand="2026-06")) == []


@pytest.mark.eis("E162")
@pytest.mark.parametrize("wet", LAWS)
def test_care_of_december_2020_is_arranged_with_the_municipality(wet: Wet) -> None:
    def claim(maand: str) -> m323.Bericht:
        made = declareert(regel("R1", maand), maand="2024-04", dagtekening="2024-05-03").bericht(wet, "C1")
        assert isinstance(made, m323.Bericht)
        return made

    (old,) = check(claim("2020-12")).findings
    assert (old.rule, old.code) == ("CS100", "0001")
    assert "gemeente" in old.words("nl").now
    assert check(claim("2021-01")).findings == ()


@pytest.mark.parametrize("wet", LAWS)
def test_the_answer_is_dated_and_named_by_who_gives_it(wet: Wet) -> None:
    bericht = EERSTE.bericht(wet, "C1")
    answer = reply(check(bericht), identificatie="A7", dagtekening=TODAY)
    assert answer is not None
    assert msgspec.structs.astuple(answer.header.bericht_identificatie) == ("A7", TODAY)


@pytest.mark.eis("E173")
def test_a_product_period_lies_in_one_month_and_in_its_assignment(spel: Spel) -> None:
    """Over the end of February it is refused; pieces of output of the last days of May are claimed over June (S06)."""
    over = declareert(regel("R1", van="2025-02-28", tot="2025-03-03"), maand="2025-03")
    assert {find.split()[0] for find in spel.finds(over)} == {"CS337"}
    output = toewijzing(begin="2024-05-01", eind="2024-08-30", omvang=omvang(3, "2", "82"), toewijzingsdatum=dag("2024-05-01"))
    spel.play(wijst_toe(output, dagtekening="2024-05-01"))
    juni = regel("R2", "2024-06", 3, eenheid="82")
    assert spel.finds(declareert(juni, maand="2024-06")) == []
    mei = regel("R3", van="2024-05-27", tot="2024-06-02", volume=3, eenheid="82")
    assert {find.split()[0] for find in spel.finds(declareert(mei, maand="2024-06"))} == {"CS337"}
