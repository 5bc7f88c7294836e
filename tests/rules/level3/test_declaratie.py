"""A claim as a whole: its number (TR333), its period (TR318), its clients (TR304)."""

import pytest
from declareren import OTHER_BSN, credit, declareert, op_regel, regel
from histories import History, afgekeurd, bij, case, expand, meldt_start, toewijzing, van_gemeente, verwijderd, wijst_toe

from builders import dag
from ketenwerk.standard.types import Wet

TOEGEWEZEN = wijst_toe(toewijzing())
BEIDEN = [TOEGEWEZEN, wijst_toe(toewijzing(300202), bsn=OTHER_BSN)]
NUMMER = "TR333 Declaratie/DeclaratieNummer"
PERIODE = "TR318 Declaratie/DeclaratiePeriode"
EERSTE = declareert(regel("R1"), nummer="DN1")
MEI = {"maand": "2026-05"}


def bsn(n: int) -> str:
    return f"TR304 Declaratie/Clienten/Client[{n}]/Bsn"


NUMMERS = [
    case("TR333", "first claim", history=[TOEGEWEZEN], message=EERSTE),
    case(
        "TR333",
        "used again",
        history=[TOEGEWEZEN, EERSTE],
        message=declareert(regel("R2", "2026-05"), **MEI, nummer="DN1"),
        finds=[NUMMER],
        found="DN1",
    ),
    case(
        "TR333",
        "another one",
        history=[TOEGEWEZEN, EERSTE],
        message=declareert(regel("R2", "2026-05"), **MEI, nummer="DN2"),
    ),
    case(
        "TR333",
        "of a claim that waits for its answer",
        history=[TOEGEWEZEN, declareert(regel("R1"), nummer="DN1", onbeantwoord=True)],
        message=declareert(regel("R2", "2026-05"), **MEI, nummer="DN1"),
        finds=[NUMMER],
    ),
    case(
        "TR333",
        "of a claim of which every line was rejected",
        history=[TOEGEWEZEN, declareert(regel("R1"), nummer="DN1", afgewezen=["R1"])],
        message=declareert(regel("R2"), nummer="DN1"),
        finds=[NUMMER],
    ),
    case("TR333", "of a claim that was rejected as a whole", history=[TOEGEWEZEN, afgekeurd(EERSTE)], message=EERSTE),
    case(
        "TR333", "in small letters", history=[TOEGEWEZEN, EERSTE], message=declareert(regel("R2", "2026-05"), **MEI, nummer="dn1")
    ),
    case(
        "TR333",
        "of another provider",
        history=[
            TOEGEWEZEN,
            bij("65656056", wijst_toe(toewijzing(300209))),
            bij("65656056", declareert(regel("R9", op=300209), nummer="DN1")),
        ],
        message=EERSTE,
    ),
    case(
        "TR333",
        "with every line on an unknown assignment: nothing below it is judged",
        history=[TOEGEWEZEN, EERSTE],
        message=declareert(regel("R1", op=5), nummer="DN1"),
        finds=[NUMMER],
    ),
]

PERIODEN = [
    case(
        "TR318", "any month may be the first", history=[TOEGEWEZEN], message=declareert(regel("R1", "2026-09"), maand="2026-09")
    ),
    case(
        "TR318",
        "the same month once more",
        history=[TOEGEWEZEN, declareert(regel("R1", "2026-05"), **MEI)],
        message=declareert(credit("R2", regel("R1", "2026-05")), **MEI),
    ),
    case("TR318", "the next month", history=[TOEGEWEZEN, EERSTE], message=declareert(regel("R2", "2026-05"), **MEI)),
    case(
        "TR318",
        "a month left out",
        history=[TOEGEWEZEN, EERSTE],
        message=declareert(regel("R2", "2026-06"), maand="2026-06"),
        finds=[f"{PERIODE} (signal)"],
        found="2026-06-01",
        expected="2026-05-01",
    ),
    case(
        "TR318",
        "the month before",
        history=[TOEGEWEZEN, declareert(regel("R1", "2026-05"), **MEI)],
        message=declareert(regel("R2")),
        finds=[PERIODE],
        found="2026-04-01",
        expected="2026-05-01",
    ),
    case(
        "TR318",
        "care of the month before, in the month claimed last",
        history=[TOEGEWEZEN, declareert(regel("R1", "2026-05"), **MEI)],
        message=declareert(regel("R2"), **MEI),
    ),
    case(
        "TR318",
        "before a month that waits for its answer",
        history=[TOEGEWEZEN, declareert(regel("R1", "2026-05"), **MEI, onbeantwoord=True)],
        message=declareert(regel("R2")),
        finds=[PERIODE],
    ),
    case(
        "TR318",
        "before a month of which every line was rejected",
        history=[TOEGEWEZEN, declareert(regel("R1", "2026-05"), **MEI, afgewezen=["R1"])],
        message=declareert(regel("R2")),
        finds=[PERIODE],
    ),
    case(
        "TR318",
        "before a month that was rejected as a whole: it was not used",
        history=[TOEGEWEZEN, afgekeurd(declareert(regel("R1", "2026-05"), **MEI))],
        message=declareert(regel("R2")),
    ),
    case(
        "TR318",
        "a late correction does not bring the last month back",
        history=[
            TOEGEWEZEN,
            declareert(regel("R1", "2026-06"), maand="2026-06"),
            declareert(regel("R2"), maand="2026-06"),
        ],
        message=declareert(regel("R3", "2026-05"), **MEI),
        finds=[PERIODE],
        expected="2026-06-01",
        found="2026-05-01",
    ),
    case(
        "TR318",
        "over the end of a year",
        history=[
            wijst_toe(toewijzing(begin="2025-12-01", toewijzingsdatum=dag("2025-12-01"))),
            declareert(regel("R1", "2025-12"), maand="2025-12"),
        ],
        message=declareert(regel("R2", "2026-01"), maand="2026-01"),
    ),
    case(
        "TR318",
        "claims to another municipality go their own way",
        history=[
            TOEGEWEZEN,
            van_gemeente("0363", wijst_toe(toewijzing(300209))),
            van_gemeente("0363", declareert(regel("R9", "2026-06", op=300209), maand="2026-06")),
        ],
        message=declareert(regel("R1")),
    ),
]

CLIENTEN = [
    case("TR304", "client with an assignment, in a 323", history=[TOEGEWEZEN], message=EERSTE),
    case(
        "TR304",
        "client without assignment, in a 323: its lines are not judged",
        message=EERSTE,
        finds=[bsn(1)],
        found="999990019",
    ),
    case(
        "TR304",
        "client with a deleted assignment only, in a 323",
        history=[TOEGEWEZEN, wijst_toe(verwijderd())],
        message=declareert(regel("R1", van="2026-04-01", tot="2026-04-01")),
        finds=[op_regel("TR384", "ToewijzingNummer")],
    ),
    case(
        "TR304",
        "client whose assignment has ended, in a 323",
        history=[wijst_toe(toewijzing(eind="2026-04-30"))],
        message=EERSTE,
    ),
    case(
        "TR304",
        "the second client is unknown, the first stands",
        history=[TOEGEWEZEN],
        message=declareert(regel("R1"), anderen={OTHER_BSN: [regel("R2", op=300202)]}),
        finds=[bsn(2)],
        found=OTHER_BSN,
    ),
    case(
        "TR304",
        "both clients have an assignment",
        history=BEIDEN,
        message=declareert(regel("R1"), anderen={OTHER_BSN: [regel("R2", op=300202)]}),
    ),
    case(
        "TR304",
        "a known client on the assignment of another is another matter (C-46)",
        history=BEIDEN,
        message=declareert(regel("R1"), anderen={OTHER_BSN: [regel("R2", "2026-05")]}, **MEI),
        finds=[op_regel("TR338", "ToewijzingNummer", client=2)],
    ),
    case(
        "TR304",
        "assigned by another municipality",
        history=[van_gemeente("0363", TOEGEWEZEN)],
        message=EERSTE,
        finds=[bsn(1)],
    ),
    case("TR304", "assigned to another provider", history=[bij("65656056", TOEGEWEZEN)], message=EERSTE, finds=[bsn(1)]),
    case("TR304", "the assignment was rejected", history=[afgekeurd(TOEGEWEZEN)], message=EERSTE, finds=[bsn(1)]),
    case(
        "TR304",
        "delivery that was reported is not asked for (OP364)",
        history=[TOEGEWEZEN, afgekeurd(meldt_start())],
        message=EERSTE,
    ),
]

CASES = [*NUMMERS, *PERIODEN, *CLIENTEN]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_claim_as_a_whole(row: History, wet: Wet) -> None:
    row.check(wet)
