"""What somebody filled in on a page, as the value that the register keeps; with everything that is wrong with it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from ketenwerk.protocol import partij
from ketenwerk.protocol.aanbiederformulier import Formulier, built
from ketenwerk.protocol.agb import AgbSoort
from ketenwerk.protocol.bezwaar import Bezwaar
from ketenwerk.protocol.formuliercontrole import objections
from ketenwerk.protocol.kolom import Ongeldig, day
from ketenwerk.protocol.partij import Bereikbaarheid, Partij, PartijSoort, Postadres
from ketenwerk.protocol.velden import EENMALIG, PER_LOCATIE, Veld

from .shown.formulier import follows

_LOCATION: Final = re.compile(r"locatie\[(\d{1,3})\]\.")
_LONGEST: Final = 400
_OTHER_CODE: Final = "Het formulier wordt niet bewaard: een andere AGB-code is een andere aanbieder. Voeg die apart toe."
_CODE_STAYS: Final = "Deze partij wordt niet bewaard: een andere code is een andere partij. Voeg die apart toe."


def filled_form(sent: Mapping[str, str], before: Formulier, agb: str) -> tuple[Formulier, list[Bezwaar]]:
    """The form that was sent; what it did not ask stays as it was. Objections of both kinds, those that block and warnings."""
    found: list[Bezwaar] = []
    answers = {
        key: veld.answer(before) if follows(veld, before) and key not in sent else _read(veld, key, sent, found)
        for key, veld in EENMALIG.items()
    }
    numbers = sorted({int(match[1]) for name in sent if (match := _LOCATION.match(name))})
    places = [{name: _read(veld, veld.key(number), sent, found) for name, veld in PER_LOCATIE.items()} for number in numbers]
    formulier = built(answers, places)
    found += objections(formulier)
    if agb and formulier.agb not in ("", agb):
        found.append(Bezwaar("agb", _OTHER_CODE))
    return formulier, found


def filled_party(sent: Mapping[str, str], code: str) -> tuple[Partij | None, list[Bezwaar]]:
    """The party that was sent; None where a choice or a day is no choice or day. `code` is the one that it has already."""
    found: list[Bezwaar] = []
    soort = _choice(PartijSoort, sent.get("soort", ""), "soort", found)
    agb_soort = _choice(AgbSoort, sent["agb_soort"], "agb_soort", found) if sent.get("agb_soort") else None
    days = {name: _day(sent.get(name, ""), name, found) for name in ("van", "tot")}
    if soort is None or found:
        return None, found
    made = Partij(
        soort=soort,
        naam=_text(sent, "naam"),
        code=_text(sent, "code"),
        agb_soort=agb_soort,
        bereikbaarheid=_reachable(sent),
        van=days["van"],
        tot=days["tot"],
    )
    found += partij.objections(made)
    if code and made.code != code:
        found.append(Bezwaar("code", _CODE_STAYS))
    return made, found


def as_sent(of: Partij | None, code: str) -> dict[str, str]:
    """What a page about a party begins with, by the names of its fields."""
    if of is None:
        return {"code": code}
    plain = msgspec.to_builtins(of)
    reached = plain.pop("bereikbaarheid")
    post = {f"post_{name}": cell for name, cell in reached.pop("postadres").items()}
    return {name: cell or "" for name, cell in {**plain, **reached, **post}.items()}


def _reachable(sent: Mapping[str, str]) -> Bereikbaarheid:
    own = [name for name in Bereikbaarheid.__struct_fields__ if name != "postadres"]
    post = Postadres(**{name: _text(sent, f"post_{name}") for name in Postadres.__struct_fields__})
    return Bereikbaarheid(**{name: _text(sent, name) for name in own}, postadres=post)  # type: ignore[arg-type]


def _read(veld: Veld, key: str, sent: Mapping[str, str], found: list[Bezwaar]) -> Any:
    try:
        return veld.read(_text(sent, key))
    except Ongeldig as fault:
        found.append(Bezwaar(key, str(fault)))
        return veld.read("")


def _choice(of: Any, given: str, name: str, found: list[Bezwaar]) -> Any:
    try:
        return of(given)
    except ValueError:
        found.append(Bezwaar(name, "Deze partij wordt niet bewaard: kies een van de soorten."))
        return None


def _day(given: str, name: str, found: list[Bezwaar]) -> Any:
    if not given.strip():
        return None
    try:
        return day(given)
    except Ongeldig as fault:
        found.append(Bezwaar(name, str(fault)))
        return None


def _text(sent: Mapping[str, str], name: str) -> str:
    return sent.get(name, "").strip()[:_LONGEST]


def by_field(bezwaren: Iterable[Bezwaar]) -> dict[str, list[str]]:
    """The texts of objections by the field that they are about."""
    found: dict[str, list[str]] = {}
    for bezwaar in bezwaren:
        found.setdefault(bezwaar.veld, []).append(bezwaar.tekst)
    return found
