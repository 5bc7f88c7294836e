"""What follows on a request or an assignment: refused and asked again, extended, shortened, given in another amount."""

import re
from collections.abc import Iterator

from ketenwerk.standard.basis import Omvang, Verwijzer
from toets import plaatsen
from toets.verhaal import Stap, fout, geweigerd, goed, verhaal
from toets.wereld import ANDERE_GEMEENTE, TIJDELIJK, VERWIJDEREN, Wereld, omvang

_INSTELLING = Verwijzer(type="04", zorgverlener_code="98000404")
_UREN, _MINUTEN = Omvang(volume=12000, eenheid="04", frequentie="6"), Omvang(volume=12000, eenheid="01", frequentie="6")
_GEMEENTE_STOPT = "36"


@verhaal(
    "s16-gecertificeerde-instelling",
    "Een verzoek na bepaling door een GI, in twee gemeenten",
    "S16",
    "E054",
    vandaag="2024-10-01",
    wetten=("jw",),
)
def instelling(w: Wereld) -> Iterator[Stap]:
    verzoek = w.vot("2024-09-02", w.aangevraagd("V1", "2024-09-02", "2025-09-01", verwijzer=_INSTELLING))
    yield goed(verzoek, "De aanbieder vraagt een toewijzing op verwijzing van een gecertificeerde instelling.")
    yield goed(w.retour(verzoek, "2024-09-03"), "De gemeente keurt het verzoek technisch goed.")
    yield goed(w.antwoord("2024-09-05", "V1", "1", "4"), "Daarna wijst zij af: hier maakt zij de toewijzing zelf.")
    yield goed(
        w.toewijzing("2024-09-06", w.toegewezen(1601, "2024-09-02", "2025-09-01", "2024-09-06")),
        "Dat doet zij zonder referentie; na de afwijzing wacht er geen verzoek meer.",
    )
    elders = Wereld(w.wet, gemeente=ANDERE_GEMEENTE, letter="C")
    gevraagd = elders.aangevraagd("V1", "2024-09-02", "2025-09-01", verwijzer=_INSTELLING)
    yield goed(elders.vot("2024-09-02", gevraagd), "Hetzelfde verzoek bij een andere gemeente.")
    toegekend = elders.toegewezen(1601, "2024-09-02", "2025-09-01", "2024-09-09", referentie_aanbieder="V1")
    yield goed(elders.toewijzing("2024-09-09", toegekend), "Die kent het toe.")


@verhaal("s22-dimensie", "Uren gevraagd waar minuten bedoeld zijn", "S22", "E076", vandaag="2024-04-02", wetten=("jw",))
def dimensie(w: Wereld) -> Iterator[Stap]:
    yield goed(
        w.vot("2024-03-12", w.aangevraagd("V1", "2024-03-11", "2025-03-10", omvang=_UREN)),
        "12.000 uur: onwaarschijnlijk, maar geen regel van de standaard keurt het af.",
    )
    yield goed(w.antwoord("2024-03-15", "V1", "1", "4"), "Na overleg wijst de gemeente af.")
    yield goed(
        w.vot("2024-03-18", w.aangevraagd("V2", "2024-03-11", "2025-03-10", omvang=_MINUTEN)),
        "De aanbieder vraagt 12.000 minuten.",
    )
    toegekend = w.toegewezen(2201, "2024-03-11", "2025-03-10", "2024-03-20", omvang=_MINUTEN, referentie_aanbieder="V2")
    yield goed(w.toewijzing("2024-03-20", toegekend), "De gemeente kent het toe.")


@verhaal(
    "s25-ander-arrangement", "Een ander arrangement, zonder de declaraties", "S25", "E136", vandaag="2026-01-05", wetten=("jw",)
)
def arrangement(w: Wereld) -> Iterator[Stap]:
    x = w.toegewezen(2501, "2025-01-06", "2025-12-31", "2025-01-06", omvang=_euros(4000))
    yield goed(w.toewijzing("2025-01-06", x), "Arrangement X is toegewezen voor 4.000 euro.")
    yield goed(w.startbericht("2025-01-14", w.start(2501, "2025-01-13")), "De hulp begint.")
    yield goed(
        w.stopbericht("2025-06-03", w.stop(2501, "2025-01-13", "2025-06-01", "34")),
        "Het resultaat verandert: X stopt in overleg.",
    )
    verzoek = w.aangevraagd("V1", "2025-06-02", "2025-12-31", "B", omvang=_euros(6000))
    yield goed(w.vot("2025-06-04", verzoek), "De aanbieder vraagt arrangement Y voor 6.000 euro.")
    y = w.toegewezen(2502, "2025-06-02", "2025-12-31", "2025-06-06", "B", omvang=_euros(6000), referentie_aanbieder="V1")
    ingetrokken = w.toegewezen(2501, "2025-01-06", "2025-06-01", "2025-06-06", omvang=_euros(4000), reden_wijziging="12")
    yield goed(w.toewijzing("2025-06-06", ingetrokken, y), "De gemeente beëindigt X en kent Y toe.")
    yield goed(w.startbericht("2025-06-10", w.start(2502, "2025-06-02", "B")), "Y begint.")
    yield goed(w.stopbericht("2025-12-23", w.stop(2502, "2025-06-02", "2025-12-19", product="B")), "Y eindigt volgens plan.")


@verhaal("s52-terugwerkend", "Toegewezen met terugwerkende kracht", "S52", "S17", "E140", vandaag="2024-06-03")
def terugwerkend(w: Wereld) -> Iterator[Stap]:
    yield goed(w.vot("2024-03-08", w.aangevraagd("V1", "2024-03-04", "2024-12-31")), "De hulp moest meteen beginnen.")
    yield fout(
        w.startbericht("2024-03-11", w.start(5201, "2024-03-04")),
        "De start melden kan pas na de toewijzing.",
        f"TR019 9019 {plaatsen.start()}",
    )
    toegekend = w.toegewezen(5201, "2024-03-04", "2024-12-31", "2024-05-13", referentie_aanbieder="V1")
    yield goed(w.toewijzing("2024-05-13", toegekend), "De toewijzing gaat in op de dag waarop de hulp begon.")
    yield goed(w.startbericht("2024-05-15", w.start(5201, "2024-03-04")), "De start van toen kan nu wel.")


@verhaal("s53-onvolledig-verzoek", "Een verzoek zonder geboortedatum", "S53", "E062", vandaag="2017-10-02")
def onvolledig(w: Wereld) -> Iterator[Stap]:
    gevraagd = w.aangevraagd("V1", "2017-09-04", "2018-09-03")
    yield geweigerd(
        w.vot("2017-09-04", gevraagd),
        "Zonder geboortedatum past het verzoek niet in het schema: het telt als niet verstuurd.",
        _zonder_geboortedatum,
        f"XSD - {plaatsen.CLIENT}",
    )
    yield goed(w.vot("2017-09-07", gevraagd), "Het volledige verzoek, met dezelfde referentie.")
    toegekend = w.toegewezen(5301, "2017-09-04", "2018-09-03", "2017-09-14", referentie_aanbieder="V1")
    yield goed(w.toewijzing("2017-09-14", toegekend), "De gemeente kent het toe.")


@verhaal("s54-verlenging", "Eén verlenging binnen de verwijzing", "S54", "E070", "E306", vandaag="2026-03-02", wetten=("jw",))
def verlenging(w: Wereld) -> Iterator[Stap]:
    eerste = w.toegewezen(5401, "2024-02-01", "2025-01-31", "2024-01-29")
    yield goed(w.toewijzing("2024-01-29", eerste), "Product A is toegewezen voor een jaar.")
    yield goed(w.startbericht("2024-02-02", w.start(5401, "2024-02-01")), "De zorg begint.")
    yield goed(
        w.vot("2025-01-06", w.aangevraagd("V1", "2025-02-01", "2026-01-31", "B")), "De aanbieder vraagt daarna zwaardere zorg."
    )
    yield goed(w.antwoord("2025-01-08", "V1", "1", "4"), "De gemeente wijst dat af.")
    yield goed(
        w.vot("2025-01-09", w.aangevraagd("V2", "2025-02-01", "2026-01-31")),
        "De aanbieder vraagt hetzelfde product, aansluitend.",
    )
    tweede = w.toegewezen(5402, "2025-02-01", "2026-01-31", "2025-01-13", referentie_aanbieder="V2")
    yield goed(w.toewijzing("2025-01-13", eerste, tweede), "Dat stapelt niet: de gemeente kent het toe.")
    yield goed(w.stopbericht("2025-02-03", w.stop(5401, "2024-02-01", "2025-01-31")), "De zorg op de eerste toewijzing stopt.")
    yield goed(w.startbericht("2025-02-04", w.start(5402, "2025-02-01")), "De zorg op de tweede begint.")
    yield goed(w.vot("2026-01-12", w.aangevraagd("V3", "2026-02-01", "2027-01-31")), "De aanbieder vraagt nog een verlenging.")
    yield goed(w.antwoord("2026-01-14", "V3", "1", "4"), "De verwijzing is verlopen: de gemeente wijst af.")
    yield fout(
        w.vot("2026-01-20", w.aangevraagd("V3", "2026-02-01", "2027-01-31")),
        "Na een nieuwe verwijzing vraagt de aanbieder met de oude referentie.",
        f"TR347 9347 {plaatsen.aangevraagd()}",
    )
    yield goed(w.vot("2026-01-21", w.aangevraagd("V4", "2026-02-01", "2027-01-31")), "Met een nieuwe referentie wel.")
    derde = w.toegewezen(5403, "2026-02-01", "2027-01-31", "2026-01-23", referentie_aanbieder="V4")
    yield goed(w.toewijzing("2026-01-23", derde), "De gemeente kent het toe.")


@verhaal("s55-inkorten", "Ingekort, daarna de stop", "S55", "E103", "E160", vandaag="2024-09-02")
def inkorten(w: Wereld) -> Iterator[Stap]:
    yield goed(
        w.toewijzing("2024-01-02", w.toegewezen(5501, "2024-01-01", "2024-12-31", "2024-01-02")), "Product A is toegewezen."
    )
    yield goed(w.startbericht("2024-01-09", w.start(5501, "2024-01-08")), "De zorg begint.")
    korter = w.toegewezen(5501, "2024-01-01", "2024-05-31", "2024-07-15", reden_wijziging="05")
    yield goed(w.toewijzing("2024-07-15", korter), "De gemeente kort in, onder hetzelfde nummer en met reden.")
    yield goed(
        w.stopbericht("2024-07-22", w.stop(5501, "2024-01-08", "2024-05-31", _GEMEENTE_STOPT)), "De aanbieder meldt de stop."
    )


@verhaal("iv066-verlengen", "Langer bij gelijke omvang: het nummer blijft", "IV066", "OP380", "E104", vandaag="2026-04-07")
def verlengen(w: Wereld) -> Iterator[Stap]:
    yield goed(w.toewijzing("2025-01-02", w.toegewezen(6601, "2025-01-01", "2025-12-31", "2025-01-02")), "Toegewezen voor 2025.")
    yield goed(w.startbericht("2025-01-08", w.start(6601, "2025-01-07")), "De zorg begint.")
    yield goed(
        w.vow("2025-11-03", "W1", te_wijzigen_producten=(w.te_wijzigen(6601, "2025-11-10", "2026-03-31", omvang=omvang()),)),
        "De aanbieder vraagt drie maanden langer.",
    )
    langer = w.toegewezen(6601, "2025-01-01", "2026-03-31", "2025-11-06", reden_wijziging="12", referentie_aanbieder="W1")
    yield goed(w.toewijzing("2025-11-06", langer), "Hetzelfde nummer met een latere einddatum.")
    yield goed(
        w.stopbericht("2026-04-01", w.stop(6601, "2025-01-07", "2026-03-31")), "Eén levering loopt door tot het nieuwe einde."
    )


@verhaal(
    "s57-afwijkend", "Minder toegewezen dan gevraagd, later een nieuwe verwijzing", "S57", "E306", "E307", vandaag="2025-02-03"
)
def afwijkend(w: Wereld) -> Iterator[Stap]:
    gevraagd = w.aangevraagd("V1", "2024-09-09", "2024-12-31", omvang=omvang(10, "2"))
    yield goed(w.vot("2024-09-02", gevraagd), "De aanbieder vraagt 10 uur per week.")
    acht = omvang(8, "2")
    toegekend = w.toegewezen(5701, "2024-09-09", "2024-12-31", "2024-09-06", omvang=acht, referentie_aanbieder="V1")
    yield goed(w.toewijzing("2024-09-06", toegekend), "De gemeente kent 8 uur per week toe; het verzoek is daarmee beantwoord.")
    yield fout(
        w.antwoord("2024-09-09", "V1", "1", "4"),
        "De 2 uur minder zijn geen afwijzing meer waard.",
        f"TR359 9359 {plaatsen.ANTWOORD}",
    )
    yield goed(
        w.vot("2024-12-12", w.aangevraagd("V2", "2025-01-01", "2025-12-31")), "Op een nieuwe verwijzing volgt een nieuw verzoek."
    )


@verhaal(
    "s58-eigen-bijdrage", "Start en stop waar de eigen bijdrage op rust", "S58", "E156", vandaag="2025-01-06", wetten=("wmo",)
)
def eigen_bijdrage(w: Wereld) -> Iterator[Stap]:
    yield goed(
        w.toewijzing("2024-09-10", w.toegewezen(5801, "2024-09-10", "2024-12-31", "2024-09-10")), "Product A is toegewezen."
    )
    yield goed(w.startbericht("2024-09-17", w.start(5801, "2024-09-16")), "De start met een verkeerde dag.")
    weg = w.startbericht("2024-09-18", w.start(5801, "2024-09-16", status_aanlevering=VERWIJDEREN))
    yield goed(weg, "De aanbieder verwijdert de start.")
    yield goed(w.startbericht("2024-09-24", w.start(5801, "2024-09-23")), "De start met de juiste dag.")
    yield goed(w.stopbericht("2024-11-01", w.stop(5801, "2024-09-23", "2024-10-31", TIJDELIJK)), "De zorg stopt tijdelijk.")
    yield goed(w.stopbericht("2024-11-05", w.stop(5801, "2024-09-23", "2024-10-31", "19")), "Dezelfde dag blijkt het einde.")


def _euros(amount: int) -> Omvang:
    """So many euros over the whole assignment; the unit counts eurocents (IV042)."""
    return Omvang(volume=amount * 100, eenheid="83", frequentie="6")


def _zonder_geboortedatum(data: bytes) -> bytes:
    spoilt, found = re.subn(rb"<(\w+:)Geboortedatum>.*?</\1Geboortedatum>", b"", data, flags=re.DOTALL)
    if found != 1:
        raise ValueError("the message has no Geboortedatum to leave out")
    return spoilt


VERHALEN = [
    instelling,
    dimensie,
    arrangement,
    terugwerkend,
    onvolledig,
    verlenging,
    inkorten,
    verlengen,
    afwijkend,
    eigen_bijdrage,
]
