"""Forms of codes and addresses that are typed in: what fits, and in words what does not."""

import re
from collections.abc import Callable
from typing import Final

import msgspec


class Vorm(msgspec.Struct, frozen=True):
    """A form: whether a text has it, how it is said in Dutch, and whether another form stands in the way."""

    past: Callable[[str], bool]
    eis: str
    blokkeert: bool = True


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


def is_iban(text: str) -> bool:
    """An account number that passes its own check (ISO 13616: remainder 1 by 97). Spaces between its parts are allowed."""
    iban = compact(text)
    if not re.fullmatch("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", iban):
        return False
    if iban.startswith("NL") and not re.fullmatch("NL[0-9]{2}[A-Z]{4}[0-9]{10}", iban):
        return False
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1


def compact(text: str) -> str:
    """Without spaces, in capitals: as an account number is compared."""
    return "".join(text.split()).upper()


VORMEN: Final[dict[str, Vorm]] = {
    "gemeentecode": Vorm(_matches("[0-9]{4}"), "gemeentecode is vier cijfers"),
    "agb": Vorm(_matches("[0-9]{8}"), "een AGB-code is acht cijfers"),
    "kvk": Vorm(_matches("[0-9]{8}"), "een KvK-nummer is acht cijfers"),
    "vestigingsnummer": Vorm(_matches("[0-9]{12}"), "een vestigingsnummer is twaalf cijfers"),
    "iban": Vorm(is_iban, "het controlegetal of de lengte van het rekeningnummer klopt niet"),
    "email": Vorm(_matches(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+"), "een e-mailadres heeft de vorm naam@domein.nl", False),
    "postcode": Vorm(_matches("[1-9][0-9]{3} ?[A-Za-z]{2}"), "een postcode heeft de vorm 1234 AB", False),
    "website": Vorm(_matches(r"(?:https?://)?[^\s/.]+(?:\.[^\s/.]+)+(?:/\S*)?"), "een website heeft de vorm www.naam.nl", False),
    "telefoon": Vorm(_matches(r"\+?[0-9](?:[ -]?[0-9]){6,14}"), "een telefoonnummer is zeven tot vijftien cijfers", False),
}
"""Forms by the kind of a field. A kind that is not here has no form of its own."""


def fits(soort: str, text: str) -> bool:
    """Whether a text has the form of its kind."""
    return soort not in VORMEN or VORMEN[soort].past(text)
