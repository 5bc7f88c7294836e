"""Mistakes of practice in a 315, 317 and 319, which level 2 rejects."""

from collections.abc import Iterator

from ketenwerk.demo.bouw.omvang import DAGDEEL
from ketenwerk.demo.bouw.retour import retour
from ketenwerk.demo.bouw.verzoek import (
    AFGEWEZEN,
    IN_ONDERZOEK,
    aangevraagd,
    antwoord,
    nieuw,
    ongewijzigd,
    te_wijzigen,
    verzoek_om_toewijzing,
    verzoek_om_wijziging,
)
from ketenwerk.demo.dossier import Dossier
from ketenwerk.demo.kalender import Kalender, dagen_na
from ketenwerk.demo.personen import DE_OEVER, HENK, HET_GEMAAL, HOOGMEER, VELDRIJK, YARA
from ketenwerk.demo.verhalen.stap import Stap, fout, goed
from ketenwerk.standard.basis import Omvang, Product, Verwijzer

PER_DAG = "1"


def jeugdwet(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("FVJ", "jw", HOOGMEER, DE_OEVER, YARA, dagen, Product(categorie="45", code="45A48"), 119100)
    dag, ingang = dagen.geleden(11), dagen.over(3)
    einde = dagen_na(ingang, 180)
    wie = aangevraagd(dossier, ingang, einde, verwijzer=Verwijzer(type="02"))
    naamloos = verzoek_om_toewijzing(dossier, dag, wie)
    yield fout(naamloos, "De huisarts verwijst, maar zonder code en zonder naam.", "CD067")
    yield goed(retour(naamloos, dagen_na(dag, 1)), "Het antwoord daarop: code 0001, het verzoek geldt als niet verzonden.")
    besluit = aangevraagd(dossier, ingang, einde, beschikking_nummer=55012)
    yield fout(verzoek_om_toewijzing(dossier, dag, besluit, volgnummer=2), "Een beschikking zonder ingangsdatum.", "CD043")
    stil = verzoek_om_wijziging(dossier, dag, ongewijzigde_producten=(ongewijzigd(dossier.toewijzing),))
    yield fout(stil, "Een verzoek om wijziging waarin niets verandert.", "TR353")
    terug = nieuw(dossier, dagen_na(dag, -20), einde)
    lopend = (ongewijzigd(dossier.toewijzing),)
    achteraf = verzoek_om_wijziging(dossier, dag, volgnummer=2, ongewijzigde_producten=lopend, nieuwe_producten=(terug,))
    yield fout(achteraf, "Een nieuw product dat voor de dagtekening moet ingaan.", "TR380")
    zwijgend = antwoord(dossier, dag, AFGEWEZEN)
    yield fout(zwijgend, "De gemeente wijst af zonder reden.", "CD085")
    waar = antwoord(dossier, dag, AFGEWEZEN, volgnummer=2, reden_afwijzing_verzoek="8")
    yield fout(waar, "Woonplaatsbeginsel, maar de verantwoordelijke gemeente ontbreekt.", "TR377")


def wmo(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("FVW", "wmo", VELDRIJK, HET_GEMAAL, HENK, dagen, Product(categorie="07", code="07A01"), 205000)
    dag, ingang = dagen.geleden(10), dagen.over(4)
    einde = dagen_na(ingang, 180)
    dagelijks = aangevraagd(dossier, ingang, einde, omvang=Omvang(volume=1, eenheid=DAGDEEL, frequentie=PER_DAG))
    yield fout(verzoek_om_toewijzing(dossier, dag, dagelijks), "Dagdelen worden niet per dag aangevraagd.", "CS343")
    eerste = aangevraagd(dossier, ingang, einde)
    tweede = aangevraagd(dossier, ingang, einde, product=Product(categorie="02", code="02A03"))
    zelfde = verzoek_om_toewijzing(dossier, dag, eerste, tweede, volgnummer=2)
    yield fout(zelfde, "Twee producten met dezelfde referentie van de aanbieder.", "TR101", "TR383")
    los = verzoek_om_wijziging(dossier, dag, nieuwe_producten=(nieuw(dossier, ingang, einde),))
    yield fout(los, "Een wijziging zonder lopende toewijzing: dit is een nieuwe aanvraag.", "TR352")
    beide = te_wijzigen(dossier, ingang, einde, budget=120_000)
    dubbelop = verzoek_om_wijziging(dossier, dag, volgnummer=2, te_wijzigen_producten=(beide,))
    yield fout(dubbelop, "Een wijziging met budget én omvang.", "CD077", "CD078")
    voorbarig = antwoord(dossier, dag, IN_ONDERZOEK, reden_afwijzing_verzoek="2")
    yield fout(voorbarig, "Nog in onderzoek, maar toch een reden van afwijzing.", "CD086")
