"""A delivery as JSON, read by the same columns as a row of a spreadsheet, so that both have the same faults."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from ninja import Field, Schema

from ketenwerk.process import aanleveren
from ketenwerk.process.declareerplan import bsns_of
from ketenwerk.protocol.bezwaar import Bezwaar
from ketenwerk.protocol.kolom import Cel, Kolom, Ongeldig, Rij, read_row, yes_or_no
from ketenwerk.protocol.leveringbestand import KOLOMMEN, MOST, Rijlevering
from ketenwerk.register.models import Client, EigenPartij

_REFUSED: Final = "Deze rij wordt niet overgenomen:"
AMOUNTS: Final[Mapping[str, str]] = {
    "minuten": "minuten",
    "etmalen": "etmalen",
    "dagdelen": "dagdelen",
    "stuks": "stuks",
    "eurocenten": "euro",
}
"""The fields of which a row has exactly one, and what it is kept as."""


def _whole(cell: Cel) -> int:
    if isinstance(cell, bool) or not isinstance(cell, int):
        raise Ongeldig(f"{_REFUSED} de hoeveelheid is geen heel getal. Schrijf een getal zonder komma of aanhalingstekens.")
    if not 0 < cell <= MOST:
        raise Ongeldig(f"{_REFUSED} de hoeveelheid is nul of te groot. Vul in wat u leverde.")
    return cell


def _key(cell: Cel) -> UUID:
    try:
        return UUID(str(cell))
    except ValueError:
        raise Ongeldig(f"{_REFUSED} dit is geen nummer van een cliënt. Zoek het met POST /clienten/zoek.") from None


def _true(cell: Cel) -> bool:
    if isinstance(cell, bool):
        return yes_or_no(cell)
    raise Ongeldig(f"{_REFUSED} dit veld is true of false.")


_OF_SHEET: Final = {kolom.naam: kolom for kolom in KOLOMMEN}
_COLUMNS: Final = (
    _OF_SHEET["datum"],
    Kolom("bsn", _OF_SHEET["bsn"].lees, verplicht=False),
    Kolom("client", _key, verplicht=False),
    Kolom("toewijzing", _OF_SHEET["toewijzing"].lees, verplicht=False),
    *(_OF_SHEET[name] for name in ("product", "categorie", "gemeente")),
    *(Kolom(name, _whole, verplicht=False) for name in AMOUNTS),
    Kolom("afwezig", _true, verplicht=False),
)
_WITH_MARK: Final = (*_COLUMNS, Kolom("kenmerk", _OF_SHEET["kenmerk"].lees))


class Gewijzigd(Schema):
    """Een levering: één cliënt, één dag, één hoeveelheid."""

    datum: str = Field(description="De dag, jjjj-mm-dd.", examples=["2026-04-07"])
    bsn: str = Field("", description="Het BSN van de cliënt. Of geef `client`.", examples=["999990019"])
    client: str = Field("", description="Ons nummer van de cliënt, in plaats van `bsn`.")
    toewijzing: int | None = Field(None, description="Het ToewijzingNummer. Zonder dit zoeken wij de toewijzing bij `product`.")
    product: str = Field("", description="De productcode. Nodig als de toewijzing haar openlaat, of als `toewijzing` ontbreekt.")
    categorie: str = Field("", description="De productcategorie, twee cijfers. Nodig als de toewijzing haar openlaat.")
    gemeente: str = Field("", description="De gemeentecode. Nodig als twee gemeenten hetzelfde nummer gaven.")
    minuten: int | None = Field(None, description="Geef precies één hoeveelheid. Uren geeft u in minuten.", examples=[90])
    etmalen: int | None = Field(None, description="Aantal etmalen.")
    dagdelen: int | None = Field(None, description="Aantal dagdelen.")
    stuks: int | None = Field(None, description="Aantal stuks.")
    eurocenten: int | None = Field(None, description="Bedrag in eurocenten.")
    afwezig: bool = Field(False, description="De cliënt was er niet. Dan telt de levering alleen mee zoals is afgesproken.")


class Nieuw(Gewijzigd):
    """Een levering met een eigen kenmerk van de afzender. Twee keer hetzelfde kenmerk is één levering."""

    kenmerk: str = Field(description="Uw eigen nummer van deze levering, hoogstens 60 tekens.", examples=["ECD-20260407-118"])


def read(rows: Sequence[Any], party: EigenPartij, *, marked: bool = True) -> list[Rijlevering | list[Bezwaar]]:
    """Each row, or all that is wrong with it; `plaats` is its index. Of what was sent no BSN is repeated."""
    columns = _WITH_MARK if marked else _COLUMNS
    values = [_read_one(str(number), row, columns) for number, row in enumerate(rows)]
    by_key = _bsns({each["client"] for each in values if isinstance(each, dict) and "client" in each}, party)
    return _assigned([each if isinstance(each, list) else _row(str(n), each, by_key) for n, each in enumerate(values)], party)


def _read_one(plaats: str, row: Any, columns: tuple[Kolom, ...]) -> dict[str, Any] | list[Bezwaar]:
    if not isinstance(row, dict):
        return [Bezwaar("", f"{_REFUSED} dit is geen object met velden.", plaats=plaats)]
    known = {kolom.naam for kolom in columns}
    found = [Bezwaar(_short(name), f"{_REFUSED} dit veld bestaat niet.", plaats=plaats) for name in row if name not in known]
    cells = {name: cell for name, cell in row.items() if name in known and cell not in (None, "")}
    wrong = [
        Bezwaar(name, f"{_REFUSED} dit veld heeft een verkeerde soort waarde.", plaats=plaats)
        for name, cell in cells.items()
        if not _plain(cell)
    ]
    values, more = read_row(Rij(plaats, {name: cell for name, cell in cells.items() if _plain(cell)}), columns)
    missing = {each.veld for each in wrong}
    found += [*wrong, *(each for each in more if each.veld not in missing)]
    if sum(name in cells for name in AMOUNTS) != 1:
        found.append(Bezwaar("minuten", f"{_REFUSED} geef precies één van {', '.join(AMOUNTS)}.", plaats=plaats))
    if ("bsn" in cells) == ("client" in cells):
        found.append(Bezwaar("bsn", f"{_REFUSED} geef het BSN, of het nummer van de cliënt.", plaats=plaats))
    if "toewijzing" not in cells and "product" not in cells:
        found.append(Bezwaar("toewijzing", f"{_REFUSED} geef de toewijzing, of het product.", plaats=plaats))
    return found or values


def _plain(cell: object) -> bool:
    """A number, true or false, or text without signs that cannot be seen."""
    return cell.isprintable() if isinstance(cell, str) else isinstance(cell, int)


def _row(plaats: str, values: dict[str, Any], by_key: Mapping[UUID, str]) -> Rijlevering | list[Bezwaar]:
    (name,) = (name for name in AMOUNTS if name in values)
    amount = values.pop(name)
    if "client" in values:
        bsn = by_key.get(values.pop("client"))
        if bsn is None:
            return [Bezwaar("client", f"{_REFUSED} deze cliënt is er niet. Zoek haar met POST /clienten/zoek.", plaats=plaats)]
        values["bsn"] = bsn
    values.setdefault("toewijzing", 0)
    return Rijlevering(plaats=plaats, soort=AMOUNTS[name], hoeveelheid=amount, **values)


def _bsns(keys: set[UUID], party: EigenPartij) -> dict[UUID, str]:
    """The BSN of each of these that is a client of this party; another's is not there."""
    if not keys:
        return {}
    mine = Client.objects.filter(party=party, pk__in=keys).values_list("pk", flat=True)
    return bsns_of(set(mine))


def _assigned(rows: list[Rijlevering | list[Bezwaar]], party: EigenPartij) -> list[Rijlevering | list[Bezwaar]]:
    """Finds the assignment of what names none."""
    good = [row for row in rows if isinstance(row, Rijlevering)]
    found = iter(aanleveren.assignments_of(good, party))
    chosen = (next(found) if isinstance(row, Rijlevering) else row for row in rows)
    return [[each] if isinstance(each, Bezwaar) else each for each in chosen]


def _short(name: object) -> str:
    """The name of a field that we do not know: as long as it looks like one, for it may be anything."""
    text = str(name)
    return text if text.isascii() and text.isidentifier() and len(text) <= 30 and not any(map(str.isdigit, text)) else ""
