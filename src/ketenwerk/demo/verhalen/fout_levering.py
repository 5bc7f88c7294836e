"""Mistakes of practice in a 305 and 307, which level 2 rejects."""

from collections.abc import Iterator

from ketenwerk.demo.bouw.levering import VERWIJDEREN, start, startbericht, stop, stopbericht
from ketenwerk.demo.bouw.retour import retour
from ketenwerk.demo.dossier import Dossier
from ketenwerk.demo.kalender import Kalender, dagen_na
from ketenwerk.demo.personen import AMINA, DE_OEVER, HET_GEMAAL, HOOGMEER, TEUN, VELDRIJK
from ketenwerk.demo.verhalen.stap import Stap, fout, goed
from ketenwerk.standard.basis import Geboortedatum, Product

TIKFOUT = "999991130"
"""The number of Amina with two digits changed over."""
GEWIJZIGD = "2"


def jeugdwet(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("FLJ", "jw", HOOGMEER, DE_OEVER, TEUN, dagen, Product(categorie="45", code="45A48"), 119200)
    dag, ingang = dagen.geleden(9), dagen.eerste(3)
    begin = dagen_na(ingang, 4)
    eerder = stopbericht(dossier, dag, stop(dossier, ingang, begin, dagen_na(begin, -1), "31"))
    yield fout(eerder, "De stop ligt een dag voor de start.", "TR018")
    yield goed(retour(eerder, dagen_na(dag, 1)), "Het antwoord daarop: code 0001, het stopbericht geldt als niet verzonden.")
    twee = stop(dossier, ingang, begin, dagen_na(begin, 40), "31")
    yield fout(stopbericht(dossier, dag, twee, twee, volgnummer=2), "Dezelfde stop staat er twee keer in.", "TR101")
    status = start(dossier, ingang, begin, status_aanlevering=GEWIJZIGD)
    yield fout(startbericht(dossier, dag, status), "Een start wijzigen kan niet: verwijder hem en stuur hem opnieuw.", "CS058")
    later = Geboortedatum(datum=dagen_na(dag, 1))
    vooruit = startbericht(dossier, dag, start(dossier, ingang, begin), volgnummer=2, geboortedatum=later)
    yield fout(vooruit, "De geboortedatum ligt na de dagtekening.", "TR134")


def wmo(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("FLW", "wmo", VELDRIJK, HET_GEMAAL, AMINA, dagen, Product(categorie="02", code="02A03"), 205100)
    dag, ingang = dagen.geleden(8), dagen.eerste(3)
    goede = start(dossier, ingang, ingang)
    yield fout(startbericht(dossier, dag, goede, bsn=TIKFOUT), "Twee cijfers van het BSN zijn verwisseld.", "CS002")
    eeuw = Geboortedatum(datum=dagen.jaren_geleden(AMINA.leeftijd + 100, 12, 12))
    oud = startbericht(dossier, dag, goede, volgnummer=2, geboortedatum=eeuw)
    yield fout(oud, "Een verkeerde eeuw: de cliënt zou ouder zijn dan 120 jaar.", "TR002")
    weg = stop(dossier, ingang, ingang, dagen_na(ingang, 20), "19", status_aanlevering=VERWIJDEREN)
    opnieuw = stop(dossier, ingang, ingang, dagen_na(ingang, 20), "19")
    ineens = stopbericht(dossier, dag, weg, opnieuw)
    yield fout(ineens, "Een stop verwijderen en opnieuw sturen kan niet in één bericht.", "TR101")
    onbekend = Geboortedatum(datum=dagen.jaren_geleden(AMINA.leeftijd, 12, 12), datum_gebruik="2")
    half = stopbericht(dossier, dag, opnieuw, volgnummer=2, geboortedatum=onbekend)
    yield fout(half, "Dag en maand heten onbekend, maar zijn wel ingevuld.", "CS139")
