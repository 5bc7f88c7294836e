"""Claims of month after month on the same assignments: what grows a register as a region does."""

from collections.abc import Iterator
from datetime import date, timedelta

from ketenwerk.bench.material import CLAIM, GEMEENTE, MOST_CLIENTS, PER_CLIENT, bsns
from ketenwerk.claims.periode import maand
from ketenwerk.standard import m301, m323
from ketenwerk.standard.basis import (
    BedragMetDC,
    BerichtIdentificatie,
    GeslotenPeriode,
    HeaderVanAanbieder,
    Omvang,
    Product,
    Referentie,
    TotaalBedragMetDC,
    XsdVersie,
)

AANBIEDER = "98000101"
FIRST = date(2022, 1, 1)
PRODUCT = Product(categorie="45", code="45A48")
TARIFF = 8724
VOLUMES = range(4, 41)
"""What is assigned a month: no two neighbours alike, as in a region."""
BEGINS = range(730)
"""Days before the first claim on which assignments begin. Every second one has an end, and so a total that is added up."""
LAST = date(2030, 12, 31)
WRONG = 50
"""One line in so many asks more than was assigned."""


def lines_per_client(lines: int) -> int:
    return max(PER_CLIENT, lines // MOST_CLIENTS + 1)


def month(number: int) -> date:
    """The first day of a month, counted from 0."""
    return date(FIRST.year + number // 12, number % 12 + 1, 1)


def assignments(lines: int) -> Iterator[tuple[str, tuple[m301.ToegewezenProduct, ...]]]:
    """For each client the assignments on which is claimed, one per line."""
    each = lines_per_client(lines)
    for place, bsn in enumerate(bsns(-(-lines // each))):
        yield bsn, tuple(_assigned(number) for number in range(place * each, min(lines, (place + 1) * each)))


def claim(lines: int, number: int) -> m323.Bericht:
    """The claim of one month: a line on each assignment, some of them too much."""
    begin, eind = maand(month(number))
    each = lines_per_client(lines)
    clients = tuple(
        m323.Client(
            bsn=bsn,
            prestaties=tuple(
                _line(place, number, begin, eind) for place in range(client * each, min(lines, (client + 1) * each))
            ),
        )
        for client, bsn in enumerate(bsns(-(-lines // each)))
    )
    total = sum(line.ingediend_bedrag.bedrag for client in clients for line in client.prestaties)
    declaratie = m323.Declaratie(
        declaratie_nummer=f"METING{number}",
        declaratie_periode=GeslotenPeriode(begindatum=begin, einddatum=eind),
        declaratie_dagtekening=eind,
        totaal_ingediend_bedrag=TotaalBedragMetDC(totaal_bedrag=total, debet_credit="D"),
        clienten=clients,
    )
    header = HeaderVanAanbieder(
        bericht_code=CLAIM.code,
        bericht_versie=CLAIM.version[0],
        bericht_subversie=CLAIM.version[1],
        afzender=AANBIEDER,
        ontvanger=GEMEENTE,
        bericht_identificatie=BerichtIdentificatie(identificatie=f"METING{number}", dagtekening=eind),
        xsd_versie=XsdVersie(basisschema_xsd_versie="1.0.0", bericht_xsd_versie="1.0.0"),
    )
    return m323.Bericht(header=header, declaratie=declaratie)


def _assigned(number: int) -> m301.ToegewezenProduct:
    return m301.ToegewezenProduct(
        toewijzing_nummer=100_000 + number,
        product=PRODUCT,
        toewijzingsdatum=FIRST,
        toewijzingstijd="12:00:00",
        ingangsdatum=FIRST - timedelta(days=BEGINS[number % len(BEGINS)]),
        einddatum=LAST if number % 2 else None,
        omvang=Omvang(volume=_volume(number), eenheid="04", frequentie="4"),
    )


def _volume(number: int) -> int:
    return VOLUMES[number % len(VOLUMES)]


def _line(place: int, number: int, begin: date, eind: date) -> m323.Prestatie:
    volume = _volume(place) + (place % WRONG == WRONG - 1)
    return m323.Prestatie(
        product_referentie=Referentie(referentie_nummer=f"P{number:03}{place:07}"),
        toewijzing_nummer=100_000 + place,
        product_categorie="45",
        product_code="45A48",
        product_periode=GeslotenPeriode(begindatum=begin, einddatum=eind),
        geleverd_volume=volume,
        eenheid="04",
        product_tarief=TARIFF,
        ingediend_bedrag=BedragMetDC(bedrag=volume * TARIFF, debet_credit="D"),
    )
