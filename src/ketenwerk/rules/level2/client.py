"""The client, and in a 301 the relations: number, birth date, name, interpreter."""

from collections.abc import Iterator
from datetime import date
from operator import mul
from typing import Final

from ketenwerk.rules.level2.datums import years_before
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m301, m317, m323, m325
from ketenwerk.standard.basis import ClientKort, Geboortedatum, Header
from ketenwerk.standard.codelists import codelist

OLDEST: Final = 120
UNKNOWN: Final = date(1900, 1, 1)
"""Birth date that stands for "not known at all" (IV009)."""

MET_PARTNERNAAM: Final = codelist("COD700").where("partner")
ZONDER_PARTNERNAAM: Final = codelist("COD700").where("zonder_partner")
VOOR_CLIENT: Final = codelist("COD700").where("client")
TALIG: Final = codelist("COD747").where("taal_verplicht")

DAG_ONBEKEND: Final = codelist("COD170").where("dag_onbekend")
MAAND_ONBEKEND: Final = codelist("COD170").where("maand_onbekend")
JAAR_ONBEKEND: Final = codelist("COD170").where("jaar_onbekend")

WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)
OFFSET: Final = ord("0") * sum(WEIGHTS)
"""What the weighted sum is too high when digits are taken as their bytes."""
NO_NUMBER: Final = "000000000"


@rule("CS002", level=2, code="0001", on=both("301", "305", "307", "315", "317", "323", "325"))
def bsn_passes_the_elfproef(client: m301.Client | ClientKort | m317.Client | m323.Client | m325.Client) -> Iterator[Hit]:
    """A Bsn passes the test by eleven; nine zeros would, and are no Bsn (C-59)."""
    if not passes_elfproef(client.bsn):
        yield finding(client, "bsn", found=client.bsn, expected="elfproef")


def passes_elfproef(bsn: str) -> bool:
    """Whether a text is nine digits that are a Bsn."""
    if len(bsn) != len(WEIGHTS) or not (bsn.isascii() and bsn.isdigit()) or bsn == NO_NUMBER:
        return False
    weighted: int = sum(map(mul, WEIGHTS, bsn.encode())) - OFFSET
    return weighted % 11 == 0


@rule("CD007", level=2, code="0001", on=both("301"))
def language_only_with_interpreter_of_a_language(client: m301.Client) -> Iterator[Hit]:
    """Taal is there exactly when the interpreter is one for a spoken language."""
    communicatie = client.communicatie
    if communicatie and (communicatie.vorm in TALIG) != (communicatie.taal is not None):
        yield finding(client, "communicatie.taal", found=communicatie.taal)


@rule("CS050", level=2, code="0001", on=both("301"))
def name_usage_fits_partner_name(person: m301.Client | m301.Relatie) -> Iterator[Hit]:
    """With a partner's name NaamGebruik 1 to 4, without it 1 or 6; 5 never (C-24)."""
    naam = person.naam
    allowed = MET_PARTNERNAAM if naam.partnernaam else ZONDER_PARTNERNAAM
    if naam.naam_gebruik not in allowed:
        yield finding(person, "naam.naam_gebruik", found=naam.naam_gebruik, expected=", ".join(sorted(allowed)))


@rule("CS318", level=2, code="0001", on=both("301"))
def client_is_a_natural_person(client: m301.Client) -> Iterator[Hit]:
    """A client is a human being; a relation may be an organisation."""
    if client.naam.naam_gebruik not in VOOR_CLIENT:
        yield finding(client, "naam.naam_gebruik", found=client.naam.naam_gebruik, expected=f"!= {client.naam.naam_gebruik}")


@rule("CS139", level=2, code="0001", on=both("301", "305", "307", "315"))
def birth_date_fits_what_is_unknown(person: m301.Client | m301.Relatie | ClientKort) -> Iterator[Hit]:
    """What DatumGebruik calls unknown is filled as 01, and a wholly unknown date as 1900-01-01 (IV009)."""
    geboren = person.geboortedatum
    if geboren is None or geboren.datum_gebruik is None:
        return
    if geboren.datum != _as_agreed(geboren.datum, geboren.datum_gebruik):
        yield finding(person, "geboortedatum.datum", found=geboren.datum, expected=_form(geboren.datum_gebruik))


def _as_agreed(day: date, gebruik: str) -> date:
    return date(
        UNKNOWN.year if gebruik in JAAR_ONBEKEND else day.year,
        UNKNOWN.month if gebruik in MAAND_ONBEKEND else day.month,
        UNKNOWN.day if gebruik in DAG_ONBEKEND else day.day,
    )


def _form(gebruik: str) -> str:
    """The form that is expected, without what the message says: a finding shows `expected` unmasked."""
    year = f"{UNKNOWN.year}" if gebruik in JAAR_ONBEKEND else "jjjj"
    month = f"{UNKNOWN.month:02}" if gebruik in MAAND_ONBEKEND else "mm"
    return f"{year}-{month}-{UNKNOWN.day:02}"


@rule("TR002", level=2, code="0001", on=both("301", "305", "307", "315"))
def not_older_than_120_years(person: m301.Client | m301.Relatie | ClientKort, header: Header) -> Iterator[Hit]:
    """Nobody was born more than 120 years before Dagtekening, unless the birth date is unknown."""
    geboren = person.geboortedatum
    if geboren is None or _unknown(geboren):
        return
    earliest = years_before(header.bericht_identificatie.dagtekening, OLDEST)
    if geboren.datum < earliest:
        yield finding(person, "geboortedatum.datum", found=geboren.datum, expected=f">= {earliest}")


def _unknown(geboren: Geboortedatum) -> bool:
    return geboren.datum_gebruik in JAAR_ONBEKEND and geboren.datum == UNKNOWN
