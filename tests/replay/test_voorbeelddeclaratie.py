"""The official examples of a claim and its answer, played: they are not right, and this is what is wrong with them (C-38)."""

import msgspec

from builders import dag, message_of
from ketenwerk.ledger.memory import Register
from ketenwerk.rules.judge import Report, check, judge
from ketenwerk.rules.replay import Replay
from ketenwerk.standard import m323, m325
from outside import shared

TODAY = dag("2026-11-24")


def example(law: str, name: str) -> Report:
    return check(shared("standaard", "voorbeelden", law, "3.2", f"{name}.xml").read_bytes())


def found(report: Report) -> list[tuple[str, str]]:
    """Rule and last part of the place."""
    return [(finding.rule, finding.path.rpartition("/")[2]) for finding in report.findings]


def test_the_claim_names_one_line_and_one_delivery_twice() -> None:
    replay = Replay(TODAY)
    played = replay.play(example("ijw", "JW323"))
    assert found(played.report) == [("TR416", "Prestatie[2]"), ("TR101", "Prestatie[3]")]
    assert isinstance(played.reply, m325.Bericht)
    assert played.reply.header.retour_codes == ("0001",)
    answer = replay.play(example("ijw", "JW325"))
    # A claim that level 2 rejects counts as not sent, and the answer names another day.
    assert found(answer.report) == [
        ("TR337", "DeclaratieIdentificatie"),
        ("TR376", "DeclaratieNummer"),
        *[("TR366", "ReferentieNummer")] * 3,
    ]
    assert answer.report.verdict == "accepted"


def test_the_answer_beside_its_claim_returns_other_lines_than_were_claimed() -> None:
    claim, answer = example("ijw", "JW323").bericht, example("ijw", "JW325")
    assert isinstance(claim, m323.Bericht)
    assert isinstance(answer.bericht, m325.Bericht)
    # As if it had been sent on the day that the answer names.
    header = msgspec.structs.replace(claim.header, bericht_identificatie=answer.bericht.header.declaratie_identificatie)
    register = Register()
    register.declare(msgspec.structs.replace(claim, header=header), message_of(claim), "1", None)
    report = judge(answer, register.known(answer.bericht, message_of(answer.bericht), TODAY))
    assert report.verdict == "accepted"
    assert {rule for rule, _ in found(report)} == {"TR367"}
    assert [place for _, place in found(report)].count("IngediendBedrag") == 3
    assert {place for _, place in found(report)} >= {"VorigReferentieNummer", "ProductPeriode", "IngediendBedrag"}
    amounts = {(f.found, f.expected) for f in report.findings if f.path.endswith("IngediendBedrag")}
    assert ("14000 C", "24000 D") in amounts


def test_the_clients_of_the_wmo_example_are_not_known() -> None:
    played = Replay(TODAY).play(example("iwmo", "WMO323"))
    assert found(played.report) == [("TR304", "Bsn"), ("TR304", "Bsn")]
    assert isinstance(played.reply, m325.Bericht)
    body = played.reply.declaratie_antwoord
    assert body is not None
    assert body.totaal_toegekend_bedrag.totaal_bedrag == 0
    assert body.totaal_ingediend_bedrag.totaal_bedrag == 58000
    assert {line.retour_codes for client in body.clienten for line in client.prestaties} == {("0233",)}
