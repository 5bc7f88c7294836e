"""No two parts of a message have one key (TR101)."""

from collections.abc import Callable
from typing import Any

import pytest
from cases import Case, case, expand, findings_in

from builders import (
    OTHER_BSN,
    OTHER_CATEGORIE,
    OTHER_CODE,
    aangevraagd,
    afgewezen,
    bericht301,
    bericht305,
    bericht307,
    bericht315,
    bericht317,
    bericht319,
    bericht323,
    bericht325,
    client323,
    client325,
    contact,
    dag,
    nieuw,
    ongewijzigd,
    prestatie,
    product,
    referentie,
    relatie,
    start,
    stop,
    te_wijzigen,
    toegewezen,
)
from ketenwerk.rules.level2 import sleutels
from ketenwerk.standard.basis import Bericht, Onderdeel, Product
from ketenwerk.standard.fields import classes, fields
from ketenwerk.standard.release import MESSAGES
from ketenwerk.standard.types import Simple, Wet

START = "Client/StartProducten/StartProduct"
STOP = "Client/StopProducten/StopProduct"
NIEUW = "Client/Verzoek/NieuweProducten/NieuwProduct"
CLIENT = "Declaratie/Clienten/Client"


def other(wet: Wet) -> Product:
    return product(wet, categorie=OTHER_CATEGORIE[wet], code=OTHER_CODE[wet])


def new(wet: Wet, *producten: Any) -> Bericht:
    return bericht317(wet, nieuwe_producten=producten)


def line(wet: Wet, nummer: str, toewijzing: int = 1, vorig: str | None = None) -> Any:
    return prestatie(wet, product_referentie=referentie(nummer, vorig), toewijzing_nummer=toewijzing)


def starts(name: str, change: Callable[[Wet], dict[str, Any]]) -> Case:
    """Two starts that differ in one element of the key only."""
    return case("TR101", f"305, {name} differs", lambda wet: bericht305(wet, start(wet), start(wet, **change(wet))))


def stops(name: str, change: Callable[[Wet], dict[str, Any]]) -> Case:
    return case("TR101", f"307, {name} differs", lambda wet: bericht307(wet, stop(wet), stop(wet, **change(wet))))


CASES = [
    # 301
    case(
        "TR101",
        "301, contact kind twice",
        lambda wet: bericht301(wet, contactgegevens=(contact(), contact(soort="02"), contact())),
        finds=["TR101 Client/Contactgegevens/Contact[3]/Soort"],
        found="01",
        expected="!= Contact[1]",
    ),
    case(
        "TR101",
        "301, contact kinds",
        lambda wet: bericht301(wet, contactgegevens=(contact(), contact(soort="02"), contact(soort="03"))),
    ),
    case(
        "TR101",
        "301, relation twice",
        lambda wet: bericht301(wet, relaties=(relatie(), relatie())),
        finds=["TR101 Client/Relaties/Relatie[2]/Nummer"],
        found="1",
        expected="!= Relatie[1]",
    ),
    case(
        "TR101",
        "301, two relations at one kind of address",
        lambda wet: bericht301(wet, relaties=(relatie(), relatie(nummer="01"))),
    ),
    case(
        "TR101",
        "301, assignment twice",
        lambda wet: bericht301(wet, toegewezen(wet), toegewezen(wet, product=other(wet))),
        finds=["TR101 Client/ToegewezenProducten/ToegewezenProduct[2]/ToewijzingNummer"],
        found="300201",
        expected="!= ToegewezenProduct[1]",
    ),
    case(
        "TR101",
        "301, two assignments",
        lambda wet: bericht301(wet, toegewezen(wet), toegewezen(wet, product=other(wet), toewijzing_nummer=300202)),
    ),
    # 305
    case(
        "TR101",
        "305, start twice",
        lambda wet: bericht305(wet, start(wet), start(wet, toewijzing_ingangsdatum=None)),
        finds=[f"TR101 {START}[2]"],
    ),
    case(
        "TR101",
        "305, deleted and delivered anew",
        lambda wet: bericht305(wet, start(wet, status_aanlevering="3"), start(wet)),
        finds=[f"TR101 {START}[2]"],
    ),
    case(
        "TR101",
        "305, both without product",
        lambda wet: bericht305(wet, start(wet, product=None), start(wet, product=None)),
        finds=[f"TR101 {START}[2]"],
        found="300201, 2026-04-03",
        expected="!= StartProduct[1]",
    ),
    case(
        "TR101",
        "305, both without code",
        lambda wet: bericht305(wet, start(wet, product=product(wet, code=None)), start(wet, product=product(wet, code=None))),
        finds=[f"TR101 {START}[2]"],
    ),
    case(
        "TR101",
        "305, nothing but a day",
        lambda wet: bericht305(wet, *(start(wet, toewijzing_nummer=None, product=None) for _ in range(3))),
        finds=[f"TR101 {START}[2]", f"TR101 {START}[3]"],
        found="2026-04-03",
        expected="!= StartProduct[1]",
    ),
    starts("number", lambda wet: {"toewijzing_nummer": 300202}),
    starts("absence of the number", lambda wet: {"toewijzing_nummer": None}),
    starts("category", lambda wet: {"product": product(wet, categorie=OTHER_CATEGORIE[wet])}),
    starts("code", lambda wet: {"product": product(wet, code=OTHER_CODE[wet])}),
    starts("absence of the code", lambda wet: {"product": product(wet, code=None)}),
    starts("absence of the product", lambda wet: {"product": None}),
    starts("begin", lambda wet: {"begindatum": dag("2026-04-04")}),
    # 307
    case(
        "TR101",
        "307, stop twice",
        lambda wet: bericht307(wet, stop(wet), stop(wet, status_aanlevering="3")),
        finds=[f"TR101 {STOP}[2]"],
    ),
    stops("number", lambda wet: {"toewijzing_nummer": 300202}),
    stops("category", lambda wet: {"product": product(wet, categorie=OTHER_CATEGORIE[wet])}),
    stops("code", lambda wet: {"product": product(wet, code=OTHER_CODE[wet])}),
    stops("begin", lambda wet: {"begindatum": dag("2026-04-04")}),
    stops("end", lambda wet: {"einddatum": dag("2026-07-16")}),
    stops("reason", lambda wet: {"reden_beeindiging": "20"}),
    # 315
    case(
        "TR101",
        "315, reference twice",
        lambda wet: bericht315(wet, aangevraagd(wet), aangevraagd(wet, product=other(wet))),
        finds=[f"{rule} Client/AangevraagdeProducten/AangevraagdProduct[2]/ReferentieAanbieder" for rule in ("TR101", "TR383")],
        found="VOT1",
        expected="!= AangevraagdProduct[1]",
    ),
    # 317
    case(
        "TR101",
        "317, unchanged twice",
        lambda wet: bericht317(wet, ongewijzigde_producten=(ongewijzigd(7), ongewijzigd(7))),
        finds=["TR101 Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[2]/ToewijzingNummer"],
    ),
    case(
        "TR101",
        "317, to be changed twice",
        lambda wet: bericht317(wet, te_wijzigen_producten=(te_wijzigen(), te_wijzigen(einddatum=dag("2027-01-31")))),
        finds=["TR101 Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[2]/ToewijzingNummer"],
    ),
    # Two classes, so two keys: that one product is both is for the rules that know the assignments.
    case(
        "TR101",
        "317, unchanged and to be changed",
        lambda wet: bericht317(
            wet, ongewijzigde_producten=(ongewijzigd(7),), te_wijzigen_producten=(te_wijzigen(toewijzing_nummer=7),)
        ),
    ),
    case(
        "TR101",
        "317, new twice",
        lambda wet: new(wet, nieuw(wet), nieuw(wet, einddatum=dag("2026-08-31"))),
        finds=[f"TR101 {NIEUW}[2]", f"TR410 {NIEUW}[2]"],
    ),
    case("TR101", "317, two new products", lambda wet: new(wet, nieuw(wet), nieuw(wet, product=other(wet)))),
    case(
        "TR101",
        "317, new twice, from another day",
        lambda wet: new(wet, nieuw(wet, einddatum=dag("2026-05-31")), nieuw(wet, gewenste_ingangsdatum=dag("2026-06-01"))),
    ),
    # 323
    case(
        "TR101",
        "323, client twice",
        lambda wet: bericht323(wet, client323(line(wet, "RN1")), client323(line(wet, "RN2", 2))),
        finds=[f"TR101 {CLIENT}[2]/Bsn"],
        found="999990019",
        expected="!= Client[1]",
    ),
    case(
        "TR101",
        "323, client twice with one line",
        lambda wet: bericht323(
            wet, client323(line(wet, "RN1")), client323(line(wet, "RN0", 3), bsn=OTHER_BSN), client323(line(wet, "RN1", 2))
        ),
        finds=[f"TR101 {CLIENT}[3]/Bsn", f"TR101 {CLIENT}[3]/Prestaties/Prestatie[1]"],
    ),
    case(
        "TR101",
        "323, line twice",
        lambda wet: bericht323(wet, client323(line(wet, "RN1"), line(wet, "RN2", 2), line(wet, "RN1", 3))),
        finds=[f"TR101 {CLIENT}[1]/Prestaties/Prestatie[3]"],
        found="RN1",
        expected="!= Client[1]/Prestatie[1]",
    ),
    case(
        "TR101",
        "323, one number under two clients",
        lambda wet: bericht323(wet, client323(line(wet, "RN1")), client323(line(wet, "RN1", 2), bsn=OTHER_BSN)),
    ),
    case(
        "TR101",
        "323, double line under the second client",
        lambda wet: bericht323(
            wet, client323(line(wet, "RN1")), client323(line(wet, "RN2", 2), line(wet, "RN2", 3), bsn=OTHER_BSN)
        ),
        finds=[f"TR101 {CLIENT}[2]/Prestaties/Prestatie[2]"],
        found="RN2",
        expected="!= Client[2]/Prestatie[1]",
    ),
    # 325
    case(
        "TR101",
        "325, client twice",
        lambda wet: bericht325(
            wet, client325(afgewezen(wet)), client325(afgewezen(wet, product_referentie=referentie("RN2"))), ingediend=50000
        ),
        finds=["TR101 DeclaratieAntwoord/Clienten/Client[2]/Bsn"],
    ),
    case(
        "TR101",
        "325, line twice",
        lambda wet: bericht325(wet, client325(afgewezen(wet), afgewezen(wet)), ingediend=50000),
        finds=["TR101 DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[2]"],
    ),
]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_sleutels(row: Case, wet: Wet) -> None:
    row.check(wet)


def test_an_earlier_number_is_part_of_the_key_of_a_line() -> None:
    """One number with two earlier numbers are two keys; a number with and one without as well."""
    lines = [line("jw", "RN1", 1), line("jw", "RN1", 2, "A"), line("jw", "RN1", 3, "B")]
    findings = findings_in(bericht323("jw", client323(*lines)))
    assert [finding.rule for finding in findings] == ["CD060", "CD060"]
    findings = findings_in(bericht323("jw", client323(*lines, line("jw", "RN1", 4, "B"))))
    assert [(finding.found, finding.expected) for finding in findings if finding.rule == "TR101"] == [
        ("RN1, B", "!= Client[1]/Prestatie[3]")
    ]


def test_quick_test_and_thorough_search_agree() -> None:
    """What the quick test lets pass, the thorough search passes as well: on every message without doubles."""
    berichten = [
        make("jw") for make in (bericht301, bericht305, bericht307, bericht315, bericht317, bericht319, bericht323, bericht325)
    ]
    for bericht in berichten:
        assert sleutels._surely_unique((bericht,), type(bericht))
        assert list(sleutels._doubles([("", bericht)])) == []


@pytest.mark.parametrize(
    "message",
    [message for message in MESSAGES.values() if not message.answers or message.number == "325"],
    ids=lambda message: message.name,
)
def test_every_collected_class_has_a_key(message: Any) -> None:
    """A class that may occur more than once has a key that exists, or TR101 could not judge it."""
    for cls in classes(message.root):
        for field in fields(cls):
            if field.many and not isinstance(field.kind, Simple):
                assert field.kind.SLEUTEL
                assert all(_exists(field.kind, sleutel) for sleutel in field.kind.SLEUTEL)


def _exists(cls: type[Onderdeel], sleutel: str) -> bool:
    kind: Any = cls
    for name in sleutel.split("."):
        kind = {field.attr: field.kind for field in fields(kind)}[name]
    return isinstance(kind, Simple)
