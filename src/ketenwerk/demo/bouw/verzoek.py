"""315 and 317: the provider asks; 319: the municipality answers."""

from datetime import date
from typing import Any

from ketenwerk.demo.bouw.levering import kort
from ketenwerk.demo.bouw.omvang import uren_per_maand
from ketenwerk.demo.dossier import Dossier
from ketenwerk.demo.personen import HUISARTS
from ketenwerk.standard import m315, m317, m319
from ketenwerk.standard.basis import Verwijzer

AFGEWEZEN, IN_ONDERZOEK = "1", "2"


def verzoek_om_toewijzing(
    dossier: Dossier, dag: date, *producten: m315.AangevraagdProduct, volgnummer: int = 1, **anders: Any
) -> m315.Bericht:
    base: dict[str, Any] = {**kort(dossier), "aangevraagde_producten": producten}
    if dossier.wet == "jw":
        base["gezagsdrager_bekend"] = "1"
    return m315.Bericht(header=dossier.van_aanbieder("315", dag, volgnummer), client=m315.Client(**{**base, **anders}))


def aangevraagd(dossier: Dossier, ingang: date, einde: date | None, **anders: Any) -> m315.AangevraagdProduct:
    product: dict[str, Any] = {
        "referentie_aanbieder": dossier.referentie(),
        "product": dossier.product,
        "toewijzing_ingangsdatum": ingang,
        "toewijzing_einddatum": einde,
        "omvang": uren_per_maand(8),
        "verwijzer": Verwijzer(type="02", zorgverlener_code=HUISARTS),
        "raamcontract": "1",
    }
    return m315.AangevraagdProduct(**{**product, **anders})


def verzoek_om_wijziging(dossier: Dossier, dag: date, *, volgnummer: int = 1, **verzoek: Any) -> m317.Bericht:
    """`verzoek` holds the products, and what differs."""
    base: dict[str, Any] = {"referentie_aanbieder": dossier.referentie(), "reden_verzoek": "1"}
    client = m317.Client(bsn=dossier.client.bsn, verzoek=m317.Verzoek(**{**base, **verzoek}))
    return m317.Bericht(header=dossier.van_aanbieder("317", dag, volgnummer), client=client)


def te_wijzigen(dossier: Dossier, ingang: date, einde: date | None, **anders: Any) -> m317.TeWijzigenProduct:
    product: dict[str, Any] = {
        "toewijzing_nummer": dossier.toewijzing,
        "gewenste_ingangsdatum": ingang,
        "einddatum": einde,
        "omvang": uren_per_maand(12),
    }
    return m317.TeWijzigenProduct(**{**product, **anders})


def nieuw(dossier: Dossier, ingang: date, einde: date | None, **anders: Any) -> m317.NieuwProduct:
    product: dict[str, Any] = {
        "product": dossier.product,
        "gewenste_ingangsdatum": ingang,
        "einddatum": einde,
        "omvang": uren_per_maand(4),
    }
    return m317.NieuwProduct(**{**product, **anders})


def ongewijzigd(nummer: int) -> m317.OngewijzigdProduct:
    return m317.OngewijzigdProduct(toewijzing_nummer=nummer)


def antwoord(dossier: Dossier, dag: date, verzoek_antwoord: str, *, volgnummer: int = 1, **anders: Any) -> m319.Bericht:
    base: dict[str, Any] = {"referentie_aanbieder": dossier.referentie(), "verzoek_antwoord": verzoek_antwoord}
    return m319.Bericht(header=dossier.van_gemeente("319", dag, volgnummer), antwoord=m319.Antwoord(**{**base, **anders}))
