"""A temporary stop and a new start; and what must be taken back because it was sent wrongly."""

from collections.abc import Iterator
from datetime import date

from ketenwerk.demo.bouw.levering import TIJDELIJK, VERWIJDEREN, start, startbericht, stop, stopbericht
from ketenwerk.demo.bouw.retour import afkeuring, retour
from ketenwerk.demo.bouw.toewijzing import toegewezen, toewijzing
from ketenwerk.demo.dossier import Dossier
from ketenwerk.demo.kalender import Kalender, dagen_na, een_jaar
from ketenwerk.demo.personen import COR, DE_OEVER, HET_GEMAAL, HOOGMEER, LOTTE, NOUR, VELDRIJK
from ketenwerk.demo.verhalen.stap import Stap, botst, goed
from ketenwerk.standard.basis import Product

VERWIJDERD = "13"


def tijdelijke_stop(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("TS", "jw", HOOGMEER, DE_OEVER, NOUR, dagen, Product(categorie="45", code="45A04"), 118500)
    ingang = dagen.eerste(5)
    yield from _toegewezen(dossier, ingang)
    yield from _begonnen(dossier, ingang)
    pauze = dagen.geleden(30)
    tijdelijk = stop(dossier, ingang, ingang, pauze, TIJDELIJK)
    gestopt = stopbericht(dossier, dagen_na(pauze, 1), tijdelijk)
    yield goed(gestopt, "De aanbieder stopt de hulp tijdelijk, bijvoorbeeld door een opname elders.")
    yield goed(retour(gestopt, dagen_na(pauze, 1)), "De gemeente neemt de tijdelijke stop aan.")
    later = stop(dossier, ingang, ingang, dagen_na(pauze, 3), TIJDELIJK)
    nogmaals = stopbericht(dossier, dagen_na(pauze, 5), later, volgnummer=2)
    yield botst(nogmaals, "De aanbieder stuurt een tweede tijdelijke stop; op zichzelf klopt die.", "TR382", "TR413")
    codes = {"/Bericht/Client/StopProducten/StopProduct[1]": ("9069", "9413")}
    yield goed(afkeuring(nogmaals, dagen_na(pauze, 6), codes), "De gemeente keurt die af: de levering is al tijdelijk gestopt.")
    hervat = startbericht(dossier, dagen_na(pauze, 22), start(dossier, ingang, dagen_na(pauze, 21)), volgnummer=2)
    yield goed(hervat, "De hulp begint weer, op dezelfde toewijzing.")
    yield goed(retour(hervat, dagen_na(pauze, 23)), "De gemeente neemt de nieuwe start aan.")


def verkeerde_start(dagen: Kalender) -> Iterator[Stap]:
    """Jeugdwet: a start under a number that is none of this client's, and one that is taken back."""
    dossier = Dossier("VS", "jw", HOOGMEER, DE_OEVER, LOTTE, dagen, Product(categorie="45", code="45A48"), 118320)
    ingang, begin = dagen.eerste(2), dagen_na(dagen.eerste(2), 8)
    yield from _toegewezen(dossier, ingang)
    vergist = startbericht(dossier, dagen_na(begin, 1), start(dossier, ingang, begin, toewijzing_nummer=118302))
    yield botst(vergist, "De aanbieder verwisselt twee cijfers van het toewijzingnummer; de vorm klopt.", "TR019")
    codes = {"/Bericht/Client/StartProducten/StartProduct[1]": ("9019",)}
    yield goed(afkeuring(vergist, dagen_na(begin, 2), codes), "De gemeente kent deze toewijzing niet en keurt de start af.")
    goede = start(dossier, ingang, begin)
    yield goed(startbericht(dossier, dagen_na(begin, 3), goede, volgnummer=2), "De aanbieder stuurt het juiste nummer.")
    terug = start(dossier, ingang, begin, status_aanlevering=VERWIJDEREN)
    yield goed(
        startbericht(dossier, dagen_na(begin, 9), terug, volgnummer=3), "De hulp begon later: de aanbieder verwijdert de start."
    )
    later = start(dossier, ingang, dagen_na(begin, 7))
    yield goed(startbericht(dossier, dagen_na(begin, 10), later, volgnummer=4), "De aanbieder stuurt de juiste dag.")


def verkeerde_toewijzing(dagen: Kalender) -> Iterator[Stap]:
    """Wmo: a number used twice, and an assignment that is deleted."""
    dossier = Dossier("VT", "wmo", VELDRIJK, HET_GEMAAL, COR, dagen, Product(categorie="02", code="02A03"), 204520)
    dag, ingang, einde = dagen.geleden(25), dagen.geleden(10), dagen.over(170)
    gebruikt = toewijzing(dossier, dag, toegewezen(dossier, ingang, einde, dag))
    tekst = "De gemeente gebruikt het toewijzingnummer van een ander; op zichzelf klopt het bericht."
    yield botst(gebruikt, tekst, "TR332")
    codes = {"/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]": ("9332",)}
    yield goed(afkeuring(gebruikt, dagen_na(dag, 1), codes), "De aanbieder keurt af: dit nummer heeft hij al.")
    besluit = dagen_na(dag, 2)
    nieuw = toegewezen(dossier, ingang, einde, besluit, toewijzing_nummer=204533)
    yield goed(toewijzing(dossier, besluit, nieuw, volgnummer=2), "De gemeente stuurt de toewijzing met een nieuw nummer.")
    vervallen = dagen_na(dag, 8)
    weg = toegewezen(dossier, ingang, ingang, vervallen, toewijzing_nummer=204533, reden_wijziging=VERWIJDERD)
    yield goed(toewijzing(dossier, vervallen, weg, volgnummer=3), "De hulp gaat niet door: de gemeente verwijdert de toewijzing.")


def _toegewezen(dossier: Dossier, ingang: date) -> Iterator[Stap]:
    besluit = dagen_na(ingang, -6)
    bericht = toewijzing(dossier, besluit, toegewezen(dossier, ingang, een_jaar(ingang), besluit))
    yield goed(bericht, "De gemeente wijst de hulp toe, voor een jaar.")
    yield goed(retour(bericht, dagen_na(besluit, 1)), "De aanbieder neemt de toewijzing aan.")


def _begonnen(dossier: Dossier, ingang: date) -> Iterator[Stap]:
    bericht = startbericht(dossier, dagen_na(ingang, 2), start(dossier, ingang, ingang))
    yield goed(bericht, "De aanbieder meldt dat de hulp is begonnen.")
    yield goed(retour(bericht, dagen_na(ingang, 3)), "De gemeente neemt het startbericht aan.")
