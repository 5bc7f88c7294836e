"""Agreements for the tests of this room: one to vary, and a strategy for lists of them without a fault."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from ketenwerk.protocol.afspraken import Afspraak

EERSTE = date(2025, 1, 1)
LAATSTE = date(2025, 12, 31)
GEMEENTE, AANBIEDER = "0384", "65656055"


def afspraak(**changed: Any) -> Afspraak:
    """45A04 per hour at 87,24 with one provider in 2025, unless told otherwise."""
    values: dict[str, Any] = {
        "wet": "jw",
        "gemeente": GEMEENTE,
        "aanbieder": AANBIEDER,
        "categorie": "45",
        "code": "45A04",
        "eenheid": "04",
        "variant": "inspanning",
        "tarief": 8724,
        "van": EERSTE,
        "tot": LAATSTE,
    }
    return Afspraak(**(values | changed))


_PAID = [
    ("01", "inspanning"),
    ("04", "inspanning"),
    ("14", "inspanning"),
    ("16", "inspanning"),
    ("82", "output"),
    ("83", "output"),
    ("84", "inspanning"),
    ("04", "taak"),
    ("83", "taak"),
]
_SPECIAL: list[dict[str, Any]] = [
    {},
    {"alleen_registratie": True},
    {"maximum_tarief": True},
    {"helften": True},
    {"declarabele_afwezigheid": 0},
    {"declarabele_afwezigheid": 3, "maximum_tarief": True},
]
_CODE = st.text(st.characters(codec="utf-8", exclude_categories=("Z", "C")), min_size=1, max_size=5)


@st.composite
def afspraken(draw: st.DrawFn) -> Afspraak:
    eenheid, variant = draw(st.sampled_from(_PAID))
    wet = draw(st.sampled_from(["jw", "wmo"]))
    no_tariff = eenheid == "83"
    amount = st.integers(0, 99_999_999)
    begin = draw(st.dates(date(1000, 1, 1)))
    special = draw(st.sampled_from(_SPECIAL)) if variant != "taak" else {}
    special = (
        {} if ("maximum_tarief" in special and no_tariff) or ("helften" in special and eenheid not in ("82", "84")) else special
    )
    tarief = None if no_tariff else draw(amount if variant != "taak" else st.none() | amount)
    if "helften" in special and tarief is not None:
        tarief -= tarief % 2
    return Afspraak(
        **special,
        wet=wet,
        gemeente=draw(st.from_regex("[0-9]{4}", fullmatch=True)),
        aanbieder=draw(st.none() | st.from_regex("[0-9]{8}", fullmatch=True)),
        categorie=draw(st.sampled_from(["45", "50"] if wet == "jw" else ["01", "15"])),
        code=draw(_CODE),
        eenheid=eenheid,
        variant=variant,
        tarief=tarief,
        van=begin,
        tot=draw(st.none() | st.integers(0, 900).map(lambda days: _later(begin, days))),
    )


def _later(begin: date, days: int) -> date:
    return begin + timedelta(days=min(days, (date.max - begin).days))


def lists() -> st.SearchStrategy[list[Afspraak]]:
    """Lists in which nothing overlaps, because every row is about something else."""
    return st.lists(
        afspraken(),
        max_size=5,
        unique_by=lambda regel: (regel.wet, regel.gemeente, regel.aanbieder, regel.product, regel.eenheid),
    )
