"""Requests for assignment: the ways they end, and what cannot follow what."""

from collections.abc import Iterator

from ketenwerk.standard import m319
from toets import plaatsen
from toets.verhaal import Stap, fout, goed, verhaal
from toets.wereld import ANDERE_GEMEENTE, Wereld


@verhaal("s13-toegang", "De toegang wijst toe, de zorg start", "S13", "E089", vandaag="2024-12-02")
def toegang(w: Wereld) -> Iterator[Stap]:
    toewijzing = w.toewijzing("2024-09-05", w.toegewezen(1301, "2024-09-05", "2025-09-04", "2024-09-05", "B"))
    yield goed(toewijzing, "De gemeente wijst toe zonder verzoek.")
    yield goed(w.retour(toewijzing, "2024-09-06"), "De aanbieder keurt de toewijzing goed.")
    start = w.startbericht("2024-09-18", w.start(1301, "2024-09-16", "B"))
    yield goed(start, "De zorg is begonnen.")
    yield goed(w.retour(start, "2024-09-19"), "De gemeente keurt de start goed.")
    stop = w.stopbericht("2024-11-29", w.stop(1301, "2024-09-16", "2024-11-28", product="B"))
    yield goed(stop, "De zorg is volgens plan geëindigd.")
    yield goed(w.retour(stop, "2024-11-29"), "De gemeente keurt de stop goed.")


@verhaal("s14-verwijzer", "Een verwijzer stuurt door: verzoek, toewijzing, start", "S14", "E115", vandaag="2024-04-02")
def verwijzer(w: Wereld) -> Iterator[Stap]:
    verzoek = w.vot("2024-03-08", w.aangevraagd("V1", "2024-03-11", "2025-03-10", "B"))
    yield goed(verzoek, "De aanbieder vraagt een toewijzing.")
    yield goed(w.retour(verzoek, "2024-03-12"), "De gemeente keurt het verzoek technisch goed.")
    yield fout(
        w.startbericht("2024-03-13", w.start(1401, "2024-03-12", "B")),
        "Een goedgekeurd verzoek is nog geen toewijzing: een start kan niet.",
        f"TR019 9019 {plaatsen.start()}",
    )
    toegekend = w.toegewezen(1401, "2024-03-11", "2025-03-10", "2024-03-14", "B", referentie_aanbieder="V1")
    toewijzing = w.toewijzing("2024-03-14", toegekend)
    yield goed(toewijzing, "De gemeente honoreert het verzoek.")
    yield goed(w.retour(toewijzing, "2024-03-15"), "De aanbieder keurt de toewijzing goed.")
    yield goed(w.startbericht("2024-03-20", w.start(1401, "2024-03-18", "B")), "De behandeling is begonnen.")


@verhaal("s18-woonplaats", "Een andere gemeente is verantwoordelijk", "S18", "OP359", vandaag="2024-10-01", wetten=("jw",))
def woonplaats(w: Wereld) -> Iterator[Stap]:
    verzoek = w.vot("2024-09-02", w.aangevraagd("V1", "2024-09-02", "2025-09-01"))
    yield goed(verzoek, "De aanbieder vraagt een toewijzing bij de verkeerde gemeente.")
    juiste = m319.Woonplaatsbeginsel(gemeente=ANDERE_GEMEENTE)
    yield fout(
        w.antwoord("2024-09-05", "V1", "1", "8"),
        "De gemeente wijst af om de woonplaats, zonder de juiste gemeente te noemen.",
        f"TR377 0001 {plaatsen.ANTWOORD}",
    )
    yield goed(w.antwoord("2024-09-06", "V1", "1", "8", woonplaatsbeginsel=juiste), "De gemeente noemt de juiste gemeente.")
    elders = Wereld(w.wet, gemeente=ANDERE_GEMEENTE, letter="C")
    yield goed(
        elders.vot("2024-09-10", elders.aangevraagd("V2", "2024-09-02", "2025-09-01")),
        "De aanbieder vraagt daar opnieuw, met een nieuwe referentie.",
    )


@verhaal("s19-onderzoek-toegekend", "Onderzoek, daarna toch toegekend", "S19", "E115", vandaag="2024-11-04")
def onderzoek_toegekend(w: Wereld) -> Iterator[Stap]:
    yield goed(w.vot("2024-09-02", w.aangevraagd("V1", "2024-09-02", "2025-09-01")), "De aanbieder vraagt een toewijzing.")
    yield goed(w.antwoord("2024-09-06", "V1", "2"), "De gemeente onderzoekt het verzoek.")
    yield fout(
        w.antwoord("2024-09-20", "V1", "2"), "In onderzoek meldt de gemeente maar één keer.", f"TR360 9360 {plaatsen.ANTWOORD}"
    )
    toegekend = w.toegewezen(1901, "2024-09-02", "2025-09-01", "2024-10-21", referentie_aanbieder="V1")
    yield goed(w.toewijzing("2024-10-21", toegekend), "De gemeente honoreert na onderzoek.")
    yield fout(
        w.antwoord("2024-10-22", "V1", "1", "2"), "Na de toewijzing volgt geen antwoord meer.", f"TR359 9359 {plaatsen.ANTWOORD}"
    )
    opnieuw = w.toegewezen(1901, "2024-09-02", "2025-09-01", "2024-10-21", referentie_aanbieder="V1")
    yield fout(
        w.toewijzing("2024-10-23", opnieuw),
        "De referentie staat alleen in de toewijzing die het verzoek honoreert.",
        f"TR379 9379 {plaatsen.toegewezen()}",
    )


@verhaal("s19-onderzoek-afgewezen", "Onderzoek, daarna afgewezen", "S19", "E115", vandaag="2024-11-04")
def onderzoek_afgewezen(w: Wereld) -> Iterator[Stap]:
    yield fout(w.antwoord("2024-09-01", "V1", "2"), "Een antwoord zonder verzoek kan niet.", f"TR355 9355 {plaatsen.ANTWOORD}")
    yield goed(w.vot("2024-09-02", w.aangevraagd("V1", "2024-09-02", "2025-09-01")), "De aanbieder vraagt een toewijzing.")
    yield goed(w.antwoord("2024-09-06", "V1", "2"), "De gemeente onderzoekt het verzoek.")
    yield goed(w.antwoord("2024-10-21", "V1", "1", "7"), "De gemeente wijst af na onderzoek.")
    yield fout(
        w.antwoord("2024-10-22", "V1", "1", "7"), "Na een afwijzing volgt geen antwoord meer.", f"TR365 9365 {plaatsen.ANTWOORD}"
    )
    yield fout(
        w.toewijzing("2024-10-23", w.toegewezen(1902, "2024-09-02", None, "2024-10-23", referentie_aanbieder="V1")),
        "Een afgewezen verzoek kan niet worden gehonoreerd.",
        f"TR379 9379 {plaatsen.toegewezen()}",
    )


@verhaal(
    "s20-een-verzoek-tegelijk", "Zolang een verzoek openstaat kan er geen tweede bij", "S20", "E078", "E118", vandaag="2024-11-04"
)
def een_tegelijk(w: Wereld) -> Iterator[Stap]:
    yield goed(w.toewijzing("2024-08-01", w.toegewezen(2001, "2024-08-01", "2025-07-31", "2024-08-01", "B")), "Er loopt al zorg.")
    yield goed(w.vot("2024-09-02", w.aangevraagd("V1", "2024-09-02", "2025-09-01")), "De aanbieder vraagt andere zorg erbij.")
    yield goed(w.antwoord("2024-09-06", "V1", "2"), "De gemeente onderzoekt het verzoek.")
    wijziging = {"te_wijzigen_producten": (w.te_wijzigen(2001, "2024-10-01", "2025-07-31"),)}
    yield fout(w.vow("2024-09-20", "W1", **wijziging), "Een wijzigingsverzoek moet wachten.", f"TR374 9374 {plaatsen.CLIENT}")
    yield fout(
        w.vot("2024-09-20", w.aangevraagd("V2", "2024-10-01", "2025-09-01")),
        "Een tweede verzoek ook.",
        f"TR374 9374 {plaatsen.CLIENT}",
    )
    yield goed(w.antwoord("2024-09-24", "V1", "1", "6"), "De gemeente wijst het eerste verzoek af.")
    yield goed(w.vow("2024-09-25", "W1", **wijziging), "Nu kan het wijzigingsverzoek wel, met dezelfde referentie.")


@verhaal("s21-stapeling", "Hetzelfde product twee keer in een periode", "S21", "E077", vandaag="2025-07-01")
def stapeling(w: Wereld) -> Iterator[Stap]:
    loopt = w.toegewezen(2101, "2025-01-01", "2025-12-31", "2024-12-20")
    yield goed(w.toewijzing("2024-12-20", loopt), "Product A is toegewezen voor 2025.")
    yield goed(w.vot("2025-05-19", w.aangevraagd("V1", "2025-06-01", "2025-12-31")), "De aanbieder vraagt product A nog eens.")
    erbij = w.toegewezen(2102, "2025-06-01", "2025-12-31", "2025-05-22", referentie_aanbieder="V1")
    yield fout(
        w.toewijzing("2025-05-22", loopt, erbij),
        "Toekennen zou stapelen.",
        f"TR302 0001 {plaatsen.toegewezen(2)}",
    )
    yield goed(w.antwoord("2025-05-23", "V1", "1", "6"), "De gemeente wijst af: stapeling.")
    yield goed(
        w.vot("2025-05-26", w.aangevraagd("V2", "2025-06-01", "2025-12-31", "A2")), "De aanbieder vraagt een ander product."
    )
    anders = w.toegewezen(2103, "2025-06-01", "2025-12-31", "2025-05-27", "A2", referentie_aanbieder="V2")
    yield goed(w.toewijzing("2025-05-27", loopt, anders), "Dat stapelt niet: de gemeente kent het toe.")


@verhaal("vot-meer-producten", "Een verzoek om twee producten, elk met een eigen uitkomst", "E082", "TR374", vandaag="2025-03-03")
def meer_producten(w: Wereld) -> Iterator[Stap]:
    yield goed(
        w.vot(
            "2025-02-03", w.aangevraagd("V1", "2025-02-10", "2025-12-31"), w.aangevraagd("V2", "2025-02-10", "2025-12-31", "B")
        ),
        "De aanbieder vraagt twee producten.",
    )
    toegekend = w.toegewezen(8201, "2025-02-10", "2025-12-31", "2025-02-05", referentie_aanbieder="V1")
    yield goed(w.toewijzing("2025-02-05", toegekend), "De gemeente kent het eerste toe.")
    yield fout(
        w.vot("2025-02-06", w.aangevraagd("V3", "2025-02-10", "2025-12-31", "B")),
        "Het tweede product wacht nog op antwoord.",
        f"TR374 9374 {plaatsen.CLIENT}",
    )
    yield goed(w.antwoord("2025-02-07", "V2", "1", "2"), "De gemeente wijst het tweede af.")
    yield fout(
        w.vot("2025-02-10", w.aangevraagd("V2", "2025-02-10", "2025-12-31", "B")),
        "Een gebruikte referentie kan niet opnieuw.",
        f"TR347 9347 {plaatsen.aangevraagd()}",
    )
    yield goed(w.vot("2025-02-11", w.aangevraagd("V3", "2025-02-10", "2025-12-31", "B")), "Met een nieuwe referentie wel.")


VERHALEN = [
    toegang,
    verwijzer,
    woonplaats,
    onderzoek_toegekend,
    onderzoek_afgewezen,
    een_tegelijk,
    stapeling,
    meer_producten,
]
