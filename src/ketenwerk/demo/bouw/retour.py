"""Return messages and the 325 that grants all: as the standard demands them on a judged message."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from ketenwerk.rules.judge import check
from ketenwerk.rules.reply import reply
from ketenwerk.standard.basis import Bericht, Onderdeel
from ketenwerk.standard.fields import fields
from ketenwerk.standard.types import Simple

GOED = ("0200",)


def retour(bericht: Bericht, dag: date) -> Bericht:
    """The reply on levels 1 and 2: approval, or rejection with code 0001."""
    identificatie = f"R{bericht.header.bericht_identificatie.identificatie}"
    made = reply(check(bericht), identificatie=identificatie, dagtekening=dag)
    if made is None:
        raise ValueError("this message is not answered")
    return made


def afkeuring(bericht: Bericht, dag: date, codes: Mapping[str, tuple[str, ...]]) -> Bericht:
    """The return message that level 3 gives: what was sent, each class with its codes (IV032), 0200 where nothing is wrong.

    `codes` by place, written as in a finding.
    """
    header = msgspec.structs.replace(retour(bericht, dag).header, retour_codes=GOED)
    root = type(retour(bericht, dag))
    rest = {
        field.attr: _met_codes(getattr(bericht, field.attr), field.kind, f"/Bericht/{field.name}", codes)
        for field in fields(root)
        if field.attr != "header" and not isinstance(field.kind, Simple)
    }
    return root(header=header, **rest)


def _met_codes(part: Onderdeel, cls: type[Onderdeel], place: str, codes: Mapping[str, tuple[str, ...]]) -> Onderdeel:
    values: dict[str, Any] = {}
    for field in fields(cls):
        if field.attr == "retour_codes":
            values[field.attr] = codes.get(place, GOED)
            continue
        value, kind = getattr(part, field.attr), field.kind
        if value is None or isinstance(kind, Simple):
            values[field.attr] = value
        elif field.many:
            spot = f"{place}/{field.name}/{field.item}"
            values[field.attr] = tuple(_met_codes(item, kind, f"{spot}[{n}]", codes) for n, item in enumerate(value, 1))
        else:
            values[field.attr] = _met_codes(value, kind, f"{place}/{field.name}", codes)
    return cls(**values)
