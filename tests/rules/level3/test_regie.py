"""What start and stop have in common: TR019, TR063, TR074."""

from typing import Any

import pytest
from histories import (
    History,
    afgekeurd,
    alleen_categorie,
    ander,
    case,
    expand,
    meldt_start,
    meldt_stop,
    start_op,
    stop_op,
    toewijzing,
    verwijderd,
    wijst_toe,
)
from levering import GESTART, TAAK, TOEGEWEZEN, begin, begin_weg, einde, einde_weg, op_start, op_stop, pauze, pauze_weg

from builders import CATEGORIE, CODE, GEMEENTE, OTHER_BSN, dag
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.standard.types import Wet

INGETROKKEN = wijst_toe(verwijderd())
KORTER = wijst_toe(toewijzing(eind="2026-04-01", toewijzingsdatum=dag("2026-04-02"), reden_wijziging="12"))

KEY: list[tuple[str, dict[str, Any]]] = [
    ("another begin", {"begindatum": dag("2026-04-04")}),
    ("another number", {"toewijzing_nummer": 300202}),
    ("another product", {"product": ander}),
    ("no product", {"product": None}),
    ("no number", {"toewijzing_nummer": None}),
]
KEY_OF_STOP = [
    *KEY,
    ("another end", {"einddatum": dag("2026-07-18")}),
    ("another reason", {"reden_beeindiging": "39"}),
]
"""One element of the key changed; `start_op` and `stop_op` take the rest as it stands in the history."""

BELONGS = [
    case("TR019", "start on a known assignment", history=[TOEGEWEZEN], message=meldt_start(begin())),
    case("TR019", "start on an unknown number", message=meldt_start(begin()), finds=op_start("TR019"), found="300201"),
    case(
        "TR019",
        "start on the number beside it",
        history=[TOEGEWEZEN],
        message=meldt_start(begin(toewijzing_nummer=300203)),
        finds=op_start("TR019"),
        found="300203",
    ),
    case(
        "TR019",
        "start on an assignment of another client",
        history=[wijst_toe(toewijzing(), bsn=OTHER_BSN)],
        message=meldt_start(begin()),
        finds=op_start("TR019"),
    ),
    case(
        "TR019",
        "start on an assignment that its receiver rejected",
        history=[afgekeurd(TOEGEWEZEN)],
        message=meldt_start(begin()),
        finds=op_start("TR019"),
    ),
    case("TR019", "start of care by task, without number", message=meldt_start(begin(**TAAK))),
    case(
        "TR019",
        "the second of two starts has an unknown number",
        history=[TOEGEWEZEN],
        message=meldt_start(begin(), begin(toewijzing_nummer=5)),
        finds=op_start("TR019", n=2),
    ),
    case(
        "TR019",
        "start on a deleted assignment",
        history=[TOEGEWEZEN, INGETROKKEN],
        message=meldt_start(begin()),
        finds=op_start("TR019"),
    ),
    case(
        "TR019", "start on an assignment of one day is no start on a deleted one", history=[KORTER], message=meldt_start(begin())
    ),
    case(
        "TR019",
        "stop of an accepted start, its assignment deleted since",
        history=[*GESTART, INGETROKKEN],
        message=meldt_stop(einde()),
    ),
    case(
        "TR019",
        "stop of another start on a deleted assignment",
        history=[*GESTART, INGETROKKEN],
        message=meldt_stop(einde(begindatum=dag("2026-04-04"))),
        finds=op_stop("TR019", "TR382"),
    ),
    case("TR019", "stop on an unknown number", message=meldt_stop(einde()), finds=op_stop("TR019", "TR382"), found="300201"),
    case("TR019", "stop of care by task", history=[meldt_start(begin(**TAAK))], message=meldt_stop(einde(**TAAK))),
    case("TR019", "deletion of an unknown start", message=meldt_start(begin_weg()), finds=op_start("TR063")),
    case(
        "TR019",
        "deletion after the assignment was deleted",
        history=[*GESTART, INGETROKKEN],
        message=meldt_start(begin_weg()),
    ),
]


def agreed(*products: tuple[str, str | None], **changes: Any) -> Any:
    """Agreements on the usual product, one row per variant; `changes` are of all rows."""
    return lambda wet: Afspraken(
        Afspraak(
            **{
                "wet": wet,
                "gemeente": GEMEENTE,
                "categorie": CATEGORIE[wet],
                "code": code or CODE[wet],
                "eenheid": "04",
                "variant": variant,
                "van": dag("2026-01-01"),
                **changes,
            }
        )
        for variant, code in products
    )


WITHOUT_NUMBER = [
    case(
        "TR019",
        "start without number of what is agreed as effort",
        message=meldt_start(begin(**TAAK)),
        finds=op_start("TR019"),
        expected="ToewijzingNummer",
        afspraken=agreed(("inspanning", None)),
    ),
    case(
        "TR019",
        "stop without number of what is agreed as output",
        history=[meldt_start(begin(**TAAK))],
        message=meldt_stop(einde(**TAAK)),
        finds=op_stop("TR019"),
        afspraken=agreed(("output", None)),
    ),
    case("TR019", "agreed as a task", message=meldt_start(begin(**TAAK)), afspraken=agreed(("taak", None))),
    case(
        "TR019",
        "agreed as a task and as effort",
        message=meldt_start(begin(**TAAK)),
        afspraken=agreed(("inspanning", None), ("taak", None)),
    ),
    case(
        "TR019",
        "another product agreed",
        message=meldt_start(begin(**TAAK)),
        finds=["TR381 Client/StartProducten/StartProduct[1]/Product/Code"],
        afspraken=agreed(("inspanning", "99X99")),
    ),
    case(
        "TR019",
        "agreed from the day after the start",
        message=meldt_start(begin(**TAAK)),
        afspraken=agreed(("inspanning", None), van=dag("2026-04-04")),
    ),
    case(
        "TR019",
        "agreed with another provider",
        message=meldt_start(begin(**TAAK)),
        afspraken=agreed(("inspanning", None), aanbieder="12345678"),
    ),
    case(
        "TR019",
        "a category without code, agreed as effort",
        message=meldt_start(begin(**{**TAAK, "product": alleen_categorie})),
        finds=op_start("TR019"),
        afspraken=agreed(("inspanning", None), ("output", "99X99")),
    ),
    case(
        "TR019",
        "no product",
        message=meldt_start(begin(**{**TAAK, "product": None})),
        afspraken=agreed(("inspanning", None)),
    ),
    case(
        "TR019",
        "deleted without number",
        history=[meldt_start(begin(**TAAK))],
        message=meldt_start(begin_weg(**TAAK)),
        afspraken=agreed(("inspanning", None)),
    ),
]

DELETES = [
    case("TR063", "start", history=GESTART, message=meldt_start(begin_weg())),
    case(
        "TR063", "start that was never reported", history=[TOEGEWEZEN], message=meldt_start(begin_weg()), finds=op_start("TR063")
    ),
    case(
        "TR063",
        "the day of the assignment is no part of the key",
        history=GESTART,
        message=meldt_start(begin_weg(toewijzing_ingangsdatum=dag("2026-04-02"))),
    ),
    *(
        case(
            "TR063",
            f"start with {name}",
            history=GESTART,
            message=meldt_start(start_op(**{"status_aanlevering": "3", **key})),
            finds=op_start("TR063"),
        )
        for name, key in KEY
    ),
    case(
        "TR063",
        "start that was deleted before",
        history=[*GESTART, meldt_start(begin_weg())],
        message=meldt_start(begin_weg()),
        finds=op_start("TR063"),
    ),
    case(
        "TR063",
        "start that its receiver rejected",
        history=[TOEGEWEZEN, afgekeurd(meldt_start(begin()))],
        message=meldt_start(begin_weg()),
        finds=op_start("TR063"),
    ),
    case(
        "TR063",
        "start of another client",
        history=GESTART,
        message=meldt_start(begin_weg(), bsn=OTHER_BSN),
        finds=op_start("TR063"),
    ),
    case("TR063", "start by task", history=[meldt_start(begin(**TAAK))], message=meldt_start(begin_weg(**TAAK))),
    case(
        "TR063",
        "known start and unknown start",
        history=GESTART,
        message=meldt_start(begin_weg(), begin_weg("2026-05-01")),
        finds=op_start("TR063", n=2),
    ),
    case("TR063", "stop", history=[*GESTART, meldt_stop(einde())], message=meldt_stop(einde_weg())),
    case(
        "TR063",
        "stop that was never reported",
        history=GESTART,
        message=meldt_stop(einde_weg()),
        finds=op_stop("TR063"),
    ),
    *(
        case(
            "TR063",
            f"stop with {name}",
            history=[*GESTART, meldt_stop(einde())],
            message=meldt_stop(stop_op(**{"status_aanlevering": "3", **key})),
            finds=op_stop("TR063"),
        )
        for name, key in KEY_OF_STOP
    ),
    case(
        "TR063",
        "temporary stop below a definite one",
        history=[*GESTART, meldt_stop(pauze()), meldt_stop(einde())],
        message=meldt_stop(pauze_weg()),
    ),
]

NEW = [
    case("TR074", "first start", history=[TOEGEWEZEN], message=meldt_start(begin())),
    case("TR074", "the same start again", history=GESTART, message=meldt_start(begin()), finds=op_start("TR074", "TR326")),
    case(
        "TR074",
        "the same start again, for another day of the assignment",
        history=GESTART,
        message=meldt_start(begin(toewijzing_ingangsdatum=dag("2026-04-02"))),
        finds=op_start("TR074", "TR326"),
    ),
    case(
        "TR074",
        "the same start again after a stop",
        history=[*GESTART, meldt_stop(einde())],
        message=meldt_start(begin()),
        finds=op_start("TR074"),
    ),
    case("TR074", "a new start after a stop", history=[*GESTART, meldt_stop(einde())], message=meldt_start(begin("2026-07-18"))),
    case("TR074", "a start that was deleted", history=[*GESTART, meldt_start(begin_weg())], message=meldt_start(begin())),
    case(
        "TR074", "a start that was rejected", history=[TOEGEWEZEN, afgekeurd(meldt_start(begin()))], message=meldt_start(begin())
    ),
    case(
        "TR074",
        "correction of the begin in one message",
        history=GESTART,
        message=meldt_start(begin("2026-04-10"), begin_weg()),
    ),
    case(
        "TR074",
        "the same stop again",
        history=[*GESTART, meldt_stop(einde())],
        message=meldt_stop(einde()),
        finds=op_stop("TR074", "TR382", "TR415"),
    ),
    case(
        "TR074",
        "a stop that was deleted",
        history=[*GESTART, meldt_stop(einde()), meldt_stop(einde_weg())],
        message=meldt_stop(einde()),
    ),
    case(
        "TR074",
        "correction of the end of a stop in one message",
        history=[*GESTART, meldt_stop(einde())],
        message=meldt_stop(einde_weg(), einde("2026-07-10")),
    ),
    case("TR074", "definite after temporary", history=[*GESTART, meldt_stop(pauze())], message=meldt_stop(einde())),
]

CASES = [*BELONGS, *WITHOUT_NUMBER, *DELETES, *NEW]


@pytest.mark.parametrize(("row", "wet"), expand(CASES))
def test_regie(row: History, wet: Wet) -> None:
    row.check(wet)
