"""What only some parties agree on: which of these attributes of an agreement go together, with each other and with its unit."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ketenwerk.standard.codelists import codelist

from .bezwaar import Bezwaar

if TYPE_CHECKING:
    from .afspraken import Afspraak

_EENHEDEN: Final = codelist("WJ756")
_GELD: Final = _EENHEDEN.where("geld")
_STUKS: Final = frozenset(row.code for row in _EENHEDEN.rows.values() if row.betekenis.startswith("Stuks"))
_REFUSED: Final = "Deze afspraak wordt niet bewaard:"
SOORTEN: Final = ("alleen_registratie", "maximum_tarief", "helften")
"""Ways to depart from claiming at exactly the tariff; an agreement has one of them at most."""


def objections(regel: "Afspraak", plaats: str) -> Iterator[Bezwaar]:
    """What is wrong with the special attributes of an agreement whose unit exists."""
    chosen = [name for name in SOORTEN if getattr(regel, name)]
    if regel.variant == "taak":
        for name in chosen or (["declarabele_afwezigheid"] if regel.declarabele_afwezigheid is not None else []):
            yield Bezwaar(name, f"{_REFUSED} bij een taak hoort geen {name}. Maak het veld leeg.", plaats=plaats)
        return
    if len(chosen) > 1:
        yield Bezwaar(chosen[1], f"{_REFUSED} {' en '.join(chosen)} gaan niet samen. Kies er één.", plaats=plaats)
    elif regel.maximum_tarief and regel.eenheid in _GELD:
        tekst = f"{_REFUSED} bij euro's (eenheid {regel.eenheid}) is er geen tarief. Maak maximum_tarief leeg."
        yield Bezwaar("maximum_tarief", tekst, plaats=plaats)
    elif regel.helften:
        yield from _halves(regel, plaats)
    if regel.alleen_registratie and regel.declarabele_afwezigheid:
        tekst = f"{_REFUSED} wat u alleen registreert, is nooit declarabel. Maak declarabele_afwezigheid leeg."
        yield Bezwaar("declarabele_afwezigheid", tekst, plaats=plaats)


def _halves(regel: "Afspraak", plaats: str) -> Iterator[Bezwaar]:
    if regel.eenheid not in _STUKS:
        tekst = f"{_REFUSED} eenheid {regel.eenheid} kan niet in twee stukken. Kies uit: {', '.join(sorted(_STUKS))}."
        yield Bezwaar("helften", tekst, plaats=plaats)
    elif regel.tarief is not None and regel.tarief % 2:
        tekst = f"{_REFUSED} {regel.tarief} cent is niet in twee gelijke stukken te delen. Kies een even tarief."
        yield Bezwaar("tarief", tekst, plaats=plaats)
