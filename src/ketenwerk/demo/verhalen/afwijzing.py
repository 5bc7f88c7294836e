"""Requests that the municipality refuses, with the reason, and one that asks the same a second time."""

from collections.abc import Iterator

import msgspec

from ketenwerk.demo.bouw.levering import start, startbericht
from ketenwerk.demo.bouw.retour import afkeuring, retour
from ketenwerk.demo.bouw.toewijzing import toegewezen, toewijzing
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
from ketenwerk.demo.kalender import Kalender, dagen_na, een_jaar
from ketenwerk.demo.personen import DE_OEVER, GREET, HET_GEMAAL, HOOGMEER, TERLINDE, VELDRIJK, WIL, YARA
from ketenwerk.demo.verhalen.stap import Stap, botst, goed
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
    dossier = Dossier("GC", "wmo", VELDRIJK, HET_GEMAAL, WIL, dagen, Product(categorie="07"), 204600)
    yield from _begeleiding(msgspec.structs.replace(dossier, product=Product(categorie="02", code="02A03")))
    wens = dagen.over(7)
    verzoek = verzoek_om_wijziging(
        dossier,
        dagen.geleden(9),
        ongewijzigde_producten=(ongewijzigd(dossier.toewijzing),),
        nieuwe_producten=(nieuw(dossier, wens, dagen.over(180), omvang=None, budget=360_000),),
    )
    yield goed(verzoek, "De aanbieder vraagt om dagbesteding naast de begeleiding.")
    yield goed(retour(verzoek, dagen.geleden(8)), "De gemeente neemt het verzoek aan.")
    nee = antwoord(dossier, dagen.geleden(3), AFGEWEZEN, reden_afwijzing_verzoek=GEEN_CONTRACT)
    yield goed(nee, "De gemeente wijst af: voor dagbesteding is er geen contract.")
    yield goed(retour(nee, dagen.geleden(2)), "De aanbieder neemt de afwijzing aan.")


def _begeleiding(dossier: Dossier) -> Iterator[Stap]:
    """What runs already."""
    ingang = dossier.dagen.eerste(3)
    besluit = dagen_na(ingang, -8)
    toegekend = toewijzing(dossier, besluit, toegewezen(dossier, ingang, een_jaar(ingang), besluit))
    yield goed(toegekend, "De gemeente wijst begeleiding toe, voor een jaar.")
    yield goed(retour(toegekend, dagen_na(besluit, 1)), "De aanbieder neemt de toewijzing aan.")
    begin = startbericht(dossier, dagen_na(ingang, 1), start(dossier, ingang, ingang))
    yield goed(begin, "De aanbieder meldt dat de begeleiding is begonnen.")
    yield goed(retour(begin, dagen_na(ingang, 2)), "De gemeente neemt het startbericht aan.")


def dubbel_verzoek(dagen: Kalender) -> Iterator[Stap]:
    """Wmo: the same request again while the first is still open; level 3 refuses it."""
    dossier = Dossier("DV", "wmo", VELDRIJK, HET_GEMAAL, GREET, dagen, Product(categorie="03", code="03A12"), 204650)
    ingang = dagen.over(14)
    product = aangevraagd(dossier, ingang, dagen.over(200))
    eerste = verzoek_om_toewijzing(dossier, dagen.geleden(6), product)
    yield goed(eerste, "De aanbieder vraagt persoonlijke verzorging aan.")
    yield goed(retour(eerste, dagen.geleden(6)), "De gemeente neemt het verzoek aan.")
    tweede = verzoek_om_toewijzing(dossier, dagen.geleden(4), product, volgnummer=2)
    yield botst(tweede, "De aanbieder stuurt hetzelfde verzoek nog eens; op zichzelf klopt het.", "TR374", "TR347")
    codes = {"/Bericht/Client": ("9374",), "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]": ("9347",)}
    yield goed(afkeuring(tweede, dagen.geleden(3), codes), "De gemeente keurt het tweede verzoek af: het eerste loopt nog.")
