"""Assignments that say much about the client, and a file with a byte order mark."""

import codecs
from collections.abc import Iterator

from ketenwerk.demo.bouw.levering import start, startbericht
from ketenwerk.demo.bouw.toewijzing import adres, contact, telefoon, toegewezen, toewijzing
from ketenwerk.demo.dossier import Dossier
from ketenwerk.demo.kalender import Kalender
from ketenwerk.demo.personen import AMINA, DE_OEVER, FICTIEF, HET_GEMAAL, HOOGMEER, SEM, VELDRIJK
from ketenwerk.demo.verhalen.stap import Stap, goed
from ketenwerk.messages.write import write
from ketenwerk.standard import m301
from ketenwerk.standard.basis import Achternaam, Communicatie, Geboortedatum, OpenPeriode, Product, VolledigeNaam


def met_tolk(dagen: Kalender) -> Iterator[Stap]:
    """Wmo: interpreter, several addresses, a birth date of which only the year is known."""
    dossier = Dossier("GT", "wmo", VELDRIJK, HET_GEMAAL, AMINA, dagen, Product(categorie="02", code="02A03"), 204800)
    dag, ingang = dagen.geleden(14), dagen.geleden(7)
    naam = VolledigeNaam(
        geslachtsnaam=AMINA.geslachtsnaam(),
        partnernaam=Achternaam(achternaam=f"Boezem {FICTIEF}", voorvoegsel="van den"),
        voornamen=AMINA.voornaam,
        voorletters=AMINA.letter,
        naam_gebruik="3",
    )
    verblijf = OpenPeriode(begindatum=ingang, einddatum=dagen.over(60))
    tijdelijk = contact(soort="04", adres=adres(straatnaam="Logeerpad"), periode=verblijf)
    post = contact(soort="02", adres=adres(straatnaam="Postlaan"), emailadres="post@voorbeeld.example")
    bericht = toewijzing(
        dossier,
        dag,
        toegewezen(dossier, ingang, dagen.over(180), dag, commentaar="Graag in overleg met de dochter."),
        naam=naam,
        geboortedatum=Geboortedatum(datum=dagen.jaren_geleden(AMINA.leeftijd, 1, 1), datum_gebruik="2"),
        communicatie=Communicatie(vorm="1", taal="Farsi"),
        relaties=(_dochter(),),
        contactgegevens=(contact(), post, tijdelijk),
    )
    yield goed(bericht, "De gemeente wijst begeleiding toe; de cliënt heeft een tolk nodig en verblijft tijdelijk elders.")
    begin = startbericht(dossier, dagen.geleden(5), start(dossier, ingang, dagen.geleden(6)))
    met_merk = codecs.BOM_UTF8 + write(begin)
    tekst = "Het bestand begint met een byte order mark: dat hoort niet, maar telt niet als fout."
    yield Stap(met_merk, tekst, "accepted", ("XML.bom",), kind="WMO305", dag=dagen.geleden(5))


def onder_voogdij(dagen: Kalender) -> Iterator[Stap]:
    """Jeugdwet: a guardian that is an organisation."""
    dossier = Dossier("GV", "jw", HOOGMEER, DE_OEVER, SEM, dagen, Product(categorie="44", code="44A01"), 118700)
    dag = dagen.geleden(12)
    bericht = toewijzing(
        dossier,
        dag,
        toegewezen(dossier, dagen.geleden(10), dagen.over(90), dag),
        juridische_status="04",
        wettelijke_vertegenwoordiging="06",
        relaties=(_voogd(),),
    )
    yield goed(bericht, "De gemeente wijst verblijf toe; een instelling is voogd.")


def _dochter() -> m301.Relatie:
    naam = VolledigeNaam(geslachtsnaam=AMINA.geslachtsnaam(), voorletters="L", naam_gebruik="1")
    bereikbaar = contact(soort="02", adres=None, telefoon=telefoon())
    return m301.Relatie(nummer="1", volgorde=1, soort="16", geslacht="2", naam=naam, contact=bereikbaar)


def _voogd() -> m301.Relatie:
    naam = VolledigeNaam(geslachtsnaam=Achternaam(achternaam=f"Voogdij Drie Beken {FICTIEF}"), naam_gebruik="6")
    plaats = contact(soort="02", organisatie=f"Voogdij Drie Beken {FICTIEF}")
    return m301.Relatie(nummer="1", soort="11", naam=naam, contact=plaats)
