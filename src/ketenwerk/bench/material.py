"""The messages that are measured: made through the writer, the same on every machine and in every run."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Literal, TypeAlias

from lxml import etree
from msgspec import structs

from ketenwerk.messages.write import write
from ketenwerk.standard import m305, m315, m323
from ketenwerk.standard.basis import (
    Achternaam,
    BedragMetDC,
    BerichtIdentificatie,
    Geboortedatum,
    GeslotenPeriode,
    HeaderVanAanbieder,
    Omvang,
    Product,
    Referentie,
    TotaalBedragMetDC,
    VerkorteNaam,
    Verwijzer,
    XsdVersie,
)
from ketenwerk.standard.release import MESSAGES

CLAIM, SMALL, REQUEST = MESSAGES["JW323"], MESSAGES["JW305"], MESSAGES["JW315"]
GEMEENTE = "0384"
REQUESTED = Product(categorie="45", code="45A48")
PER_CLIENT = 4
MOST_CLIENTS = 9000
BEGIN, END, SENT = date(2026, 4, 1), date(2026, 4, 30), date(2026, 5, 6)
UNITS = ("04", "01", "16", "14", "82")
TARIFFS = (9240, 154, 11875, 24310, 4500, 8715)

Layout: TypeAlias = Literal["clients", "one client"]
Fault: TypeAlias = Literal["value", "missing", "rule"]

_PREFIX = CLAIM.prefix.encode()
_UNIT = re.compile(rb"(<%s:Eenheid>)\d\d" % _PREFIX)
_VOLUME = re.compile(rb"<%s:GeleverdVolume>\d+</%s:GeleverdVolume>" % (_PREFIX, _PREFIX))


def claim(lines: int, layout: Layout = "clients", *, without_tariff: bool = False) -> m323.Bericht:
    """A right JW323: clients with four lines each, or one client with all. `without_tariff` makes each line wrong (CD087)."""
    made = [_line(number, without_tariff) for number in range(lines)]
    per_client = lines if layout == "one client" else max(PER_CLIENT, lines // MOST_CLIENTS + 1)
    clients = tuple(
        m323.Client(bsn=bsn, prestaties=tuple(made[place * per_client : (place + 1) * per_client]))
        for place, bsn in enumerate(bsns(-(-lines // per_client)))
    )
    declaratie = m323.Declaratie(
        declaratie_nummer="METING1",
        declaratie_periode=GeslotenPeriode(begindatum=BEGIN, einddatum=END),
        declaratie_dagtekening=SENT,
        totaal_ingediend_bedrag=TotaalBedragMetDC(totaal_bedrag=sum(map(_signed, made)), debet_credit="D"),
        clienten=clients,
    )
    return m323.Bericht(header=_header(CLAIM.code), declaratie=declaratie)


def small() -> bytes:
    """A right JW305 with one start."""
    start = m305.StartProduct(
        toewijzing_nummer=118204,
        product=Product(categorie="45", code="45A48"),
        toewijzing_ingangsdatum=BEGIN,
        begindatum=BEGIN + timedelta(days=2),
        status_aanlevering="1",
    )
    client = m305.Client(
        bsn=next(iter(bsns(1))),
        geboortedatum=Geboortedatum(datum=date(2014, 3, 14)),
        geslacht="2",
        naam=VerkorteNaam(geslachtsnaam=Achternaam(achternaam="Meting (fictief)"), voorletters="M"),
        start_producten=(start,),
    )
    return write(m305.Bericht(header=_header(SMALL.code), client=client))


def request(number: int, bsn: str, aanbieder: str, sent: date) -> m315.Bericht:
    """A right JW315 of a provider: each number asks something of its own. It is sent on that day, for care from then on."""
    product = m315.AangevraagdProduct(
        referentie_aanbieder=f"M{number}",
        product=REQUESTED,
        toewijzing_ingangsdatum=sent,
        toewijzing_einddatum=sent + timedelta(days=180),
        omvang=Omvang(volume=8, eenheid="04", frequentie="4"),
        verwijzer=Verwijzer(type="02", zorgverlener_code="98000404"),
        raamcontract="1",
    )
    client = m315.Client(
        bsn=bsn,
        geboortedatum=Geboortedatum(datum=date(2014, 3, 14)),
        geslacht="2",
        naam=VerkorteNaam(geslachtsnaam=Achternaam(achternaam="Meting (fictief)"), voorletters="M"),
        gezagsdrager_bekend="1",
        aangevraagde_producten=(product,),
    )
    named = BerichtIdentificatie(identificatie=f"M{number}", dagtekening=sent)
    header = structs.replace(_header(REQUEST.code), afzender=aanbieder, bericht_identificatie=named)
    return m315.Bericht(header=header, client=client)


def wrong_claim(lines: int, fault: Fault, layout: Layout = "clients") -> bytes:
    """The same claim with one error in each line: a code that is none, an element that is missing, or a rule that is broken."""
    if fault == "rule":
        return write(claim(lines, layout, without_tariff=True))
    data = write(claim(lines, layout))
    return with_value_error(data) if fault == "value" else _VOLUME.sub(b"", data)


def with_value_error(data: bytes) -> bytes:
    """The bytes of a claim with a unit that does not exist in each line."""
    return _UNIT.sub(rb"\g<1>99", data)


def indented(data: bytes) -> bytes:
    """The same message with each element on a line of its own, as much software writes it."""
    root = etree.fromstring(data)
    etree.indent(root, "\t")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def largest_claim(size: int) -> bytes:
    """A claim of nearly `size` bytes, the most that travels in one message."""
    sample = 500
    per_line = (len(write(claim(2 * sample))) - len(write(claim(sample)))) / sample
    lines = int(size / per_line * 0.99)
    data = write(claim(lines))
    if len(data) > size:
        raise ValueError(f"{lines} lines make {len(data)} bytes, more than {size}")
    return data


def bsns(count: int) -> Iterator[str]:
    """Numbers of the test range that pass the test by eleven; there are some 9,000."""
    return islice((str(number) for number in range(999_900_000, 1_000_000_000) if _passes(number)), count)


def _passes(number: int) -> bool:
    return sum(weight * int(digit) for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), str(number), strict=True)) % 11 == 0


def _line(number: int, without_tariff: bool) -> m323.Prestatie:
    """Every fiftieth line takes back one of an earlier claim; every seventh is of a part of the month."""
    tariff, volume = TARIFFS[number % len(TARIFFS)], number % 40 + 1
    credit = number % 50 == 49
    begin = BEGIN + timedelta(days=number % 20) if number % 7 == 6 else BEGIN
    return m323.Prestatie(
        product_referentie=Referentie(
            referentie_nummer=f"P{number:07}", vorig_referentie_nummer=f"E{number:07}" if credit else None
        ),
        toewijzing_nummer=100_000 + number,
        product_categorie="45",
        product_code=f"45A{number % 60:02}",
        product_periode=GeslotenPeriode(begindatum=begin, einddatum=END),
        geleverd_volume=volume,
        eenheid=UNITS[number % len(UNITS)],
        product_tarief=None if without_tariff else tariff,
        ingediend_bedrag=BedragMetDC(bedrag=volume * tariff, debet_credit="C" if credit else "D"),
    )


def _signed(line: m323.Prestatie) -> int:
    amount = line.ingediend_bedrag
    return -amount.bedrag if amount.debet_credit == "C" else amount.bedrag


def _header(code: str) -> HeaderVanAanbieder:
    return HeaderVanAanbieder(
        bericht_code=code,
        bericht_versie=CLAIM.version[0],
        bericht_subversie=CLAIM.version[1],
        afzender="98000101",
        ontvanger=GEMEENTE,
        bericht_identificatie=BerichtIdentificatie(identificatie="METING1", dagtekening=SENT),
        xsd_versie=XsdVersie(basisschema_xsd_versie="1.0.0", bericht_xsd_versie="1.0.0"),
    )
