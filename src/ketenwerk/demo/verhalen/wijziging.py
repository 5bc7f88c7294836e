"""A change of what runs: asked for, looked into, granted as an end and a new beginning."""

from collections.abc import Iterator

import msgspec

from ketenwerk.demo.bouw.levering import start, startbericht, stop, stopbericht
from ketenwerk.demo.bouw.omvang import uren_per_maand
from ketenwerk.demo.bouw.retour import retour
from ketenwerk.demo.bouw.toewijzing import toegewezen, toewijzing
from ketenwerk.demo.bouw.verzoek import IN_ONDERZOEK, antwoord, ongewijzigd, te_wijzigen, verzoek_om_wijziging
from ketenwerk.demo.dossier import Dossier
from ketenwerk.demo.kalender import Kalender, dagen_na, een_jaar
from ketenwerk.demo.personen import BRAM, DE_OEVER, HENK, HET_GEMAAL, HOOGMEER, VELDRIJK
from ketenwerk.demo.verhalen.stap import Stap, goed
from ketenwerk.standard.basis import Product

INITIATIEF_AANBIEDER = "12"
DOOR_WIJZIGING = "37"


def meer_jeugdhulp(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("WJ", "jw", HOOGMEER, DE_OEVER, BRAM, dagen, Product(categorie="45", code="45A48"), 118310)
    yield from _wijziging(dossier)


def meer_ondersteuning(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("WW", "wmo", VELDRIJK, HET_GEMAAL, HENK, dagen, Product(categorie="02", code="02A03"), 204520)
    yield from _wijziging(dossier)


def _wijziging(dossier: Dossier) -> Iterator[Stap]:
    dag, wens = dagen_na(dossier.dagen.eerste(1), 4), dossier.dagen.eerste(0)
    einde = een_jaar(dossier.dagen.eerste(6))
    verzoek = verzoek_om_wijziging(
        dossier,
        dag,
        ongewijzigde_producten=(ongewijzigd(dossier.toewijzing + 50),),
        te_wijzigen_producten=(te_wijzigen(dossier, wens, einde),),
    )
    yield goed(verzoek, "De aanbieder vraagt om meer uren; een ander product blijft gelijk.")
    yield goed(retour(verzoek, dagen_na(dag, 1)), "De gemeente neemt het verzoek aan.")
    onderzoek = antwoord(dossier, dagen_na(dag, 5), IN_ONDERZOEK)
    yield goed(onderzoek, "De gemeente laat weten dat zij het verzoek onderzoekt.")
    yield goed(retour(onderzoek, dagen_na(dag, 6)), "De aanbieder neemt dit antwoord aan.")
    yield from _besluit(dossier)


def _besluit(dossier: Dossier) -> Iterator[Stap]:
    oud, wens = dossier.dagen.eerste(6), dossier.dagen.eerste(0)
    besluit, laatste = dagen_na(dossier.dagen.eerste(1), 18), dagen_na(wens, -1)
    vervolg = msgspec.structs.replace(dossier, toewijzing=dossier.toewijzing + 1)
    ingetrokken = toegewezen(dossier, oud, laatste, besluit, reden_wijziging=INITIATIEF_AANBIEDER)
    referentie = dossier.referentie()
    meer = toegewezen(vervolg, wens, een_jaar(oud), besluit, referentie_aanbieder=referentie, omvang=uren_per_maand(12))
    toegekend = toewijzing(dossier, besluit, ingetrokken, meer)
    yield goed(toegekend, "De gemeente beëindigt de oude toewijzing en wijst meer uren toe.")
    yield goed(retour(toegekend, dagen_na(besluit, 1)), "De aanbieder neemt de toewijzing aan.")
    stopte = stopbericht(dossier, wens, stop(dossier, oud, oud, laatste, DOOR_WIJZIGING))
    yield goed(stopte, "De aanbieder stopt de oude levering vanwege de wijziging.")
    yield goed(startbericht(vervolg, wens, start(vervolg, wens, wens)), "De aanbieder start de nieuwe levering.")
