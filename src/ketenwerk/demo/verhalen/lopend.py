"""Care that simply runs: several clients of one provider, claimed together each month, once with a mistake."""

from collections.abc import Iterator
from datetime import date

import msgspec

from ketenwerk.demo.bouw.declaratie import bedrag, deels_toegekend, gezamenlijk, prestatie
from ketenwerk.demo.bouw.levering import start, startbericht
from ketenwerk.demo.bouw.retour import retour
from ketenwerk.demo.bouw.toewijzing import toegewezen, toewijzing
from ketenwerk.demo.dossier import Dossier
from ketenwerk.demo.kalender import Kalender, dagen_na, een_jaar
from ketenwerk.demo.personen import ANS, DAAN, DE_OEVER, HET_GEMAAL, HOOGMEER, LOTTE, PIET, RAVI, ROSA, VELDRIJK, Persoon
from ketenwerk.demo.verhalen.stap import Stap, botst, goed
from ketenwerk.standard import m323
from ketenwerk.standard.basis import Product

OUD_TARIEF = 8975
ANDER_TARIEF = "0611"


def jeugdhulp(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("LJ", "jw", HOOGMEER, DE_OEVER, RAVI, dagen, Product(categorie="45", code="45A04"), 119500)
    yield from _lopend(dossier, (RAVI, DAAN, LOTTE))


def ondersteuning(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("LW", "wmo", VELDRIJK, HET_GEMAAL, ANS, dagen, Product(categorie="02", code="02A03"), 205400)
    yield from _lopend(dossier, (ANS, PIET, ROSA))


def _lopend(dossier: Dossier, personen: tuple[Persoon, ...]) -> Iterator[Stap]:
    allen = [
        msgspec.structs.replace(dossier, client=persoon, toewijzing=dossier.toewijzing + place)
        for place, persoon in enumerate(personen)
    ]
    for volgnummer, each in enumerate(allen, 1):
        yield from _toegewezen(each, volgnummer)
    yield from _declaraties(allen)


def _toegewezen(dossier: Dossier, volgnummer: int) -> Iterator[Stap]:
    ingang = dossier.dagen.eerste(5)
    besluit = dagen_na(ingang, -10 + volgnummer)
    toegekend = toewijzing(dossier, besluit, toegewezen(dossier, ingang, een_jaar(ingang), besluit), volgnummer=volgnummer)
    yield goed(toegekend, "De gemeente wijst acht uur per maand toe, voor een jaar.")
    yield goed(retour(toegekend, dagen_na(besluit, 1)), "De aanbieder neemt de toewijzing aan.")
    begin = startbericht(dossier, dagen_na(ingang, 3), start(dossier, ingang, ingang), volgnummer=volgnummer)
    yield goed(begin, "De aanbieder meldt de start.")
    yield goed(retour(begin, dagen_na(ingang, 4)), "De gemeente neemt het startbericht aan.")


def _declaraties(allen: list[Dossier]) -> Iterator[Stap]:
    eerste, dagen = allen[0], allen[0].dagen
    maand, dag = dagen.maand(3), dagen_na(dagen.eerste(2), 5)
    claim = gezamenlijk(eerste, dag, maand, _regels(allen, maand, 10))
    yield goed(claim, "De aanbieder declareert de maand van al zijn cliënten in één bericht.")
    yield goed(retour(claim, dagen_na(dag, 6)), "De gemeente kent de declaratie geheel toe.")
    maand, dag = dagen.maand(2), dagen_na(dagen.eerste(1), 5)
    fout = _oud_tarief(eerste, maand)
    claim = gezamenlijk(eerste, dag, maand, [(eerste, fout), *_regels(allen[1:], maand, 21)], volgnummer=2)
    yield botst(claim, "In één regel staat het tarief van vorig jaar.", "TR418")
    deels = deels_toegekend(eerste, dagen_na(dag, 6), claim, {1: (ANDER_TARIEF,)})
    yield goed(deels, "De gemeente wijst die regel af en kent de andere toe.")
    vorige, maand, dag = maand, dagen.maand(1), dagen.eerste(0)
    goede = prestatie(eerste, 30, vorige, volume=7)
    opnieuw = [(eerste, goede), *_regels(allen, maand, 31)]
    claim = gezamenlijk(eerste, dag, maand, opnieuw, volgnummer=3)
    yield goed(claim, "De aanbieder declareert de nieuwe maand, en de afgewezen regel met het goede tarief.")


def _regels(allen: list[Dossier], maand: tuple[date, date], begin: int) -> list[tuple[Dossier, m323.Prestatie]]:
    return [(each, prestatie(each, regel, maand, volume=8 - regel % 3)) for regel, each in enumerate(allen, begin)]


def _oud_tarief(dossier: Dossier, maand: tuple[date, date]) -> m323.Prestatie:
    return prestatie(dossier, 20, maand, 7, product_tarief=OUD_TARIEF, ingediend_bedrag=bedrag(7 * OUD_TARIEF))
