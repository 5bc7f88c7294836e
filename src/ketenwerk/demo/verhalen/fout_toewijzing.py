"""Mistakes of practice in a 301, which level 2 rejects."""

from collections.abc import Iterator

from ketenwerk.demo.bouw.omvang import uren_per_week
from ketenwerk.demo.bouw.retour import retour
from ketenwerk.demo.bouw.toewijzing import adres, contact, toegewezen, toewijzing
from ketenwerk.demo.dossier import Dossier
from ketenwerk.demo.kalender import Kalender, dagen_na
from ketenwerk.demo.personen import DE_OEVER, GREET, HET_GEMAAL, HOOGMEER, JOOP, NOUR, VELDRIJK
from ketenwerk.demo.verhalen.stap import Stap, fout, goed
from ketenwerk.standard.basis import Communicatie, Product, VolledigeNaam

TIKFOUT = "999990604"
"""The number of Greet with a wrong last digit."""


def jeugdwet(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("FTJ", "jw", HOOGMEER, DE_OEVER, NOUR, dagen, Product(categorie="45", code="45A48"), 119000)
    dag, ingang = dagen.geleden(13), dagen.geleden(6)
    einde = dagen_na(ingang, 180)
    beide = toewijzing(dossier, dag, toegewezen(dossier, ingang, einde, dag, budget=250_000))
    yield fout(beide, "Eén toewijzing heeft een budget én een omvang.", "CD077", "CD078")
    yield goed(retour(beide, dagen_na(dag, 1)), "Het antwoord daarop: code 0001, het bericht geldt als niet verzonden.")
    omgekeerd = toegewezen(dossier, ingang, dagen_na(ingang, -30), dag)
    yield fout(toewijzing(dossier, dag, omgekeerd, volgnummer=2), "De einddatum ligt voor de ingangsdatum.", "CS003")
    eerste = toegewezen(dossier, ingang, einde, dag)
    overlap = toegewezen(dossier, dagen_na(ingang, 90), dagen_na(einde, 60), dag, toewijzing_nummer=dossier.toewijzing + 1)
    stapel = toewijzing(dossier, dag, eerste, overlap, volgnummer=3)
    yield fout(stapel, "Hetzelfde product is twee keer toegewezen in overlappende perioden.", "TR302")
    open_eind = toegewezen(dossier, ingang, None, dag, omvang=uren_per_week(2))
    yield fout(toewijzing(dossier, dag, open_eind, volgnummer=4), "Uren per week zonder einddatum.", "CD076")
    verwijderd = toegewezen(dossier, ingang, einde, dag, reden_wijziging="13")
    yield fout(
        toewijzing(dossier, dag, verwijderd, volgnummer=5), "Een verwijderde toewijzing duurt langer dan één dag.", "CS335"
    )


def wmo(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("FTW", "wmo", VELDRIJK, HET_GEMAAL, GREET, dagen, Product(categorie="02", code="02A03"), 204900)
    dag, ingang = dagen.geleden(12), dagen.geleden(5)
    product = toegewezen(dossier, ingang, dagen_na(ingang, 180), dag)
    yield fout(toewijzing(dossier, dag, product, bsn=TIKFOUT), "Een tikfout in het BSN: de elfproef klopt niet.", "CS002")
    postcode = contact(adres=adres(postcode="9999 zz"))
    slordig = toewijzing(dossier, dag, product, volgnummer=2, contactgegevens=(postcode,))
    yield fout(slordig, "De postcode heeft een spatie en kleine letters.", "CS089")
    zonder_taal = toewijzing(dossier, dag, product, volgnummer=3, communicatie=Communicatie(vorm="1"))
    yield fout(zonder_taal, "Een tolk, maar de taal ontbreekt.", "CD007")
    naam = VolledigeNaam(geslachtsnaam=JOOP.geslachtsnaam(), voorletters="J", naam_gebruik="2")
    partner = toewijzing(dossier, dag, product, volgnummer=4, naam=naam)
    yield fout(partner, "Naamgebruik zegt partnernaam, maar die ontbreekt.", "CS050")
    zonder_code = toegewezen(dossier, ingang, dagen_na(ingang, 180), dag, product=Product(categorie="02"))
    yield fout(toewijzing(dossier, dag, zonder_code, volgnummer=5), "Een omvang zonder productcode.", "CD080")
