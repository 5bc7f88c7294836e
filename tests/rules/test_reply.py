"""The reply on levels 1 and 2: full approval, rejection, and when there is none."""

from datetime import date

import msgspec
import pytest
from lxml import etree

import ketenwerk
from ketenwerk.rules.reply import Versions, reply
from ketenwerk.standard import m323, m325
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MESSAGES
from official import official_schema
from outside import examples, shared

TODAY = date(2026, 4, 7)


def answer(report: ketenwerk.Report) -> Bericht | None:
    return reply(report, identificatie="R0001", dagtekening=TODAY)


def example(name: str) -> bytes:
    wet = "ijw" if name.startswith("JW") else "iwmo"
    return shared("standaard", "voorbeelden", wet, "3.2", f"{name}.xml").read_bytes()


def with_budget_and_omvang(name: str) -> ketenwerk.Report:
    """An official 301 spoiled on level 2: a product that has both an Omvang and a Budget (CD077, CD078)."""
    bericht = ketenwerk.read(example(name))
    first, *others = bericht.client.toegewezen_producten
    assert first.omvang is not None
    spoiled = msgspec.structs.replace(first, budget=1000, einddatum=date(2026, 12, 31))
    client = msgspec.structs.replace(bericht.client, toegewezen_producten=(spoiled, *others))
    return ketenwerk.check(msgspec.structs.replace(bericht, client=client))


def test_a_refused_message_gets_no_reply() -> None:
    report = ketenwerk.check(example("JW315"))
    assert report.verdict == "refused"
    assert answer(report) is None


def test_bytes_that_are_no_message_get_no_reply() -> None:
    assert answer(ketenwerk.check(b"geen bericht")) is None


@pytest.mark.parametrize("name", ["JW302", "JW306", "JW308", "JW316", "JW320", "JW325"])
def test_a_return_message_and_a_325_are_not_answered(name: str) -> None:
    report = ketenwerk.check(example(name))
    assert report.bericht is not None
    assert answer(report) is None


@pytest.mark.parametrize("name", ["JW301", "JW305", "JW307", "JW319", "WMO301", "WMO305", "WMO307", "WMO315", "WMO319"])
def test_full_approval_is_a_header_without_codes(name: str) -> None:
    report = ketenwerk.check(example(name))
    made = answer(report)
    assert report.verdict == "accepted"
    assert made is not None
    header, incoming = made.header, report.bericht.header
    assert header.bericht_code == MESSAGES[report.message_type.returns].code
    # IV028: not swapped; the identification stays that of the message returned.
    assert (header.afzender, header.ontvanger) == (incoming.afzender, incoming.ontvanger)
    assert header.bericht_identificatie == incoming.bericht_identificatie
    assert (header.identificatie_retour, header.dagtekening_retour) == ("R0001", TODAY)
    assert header.retour_codes == ()
    assert header.xslt_versie is None
    assert [getattr(made, attr) for attr in made.__struct_fields__ if attr != "header"] == [None]


@pytest.mark.parametrize("name", ["JW301", "WMO301"])
def test_level_2_rejects_in_the_header_alone_and_names_the_version_of_the_checks(name: str) -> None:
    report = with_budget_and_omvang(name)
    assert {"CD077", "CD078"} <= set(report.counts)
    made = reply(report, identificatie="R2", dagtekening=TODAY, versions=Versions(controles="1.4.0"))
    assert made.header.retour_codes == ("0001",)
    assert made.header.xslt_versie == "1.4.0"
    assert made.client is None


def test_a_rejected_claim_gets_a_325_with_the_header_alone() -> None:
    report = ketenwerk.check(example("JW323"))
    made = answer(report)
    assert report.verdict == "rejected"
    assert isinstance(made, m325.Bericht)
    incoming = report.bericht.header
    # IV087: the 325 is a message of the municipality itself.
    assert (made.header.afzender, made.header.ontvanger) == (incoming.ontvanger, incoming.afzender)
    assert made.header.declaratie_identificatie == incoming.bericht_identificatie
    assert made.header.xsd_versie_declaratie == incoming.xsd_versie
    assert made.header.retour_codes == ("0001",)
    assert made.header.xslt_versie == "1.0.0"
    assert made.declaratie_antwoord is None


def test_an_approved_claim_is_granted_as_submitted() -> None:
    report = ketenwerk.check(example("WMO323"))
    made = answer(report)
    assert isinstance(report.bericht, m323.Bericht)
    assert isinstance(made, m325.Bericht)
    submitted = report.bericht.declaratie.totaal_ingediend_bedrag
    assert made.header.retour_codes == ("0200",)
    assert made.declaratie_antwoord.retour_codes == ("8001",)
    assert made.declaratie_antwoord.totaal_ingediend_bedrag == submitted
    assert made.declaratie_antwoord.totaal_toegekend_bedrag == submitted
    assert made.declaratie_antwoord.clienten == ()


def test_every_reply_is_valid_by_the_official_schema_and_reads_back_equal() -> None:
    made_count = 0
    for path in examples():
        made = answer(ketenwerk.check(path.read_bytes()))
        if made is None:
            continue
        made_count += 1
        data = ketenwerk.write(made)
        name = ketenwerk.check(data).message
        schema = official_schema(name)
        assert schema.validate(etree.fromstring(data)), schema.error_log.last_error
        assert ketenwerk.read(data) == made
    # 13 outward examples can be read (JW315 is refused); 9 examples are return messages or a 325, or refused.
    assert made_count == len([p for p in examples() if p.stem[-3:] in ("301", "305", "307", "315", "317", "319", "323")]) - 1
