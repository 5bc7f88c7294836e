"""What can be wrong at level 1, one case at least per text: the file, and the finding that it gives."""

import gzip
import re
from typing import NamedTuple

import seeded
from ketenwerk.messages.level1 import MAX_FINDINGS
from ketenwerk.messages.write import write
from ketenwerk.standard.release import MESSAGES

CLIENT = "/Bericht/Client"
PRODUCT = f"{CLIENT}/ToegewezenProducten/ToegewezenProduct[1]"


def lines(name: str) -> str:
    """A full message, one element a line."""
    return re.sub(r"><(?=[\w:])", ">\n<", write(seeded.full(MESSAGES[name])).decode())


TEXT = {name: lines(name) for name in ("JW301", "JW323", "WMO307")}


def changed(old: str, new: str, name: str = "JW301") -> bytes:
    """The message with the first match of a pattern replaced."""
    text, count = re.subn(old, new, TEXT[name], count=1)
    assert count == 1
    return text.encode()


def value(element: str, new: str, name: str = "JW301") -> bytes:
    """The message with another value in the first element of that name."""
    return changed(rf"(<\w+:{element}>)[^<]*", rf"\g<1>{new}", name)


def line_of(element: str, name: str = "JW301") -> int:
    """Line of the first element of that name."""
    match = re.search(rf"<\w+:{element}>", TEXT[name])
    assert match
    return TEXT[name][: match.start()].count("\n") + 1


class Case(NamedTuple):
    key: str
    data: bytes
    path: str
    line: int | None
    found: str | None
    says: str
    """A piece of the Dutch text, with the values filled in."""


def at(key: str, element: str, new: str, where: str, says: str, *, name: str = "JW301", found: str | None = None) -> Case:
    """A wrong value in one element."""
    return Case(key, value(element, new, name), where, line_of(element, name), new if found is None else found, says)


NS = MESSAGES["JW301"].namespace
HEADER = "/Bericht/Header"
CASES = [
    Case("XML.leeg", b"  \n", "/", None, None, "In het bestand staat niets."),
    Case(
        "XML.groot", b"<" * (26 * 1024 * 1024), "/", None, "26.0 MB", "Het bestand is 26.0 MB. De keten vervoert hoogstens 25 MB."
    ),
    Case("XML.buitenmaats", b"<a " + b"x" * 1_100_000, "/", None, "<…> > 1 MB", "Een bericht blijft onder 1 MB."),
    Case("XML.zip", gzip.compress(b"<a/>"), "/", None, None, "Het bestand is een zip"),
    Case("XML.geen_xml", b"%PDF-1.4", "/", None, None, "begint niet als XML"),
    Case("XML.geen_xml", b"Beste collega,", "/", 1, None, "begint niet als XML"),
    Case(
        "XML.tekenset",
        b'<?xml version="1.0" encoding="koi8-r"?><a/>',
        "/",
        None,
        "KOI8-R",
        "dat het in KOI8-R is geschreven. Verwacht wordt UTF-8.",
    ),
    Case(
        "XML.tekenset_klopt_niet",
        changed("<jw301:Client>", "<jw301:Client>é").decode().encode("latin-1", "replace"),
        "/",
        line_of("Client"),
        None,
        "tekens die daar niet in passen",
    ),
    Case("XML.doctype", b"<!-- a\n -->\n<!DOCTYPE a><a/>", "/", 3, None, "Het bestand bevat een DOCTYPE."),
    Case("XML.fout", changed("<jw301:Client>", "<jw301:Client a=b>"), "/", line_of("Client"), None, "De XML bevat een fout"),
    Case("XML.tags", changed("</jw301:Bsn>", "</jw301:Bsm>"), "/", line_of("Bsn"), None, "met een andere naam"),
    Case(
        "XML.einde",
        TEXT["JW301"].encode()[:-200],
        "/",
        TEXT["JW301"][:-200].count("\n") + 1,
        None,
        "houdt op voordat het bericht klaar is",
    ),
    Case("XML.teken", changed("(<jw301:Bsn>)", "\\1\x02"), "/", line_of("Bsn"), None, "een teken dat in XML niet mag"),
    Case("XML.entiteit", changed("(<jw301:Bsn>)", "\\1&euro;"), "/", line_of("Bsn"), None, "verwijst naar een naam"),
    Case(
        "XML.naamruimte",
        changed("(<jw301:Bsn>)", "<b:Bsn/>\\1"),
        "/",
        line_of("Bsn"),
        None,
        "een voorvoegsel waarvoor geen naamruimte",
    ),
    Case("XML.naamruimte", b"\n\n<jw301:Bericht/>", "/", 3, None, "een voorvoegsel waarvoor geen naamruimte"),
    Case(
        "XML.diep",
        changed("(<jw301:Client>)", "\\1" + "<a>" * 3000),
        "/",
        line_of("Client"),
        None,
        "veel meer elementen in elkaar",
    ),
    Case(
        "RELEASE.vervallen",
        b'<Bericht xmlns="http://www.istandaarden.nl/ijw/3_1/jw303/schema"/>',
        "/Bericht",
        None,
        "JW303, release 3.1",
        "een JW303, release 3.1. Dat soort is vervallen; gebruik 323.",
    ),
    Case(
        "RELEASE.andere",
        b'<Bericht xmlns="http://www.istandaarden.nl/iwmo/3_1/wmo301/schema"/>',
        "/Bericht",
        None,
        "WMO301, release 3.1",
        "een WMO301, release 3.1. Hier geldt release 3.2.",
    ),
    Case(
        "TYPE.envelop",
        b'<Di01 xmlns="http://www.stufstandaarden.nl/koppelvlak/ggk0210"/>',
        "/Di01",
        None,
        "Di01",
        "Het bestand is de envelop",
    ),
    Case("TYPE.onbekend", b"<factuur/>", "/factuur", None, "factuur", "maar factuur is geen bericht van iJw of iWmo 3.2."),
    Case(
        "TYPE.wortel",
        f'<Client xmlns="{NS}"/>'.encode(),
        "/Client",
        None,
        "Client",
        "Het eerste element heet Client. Het moet Bericht zijn.",
    ),
    Case(
        "XSD.ontbreekt",
        changed(r"<jw301:Bsn>.*</jw301:Bsn>", "x").replace(b"x\n", b"\n"),
        f"{CLIENT}/Bsn",
        line_of("Client"),
        None,
        "Bsn ontbreekt.",
    ),
    Case(
        "XSD.ontbreekt",
        changed(r"<jw301:ToegewezenProduct>(.|\n)*</jw301:ToegewezenProduct>", ""),
        f"{CLIENT}/ToegewezenProducten/ToegewezenProduct",
        line_of("ToegewezenProducten"),
        None,
        "ToegewezenProduct ontbreekt.",
    ),
    Case(
        "XSD.dubbel",
        changed(r"(<jw301:Bsn>.*</jw301:Bsn>)", r"\1\n\1"),
        f"{CLIENT}/Bsn",
        line_of("Bsn") + 1,
        None,
        "Bsn komt hier vaker voor.",
    ),
    Case(
        "XSD.volgorde",
        changed(r"(<jw301:Bsn>.*</jw301:Bsn>)\n((.|\n)*?)(<jw301:Geslacht>)", r"\2\1\n\4"),
        f"{CLIENT}/Bsn",
        line_of("Geslacht") - 1,
        None,
        "Bsn staat na Geboortedatum, maar hoort ervoor.",
    ),
    Case(
        "XSD.onbekend",
        changed("(<jw301:Bsn>)", r"<jw301:Burgernummer>1</jw301:Burgernummer>\1"),
        f"{CLIENT}/Burgernummer",
        line_of("Bsn"),
        None,
        "Burgernummer hoort hier niet.",
    ),
    Case(
        "XSD.naamruimte",
        changed(r"jw301:Bsn>(.*)</jw301:Bsn", r"ijw:Bsn>\1</ijw:Bsn"),
        f"{CLIENT}/Bsn",
        line_of("Bsn"),
        None,
        "Bsn staat in een andere naamruimte",
    ),
    Case(
        "XSD.attribuut",
        changed("<jw301:Bsn>", '<jw301:Bsn id="1">'),
        f"{CLIENT}/Bsn",
        line_of("Bsn"),
        "id",
        "Bsn heeft een attribuut.",
    ),
    Case("XSD.tekst", changed("(<jw301:Bsn>)", r"los\1"), CLIENT, line_of("Client"), None, "In Client staat tekst"),
    Case(
        "XSD.bevat_elementen",
        changed("(<jw301:Bsn>)[^<]*", r"\1<jw301:Nummer/>"),
        f"{CLIENT}/Bsn",
        line_of("Bsn"),
        None,
        "Bsn moet één waarde bevatten",
    ),
    Case("XSD.anders", b"", "/Bericht", None, None, "Het schema keurt het bericht af"),
    Case(
        "XSD.afgebroken",
        changed("(<jw301:Client>)", r"\1" + "<a/>" * (MAX_FINDINGS + 1)),
        "/Bericht",
        None,
        None,
        f"meer dan {MAX_FINDINGS} fouten",
    ),
    at("XSD.code", "Geslacht", "3", f"{CLIENT}/Geslacht", "De code in Geslacht staat niet in de codelijst."),
    at(
        "XSD.code",
        "RedenBeeindiging",
        "32",
        f"{CLIENT}/StopProducten/StopProduct[1]/RedenBeeindiging",
        "De code in RedenBeeindiging",
        name="WMO307",
    ),
    at("XSD.leeg", "Achternaam", "  ", f"{CLIENT}/Naam/Geslachtsnaam/Achternaam", "Achternaam is leeg of bevat alleen spaties."),
    at(
        "XSD.lang",
        "Straatnaam",
        "x" * 25,
        f"{CLIENT}/Relaties/Relatie[1]/Contact/Adres/Straatnaam",
        "Straatnaam is te lang: hoogstens 24 tekens.",
    ),
    at(
        "XSD.lang",
        "Achternaam",
        "x" * 201,
        f"{CLIENT}/Naam/Geslachtsnaam/Achternaam",
        "hoogstens 200 tekens",
        found="x" * 79 + "…",
    ),
    at("XSD.regeleinde", "Achternaam", "De\nWit", f"{CLIENT}/Naam/Geslachtsnaam/Achternaam", "Achternaam bevat een regeleinde."),
    at(
        "XSD.bereik",
        "ToewijzingNummer",
        "1000000000",
        f"{PRODUCT}/ToewijzingNummer",
        "ToewijzingNummer moet liggen in 0 - 999999999.",
    ),
    at("XSD.bereik", "ToewijzingNummer", "-1", f"{PRODUCT}/ToewijzingNummer", "ToewijzingNummer moet liggen in 0 - 999999999."),
    at("XSD.jaar", "Toewijzingsdatum", "12026-01-01", f"{PRODUCT}/Toewijzingsdatum", "ligt niet tussen 0001 en 9999"),
    at(
        "XSD.datum_bestaat_niet", "Toewijzingsdatum", "2026-02-30", f"{PRODUCT}/Toewijzingsdatum", "komt in de kalender niet voor"
    ),
    at(
        "XSD.vorm.geheel",
        "ToewijzingNummer",
        "12,5",
        f"{PRODUCT}/ToewijzingNummer",
        "ToewijzingNummer moet een geheel getal zijn",
    ),
    at("XSD.vorm.datum", "Toewijzingsdatum", "01-02-2026", f"{PRODUCT}/Toewijzingsdatum", "moet een datum zijn als 2026-03-31"),
    at("XSD.vorm.datum", "Toewijzingsdatum", "2026-02-01+01:00", f"{PRODUCT}/Toewijzingsdatum", "zonder tijdzone"),
    at("XSD.vorm.tijd", "Toewijzingstijd", "9:30", f"{PRODUCT}/Toewijzingstijd", "moet een tijd zijn als 14:30:00"),
    at("XSD.vorm.bsn", "Bsn", "12345678", f"{CLIENT}/Bsn", "Bsn moet uit negen cijfers bestaan"),
    at("XSD.vorm.agb", "Ontvanger", "384", f"{HEADER}/Ontvanger", "Ontvanger moet uit acht cijfers bestaan"),
    at("XSD.vorm.gemeente", "Afzender", "65656055", f"{HEADER}/Afzender", "Afzender moet uit vier cijfers bestaan"),
    at(
        "XSD.vorm.versie", "BerichtXsdVersie", "1.0", f"{HEADER}/XsdVersie/BerichtXsdVersie", "moet drie getallen met punten zijn"
    ),
    at("XSD.vorm.letters", "Voorletters", "A.B.", f"{CLIENT}/Naam/Voorletters", "Voorletters mag alleen letters bevatten"),
    at(
        "XSD.vorm.telefoon",
        "Telefoonnummer",
        "+31 30",
        f"{CLIENT}/Relaties/Relatie[1]/Contact/Telefoon/Telefoon01/Telefoonnummer",
        "mag alleen cijfers bevatten",
    ),
    at(
        "XSD.vorm.alfanumeriek",
        "DeclaratieNummer",
        "DN-1",
        "/Bericht/Declaratie/DeclaratieNummer",
        "een ander teken dan een letter of een cijfer",
        name="JW323",
    ),
    at("XSD.vorm.vast", "BerichtCode", "437", f"{HEADER}/BerichtCode", "BerichtCode moet bij dit bericht 436 zijn."),
    at("XSD.vorm.vast", "BerichtSubversie", "1", f"{HEADER}/BerichtSubversie", "BerichtSubversie moet bij dit bericht 2 zijn."),
]
