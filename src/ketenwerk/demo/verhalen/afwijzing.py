"""Requests that the municipality refuses, with the reason, and one that asks the same a second time."""

from collections.abc import Iterator

from ketenwerk.demo.bouw.retour import afkeuring, retour
from ketenwerk.demo.bouw.verzoek import (
    AFGEWEZEN,
    aangevraagd,
    antwoord,
    nieuw,
    ongewijzigd,
    verzoek_om_toewijzing,
    verzoek_om_wijziging,
)
from ketenwerk.demo.dossier import Dossier
from ketenwerk.demo.kalender import Kalender, een_jaar
from ketenwerk.demo.personen import AMINA, DE_OEVER, GREET, HET_GEMAAL, HOOGMEER, TERLINDE, VELDRIJK, YARA
from ketenwerk.demo.verhalen.stap import Stap, goed
from ketenwerk.standard import m319
from ketenwerk.standard.basis import Product

GEEN_CONTRACT, WOONPLAATSBEGINSEL = "3", "8"


def woonplaatsbeginsel(dagen: Kalender) -> Iterator[Stap]:
    """Jeugdwet: another municipality is responsible."""
    dossier = Dossier("WP", "jw", HOOGMEER, DE_OEVER, YARA, dagen, Product(categorie="41", code="41A03"), 118400)
    ingang = dagen.eerste(0)
    verzoek = verzoek_om_toewijzing(dossier, dagen.geleden(20), aangevraagd(dossier, ingang, een_jaar(ingang)))
    yield goed(verzoek, "De aanbieder vraagt dagbehandeling aan bij de gemeente waar het kind verblijft.")
    yield goed(retour(verzoek, dagen.geleden(19)), "De gemeente neemt het verzoek aan.")
    elders = antwoord(
        dossier,
        dagen.geleden(11),
        AFGEWEZEN,
        reden_afwijzing_verzoek=WOONPLAATSBEGINSEL,
        woonplaatsbeginsel=m319.Woonplaatsbeginsel(gemeente=TERLINDE),
    )
    yield goed(elders, "De gemeente wijst af en noemt de gemeente die wel verantwoordelijk is.")
    yield goed(retour(elders, dagen.geleden(10)), "De aanbieder neemt de afwijzing aan.")


def geen_contract(dagen: Kalender) -> Iterator[Stap]:
    """Wmo: a new product beside what runs, for which the provider has no contract."""
    dossier = Dossier("GC", "wmo", VELDRIJK, HET_GEMAAL, AMINA, dagen, Product(categorie="07", code="07A01"), 204600)
    wens = dagen.over(7)
    verzoek = verzoek_om_wijziging(
        dossier,
        dagen.geleden(9),
        ongewijzigde_producten=(ongewijzigd(dossier.toewijzing),),
        nieuwe_producten=(nieuw(dossier, wens, dagen.over(180)),),
    )
    yield goed(verzoek, "De aanbieder vraagt om dagbesteding naast de begeleiding.")
    yield goed(retour(verzoek, dagen.geleden(8)), "De gemeente neemt het verzoek aan.")
    nee = antwoord(dossier, dagen.geleden(3), AFGEWEZEN, reden_afwijzing_verzoek=GEEN_CONTRACT)
    yield goed(nee, "De gemeente wijst af: voor dagbesteding is er geen contract.")
    yield goed(retour(nee, dagen.geleden(2)), "De aanbieder neemt de afwijzing aan.")


def dubbel_verzoek(dagen: Kalender) -> Iterator[Stap]:
    """Wmo: the same request again while the first is still open; level 3 refuses it."""
    dossier = Dossier("DV", "wmo", VELDRIJK, HET_GEMAAL, GREET, dagen, Product(categorie="03", code="03A12"), 204650)
    ingang = dagen.over(14)
    product = aangevraagd(dossier, ingang, dagen.over(200))
    eerste = verzoek_om_toewijzing(dossier, dagen.geleden(6), product)
    yield goed(eerste, "De aanbieder vraagt persoonlijke verzorging aan.")
    yield goed(retour(eerste, dagen.geleden(6)), "De gemeente neemt het verzoek aan.")
    tweede = verzoek_om_toewijzing(dossier, dagen.geleden(4), product, volgnummer=2)
    yield goed(tweede, "De aanbieder stuurt hetzelfde verzoek nog eens; op zichzelf klopt het.")
    codes = {"/Bericht/Client": ("9374",), "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]": ("9347",)}
    yield goed(afkeuring(tweede, dagen.geleden(3), codes), "De gemeente keurt het tweede verzoek af: het eerste loopt nog.")
