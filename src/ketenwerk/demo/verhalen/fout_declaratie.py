"""Mistakes of practice in a 323 and 325, which level 2 rejects."""

from collections.abc import Iterator

from ketenwerk.demo.bouw.declaratie import (
    bedrag,
    declaratie,
    deels_toegekend,
    periode,
    prestatie,
    totaal,
)
from ketenwerk.demo.bouw.levering import start, startbericht
from ketenwerk.demo.bouw.omvang import EURO
from ketenwerk.demo.bouw.retour import retour
from ketenwerk.demo.bouw.toewijzing import toegewezen, toewijzing
from ketenwerk.demo.dossier import Dossier
from ketenwerk.demo.kalender import Kalender, dagen_na, een_jaar
from ketenwerk.demo.personen import DE_OEVER, FENNA, HET_GEMAAL, HOOGMEER, JOOP, VELDRIJK
from ketenwerk.demo.verhalen.stap import Stap, fout, goed
from ketenwerk.standard.basis import Product, TotaalBedragMetDC


def jeugdwet(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("FDJ", "jw", HOOGMEER, DE_OEVER, FENNA, dagen, Product(categorie="45", code="45A48"), 119300)
    yield from _begonnen(dossier)
    maand, dag = dagen.maand(2), dagen_na(dagen.eerste(1), 6)
    regel = prestatie(dossier, 1, maand)
    mis = declaratie(dossier, dag, maand, regel, totaal_ingediend_bedrag=totaal(regel.ingediend_bedrag.bedrag + 100))
    yield fout(mis, "Het totaal is een euro hoger dan de som van de regels.", "TR358")
    yield goed(retour(mis, dagen_na(dag, 2)), "Het antwoord daarop: code 0001, de declaratie geldt als niet verzonden.")
    dubbel = declaratie(dossier, dag, maand, regel, prestatie(dossier, 2, maand), volgnummer=2)
    yield fout(dubbel, "Dezelfde maand is twee keer gedeclareerd op één toewijzing.", "TR416")
    los = prestatie(dossier, 3, maand, ingediend_bedrag=bedrag(-73_920))
    yield fout(declaratie(dossier, dag, maand, los, volgnummer=3), "Een creditregel die niet zegt wat hij terugneemt.", "CD060")
    over = prestatie(dossier, 4, (dagen.eerste(3), dagen.maand(2)[1]))
    yield fout(declaratie(dossier, dag, maand, over, volgnummer=4), "Een regel loopt over twee maanden.", "CS337")
    euro = prestatie(dossier, 5, maand, 80_000, eenheid=EURO, product_tarief=None, ingediend_bedrag=bedrag(800))
    yield fout(
        declaratie(dossier, dag, maand, euro, volgnummer=5), "Het bedrag staat in euro's in plaats van eurocenten.", "CS339"
    )
    antwoord = deels_toegekend(dossier, dagen_na(dag, 4), mis, {1: ("9321",)}, totaal_toegekend_bedrag=totaal(5000))
    yield fout(antwoord, "De gemeente wijst de enige regel af, maar kent toch een bedrag toe.", "TR342")


def wmo(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("FDW", "wmo", VELDRIJK, HET_GEMAAL, JOOP, dagen, Product(categorie="02", code="02A03"), 205200)
    yield from _begonnen(dossier)
    maand, dag = dagen.maand(2), dagen_na(dagen.eerste(1), 5)
    te_vroeg = declaratie(dossier, dagen_na(maand[1], -5), maand, prestatie(dossier, 1, maand))
    yield fout(te_vroeg, "De maand is nog niet voorbij op de dag van de declaratie.", "TR137", "TR137")
    half = (maand[0], dagen_na(maand[0], 14))
    deel = declaratie(dossier, dag, maand, prestatie(dossier, 2, half), volgnummer=2, declaratie_periode=periode(half))
    yield fout(deel, "De declaratieperiode is geen hele maand.", "CS340")
    zonder = prestatie(dossier, 3, maand, product_tarief=None)
    yield fout(declaratie(dossier, dag, maand, zonder, volgnummer=3), "Uren zonder tarief.", "CD087")
    credit_nul = TotaalBedragMetDC(totaal_bedrag=0, debet_credit="C")
    claim = declaratie(dossier, dag, maand, prestatie(dossier, 4, maand), volgnummer=4)
    yield goed(claim, "Een goede declaratie van een hele maand.")
    antwoord = deels_toegekend(dossier, dagen_na(dag, 4), claim, {1: ("9321", "0611")}, totaal_toegekend_bedrag=credit_nul)
    yield fout(antwoord, "De gemeente schrijft nul euro als credit; nul is altijd debet.", "CS325")


def _begonnen(dossier: Dossier) -> Iterator[Stap]:
    """What the claims are about: care that was assigned and began."""
    ingang = dossier.dagen.eerste(5)
    besluit = dagen_na(ingang, -7)
    toegekend = toewijzing(dossier, besluit, toegewezen(dossier, ingang, een_jaar(ingang), besluit))
    yield goed(toegekend, "De gemeente wijst de hulp toe, voor een jaar.")
    yield goed(retour(toegekend, dagen_na(besluit, 1)), "De aanbieder neemt de toewijzing aan.")
    yield goed(startbericht(dossier, dagen_na(ingang, 1), start(dossier, ingang, ingang)), "De aanbieder meldt de start.")
