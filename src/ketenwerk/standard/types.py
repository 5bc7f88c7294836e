"""The simple types (LDT) of the base schema: what one element may hold.

Each alias is a Python type with a `Simple` beside it, so that `begindatum: Datum` gives the reader, the writer, the
schema and the explanation all they need. Numbers and code list names are those of release 3.2; amounts, budgets and
euro volumes are whole eurocents.
"""

from datetime import date
from typing import Annotated, Literal, TypeAlias

import msgspec

Base: TypeAlias = Literal["string", "integer", "date", "time"]
Wet: TypeAlias = Literal["jw", "wmo"]


class Simple(msgspec.Struct, frozen=True):
    """Facets of a simple type.

    `list_jw` and `list_wmo` name the code list per law; the schema then allows its codes only. `pattern` is an XSD
    pattern. `personal` marks what identifies or describes a person: masked on screen, never logged. `form` names
    the sentence of the language table that says which form is expected.
    """

    name: str
    base: Base
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    list_jw: str = ""
    list_wmo: str = ""
    personal: bool = False
    form: str = "tekst"

    def codelist(self, wet: Wet) -> str | None:
        """Name of the code list for this law, or None when the type is no coded one."""
        return (self.list_jw if wet == "jw" else self.list_wmo) or None


class Alleen(msgspec.Struct, frozen=True):
    """Marks an element that exists under one law only (`xsd/README.md`: GezagsdragerBekend and Woonplaatsbeginsel)."""

    wet: Wet


# Both say the same as the published patterns, `.*[^\s].*` and `([.\s]*\S+[.\s]*)+`, in a form that a matcher need not retry:
# at least one character that is no white space, and in the first no line break.
_NOT_BLANK = r"[ \t]*\S.*"
_ANY_INK = r"\s*\S[\s\S]*"


def _text(name: str, longest: int, *, personal: bool = False) -> Simple:
    return Simple(name, "string", min_length=1, max_length=longest, pattern=_NOT_BLANK, personal=personal)


def _digits(name: str, count: int, form: str, *, capped: bool = True, personal: bool = False) -> Simple:
    longest = count if capped else None
    return Simple(name, "string", min_length=1, max_length=longest, pattern=f"[0-9]{{{count}}}", form=form, personal=personal)


def _number(name: str, maximum: int) -> Simple:
    return Simple(name, "integer", minimum=0, maximum=maximum, form="geheel")


def _code(name: str, longest: int, both: str = "", *, jw: str = "", wmo: str = "", personal: bool = False) -> Simple:
    return Simple(name, "string", max_length=longest, list_jw=jw or both, list_wmo=wmo or both, personal=personal, form="code")


AanduidingWoonadres = Annotated[str, _code("LDT_AanduidingWoonadres", 2, "NUM061", personal=True)]
AdresSoort = Annotated[str, _code("LDT_AdresSoort", 2, "COD757")]
AgbCode = Annotated[str, _digits("LDT_AgbCode", 8, "agb")]
Bedrag = Annotated[int, _number("LDT_Bedrag", 99_999_999)]
BerichtCode = Annotated[str, Simple("LDT_BerichtCode", "string", min_length=1, max_length=3, form="vast")]
BerichtSubversie = Annotated[int, _number("LDT_BerichtSubversie", 99)]
BerichtVersie = Annotated[int, _number("LDT_BerichtVersie", 99)]
Budget = Annotated[int, _number("LDT_Budget", 99_999_999)]
BurgerServicenummer = Annotated[str, _digits("LDT_BurgerServicenummer", 9, "bsn", personal=True)]
Commentaar = Annotated[str, Simple("LDT_Commentaar", "string", min_length=1, pattern=_ANY_INK, personal=True)]
Communicatievorm = Annotated[str, _code("LDT_Communicatievorm", 1, "COD747", personal=True)]
Datum = Annotated[date, Simple("LDT_Datum", "date", pattern="[^:Z]*", form="datum")]
DatumGebruik = Annotated[str, _code("LDT_DatumGebruik", 1, "COD170")]
DebetCredit = Annotated[str, _code("LDT_DebetCredit", 1, "COD043")]
Eenheid = Annotated[str, _code("LDT_Eenheid", 2, "WJ756")]
Emailadres = Annotated[str, _text("LDT_Emailadres", 80, personal=True)]
Frequentie = Annotated[str, _code("LDT_Frequentie", 1, "WMO757")]
Gemeente = Annotated[str, _digits("LDT_Gemeente", 4, "gemeente", capped=False)]
Geslacht = Annotated[str, _code("LDT_Geslacht", 1, "COD046", personal=True)]
Huisletter = Annotated[str, _text("LDT_Huisletter", 1, personal=True)]
Huisnummer = Annotated[int, Simple("LDT_Huisnummer", "integer", minimum=0, maximum=99_999, personal=True, form="geheel")]
HuisnummerToevoeging = Annotated[str, _text("LDT_HuisnummerToevoeging", 4, personal=True)]
IdentificatieBericht = Annotated[str, _text("LDT_IdentificatieBericht", 12)]
# No pattern here and in ReferentieNummer: spaces alone are valid in the published schema.
IdentificatieDeclaratie = Annotated[str, Simple("LDT_IdentificatieDeclaratie", "string", min_length=1, max_length=12)]
JaNee = Annotated[str, _code("LDT_JaNee", 1, "COD260")]
JuridischeStatus = Annotated[str, _code("LDT_JuridischeStatus", 2, "WJ232", personal=True)]
LandCode = Annotated[str, _code("LDT_LandCode", 2, "COD032", personal=True)]
Landnummer = Annotated[str, _text("LDT_Landnummer", 4, personal=True)]
Naam = Annotated[str, _text("LDT_Naam", 200, personal=True)]
NaamGebruik = Annotated[str, _code("LDT_NaamGebruik", 1, "COD700")]
NaamVerwijzer = Annotated[str, _text("LDT_NaamVerwijzer", 64, personal=True)]
Nummer = Annotated[int, _number("LDT_Nummer", 999_999_999)]
Organisatienaam = Annotated[str, _text("LDT_Organisatienaam", 35, personal=True)]
Persoonsid = Annotated[str, _text("LDT_Persoonsid", 20, personal=True)]
Plaatsnaam = Annotated[str, _text("LDT_Plaatsnaam", 80, personal=True)]
Postcode = Annotated[str, _text("LDT_Postcode", 8, personal=True)]
ProductCategorie = Annotated[str, _code("LDT_ProductCategorie", 2, jw="JZ020", wmo="WMO020")]
ProductCode = Annotated[str, _text("LDT_ProductCode", 5)]
RedenAfwijzingVerzoek = Annotated[str, _code("LDT_RedenAfwijzingVerzoek", 2, "WJ759")]
RedenBeeindiging = Annotated[str, _code("LDT_RedenBeeindiging", 2, jw="JZ588", wmo="WMO588")]
RedenVerzoek = Annotated[str, _code("LDT_RedenVerzoek", 1, "WJ758")]
RedenWijziging = Annotated[str, _code("LDT_RedenWijziging", 2, jw="JZ002", wmo="WMO002")]
Referentie = Annotated[str, _text("LDT_Referentie", 36)]
ReferentieNummer = Annotated[str, Simple("LDT_ReferentieNummer", "string", min_length=1, max_length=20)]
RelatieVolgorde = Annotated[int, _number("LDT_RelatieVolgorde", 99)]
RetourCode = Annotated[str, _code("LDT_RetourCode", 4, "WJ001")]
SoortRelatie = Annotated[str, _code("LDT_SoortRelatie", 2, "COD472", personal=True)]
StatusAanlevering = Annotated[str, _code("LDT_StatusAanlevering", 1, "COD467")]
Straatnaam = Annotated[str, _text("LDT_Straatnaam", 24, personal=True)]
Taal = Annotated[str, _text("LDT_Taal", 25, personal=True)]
Telefoonnummer = Annotated[
    str, Simple("LDT_Telefoonnummer", "string", min_length=1, max_length=15, pattern="[0-9]*", personal=True, form="telefoon")
]
# Kept as written: xs:time is finer than Python's time (suppliers send seven decimals; 24:00:00 is valid).
Tijd = Annotated[str, Simple("LDT_Tijd", "time", pattern="[^Z+-]+", form="tijd")]
TotaalBedrag = Annotated[int, _number("LDT_TotaalBedrag", 999_999_999_999)]
TypeVerwijzer = Annotated[str, _code("LDT_TypeVerwijzer", 2, "COD327")]
Versie = Annotated[
    str,
    Simple("LDT_Versie", "string", min_length=1, pattern=r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)", form="versie"),
]
VerzoekAntwoord = Annotated[str, _code("LDT_VerzoekAntwoord", 1, "WJ760")]
Volume = Annotated[int, _number("LDT_Volume", 99_999_999)]
Voorletters = Annotated[
    str,
    Simple("LDT_Voorletters", "string", min_length=1, max_length=6, pattern="([a-zA-ZÀ-ỳ])+", personal=True, form="letters"),
]
Voorvoegsel = Annotated[str, _text("LDT_Voorvoegsel", 10, personal=True)]
WettelijkeVertegenwoordiging = Annotated[str, _code("LDT_WettelijkeVertegenwoordiging", 2, "WJ003", personal=True)]

# The 323 narrows its own number where it stands; the 325 does not (CS319).
DeclaratieNummer = Annotated[
    str,
    Simple("LDT_IdentificatieDeclaratie", "string", min_length=1, max_length=12, pattern="([a-zA-Z0-9])+", form="alfanumeriek"),
]
