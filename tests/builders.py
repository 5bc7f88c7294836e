"""Messages for tests: small, realistic, and right on every rule of level 2 until a test changes something.

`bericht301("jw")` gives a message; its parts have builders of their own (`toegewezen`, `contact`, `stop`, ...). Each takes the
attributes that must differ by name. The persons do not exist; their numbers pass the test by eleven.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ketenwerk.standard import m301, m305, m307, m315, m317, m319, m323, m325
from ketenwerk.standard.basis import (
    Achternaam,
    Adres,
    BedragMetDC,
    Bericht,
    BerichtIdentificatie,
    Geboortedatum,
    GeslotenPeriode,
    HeaderVanAanbieder,
    HeaderVanGemeente,
    Huis,
    Omvang,
    Product,
    Referentie,
    Telefoon,
    Telefoonnummers,
    TotaalBedragMetDC,
    VerkorteNaam,
    Verwijzer,
    VolledigeNaam,
    XsdVersie,
)
from ketenwerk.standard.release import BY_CODE, MESSAGES, MessageType
from ketenwerk.standard.types import Wet

BSN = "999990019"
OTHER_BSN = "999990020"
GEMEENTE = "0384"
AANBIEDER = "65656055"

CATEGORIE = {"jw": "45", "wmo": "02"}
CODE = {"jw": "45A04", "wmo": "02A04"}
OTHER_CATEGORIE = {"jw": "44", "wmo": "07"}
OTHER_CODE = {"jw": "44A01", "wmo": "07A01"}


def dag(text: str) -> date:
    """A day as a message writes it: `dag("2026-04-01")`."""
    return date.fromisoformat(text)


def message_of(bericht: Bericht) -> MessageType:
    """Which of the 28 this message is."""
    return BY_CODE[bericht.header.bericht_code]


def header(wet: Wet, number: str, dagtekening: str = "2026-04-01") -> dict[str, Any]:
    """What every header holds, for the message of that number."""
    gemeente_sends = MESSAGES[f"{wet.upper()}{number}"].sender == "gemeente"
    return {
        "bericht_code": MESSAGES[f"{wet.upper()}{number}"].code,
        "bericht_versie": 3,
        "bericht_subversie": 2,
        "afzender": GEMEENTE if gemeente_sends else AANBIEDER,
        "ontvanger": AANBIEDER if gemeente_sends else GEMEENTE,
        "bericht_identificatie": BerichtIdentificatie(identificatie="B0001", dagtekening=dag(dagtekening)),
        "xsd_versie": VERSIE,
    }


VERSIE = XsdVersie(basisschema_xsd_versie="1.0.0", bericht_xsd_versie="1.0.0")


def geboren(datum: str = "2012-02-14", gebruik: str | None = None) -> Geboortedatum:
    return Geboortedatum(datum=dag(datum), datum_gebruik=gebruik)


def naam(**changes: Any) -> VolledigeNaam:
    base = {"geslachtsnaam": Achternaam(achternaam="Wit", voorvoegsel="de"), "voorletters": "T", "naam_gebruik": "1"}
    return VolledigeNaam(**{**base, **changes})


def product(wet: Wet, **changes: Any) -> Product:
    return Product(**{"categorie": CATEGORIE[wet], "code": CODE[wet], **changes})


def omvang(volume: int = 4, eenheid: str = "04", frequentie: str = "4") -> Omvang:
    return Omvang(volume=volume, eenheid=eenheid, frequentie=frequentie)


def periode(begin: str, end: str) -> GeslotenPeriode:
    return GeslotenPeriode(begindatum=dag(begin), einddatum=dag(end))


def bedrag(amount: int) -> BedragMetDC:
    """Signed eurocents."""
    return BedragMetDC(bedrag=abs(amount), debet_credit="C" if amount < 0 else "D")


def totaal(amount: int) -> TotaalBedragMetDC:
    """Signed eurocents."""
    return TotaalBedragMetDC(totaal_bedrag=abs(amount), debet_credit="C" if amount < 0 else "D")


# 301


def adres(**changes: Any) -> Adres:
    base = {
        "huis": Huis(huisnummer=9),
        "postcode": "3572WP",
        "straatnaam": "Van Woustraat",
        "plaatsnaam": "Utrecht",
        "land_code": "NL",
    }
    return Adres(**{**base, **changes})


def telefoon() -> Telefoonnummers:
    return Telefoonnummers(telefoon01=Telefoon(telefoonnummer="0301234567", landnummer="0031"))


def contact(**changes: Any) -> m301.Contact:
    return m301.Contact(**{"soort": "01", "adres": adres(), **changes})


def relatie(**changes: Any) -> m301.Relatie:
    return m301.Relatie(**{"nummer": "1", "soort": "10", "naam": naam(), "contact": contact(), **changes})


def toegewezen(wet: Wet, **changes: Any) -> m301.ToegewezenProduct:
    base = {
        "toewijzing_nummer": 300201,
        "product": product(wet),
        "toewijzingsdatum": dag("2026-04-01"),
        "toewijzingstijd": "12:34:56",
        "ingangsdatum": dag("2026-04-01"),
        "einddatum": dag("2026-12-31"),
        "omvang": omvang(),
    }
    return m301.ToegewezenProduct(**{**base, **changes})


def bericht301(wet: Wet, *producten: m301.ToegewezenProduct, dagtekening: str = "2026-04-01", **changes: Any) -> m301.Bericht:
    """An assignment; `changes` are of the client."""
    base = {
        "bsn": BSN,
        "geboortedatum": geboren(),
        "geslacht": "1",
        "naam": naam(),
        "contactgegevens": (contact(),),
        "toegewezen_producten": producten or (toegewezen(wet),),
    }
    return m301.Bericht(header=HeaderVanGemeente(**header(wet, "301", dagtekening)), client=m301.Client(**{**base, **changes}))


# 305, 307, 315


def kort(**changes: Any) -> dict[str, Any]:
    """The client as a provider names one."""
    name = VerkorteNaam(geslachtsnaam=Achternaam(achternaam="Wit", voorvoegsel="de"), voorletters="T")
    return {"bsn": BSN, "geboortedatum": geboren(), "geslacht": "1", "naam": name, **changes}


def start(wet: Wet, **changes: Any) -> m305.StartProduct:
    base = {
        "toewijzing_nummer": 300201,
        "product": product(wet),
        "toewijzing_ingangsdatum": dag("2026-04-01"),
        "begindatum": dag("2026-04-03"),
        "status_aanlevering": "1",
    }
    return m305.StartProduct(**{**base, **changes})


def bericht305(wet: Wet, *producten: m305.StartProduct, dagtekening: str = "2026-04-15", **changes: Any) -> m305.Bericht:
    """A start; `changes` are of the client."""
    client = m305.Client(**kort(**{"start_producten": producten or (start(wet),), **changes}))
    return m305.Bericht(header=HeaderVanAanbieder(**header(wet, "305", dagtekening)), client=client)


def stop(wet: Wet, **changes: Any) -> m307.StopProduct:
    base = {
        "toewijzing_nummer": 300201,
        "product": product(wet),
        "toewijzing_ingangsdatum": dag("2026-04-01"),
        "begindatum": dag("2026-04-03"),
        "reden_beeindiging": "31",
        "einddatum": dag("2026-07-17"),
        "status_aanlevering": "1",
    }
    return m307.StopProduct(**{**base, **changes})


def bericht307(wet: Wet, *producten: m307.StopProduct, dagtekening: str = "2026-07-20", **changes: Any) -> m307.Bericht:
    """A stop; `changes` are of the client."""
    client = m307.Client(**kort(**{"stop_producten": producten or (stop(wet),), **changes}))
    return m307.Bericht(header=HeaderVanAanbieder(**header(wet, "307", dagtekening)), client=client)


def aangevraagd(wet: Wet, **changes: Any) -> m315.AangevraagdProduct:
    base = {
        "referentie_aanbieder": "VOT1",
        "product": product(wet),
        "toewijzing_ingangsdatum": dag("2026-04-01"),
        "toewijzing_einddatum": dag("2026-12-31"),
        "omvang": omvang(),
        "verwijzer": Verwijzer(type="02", zorgverlener_code="12345678"),
    }
    return m315.AangevraagdProduct(**{**base, **changes})


def bericht315(wet: Wet, *producten: m315.AangevraagdProduct, dagtekening: str = "2026-04-01", **changes: Any) -> m315.Bericht:
    """A request for assignment; `changes` are of the client."""
    client = m315.Client(**kort(**{"aangevraagde_producten": producten or (aangevraagd(wet),), **changes}))
    return m315.Bericht(header=HeaderVanAanbieder(**header(wet, "315", dagtekening)), client=client)


# 317, 319


def ongewijzigd(nummer: int = 300201) -> m317.OngewijzigdProduct:
    return m317.OngewijzigdProduct(toewijzing_nummer=nummer)


def te_wijzigen(**changes: Any) -> m317.TeWijzigenProduct:
    base = {
        "toewijzing_nummer": 300202,
        "gewenste_ingangsdatum": dag("2026-05-01"),
        "einddatum": dag("2026-12-31"),
        "omvang": omvang(),
    }
    return m317.TeWijzigenProduct(**{**base, **changes})


def nieuw(wet: Wet, **changes: Any) -> m317.NieuwProduct:
    base = {
        "product": product(wet),
        "gewenste_ingangsdatum": dag("2026-05-01"),
        "einddatum": dag("2026-12-31"),
        "omvang": omvang(),
    }
    return m317.NieuwProduct(**{**base, **changes})


def bericht317(wet: Wet, *, dagtekening: str = "2026-04-01", bsn: str = BSN, **changes: Any) -> m317.Bericht:
    """A request for change with one product of each kind; `changes` are of the Verzoek."""
    base = {
        "referentie_aanbieder": "VOW1",
        "reden_verzoek": "1",
        "ongewijzigde_producten": (ongewijzigd(),),
        "te_wijzigen_producten": (te_wijzigen(),),
        "nieuwe_producten": (nieuw(wet),),
    }
    client = m317.Client(bsn=bsn, verzoek=m317.Verzoek(**{**base, **changes}))
    return m317.Bericht(header=HeaderVanAanbieder(**header(wet, "317", dagtekening)), client=client)


def bericht319(wet: Wet, *, dagtekening: str = "2026-04-01", **changes: Any) -> m319.Bericht:
    """An answer that refuses; `changes` are of the Antwoord."""
    base = {"referentie_aanbieder": "VOT1", "verzoek_antwoord": "1", "reden_afwijzing_verzoek": "3"}
    return m319.Bericht(
        header=HeaderVanGemeente(**header(wet, "319", dagtekening)), antwoord=m319.Antwoord(**{**base, **changes})
    )


# 323, 325


def referentie(nummer: str = "RN001", vorig: str | None = None) -> Referentie:
    return Referentie(referentie_nummer=nummer, vorig_referentie_nummer=vorig)


def prestatie(wet: Wet, **changes: Any) -> m323.Prestatie:
    """A line of 4 hours at 12.50 euro over April 2026."""
    return m323.Prestatie(**{**_prestatie(wet), **changes})


def _prestatie(wet: Wet) -> dict[str, Any]:
    return {
        "product_referentie": referentie(),
        "toewijzing_nummer": 300201,
        "product_categorie": CATEGORIE[wet],
        "product_code": CODE[wet],
        "product_periode": periode("2026-04-01", "2026-04-30"),
        "geleverd_volume": 4,
        "eenheid": "04",
        "product_tarief": 1250,
        "ingediend_bedrag": bedrag(5000),
    }


def client323(*prestaties: m323.Prestatie, bsn: str = BSN) -> m323.Client:
    return m323.Client(bsn=bsn, prestaties=prestaties)


def bericht323(wet: Wet, *clienten: m323.Client, dagtekening: str = "2026-05-06", **changes: Any) -> m323.Bericht:
    """A claim over April 2026 whose total is right; `changes` are of the Declaratie."""
    clienten = clienten or (client323(prestatie(wet)),)
    base = {
        "declaratie_nummer": "DN001",
        "declaratie_periode": periode("2026-04-01", "2026-04-30"),
        "declaratie_dagtekening": dag(dagtekening),
        "totaal_ingediend_bedrag": totaal(_sum(clienten)),
        "clienten": clienten,
    }
    declaratie = m323.Declaratie(**{**base, **changes})
    return m323.Bericht(header=HeaderVanAanbieder(**header(wet, "323", dagtekening)), declaratie=declaratie)


def afgewezen(wet: Wet, **changes: Any) -> m325.Prestatie:
    """A line that comes back in a 325."""
    return m325.Prestatie(**{**_prestatie(wet), "retour_codes": ("9307",), **changes})


def client325(*prestaties: m325.Prestatie, bsn: str = BSN) -> m325.Client:
    return m325.Client(bsn=bsn, prestaties=prestaties, retour_codes=("0200",))


def bericht325(
    wet: Wet, *clienten: m325.Client, dagtekening: str = "2026-05-12", ingediend: int = 20000, **changes: Any
) -> m325.Bericht:
    """An answer to a claim of 200 euro that grants all but one line of 50 euro; `changes` are of the DeclaratieAntwoord."""
    clienten = clienten or (client325(afgewezen(wet)),)
    base = {
        "declaratie_nummer": "DN001",
        "totaal_ingediend_bedrag": totaal(ingediend),
        "totaal_toegekend_bedrag": totaal(ingediend - _sum(clienten)),
        "clienten": clienten,
        "retour_codes": ("0200",),
    }
    head = m325.Header(
        **header(wet, "325", dagtekening),
        declaratie_identificatie=BerichtIdentificatie(identificatie="B0001", dagtekening=dag("2026-05-06")),
        xsd_versie_declaratie=VERSIE,
        retour_codes=("0200",),
    )
    return m325.Bericht(header=head, declaratie_antwoord=m325.DeclaratieAntwoord(**{**base, **changes}))


def _sum(clienten: Sequence[m323.Client | m325.Client]) -> int:
    bedragen = [prestatie.ingediend_bedrag for client in clienten for prestatie in client.prestaties]
    return sum(-bedrag.bedrag if bedrag.debet_credit == "C" else bedrag.bedrag for bedrag in bedragen)


BERICHTEN = {
    "301": bericht301,
    "305": bericht305,
    "307": bericht307,
    "315": bericht315,
    "317": bericht317,
    "319": bericht319,
    "323": bericht323,
    "325": bericht325,
}
"""Builder of the base message by number."""
