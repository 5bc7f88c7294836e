"""Crisis help, and aids."""

from collections.abc import Iterator
from datetime import date

import msgspec

from ketenwerk.demo.afspraken import PRIJS
from ketenwerk.demo.bouw.declaratie import bedrag, declaratie, prestatie
from ketenwerk.demo.bouw.levering import start, startbericht
from ketenwerk.demo.bouw.omvang import STUKS, etmalen_per_week, stuks
from ketenwerk.demo.bouw.retour import retour
from ketenwerk.demo.bouw.toewijzing import toegewezen, toewijzing
from ketenwerk.demo.bouw.verzoek import aangevraagd, verzoek_om_toewijzing
from ketenwerk.demo.dossier import Dossier
from ketenwerk.demo.kalender import Kalender, dagen_na
from ketenwerk.demo.personen import DE_OEVER, HOOGMEER, HUISARTS, JOOP, ROL_EN_RIJ, TEUN, VELDRIJK
from ketenwerk.demo.verhalen.stap import Stap, goed
from ketenwerk.standard import m323
from ketenwerk.standard.basis import Product, Verwijzer

ROLSTOEL, KUSSEN = "11X02", "11X51"


def crisis(dagen: Kalender) -> Iterator[Stap]:
    """Help comes first, the messages follow."""
    dossier = Dossier("CR", "jw", HOOGMEER, DE_OEVER, TEUN, dagen, Product(categorie="46", code="46A01"), 118600)
    ingang = dagen.geleden(20)
    einde, opvang = dagen_na(ingang, 27), etmalen_per_week(7)
    instelling = Verwijzer(type="04", zorgverlener_code=HUISARTS)
    gevraagd = aangevraagd(dossier, ingang, einde, omvang=opvang, verwijzer=instelling, commentaar="De opvang is al begonnen.")
    verzoek = verzoek_om_toewijzing(dossier, dagen_na(ingang, 3), gevraagd)
    yield goed(verzoek, "De opvang is al begonnen; de aanbieder vraagt de toewijzing achteraf aan.")
    yield goed(retour(verzoek, dagen_na(ingang, 3)), "De gemeente neemt het verzoek aan.")
    besluit = dagen_na(ingang, 6)
    product = toegewezen(dossier, ingang, einde, besluit, omvang=opvang, referentie_aanbieder=dossier.referentie())
    toegekend = toewijzing(dossier, besluit, product)
    yield goed(toegekend, "De gemeente wijst vier weken opvang toe, vanaf de eerste dag.")
    yield goed(retour(toegekend, dagen_na(besluit, 1)), "De aanbieder neemt de toewijzing aan.")
    yield goed(startbericht(dossier, dagen_na(besluit, 2), start(dossier, ingang, ingang)), "De aanbieder meldt de start.")


def hulpmiddelen(dagen: Kalender) -> Iterator[Stap]:
    """Of aids a client may have several at one time, the same one twice too."""
    dossier = Dossier("HM", "wmo", VELDRIJK, ROL_EN_RIJ, JOOP, dagen, Product(categorie="11", code=ROLSTOEL), 204700)
    ingang = dagen.eerste(2)
    middelen = [(ROLSTOEL, 204700), (KUSSEN, 204701), (KUSSEN, 204702)]
    besluit = dagen_na(ingang, -5)
    einde = dagen_na(ingang, 89)
    producten = [toegewezen(_voor(dossier, code, nummer), ingang, einde, besluit, omvang=stuks(1)) for code, nummer in middelen]
    toegekend = toewijzing(dossier, besluit, *producten)
    yield goed(toegekend, "De gemeente wijst een rolstoel en twee kussens toe.")
    yield goed(retour(toegekend, dagen_na(besluit, 1)), "De aanbieder neemt de toewijzing aan.")
    geleverd = dagen_na(ingang, 12)
    starts = [start(_voor(dossier, code, nummer), ingang, geleverd) for code, nummer in middelen]
    startte = startbericht(dossier, geleverd, *starts)
    yield goed(startte, "De aanbieder meldt dat de hulpmiddelen zijn geleverd.")
    maand, dag = dagen.maand(2), dagen_na(dagen.eerste(1), 3)
    regels = [_stuk(_voor(dossier, code, nummer), regel, maand) for regel, (code, nummer) in enumerate(middelen, 1)]
    claim = declaratie(dossier, dag, maand, *regels)
    yield goed(claim, "De aanbieder declareert per stuk.")
    yield goed(retour(claim, dagen_na(dag, 6)), "De gemeente kent de declaratie geheel toe.")


def _voor(dossier: Dossier, code: str, nummer: int) -> Dossier:
    """The same story for another product of the same category."""
    return msgspec.structs.replace(dossier, product=Product(categorie=dossier.product.categorie, code=code), toewijzing=nummer)


def _stuk(dossier: Dossier, regel: int, maand: tuple[date, date]) -> m323.Prestatie:
    prijs = PRIJS[dossier.product.code or ""]
    return prestatie(dossier, regel, maand, 1, eenheid=STUKS, product_tarief=prijs, ingediend_bedrag=bedrag(prijs))
