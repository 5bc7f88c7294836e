"""301: the municipality assigns."""

from datetime import date
from typing import Any

from ketenwerk.demo.bouw.omvang import uren_per_maand
from ketenwerk.demo.dossier import Dossier
from ketenwerk.standard import m301
from ketenwerk.standard.basis import Adres, Huis, Telefoon, Telefoonnummers


def toewijzing(
    dossier: Dossier, dag: date, *producten: m301.ToegewezenProduct, volgnummer: int = 1, **anders: Any
) -> m301.Bericht:
    """`anders` is about the client."""
    client: dict[str, Any] = {
        "bsn": dossier.client.bsn,
        "geboortedatum": dossier.client.geboortedatum(dossier.dagen),
        "geslacht": dossier.client.geslacht,
        "naam": dossier.client.naam(),
        "contactgegevens": (contact(),),
        "toegewezen_producten": producten,
    }
    return m301.Bericht(header=dossier.van_gemeente("301", dag, volgnummer), client=m301.Client(**{**client, **anders}))


def toegewezen(dossier: Dossier, ingang: date, einde: date | None, besluit: date, **anders: Any) -> m301.ToegewezenProduct:
    """One assignment. With a Budget, or without product code, say `omvang=None`."""
    product: dict[str, Any] = {
        "toewijzing_nummer": dossier.toewijzing,
        "product": dossier.product,
        "toewijzingsdatum": besluit,
        "toewijzingstijd": "10:15:00",
        "ingangsdatum": ingang,
        "einddatum": einde,
        "omvang": uren_per_maand(8),
    }
    return m301.ToegewezenProduct(**{**product, **anders})


def contact(**anders: Any) -> m301.Contact:
    base: dict[str, Any] = {"soort": "01", "adres": adres(), "telefoon": telefoon()}
    return m301.Contact(**{**base, **anders})


def adres(**anders: Any) -> Adres:
    base: dict[str, Any] = {
        "huis": Huis(huisnummer=12),
        "postcode": "9999ZZ",
        "straatnaam": "Voorbeeldkade",
        "plaatsnaam": "Hoogmeer",
        "land_code": "NL",
    }
    return Adres(**{**base, **anders})


def telefoon() -> Telefoonnummers:
    return Telefoonnummers(telefoon01=Telefoon(telefoonnummer="0612345678", landnummer="0031"))
