"""Files that level 1 refuses: no message, or one that departs from its definition. They get no reply."""

from collections.abc import Iterator

from ketenwerk.demo.bouw.declaratie import declaratie, prestatie
from ketenwerk.demo.bouw.levering import start, startbericht
from ketenwerk.demo.bouw.toewijzing import toegewezen, toewijzing
from ketenwerk.demo.bouw.verzoek import aangevraagd, verzoek_om_toewijzing
from ketenwerk.demo.dossier import Dossier
from ketenwerk.demo.kalender import Kalender, dagen_na, een_jaar
from ketenwerk.demo.personen import DE_OEVER, GREET, HET_GEMAAL, HOOGMEER, MILA, VELDRIJK
from ketenwerk.demo.verhalen.stap import Stap, geweigerd
from ketenwerk.messages.write import write
from ketenwerk.standard.basis import Product

CSV = b"bsn;product;begin\r\n999990019;45A48;vandaag\r\n"


def jeugdwet(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("NJ", "jw", HOOGMEER, DE_OEVER, MILA, dagen, Product(categorie="45", code="45A48"), 119400)
    dag, ingang = dagen.geleden(7), dagen.eerste(1)
    begin = write(startbericht(dossier, dagen_na(ingang, 2), start(dossier, ingang, ingang)))
    zonder = changed(begin, b"<jw305:Geslacht>2</jw305:Geslacht>", b"")
    yield geweigerd(zonder, "JW305", dag, "Het verplichte gegeven Geslacht ontbreekt.", "XSD.ontbreekt")
    einde = een_jaar(ingang)
    verzoek = write(verzoek_om_toewijzing(dossier, dagen_na(ingang, -8), aangevraagd(dossier, ingang, einde)))
    oud = f"<jw315:ToewijzingEinddatum>{einde}<".encode()
    onmogelijk = changed(verzoek, oud, f"<jw315:ToewijzingEinddatum>{einde.year}-06-31<".encode())
    yield geweigerd(onmogelijk, "JW315", dag, "31 juni bestaat niet.", "XSD.datum_bestaat_niet")
    ouder = begin.replace(b"/ijw/3_2/", b"/ijw/3_1/")
    yield geweigerd(ouder, "JW305", dag, "Een startbericht van release 3.1.", "RELEASE.andere")
    factuur = begin.replace(b"/jw305/", b"/jw303/").replace(b"jw305", b"jw303")
    yield geweigerd(factuur, "JW303", dag, "De declaratie JW303 bestaat niet meer; de JW323 vervangt haar.", "RELEASE.vervallen")
    doctype = changed(begin, b"?>\n", b'?>\n<!DOCTYPE Bericht [<!ENTITY naam "Mila">]>\n')
    yield geweigerd(doctype, "JW305", dag, "Een DOCTYPE: die hoort niet in een bericht en kan kwaad doen.", "XML.doctype")


def wmo(dagen: Kalender) -> Iterator[Stap]:
    dossier = Dossier("NW", "wmo", VELDRIJK, HET_GEMAAL, GREET, dagen, Product(categorie="02", code="02A03"), 205300)
    maand, dag = dagen.maand(2), dagen.geleden(6)
    claim = write(declaratie(dossier, dag, maand, prestatie(dossier, 1, maand)))
    komma = changed(claim, b"<iwmo:Bedrag>73920<", b"<iwmo:Bedrag>739,20<")
    yield geweigerd(komma, "WMO323", dag, "Een bedrag met een komma: bedragen zijn hele eurocenten.", "XSD.vorm.geheel")
    volgorde = changed(
        claim,
        b"<wmo323:Eenheid>04</wmo323:Eenheid><wmo323:ProductTarief>9240</wmo323:ProductTarief>",
        b"<wmo323:ProductTarief>9240</wmo323:ProductTarief><wmo323:Eenheid>04</wmo323:Eenheid>",
    )
    yield geweigerd(volgorde, "WMO323", dag, "Twee gegevens staan in de verkeerde volgorde.", "XSD.volgorde")
    besluit = write(toewijzing(dossier, dag, toegewezen(dossier, dag, dagen_na(dag, 90), dag)))
    eenheid = changed(besluit, b"<iwmo:Eenheid>04<", b"<iwmo:Eenheid>03<")
    yield geweigerd(eenheid, "WMO301", dag, "Een eenheid die niet in de codelijst staat.", "XSD.code")
    kort = changed(besluit, b"<wmo301:Bsn>999990603<", b"<wmo301:Bsn>99999060<")
    yield geweigerd(kort, "WMO301", dag, "Een BSN van acht cijfers.", "XSD.vorm.bsn")
    half = besluit[: besluit.index(b"<wmo301:ToegewezenProduct>")]
    yield geweigerd(half, "WMO301", dag, "Het bestand breekt halverwege af.", "XML.einde")
    latijn = changed(besluit, b"Voorbeeldkade", "Café-kade".encode("latin-1"))
    yield geweigerd(latijn, "WMO301", dag, "Het bestand zegt UTF-8, maar is dat niet.", "XML.tekenset_klopt_niet")
    yield geweigerd(CSV, "CSV", dag, "Een lijst uit een rekenblad in plaats van een bericht.", "XML.geen_xml")


def changed(data: bytes, old: bytes, new: bytes) -> bytes:
    """Replaces what occurs exactly once. Raises ValueError otherwise."""
    if data.count(old) != 1:
        raise ValueError(f"{old!r} occurs {data.count(old)} times")
    return data.replace(old, new)
