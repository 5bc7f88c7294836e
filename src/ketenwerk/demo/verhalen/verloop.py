"""From request to stop, under both laws: the road that most care goes."""

from collections.abc import Iterator

from ketenwerk.demo.bouw.declaratie import declaratie, prestatie
from ketenwerk.demo.bouw.levering import start, startbericht, stop, stopbericht
from ketenwerk.demo.bouw.omvang import uren_per_maand, uren_per_week
from ketenwerk.demo.bouw.retour import retour
from ketenwerk.demo.bouw.toewijzing import toegewezen, toewijzing
from ketenwerk.demo.bouw.verzoek import aangevraagd, verzoek_om_toewijzing
from ketenwerk.demo.dossier import Dossier
from ketenwerk.demo.kalender import Kalender, dagen_na, een_jaar
from ketenwerk.demo.personen import DE_OEVER, GREET, HET_GEMAAL, HOOGMEER, MILA, VELDRIJK
from ketenwerk.demo.verhalen.stap import Stap, goed
from ketenwerk.standard.basis import Omvang, Product


def jeugdhulp(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("JH", "jw", HOOGMEER, DE_OEVER, MILA, dagen, Product(categorie="45", code="45A48"), 118204)
    yield from _verloop(dossier, uren_per_maand(8), volume=8, reden="31")


def ondersteuning(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("OS", "wmo", VELDRIJK, HET_GEMAAL, GREET, dagen, Product(categorie="02", code="02A03"), 204417)
    yield from _verloop(dossier, uren_per_week(3), volume=12, reden="19")


def _verloop(dossier: Dossier, omvang: Omvang, volume: int, reden: str) -> Iterator[Stap]:
    ingang = dossier.dagen.eerste(4)
    yield from _tot_toewijzing(dossier, omvang)
    begin = dagen_na(ingang, 2)
    startte = startbericht(dossier, dagen_na(ingang, 3), start(dossier, ingang, begin))
    yield goed(startte, "De aanbieder meldt dat de hulp is begonnen.")
    yield goed(retour(startte, dagen_na(ingang, 4)), "De gemeente neemt het startbericht aan.")
    maand, dag = dossier.dagen.maand(2), dagen_na(dossier.dagen.eerste(1), 2)
    claim = declaratie(dossier, dag, maand, prestatie(dossier, 1, maand, volume))
    yield goed(claim, "De aanbieder declareert een hele maand.")
    yield goed(retour(claim, dagen_na(dag, 7)), "De gemeente kent de declaratie geheel toe.")
    einde, gemeld = dossier.dagen.maand(1)[1], dossier.dagen.eerste(0)
    stopte = stopbericht(dossier, gemeld, stop(dossier, ingang, begin, einde, reden))
    yield goed(stopte, "De aanbieder meldt dat de hulp volgens plan is geëindigd.")
    yield goed(retour(stopte, gemeld), "De gemeente neemt het stopbericht aan.")


def _tot_toewijzing(dossier: Dossier, omvang: Omvang) -> Iterator[Stap]:
    ingang = dossier.dagen.eerste(4)
    einde = een_jaar(ingang)
    verzoek = verzoek_om_toewijzing(dossier, dagen_na(ingang, -14), aangevraagd(dossier, ingang, einde, omvang=omvang))
    yield goed(verzoek, "De aanbieder vraagt de gemeente om een toewijzing.")
    yield goed(retour(verzoek, dagen_na(ingang, -13)), "De gemeente neemt het verzoek aan; inhoudelijk is nog niets besloten.")
    besluit = dagen_na(ingang, -7)
    product = toegewezen(dossier, ingang, einde, besluit, referentie_aanbieder=dossier.referentie(), omvang=omvang)
    toegekend = toewijzing(dossier, besluit, product)
    yield goed(toegekend, "De gemeente wijst de hulp toe en noemt de referentie van het verzoek.")
    yield goed(retour(toegekend, dagen_na(besluit, 1)), "De aanbieder neemt de toewijzing aan.")
