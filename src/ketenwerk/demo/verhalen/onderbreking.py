"""A temporary stop and a new start; and what must be taken back because it was sent wrongly."""

from collections.abc import Iterator

from ketenwerk.demo.bouw.levering import TIJDELIJK, VERWIJDEREN, start, startbericht, stop, stopbericht
from ketenwerk.demo.bouw.retour import afkeuring, retour
from ketenwerk.demo.bouw.toewijzing import toegewezen, toewijzing
from ketenwerk.demo.dossier import Dossier
from ketenwerk.demo.kalender import Kalender, dagen_na
from ketenwerk.demo.personen import BRAM, DE_OEVER, HENK, HET_GEMAAL, HOOGMEER, NOUR, VELDRIJK
from ketenwerk.demo.verhalen.stap import Stap, goed
from ketenwerk.standard.basis import Product

VERWIJDERD = "13"


def tijdelijke_stop(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("TS", "jw", HOOGMEER, DE_OEVER, NOUR, dagen, Product(categorie="45", code="45A04"), 118500)
    ingang = dagen.eerste(5)
    pauze = dagen.geleden(30)
    tijdelijk = stop(dossier, ingang, ingang, pauze, TIJDELIJK)
    gestopt = stopbericht(dossier, dagen_na(pauze, 1), tijdelijk)
    yield goed(gestopt, "De aanbieder stopt de hulp tijdelijk, bijvoorbeeld door een opname elders.")
    yield goed(retour(gestopt, dagen_na(pauze, 1)), "De gemeente neemt de tijdelijke stop aan.")
    later = stop(dossier, ingang, ingang, dagen_na(pauze, 3), TIJDELIJK)
    nogmaals = stopbericht(dossier, dagen_na(pauze, 5), later, volgnummer=2)
    yield goed(nogmaals, "De aanbieder stuurt een tweede tijdelijke stop; op zichzelf klopt die.")
    codes = {"/Bericht/Client/StopProducten/StopProduct[1]": ("9413",)}
    yield goed(afkeuring(nogmaals, dagen_na(pauze, 6), codes), "De gemeente keurt die af: de levering is al tijdelijk gestopt.")
    hervat = startbericht(dossier, dagen_na(pauze, 22), start(dossier, ingang, dagen_na(pauze, 21)))
    yield goed(hervat, "De hulp begint weer, op dezelfde toewijzing.")
    yield goed(retour(hervat, dagen_na(pauze, 23)), "De gemeente neemt de nieuwe start aan.")


def verkeerde_start(dagen: Kalender) -> Iterator[Stap]:
    """Jeugdwet: a start on an assignment of somebody else, and one that is taken back."""
    dossier = Dossier("VS", "jw", HOOGMEER, DE_OEVER, BRAM, dagen, Product(categorie="45", code="45A48"), 118310)
    ingang, begin = dagen.eerste(2), dagen_na(dagen.eerste(2), 8)
    vergist = startbericht(dossier, dagen_na(begin, 1), start(dossier, ingang, begin, toewijzing_nummer=118301))
    yield goed(vergist, "De aanbieder verwisselt twee cijfers van het toewijzingnummer; de vorm klopt.")
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
    dossier = Dossier("VT", "wmo", VELDRIJK, HET_GEMAAL, HENK, dagen, Product(categorie="02", code="02A03"), 204520)
    dag, ingang, einde = dagen.geleden(25), dagen.geleden(10), dagen.over(170)
    gebruikt = toewijzing(dossier, dag, toegewezen(dossier, ingang, einde, dag))
    yield goed(gebruikt, "De gemeente gebruikt een toewijzingnummer voor de tweede keer; op zichzelf klopt het bericht.")
    codes = {"/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]": ("9332",)}
    yield goed(afkeuring(gebruikt, dagen_na(dag, 1), codes), "De aanbieder keurt af: dit nummer heeft hij al.")
    besluit = dagen_na(dag, 2)
    nieuw = toegewezen(dossier, ingang, einde, besluit, toewijzing_nummer=204533)
    yield goed(toewijzing(dossier, besluit, nieuw, volgnummer=2), "De gemeente stuurt de toewijzing met een nieuw nummer.")
    vervallen = dagen_na(dag, 8)
    weg = toegewezen(dossier, ingang, ingang, vervallen, toewijzing_nummer=204533, reden_wijziging=VERWIJDERD)
    yield goed(toewijzing(dossier, vervallen, weg, volgnummer=3), "De hulp gaat niet door: de gemeente verwijdert de toewijzing.")
