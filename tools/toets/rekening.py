"""The claims (323) of a story: lines, credits and the message around them. Amounts in whole eurocents."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from ketenwerk.standard import m323
from ketenwerk.standard.basis import BedragMetDC, GeslotenPeriode, Omvang, Referentie, TotaalBedragMetDC
from toets.verhaal import Stap, goed
from toets.wereld import Wereld, dag

UUR, MINUUT, OUTPUT, EURO, INSPANNING = "04", "01", "82", "83", "84"
WEEK, MAAND, TOTAAL = "2", "4", "6"
TARIEF = 5000
TE_VEEL, TE_VEEL_SAMEN = ("TR321", "9321"), ("TR322", "9322")


class Lijnen:
    """Makes the lines of a story under one law, all on one product."""

    def __init__(self, w: Wereld, product: str = "A") -> None:
        self._product = w.product(product)

    def lijn(
        self,
        nummer: str,
        toewijzing: int,
        van: str,
        volume: int,
        *,
        tot: str | None = None,
        eenheid: str = UUR,
        tarief: int = TARIEF,
        bedrag: int | None = None,
    ) -> m323.Prestatie:
        """A debit from `van` until `tot`, else the end of its month. `bedrag` is volume times tariff unless it is given."""
        begin = dag(van)
        amount = volume if eenheid == EURO else volume * tarief
        return m323.Prestatie(
            product_referentie=Referentie(referentie_nummer=nummer),
            toewijzing_nummer=toewijzing,
            product_categorie=self._product.categorie,
            product_code=self._product.code or "",
            product_periode=GeslotenPeriode(begindatum=begin, einddatum=dag(tot) if tot else _month_end(begin)),
            geleverd_volume=volume,
            eenheid=eenheid,
            product_tarief=None if eenheid == EURO else tarief,
            ingediend_bedrag=BedragMetDC(bedrag=amount if bedrag is None else bedrag, debet_credit="D"),
        )


def omvang_van(volume: int, eenheid: str, frequentie: str) -> Omvang:
    return Omvang(volume=volume, eenheid=eenheid, frequentie=frequentie)


def gegund(w: Wereld, nummer: int, begin: str, einde: str | None, omvang: tuple[int, str, str]) -> Stap:
    """Product A, assigned on the day on which it begins: volume, unit and frequency."""
    toegewezen = w.toegewezen(nummer, begin, einde, begin, omvang=omvang_van(*omvang))
    return goed(w.toewijzing(begin, toegewezen), "De zorg is toegewezen.")


def credit(nummer: str, van: m323.Prestatie) -> m323.Prestatie:
    """The copy that takes a line back."""
    vorig = van.product_referentie.referentie_nummer
    return msgspec.structs.replace(
        van,
        product_referentie=Referentie(referentie_nummer=nummer, vorig_referentie_nummer=vorig),
        ingediend_bedrag=msgspec.structs.replace(van.ingediend_bedrag, debet_credit="C"),
    )


def declaratie(
    w: Wereld,
    datum: str,
    maand: str,
    nummer: str,
    *lijnen: m323.Prestatie,
    anderen: Mapping[str, Sequence[m323.Prestatie]] | None = None,
) -> m323.Bericht:
    """A claim over a month (`2025-03`), sent on `datum`. `anderen` are the lines of other clients, by Bsn."""
    begin = dag(f"{maand}-01")
    clienten = {w.bsn: lijnen, **(anderen or {})}
    total = sum(_signed(lijn) for held in clienten.values() for lijn in held)
    return m323.Bericht(
        header=w.van_aanbieder("323", datum),
        declaratie=m323.Declaratie(
            declaratie_nummer=nummer,
            declaratie_periode=GeslotenPeriode(begindatum=begin, einddatum=_month_end(begin)),
            declaratie_dagtekening=dag(datum),
            totaal_ingediend_bedrag=TotaalBedragMetDC(totaal_bedrag=abs(total), debet_credit="C" if total < 0 else "D"),
            clienten=tuple(m323.Client(bsn=bsn, prestaties=tuple(held)) for bsn, held in clienten.items()),
        ),
    )


def betaald(bericht: m323.Bericht, tekst: str, cent: int, *finds: str) -> Stap:
    """A claim of which this much is granted, in eurocents with sign, and in which this is found."""
    return Stap(bericht, tekst, finds, toegekend=cent)


def op_lijn(rule: str, code: str, n: int = 1, client: int = 1) -> str:
    """A finding on that line."""
    return f"{rule} {code} Declaratie/Clienten/Client[{client}]/Prestaties/Prestatie[{n}]"


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _signed(lijn: m323.Prestatie) -> int:
    amount = lijn.ingediend_bedrag
    return -amount.bedrag if amount.debet_credit == "C" else amount.bedrag
