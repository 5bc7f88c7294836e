"""What comes back in a return message below its header: every class as it came, each with its return codes (IV028, IV032).

A class has the codes of the rules that found something wrong in it. Without any it has 0233, not judged, when a class around it
is wrong, and 0200, no remark, otherwise.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from ketenwerk.messages.finding import Finding
from ketenwerk.messages.walk import walk
from ketenwerk.standard.basis import Bericht, Klasse, Onderdeel
from ketenwerk.standard.fields import fields
from ketenwerk.standard.types import Simple

GEEN_OPMERKING = "0200"
NIET_BEOORDEELD = "0233"
_HEADER = "/Bericht/Header"

Codes = Mapping[int, tuple[str, ...]]
"""The codes of each class that is wrong, by its identity."""


def in_header(finding: Finding) -> bool:
    """Whether the finding is about the header, or anything in it."""
    return finding.path == _HEADER or finding.path.startswith(f"{_HEADER}/")


def own_codes(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The return codes of these findings, each once, in their order."""
    return tuple(dict.fromkeys(finding.code for finding in findings if finding.code))


def returned(bericht: Bericht, root: type[Bericht], findings: Iterable[Finding]) -> dict[str, Any]:
    """The attributes of a return message other than its header, for the message that it answers."""
    codes = _codes(bericht, findings)
    return {
        field.attr: _with_codes(getattr(bericht, field.attr), field.kind, codes, judged=True)
        for field in fields(root)
        if field.attr != "header" and not isinstance(field.kind, Simple)
    }


def _codes(bericht: Bericht, findings: Iterable[Finding]) -> Codes:
    places = dict(walk(bericht))
    del places["/Bericht"]  # it carries no codes
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        found.setdefault(id(_class_of(finding.path, places)), []).append(finding)
    return {identity: own_codes(group) for identity, group in found.items()}


def _class_of(path: str, places: Mapping[str, Onderdeel]) -> Onderdeel:
    """The class that carries the codes for this place: composed types and simple elements have none of their own.

    What is about the message as a whole is told on the one class below it, for a wrong header is another matter.
    """
    while path not in places or not isinstance(places[path], Klasse):
        path = path.rpartition("/")[0]
        if not path:
            return next(part for place, part in places.items() if not place.startswith(_HEADER))
    return places[path]


def _with_codes(part: Onderdeel, cls: type[Onderdeel], codes: Codes, *, judged: bool) -> Onderdeel:
    """The same class as the return message defines it. `judged` is whether all around it is right."""
    own = codes.get(id(part))
    below_is_judged = judged and own is None
    values: dict[str, Any] = {}
    for field in fields(cls):
        if field.attr == "retour_codes":
            values[field.attr] = own or (GEEN_OPMERKING if judged else NIET_BEOORDEELD,)
            continue
        value, kind = getattr(part, field.attr), field.kind
        if isinstance(kind, Simple) or not issubclass(kind, Klasse) or value is None:
            values[field.attr] = value
        elif field.many:
            values[field.attr] = tuple(_with_codes(item, kind, codes, judged=below_is_judged) for item in value)
        else:
            values[field.attr] = _with_codes(value, kind, codes, judged=below_is_judged)
    return cls(**values)
