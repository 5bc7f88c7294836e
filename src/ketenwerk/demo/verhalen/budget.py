"""An assignment with a budget: claimed in euros, partly refused, corrected with a credit."""

from collections.abc import Iterator
from datetime import date

from ketenwerk.demo.bouw.declaratie import bedrag, declaratie, deels_toegekend, prestatie, regelnummer
from ketenwerk.demo.bouw.levering import start, startbericht
from ketenwerk.demo.bouw.omvang import EURO
from ketenwerk.demo.bouw.retour import retour
from ketenwerk.demo.bouw.toewijzing import toegewezen, toewijzing
from ketenwerk.demo.dossier import Dossier
from ketenwerk.demo.kalender import Kalender, dagen_na, een_jaar
from ketenwerk.demo.personen import DE_OEVER, HOOGMEER, SEM
from ketenwerk.demo.verhalen.stap import Stap, botst, goed
from ketenwerk.standard import m323
from ketenwerk.standard.basis import Product, Referentie

BOVEN_BUDGET = "9369"


def budget(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("BU", "jw", HOOGMEER, DE_OEVER, SEM, dagen, Product(categorie="50"), 118800)
    ingang = dagen.eerste(4)
    besluit = dagen_na(ingang, -6)
    toegekend = toewijzing(dossier, besluit, toegewezen(dossier, ingang, een_jaar(ingang), besluit, omvang=None, budget=500_000))
    yield goed(toegekend, "De gemeente wijst een budget van € 5.000 toe; de aanbieder kiest het product binnen de categorie.")
    yield goed(startbericht(dossier, dagen_na(ingang, 1), start(dossier, ingang, ingang)), "De aanbieder meldt de start.")
    yield from _declaraties(dossier)


def _declaraties(dossier: Dossier) -> Iterator[Stap]:
    dagen = dossier.dagen
    maand, dag = dagen.maand(3), dagen_na(dagen.eerste(2), 2)
    regels = (_euro(dossier, 1, maand, "50A01", 320_000), _euro(dossier, 2, maand, "50A02", 260_000))
    claim = declaratie(dossier, dag, maand, *regels)
    yield botst(claim, "De aanbieder declareert twee producten, samen meer dan het budget.", "TR369")
    deels = deels_toegekend(dossier, dagen_na(dag, 8), claim, {2: (BOVEN_BUDGET,)})
    yield goed(deels, "De gemeente kent één regel toe en wijst de andere af: het budget is op.")
    volgende, later = dagen.maand(2), dagen_na(dagen.eerste(1), 2)
    terug = _euro(dossier, 3, maand, "50A01", -320_000, vorig=regelnummer(dossier, 1))
    opnieuw = _euro(dossier, 4, maand, "50A01", 230_000)
    correctie = declaratie(dossier, later, volgende, terug, opnieuw, volgnummer=2)
    yield goed(correctie, "De aanbieder crediteert de regel en declareert een lager bedrag.")
    yield goed(retour(correctie, dagen_na(later, 5)), "De gemeente kent de correctie geheel toe.")


def _euro(
    dossier: Dossier, regel: int, maand: tuple[date, date], code: str, cents: int, vorig: str | None = None
) -> m323.Prestatie:
    """The volume is the amount itself, without tariff; a negative amount is a credit."""
    return prestatie(
        dossier,
        regel,
        maand,
        abs(cents),
        product_referentie=Referentie(referentie_nummer=regelnummer(dossier, regel), vorig_referentie_nummer=vorig),
        product_code=code,
        eenheid=EURO,
        product_tarief=None,
        ingediend_bedrag=bedrag(cents),
    )
