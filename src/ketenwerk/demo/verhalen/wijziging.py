"""A change of what runs: assigned and begun, then asked for, looked into, granted as an end and a new beginning."""

from collections.abc import Iterator

import msgspec

from ketenwerk.demo.bouw.declaratie import declaratie, prestatie
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
    yield from _wijziging(dossier, Product(categorie="45", code="45A04"))


def meer_ondersteuning(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("WW", "wmo", VELDRIJK, HET_GEMAAL, HENK, dagen, Product(categorie="02", code="02A03"), 204520)
    yield from _wijziging(dossier, Product(categorie="03", code="03A12"))


def _wijziging(dossier: Dossier, ander: Product) -> Iterator[Stap]:
    gelijk = msgspec.structs.replace(dossier, product=ander, toewijzing=dossier.toewijzing + 50)
    yield from _lopend(dossier, gelijk)
    dag, wens = dagen_na(dossier.dagen.eerste(1), 4), dossier.dagen.eerste(0)
    einde = een_jaar(dossier.dagen.eerste(6))
    verzoek = verzoek_om_wijziging(
        dossier,
        dag,
        ongewijzigde_producten=(ongewijzigd(gelijk.toewijzing),),
        te_wijzigen_producten=(te_wijzigen(dossier, wens, einde),),
    )
    yield goed(verzoek, "De aanbieder vraagt om meer uren; een ander product blijft gelijk.")
    yield goed(retour(verzoek, dagen_na(dag, 1)), "De gemeente neemt het verzoek aan.")
    onderzoek = antwoord(dossier, dagen_na(dag, 5), IN_ONDERZOEK)
    yield goed(onderzoek, "De gemeente laat weten dat zij het verzoek onderzoekt.")
    yield goed(retour(onderzoek, dagen_na(dag, 6)), "De aanbieder neemt dit antwoord aan.")
    yield from _besluit(dossier)


def _lopend(dossier: Dossier, gelijk: Dossier) -> Iterator[Stap]:
    """Two products that run since half a year, and a month of both that was claimed."""
    oud, besluit = dossier.dagen.eerste(6), dagen_na(dossier.dagen.eerste(6), -9)
    beide = [toegewezen(each, oud, een_jaar(oud), besluit) for each in (dossier, gelijk)]
    eerste = toewijzing(dossier, besluit, *beide)
    yield goed(eerste, "De gemeente wijst twee producten toe, voor een jaar.")
    yield goed(retour(eerste, dagen_na(besluit, 1)), "De aanbieder neemt de toewijzing aan.")
    begin = startbericht(dossier, dagen_na(oud, 2), *(start(each, oud, oud) for each in (dossier, gelijk)))
    yield goed(begin, "De aanbieder meldt dat beide zijn begonnen.")
    yield goed(retour(begin, dagen_na(oud, 3)), "De gemeente neemt het startbericht aan.")
    maand, dag = dossier.dagen.maand(3), dagen_na(dossier.dagen.eerste(2), 4)
    claim = declaratie(dossier, dag, maand, prestatie(dossier, 1, maand, 8), prestatie(gelijk, 2, maand, 6))
    yield goed(claim, "De aanbieder declareert een maand van beide producten.")
    yield goed(retour(claim, dagen_na(dag, 7)), "De gemeente kent de declaratie geheel toe.")


def _besluit(dossier: Dossier) -> Iterator[Stap]:
    oud, wens = dossier.dagen.eerste(6), dossier.dagen.eerste(0)
    besluit, laatste = dagen_na(dossier.dagen.eerste(1), 18), dagen_na(wens, -1)
    vervolg = msgspec.structs.replace(dossier, toewijzing=dossier.toewijzing + 1)
    referentie = dossier.referentie()
    korter = {"reden_wijziging": INITIATIEF_AANBIEDER, "referentie_aanbieder": referentie}
    ingetrokken = toegewezen(dossier, oud, laatste, besluit, **korter)
    meer = toegewezen(vervolg, wens, een_jaar(oud), besluit, referentie_aanbieder=referentie, omvang=uren_per_maand(12))
    toegekend = toewijzing(dossier, besluit, ingetrokken, meer, volgnummer=2)
    yield goed(toegekend, "De gemeente beëindigt de oude toewijzing en wijst meer uren toe.")
    yield goed(retour(toegekend, dagen_na(besluit, 1)), "De aanbieder neemt de toewijzing aan.")
    stopte = stopbericht(dossier, wens, stop(dossier, oud, oud, laatste, DOOR_WIJZIGING))
    yield goed(stopte, "De aanbieder stopt de oude levering vanwege de wijziging.")
    begin = startbericht(vervolg, wens, start(vervolg, wens, wens), volgnummer=2)
    yield goed(begin, "De aanbieder start de nieuwe levering.")
