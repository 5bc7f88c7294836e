"""305 and 307: the provider reports start and stop."""

from datetime import date
from typing import Any

from ketenwerk.demo.dossier import Dossier
from ketenwerk.standard import m305, m307

EERSTE, VERWIJDEREN = "1", "3"
TIJDELIJK = "20"


def startbericht(dossier: Dossier, dag: date, *starts: m305.StartProduct, volgnummer: int = 1, **anders: Any) -> m305.Bericht:
    client = m305.Client(**{**kort(dossier), "start_producten": starts, **anders})
    return m305.Bericht(header=dossier.van_aanbieder("305", dag, volgnummer), client=client)


def start(dossier: Dossier, ingang: date, begin: date, **anders: Any) -> m305.StartProduct:
    """`ingang` is that of the assignment, `begin` the day on which delivery began."""
    return m305.StartProduct(**{**_levering(dossier, ingang, begin), **anders})


def stopbericht(dossier: Dossier, dag: date, *stops: m307.StopProduct, volgnummer: int = 1, **anders: Any) -> m307.Bericht:
    client = m307.Client(**{**kort(dossier), "stop_producten": stops, **anders})
    return m307.Bericht(header=dossier.van_aanbieder("307", dag, volgnummer), client=client)


def stop(dossier: Dossier, ingang: date, begin: date, einde: date, reden: str, **anders: Any) -> m307.StopProduct:
    product = {**_levering(dossier, ingang, begin), "einddatum": einde, "reden_beeindiging": reden}
    return m307.StopProduct(**{**product, **anders})


def kort(dossier: Dossier) -> dict[str, Any]:
    """The client as a provider names one."""
    return {
        "bsn": dossier.client.bsn,
        "geboortedatum": dossier.client.geboortedatum(dossier.dagen),
        "geslacht": dossier.client.geslacht,
        "naam": dossier.client.korte_naam(),
    }


def _levering(dossier: Dossier, ingang: date, begin: date) -> dict[str, Any]:
    return {
        "toewijzing_nummer": dossier.toewijzing,
        "product": dossier.product,
        "toewijzing_ingangsdatum": ingang,
        "begindatum": begin,
        "status_aanlevering": EERSTE,
    }
