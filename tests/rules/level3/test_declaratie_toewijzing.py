"""A debit line beside its assignment: number, period, product and unit (TR338, 384, 307, 308, 387, 388, 319, 339, 340, 341)."""

from typing import Any

import pytest
from declareren import OTHER_BSN, Regel, afspraken, declareert, omvang, op_regel, regel
from histories import (
    History,
    Step,
    afgekeurd,
    alleen_categorie,
    bij,
    case,
    expand,
    toewijzing,
    verwijderd,
    wijst_toe,
)

from builders import CATEGORIE, CODE, OTHER_CATEGORIE, OTHER_CODE, bedrag, dag
from ketenwerk.standard.types import Wet

TOEGEWEZEN = wijst_toe(toewijzing())
NUMMER, BEGIN, EIND = "ToewijzingNummer", "ProductPeriode/Begindatum", "ProductPeriode/Einddatum"


def line(
    rule: str,
    name: str,
    made: Regel,
    *finds: str,
    op: Step = TOEGEWEZEN,
    maand: str = "2026-04",
    **also: Any,
) -> History:
    """One line in a claim over `maand`, on what `op` assigned."""
    return case(rule, name, history=[op], message=declareert(made, maand=maand), finds=list(finds), **also)


NUMMERS = [
    line("TR338", "its own assignment", regel()),
    line("TR338", "a number that does not exist", regel(op=5), op_regel("TR338", NUMMER), found="5"),
    case(
        "TR338",
        "a number of another client",
        history=[TOEGEWEZEN, wijst_toe(toewijzing(300202), bsn=OTHER_BSN)],
        message=declareert(regel(op=300202)),
        finds=[op_regel("TR338", NUMMER)],
        found="300202",
    ),
    case(
        "TR338",
        "a number of this client at another provider",
        history=[TOEGEWEZEN, bij("65656056", wijst_toe(toewijzing(300202)))],
        message=declareert(regel(op=300202)),
        finds=[op_regel("TR338", NUMMER)],
    ),
    case(
        "TR338",
        "an assignment that was rejected",
        history=[TOEGEWEZEN, afgekeurd(wijst_toe(toewijzing(300202)))],
        message=declareert(regel(op=300202)),
        finds=[op_regel("TR338", NUMMER)],
    ),
    case(
        "TR338",
        "one line of three: the others stand",
        history=[wijst_toe(toewijzing(omvang=omvang(12, "4")))],
        message=declareert(regel("R1", "2026-04"), regel("R2", op=5), regel("R3", "2026-05"), maand="2026-05"),
        finds=[op_regel("TR338", NUMMER, n=2)],
    ),
    line("TR384", "an assignment that stands", regel()),
    case(
        "TR384",
        "a deleted assignment",
        history=[TOEGEWEZEN, wijst_toe(verwijderd())],
        message=declareert(regel(tot="2026-04-01")),
        finds=[op_regel("TR384", NUMMER)],
    ),
    case(
        "TR384",
        "an assignment shortened to one day for another reason",
        history=[TOEGEWEZEN, wijst_toe(verwijderd(reden_wijziging="14"))],
        message=declareert(regel(tot="2026-04-01")),
    ),
    case(
        "TR384",
        "deleted, but that message was rejected",
        history=[TOEGEWEZEN, afgekeurd(wijst_toe(verwijderd()))],
        message=declareert(regel()),
    ),
    case(
        "TR384",
        "deleted, and then given once more in a newer version",
        history=[TOEGEWEZEN, wijst_toe(verwijderd()), wijst_toe(toewijzing(toewijzingsdatum=dag("2026-04-03")))],
        message=declareert(regel()),
    ),
]

TIENDE = wijst_toe(toewijzing(begin="2026-04-10", eind="2026-06-20"))

PERIODEN = [
    # Both rules on the begin find a period that begins before its assignment.
    line("TR307", "begins with the assignment", regel(van="2026-04-10"), op=TIENDE),
    line(
        "TR307",
        "begins a day before the assignment",
        regel(van="2026-04-09"),
        op_regel("TR307", BEGIN),
        op_regel("TR387", BEGIN),
        op=TIENDE,
        found="2026-04-09",
        expected="2026-04-10",
    ),
    line("TR308", "ends with the assignment", regel(maand="2026-06", tot="2026-06-20"), op=TIENDE, maand="2026-06"),
    line(
        "TR308",
        "ends a day after the assignment",
        regel(maand="2026-06", tot="2026-06-21"),
        op_regel("TR308", EIND),
        op_regel("TR388", EIND),
        op=TIENDE,
        maand="2026-06",
        found="2026-06-21",
        expected="2026-06-20",
    ),
    line("TR308", "an open end has no after", regel(maand="2026-10"), op=wijst_toe(toewijzing(eind=None)), maand="2026-10"),
    case(
        "TR308",
        "the newest version counts: shortened since",
        history=[TOEGEWEZEN, wijst_toe(toewijzing(eind="2026-04-20", toewijzingsdatum=dag("2026-04-15"), reden_wijziging="05"))],
        message=declareert(regel()),
        finds=[op_regel("TR308", EIND), op_regel("TR388", EIND)],
        expected="2026-04-20",
        found="2026-04-30",
    ),
    line(
        "TR308",
        "a whole month after the assignment",
        regel(maand="2026-07"),
        op_regel("TR308", EIND),
        op_regel("TR388", EIND),
        op=TIENDE,
        maand="2026-07",
    ),
    line("TR387", "from the first of the month", regel(maand="2026-05"), op=TIENDE, maand="2026-05"),
    line(
        "TR387",
        "from the second of the month",
        regel(maand="2026-05", van="2026-05-02"),
        op_regel("TR387", BEGIN),
        op=TIENDE,
        maand="2026-05",
        found="2026-05-02",
        expected="2026-05-01",
    ),
    line(
        "TR387",
        "a day after the assignment begins: care does not make the period (C-05)",
        regel(van="2026-04-11"),
        op_regel("TR387", BEGIN),
        op=TIENDE,
        expected="2026-04-10",
        found="2026-04-11",
    ),
    line("TR388", "until the last of the month", regel(maand="2026-05"), op=TIENDE, maand="2026-05"),
    line(
        "TR388",
        "until the day before the last",
        regel(maand="2026-05", tot="2026-05-30"),
        op_regel("TR388", EIND),
        op=TIENDE,
        maand="2026-05",
        found="2026-05-30",
        expected="2026-05-31",
    ),
    line(
        "TR388",
        "a day before the assignment ends",
        regel(maand="2026-06", tot="2026-06-19"),
        op_regel("TR388", EIND),
        op=TIENDE,
        maand="2026-06",
        expected="2026-06-20",
        found="2026-06-19",
    ),
    line(
        "TR388",
        "the last of February in a leap year",
        regel(maand="2024-02"),
        op=wijst_toe(toewijzing(begin="2024-01-01", eind=None)),
        maand="2024-02",
    ),
    line(
        "TR388",
        "the 28th of February in a leap year",
        regel(maand="2024-02", tot="2024-02-28"),
        op_regel("TR388", EIND),
        op=wijst_toe(toewijzing(begin="2024-01-01", eind=None)),
        maand="2024-02",
        expected="2024-02-29",
        found="2024-02-28",
    ),
    line(
        "TR388",
        "an open end: the whole month",
        regel(maand="2026-05", tot="2026-05-30"),
        op_regel("TR388", EIND),
        op=wijst_toe(toewijzing(eind=None)),
        maand="2026-05",
    ),
    case(
        "TR387",
        "two assignments in one month have a period each (IV084)",
        history=[
            wijst_toe(
                toewijzing(begin="2026-03-01", eind="2026-03-09"),
                toewijzing(300202, begin="2026-03-23", eind="2026-03-31"),
            )
        ],
        message=declareert(
            regel("R1", "2026-03", tot="2026-03-09"), regel("R2", "2026-03", van="2026-03-23", op=300202), maand="2026-03"
        ),
    ),
    line("TR319", "the month of the claim", regel(maand="2026-05"), maand="2026-05"),
    line("TR319", "an earlier month", regel(maand="2026-04"), maand="2026-07"),
    case(
        "TR319",
        "a later month",
        history=[TOEGEWEZEN],
        message=declareert(regel(maand="2026-05"), dagtekening="2026-06-05"),
        finds=[op_regel("TR319", EIND)],
        found="2026-05-31",
        expected="2026-04-30",
    ),
]


def product(categorie: str, code: str, **changes: Any) -> Regel:
    return regel(product_categorie=categorie, product_code=code, **changes)


def products(wet: Wet) -> list[History]:
    """Specific, aspecific and generic assignments, with the assigned and another product."""
    own, own_code, other, other_code = CATEGORIE[wet], CODE[wet], OTHER_CATEGORIE[wet], OTHER_CODE[wet]
    sibling = f"{own_code[:-1]}3"
    aspecific = wijst_toe(toewijzing(product=alleen_categorie, omvang=None, budget=100000))
    generic = wijst_toe(toewijzing(product=None, omvang=None, budget=100000))
    both = (op_regel("TR339", "ProductCategorie"), op_regel("TR340", "ProductCode"))
    return [
        line("TR339", "the assigned product", product(own, own_code), only=wet),
        line("TR339", "another product", product(other, other_code), *both, only=wet, found=other, expected=own),
        line("TR339", "aspecific: another code of the category", product(own, sibling), op=aspecific, only=wet),
        line("TR339", "aspecific: another category", product(other, other_code), both[0], op=aspecific, only=wet),
        line("TR339", "generic: any category", product(other, other_code), op=generic, only=wet),
        line("TR340", "the assigned code", product(own, own_code), only=wet),
        line("TR340", "another code", product(own, sibling), both[1], only=wet, found=sibling, expected=own_code),
        line("TR340", "aspecific: any code", product(own, sibling), op=aspecific, only=wet),
        line("TR340", "generic: any code", product(own, sibling), op=generic, only=wet),
    ]


UREN, MINUTEN, ETMALEN = (wijst_toe(toewijzing(omvang=omvang(40, "4", eenheid))) for eenheid in ("04", "01", "14"))
ZONDER = wijst_toe(toewijzing(product=None, omvang=None, budget=1000000))
EENHEID = op_regel("TR341", "Eenheid")
PER_UUR = afspraken({"eenheid": "04"})
PER_DAGDEEL = afspraken({"eenheid": "16"})

EENHEDEN = [
    line("TR341", "hours on hours", regel(eenheid="04"), op=UREN),
    line("TR341", "minutes on hours", regel(eenheid="01", tarief=21), op=UREN),
    line("TR341", "etmalen on hours", regel(eenheid="14"), EENHEID, op=UREN, found="14", expected="04 of 01"),
    line("TR341", "dagdelen on etmalen", regel(eenheid="16"), EENHEID, op=ETMALEN, found="16", expected="14"),
    line("TR341", "etmalen on etmalen", regel(eenheid="14"), op=ETMALEN),
    line("TR341", "minutes on minutes", regel(eenheid="01"), op=MINUTEN),
    line("TR341", "hours on minutes: that way round it may not", regel(volume=1), EENHEID, op=MINUTEN, expected="01", found="04"),
    line("TR341", "without Omvang and agreement any unit", regel(eenheid="16"), op=ZONDER),
    line("TR341", "without Omvang, the agreed unit", regel(eenheid="16"), op=ZONDER, afspraken=PER_DAGDEEL),
    line(
        "TR341",
        "without Omvang, a unit that was not agreed",
        regel(eenheid="14"),
        EENHEID,
        op_regel("TR418", "ProductTarief"),
        op=ZONDER,
        afspraken=PER_DAGDEEL,
        found="14",
        expected="16",
    ),
    line(
        "TR341",
        "without Omvang, minutes where hours were agreed",
        regel(volume=60, eenheid="01", tarief=21, ingediend_bedrag=bedrag(1250)),
        op=ZONDER,
        afspraken=PER_UUR,
    ),
    line(
        "TR341",
        "the unit of the assignment goes before that of the agreement",
        regel(eenheid="14"),
        EENHEID,
        op=UREN,
        afspraken=afspraken({"eenheid": "14"}),
    ),
    line(
        "TR341",
        "without Omvang, one of several agreed units",
        regel(eenheid="14"),
        op=ZONDER,
        afspraken=afspraken({"eenheid": "16"}, {"eenheid": "14"}),
    ),
]

CASES = [*NUMMERS, *PERIODEN, *products("jw"), *products("wmo"), *EENHEDEN]


@pytest.mark.parametrize(("row", "wet"), expand([*NUMMERS, *PERIODEN, *products("jw"), *products("wmo")]))
def test_line_beside_its_assignment(row: History, wet: Wet) -> None:
    row.check(wet)


@pytest.mark.eis("E174")
@pytest.mark.parametrize(("row", "wet"), expand(EENHEDEN))
def test_unit_of_the_assignment(row: History, wet: Wet) -> None:
    row.check(wet)
