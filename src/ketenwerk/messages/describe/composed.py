"""The words for what only makes sense together: a volume with its unit, a name, an address, an amount with its sign."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias

import msgspec

from ketenwerk.standard.basis import Onderdeel
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.fields import classes, fields
from ketenwerk.standard.types import Simple, Wet

from . import dutch, simple, volume

Words: TypeAlias = Callable[[Any, Wet], str]


class Group(msgspec.Struct, frozen=True):
    """Elements that stand beside each other and make one line, at the place of the first; `takes` are the others."""

    words: Words
    takes: tuple[str, ...] = ()


def words(part: Onderdeel, wet: Wet) -> str:
    """The words for a whole composed type; KeyError for one that has its facts on lines of their own."""
    return COMPOSED[type(part).__name__](part, wet)


@cache
def is_personal(cls: type[Onderdeel]) -> bool:
    """Whether the words for this composed type tell something about a person."""
    if cls.__name__ == "Geboortedatum":
        return True
    kinds = (field.kind for inner in classes(cls) for field in fields(inner))
    return any(kind.personal for kind in kinds if isinstance(kind, Simple))


@cache
def field_simple(cls: type[Onderdeel], attr: str) -> Simple:
    """The simple type of an element of this class."""
    kind = next(field.kind for field in fields(cls) if field.attr == attr)
    if not isinstance(kind, Simple):
        raise TypeError(f"{cls.__name__}.{attr} is no simple value")
    return kind


def _value(part: Onderdeel, attr: str, wet: Wet) -> str:
    value = getattr(part, attr)
    return "" if value is None else simple.words(field_simple(type(part), attr), value, wet)


def _joined(*texts: str | None, by: str = " ") -> str:
    return by.join(text for text in texts if text)


def _birth(part: Any, wet: Wet) -> str:
    """A day that is unknown has a stand-in in `datum`, which must not be shown as if it were one."""
    if part.datum_gebruik is None:
        return dutch.day(part.datum)
    use = codelist("COD170").row(part.datum_gebruik)
    if use.flag("jaar_onbekend"):
        return f"onbekend (datumgebruik {part.datum_gebruik})"
    if use.flag("maand_onbekend"):
        return f"{part.datum.year} (dag en maand onbekend, datumgebruik {part.datum_gebruik})"
    return f"{dutch.month(part.datum)} (dag onbekend, datumgebruik {part.datum_gebruik})"


def _money(cents: int, sign: str) -> str:
    credit = codelist("COD043").row(sign).flag("credit")
    return f"{dutch.amount(cents)} {'credit' if credit else 'debet'}"


def _product(category: str, code: str | None, part: Onderdeel, attr: str, wet: Wet) -> str:
    listed = field_simple(type(part), attr).codelist(wet)
    meaning = codelist(listed).meaning(category) if listed else None
    return f"{_joined(code, meaning)} ({'' if meaning else 'onbekende '}categorie {category})".strip()


def _surname(part: Any, wet: Wet) -> str:
    return _joined(part.voorvoegsel, part.achternaam)


def _full_name(part: Any, wet: Wet) -> str:
    return _joined(part.voornamen, _surname(part.geslachtsnaam, wet))


def _house(part: Any, wet: Wet) -> str:
    return _joined(str(part.huisnummer), part.huisletter, part.huisnummer_toevoeging)


def _address(part: Any, wet: Wet) -> str:
    house = part.huis
    street = _joined(
        _value(house, "aanduiding_woonadres", wet) if house else "",
        part.straatnaam,
        _house(house, wet) if house else "",
    )
    return _joined(street, _joined(part.postcode, part.plaatsnaam), _value(part, "land_code", wet), by=", ")


def _party(attr: str) -> Words:
    def words(part: Onderdeel, wet: Wet) -> str:
        kind = "gemeente" if field_simple(type(part), attr).name == "LDT_Gemeente" else "aanbieder"
        return dutch.capital(f"{kind} {_value(part, attr, wet)}")

    return words


_STANDARD = {"jw": "iJw", "wmo": "iWmo"}

COMPOSED: dict[str, Words] = {
    "Achternaam": _surname,
    "Adres": _address,
    "BedragMetDC": lambda part, wet: _money(part.bedrag, part.debet_credit),
    "BerichtIdentificatie": lambda part, wet: f"{part.identificatie}, gedateerd {dutch.day(part.dagtekening)}",
    "Communicatie": lambda part, wet: _joined(_value(part, "vorm", wet), part.taal, by=", "),
    "Geboortedatum": _birth,
    "GeslotenPeriode": lambda part, wet: dutch.period(part.begindatum, part.einddatum),
    "Omvang": lambda part, wet: volume.per_frequency(part.volume, part.eenheid, part.frequentie),
    "OpenPeriode": lambda part, wet: dutch.period(part.begindatum, part.einddatum),
    "Product": lambda part, wet: _product(part.categorie, part.code, part, "categorie", wet),
    "Telefoon": lambda part, wet: _joined(part.landnummer, part.telefoonnummer),
    "TotaalBedragMetDC": lambda part, wet: _money(part.totaal_bedrag, part.debet_credit),
    "XsdVersie": lambda part, wet: f"basisschema {part.basisschema_xsd_versie}, bericht {part.bericht_xsd_versie}",
}
"""By class name, because a return message has classes of its own with the same names."""

GROUPS: dict[str, Group] = {
    "afzender": Group(_party("afzender")),
    "bericht_code": Group(lambda part, wet: simple.coded(codelist("COD002"), part.bericht_code)),
    "bericht_versie": Group(
        lambda part, wet: f"{_STANDARD[wet]} {part.bericht_versie}.{part.bericht_subversie}", takes=("bericht_subversie",)
    ),
    "geleverd_volume": Group(lambda part, wet: volume.delivered(part.geleverd_volume, part.eenheid), takes=("eenheid",)),
    "geslachtsnaam": Group(_full_name, takes=("voornamen",)),
    "ontvanger": Group(_party("ontvanger")),
    "product_categorie": Group(
        lambda part, wet: _product(part.product_categorie, part.product_code, part, "product_categorie", wet),
        takes=("product_code",),
    ),
    "product_tarief": Group(lambda part, wet: volume.tariff(part.product_tarief, part.eenheid)),
    "toewijzingsdatum": Group(
        lambda part, wet: f"{dutch.day(part.toewijzingsdatum)}, {dutch.clock(part.toewijzingstijd)}", takes=("toewijzingstijd",)
    ),
}
"""By the attribute that comes first."""
