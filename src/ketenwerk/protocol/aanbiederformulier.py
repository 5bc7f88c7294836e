"""The provider form (Invuldocument aanbieder): what a provider tells a back office about itself (E005).

The 62 numbered fields stand in `velden.csv`; here are their values. A form may be half filled or wrong: `formuliercontrole`
says what is missing. An empty text is "", an unanswered question and an absent date are None.
"""

from datetime import date
from typing import Any, Final

import msgspec


class Deel(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the form. Its texts are kept without white space around them, so that an exported form is the same form."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            entered = getattr(self, name)
            if isinstance(entered, str) and entered != entered.strip():
                msgspec.structs.force_setattr(self, name, entered.strip())


class Adres(Deel, frozen=True, kw_only=True):
    """An address; `land` empty is the Netherlands."""

    land: str = ""
    postcode: str = ""
    huisnummer: str = ""
    toevoeging: str = ""
    straat: str = ""
    woonplaats: str = ""


class Persoon(Deel, frozen=True, kw_only=True):
    """Someone to speak to."""

    aanhef: str = ""
    voorletters: str = ""
    tussenvoegsels: str = ""
    achternaam: str = ""
    telefoon_1: str = ""
    telefoon_2: str = ""
    email: str = ""


class Zorglocatie(Deel, frozen=True, kw_only=True):
    """A place where care is given, open from `opening` to `sluiting`, both included (E012)."""

    naam: str = ""
    postcode: str = ""
    huisnummer: str = ""
    toevoeging: str = ""
    straat: str = ""
    woonplaats: str = ""
    opening: date | None = None
    sluiting: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it was filled in."""
        return all(getattr(self, name) in ("", None) for name in self.__struct_fields__)

    @property
    def van(self) -> date | None:
        return self.opening

    @property
    def tot(self) -> date | None:
        return self.sluiting

    def is_open(self, on: date) -> bool:
        """Whether care that starts on that day can be given here."""
        return (self.opening or date.min) <= on <= (self.sluiting or date.max)


class Formulier(Deel, frozen=True, kw_only=True):
    """The whole form, in the order of its fields.

    `correspondentie`, `facturatie` and `facturatiecontact` hold what was entered; where the form says that they are equal to
    another part, the properties below give that part (E011). A location of which nothing is filled in is none.
    """

    juridische_naam: str = ""
    dochtermaatschappij: bool | None = None
    kvk_moeder: str = ""
    handelsnaam: str = ""
    agb: str = ""
    wza: str = ""
    kvk: str = ""
    vestigingsnummer: str = ""
    email: str = ""
    website: str = ""
    big: str = ""
    skj: str = ""
    kd: str = ""
    nrd: str = ""
    contract_start: date | None = None
    contract_eind: date | None = None
    eigen_verklaring: bool | None = None
    hele_gemeente: bool | None = None
    vestiging: Adres = Adres()
    corr_gelijk: bool | None = None
    correspondentie: Adres = Adres()
    fact_gelijk: bool | None = None
    facturatie: Adres = Adres()
    locaties: tuple[Zorglocatie, ...] = ()
    contractant: Persoon = Persoon()
    fact_contact_gelijk: bool | None = None
    facturatiecontact: Persoon = Persoon()
    iban: str = ""
    btw: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        msgspec.structs.force_setattr(self, "locaties", tuple(place for place in self.locaties if not place.is_empty))

    @property
    def correspondentieadres(self) -> Adres:
        """Where letters go."""
        return self.vestiging if self.corr_gelijk else self.correspondentie

    @property
    def facturatieadres(self) -> Adres:
        """Where invoices go."""
        return self.correspondentieadres if self.fact_gelijk else self.facturatie

    @property
    def contact_facturatie(self) -> Persoon:
        """Whom to ask about invoices and messages."""
        return self.contractant if self.fact_contact_gelijk else self.facturatiecontact

    def open_locations(self, on: date) -> tuple[Zorglocatie, ...]:
        """The locations that can be chosen for care that starts on that day."""
        return tuple(locatie for locatie in self.locaties if locatie.is_open(on))


_DELEN: Final[dict[str, type[Adres] | type[Persoon]]] = {
    "vestiging": Adres,
    "correspondentie": Adres,
    "facturatie": Adres,
    "contractant": Persoon,
    "facturatiecontact": Persoon,
}


def built(answers: dict[str, Any], locaties: list[dict[str, Any]]) -> Formulier:
    """A form from values by key ("vestiging.postcode"), and those of each location by the name of its field."""
    values: dict[str, Any] = {"locaties": tuple(Zorglocatie(**of) for of in locaties)}
    parts: dict[str, dict[str, Any]] = {}
    for key, answer in answers.items():
        part, _, field = key.rpartition(".")
        (parts.setdefault(part, {}) if part else values)[field] = answer
    for part, fields in parts.items():
        values[part] = _DELEN[part](**fields)
    return Formulier(**values)
