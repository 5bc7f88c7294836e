"""323: the provider claims; 325: the municipality grants, wholly or in part. Amounts are whole eurocents with a sign."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ketenwerk.demo.bouw.omvang import UUR
from ketenwerk.demo.dossier import VERSIE, Dossier
from ketenwerk.standard import m323, m325
from ketenwerk.standard.basis import BedragMetDC, GeslotenPeriode, Referentie, TotaalBedragMetDC
from ketenwerk.standard.fields import fields

TARIEF = 9240

Maand = tuple[date, date]


def declaratie(
    dossier: Dossier, dag: date, maand: Maand, *prestaties: m323.Prestatie, volgnummer: int = 1, **anders: Any
) -> m323.Bericht:
    """A claim for the client of the story, with the right total. `anders` is about the Declaratie."""
    base: dict[str, Any] = {
        "declaratie_nummer": f"{dossier.kenmerk}D{volgnummer}",
        "declaratie_periode": periode(maand),
        "declaratie_dagtekening": dag,
        "totaal_ingediend_bedrag": totaal(som(prestaties)),
        "clienten": (m323.Client(bsn=dossier.client.bsn, prestaties=prestaties),),
    }
    return m323.Bericht(header=dossier.van_aanbieder("323", dag, volgnummer), declaratie=m323.Declaratie(**{**base, **anders}))


def gezamenlijk(
    dossier: Dossier, dag: date, maand: Maand, regels: Sequence[tuple[Dossier, m323.Prestatie]], *, volgnummer: int = 1
) -> m323.Bericht:
    """A claim for several clients of one provider, each line with whose it is. `dossier` gives the numbers of the claim."""
    per_client: dict[str, list[m323.Prestatie]] = {}
    for whose, regel in regels:
        per_client.setdefault(whose.client.bsn, []).append(regel)
    clienten = tuple(m323.Client(bsn=bsn, prestaties=tuple(lines)) for bsn, lines in per_client.items())
    return declaratie(dossier, dag, maand, *(regel for _, regel in regels), volgnummer=volgnummer, clienten=clienten)


def prestatie(dossier: Dossier, regel: int, maand: Maand, volume: int = 8, **anders: Any) -> m323.Prestatie:
    """One line of hours at the usual tariff."""
    base: dict[str, Any] = {
        "product_referentie": Referentie(referentie_nummer=regelnummer(dossier, regel)),
        "toewijzing_nummer": dossier.toewijzing,
        "product_categorie": dossier.product.categorie,
        "product_code": dossier.product.code,
        "product_periode": periode(maand),
        "geleverd_volume": volume,
        "eenheid": UUR,
        "product_tarief": TARIEF,
        "ingediend_bedrag": bedrag(volume * TARIEF),
    }
    return m323.Prestatie(**{**base, **anders})


def deels_toegekend(
    dossier: Dossier,
    dag: date,
    claim: m323.Bericht,
    afgewezen: Mapping[int, tuple[str, ...]],
    *,
    volgnummer: int = 1,
    **anders: Any,
) -> m325.Bericht:
    """The answer that refuses some lines of the first client, by position, with their codes. `anders` is about the answer."""
    ingediend = claim.declaratie.clienten[0]
    terug = tuple(_afgewezen(ingediend.prestaties[place - 1], codes) for place, codes in afgewezen.items())
    totaal_ingediend = claim.declaratie.totaal_ingediend_bedrag
    base: dict[str, Any] = {
        "declaratie_nummer": claim.declaratie.declaratie_nummer,
        "totaal_ingediend_bedrag": totaal_ingediend,
        "totaal_toegekend_bedrag": totaal(_ingediend(claim) - som(terug)),
        "clienten": (m325.Client(bsn=ingediend.bsn, prestaties=terug, retour_codes=("0200",)),),
        "retour_codes": ("0200",),
    }
    header = m325.Header(
        afzender=dossier.gemeente,
        ontvanger=dossier.aanbieder,
        declaratie_identificatie=claim.header.bericht_identificatie,
        xsd_versie_declaratie=VERSIE,
        retour_codes=("0200",),
        **dossier.kop("325", dag, volgnummer),
    )
    return m325.Bericht(header=header, declaratie_antwoord=m325.DeclaratieAntwoord(**{**base, **anders}))


def _ingediend(claim: m323.Bericht) -> int:
    return sum(som(client.prestaties) for client in claim.declaratie.clienten)


def _afgewezen(line: m323.Prestatie, codes: tuple[str, ...]) -> m325.Prestatie:
    return m325.Prestatie(**{field.attr: getattr(line, field.attr) for field in fields(m323.Prestatie)}, retour_codes=codes)


def regelnummer(dossier: Dossier, regel: int) -> str:
    return f"{dossier.kenmerk}-R{regel}"


def periode(maand: Maand) -> GeslotenPeriode:
    return GeslotenPeriode(begindatum=maand[0], einddatum=maand[1])


def bedrag(amount: int) -> BedragMetDC:
    return BedragMetDC(bedrag=abs(amount), debet_credit="C" if amount < 0 else "D")


def totaal(amount: int) -> TotaalBedragMetDC:
    return TotaalBedragMetDC(totaal_bedrag=abs(amount), debet_credit="C" if amount < 0 else "D")


def som(prestaties: Sequence[m323.Prestatie]) -> int:
    return sum(line.ingediend_bedrag.bedrag * (-1 if line.ingediend_bedrag.debet_credit == "C" else 1) for line in prestaties)
