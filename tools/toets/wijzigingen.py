"""Requests for change, and assignments that change."""

from collections.abc import Iterator

from toets import plaatsen
from toets.verhaal import Stap, fout, goed, verhaal
from toets.wereld import ANDERE_CLIENT, Wereld, dag, omvang


@verhaal("s23-vow-compleet", "Een wijzigingsverzoek noemt alles wat loopt", "S23", "E124", "E128", "E129", vandaag="2025-07-01")
def compleet(w: Wereld) -> Iterator[Stap]:
    a = w.toegewezen(2301, "2025-01-01", "2025-12-31", "2024-12-20")
    b = w.toegewezen(2302, "2025-01-01", "2025-12-31", "2024-12-20", "B")
    yield goed(w.toewijzing("2024-12-20", a, b), "A en B zijn toegewezen.")
    korter = w.te_wijzigen(2301, "2025-06-01", "2025-12-31")
    yield fout(w.vow("2025-05-12", "W1", te_wijzigen_producten=(korter,)), "B ontbreekt.", f"TR349 9349 {plaatsen.VERZOEK}")
    yield fout(
        w.vow("2025-05-13", "W1", ongewijzigde_producten=(w.ongewijzigd(2301), w.ongewijzigd(2302))),
        "Er verandert niets.",
        f"TR353 0001 {plaatsen.VERZOEK}",
    )
    yield fout(
        w.vow("2025-05-14", "W1", nieuwe_producten=(w.nieuw("2025-06-01", "2025-12-31", "A2"),)),
        "Er staat geen bestaand product in.",
        f"TR352 0001 {plaatsen.VERZOEK}",
    )
    yield goed(
        w.vow("2025-05-15", "W1", ongewijzigde_producten=(w.ongewijzigd(2302),), te_wijzigen_producten=(korter,)),
        "A verandert, B blijft.",
    )
    oud = w.toegewezen(2301, "2025-01-01", "2025-05-31", "2025-05-20", referentie_aanbieder="W1", reden_wijziging="12")
    nieuw = w.toegewezen(2303, "2025-06-01", "2025-12-31", "2025-05-20", referentie_aanbieder="W1", omvang=omvang(20))
    zelfde = w.toegewezen(2302, "2025-01-01", "2025-12-31", "2024-12-20", "B", referentie_aanbieder="W1")
    yield goed(w.toewijzing("2025-05-20", oud, zelfde, nieuw), "De gemeente honoreert het geheel.")
    yield fout(
        w.antwoord("2025-05-21", "W1", "1", "2"), "Na de toewijzing volgt geen antwoord meer.", f"TR359 9359 {plaatsen.ANTWOORD}"
    )


@verhaal("s24-vow-datum", "De gewenste datum ligt in de toekomst", "S24", "E126", vandaag="2024-07-01")
def datum(w: Wereld) -> Iterator[Stap]:
    yield goed(
        w.toewijzing("2024-01-02", w.toegewezen(2401, "2024-01-01", "2024-12-31", "2024-01-02")), "Product A is toegewezen."
    )
    yield fout(
        w.vow("2024-06-10", "W1", te_wijzigen_producten=(w.te_wijzigen(2401, "2024-06-10", "2024-12-31"),)),
        "Ingaan op de dag van het verzoek kan niet.",
        f"TR357 9357 {plaatsen.te_wijzigen()}",
    )
    yield goed(
        w.vow("2024-06-10", "W1", te_wijzigen_producten=(w.te_wijzigen(2401, "2024-06-11", "2024-12-31"),)),
        "Een dag later wel.",
    )


@verhaal("vow-onbekend", "Een wijzigingsverzoek op wat niet loopt", "TR304", "TR350", "TR351", vandaag="2025-07-01")
def onbekend(w: Wereld) -> Iterator[Stap]:
    wijziging = (w.te_wijzigen(9901, "2025-06-01", "2025-12-31"),)
    yield fout(
        w.vow("2025-05-12", "W1", te_wijzigen_producten=wijziging),
        "De gemeente kent deze cliënt niet bij deze aanbieder.",
        f"TR304 8187 {plaatsen.CLIENT}",
        f"TR351 9351 {plaatsen.te_wijzigen()}",
    )
    yield goed(
        w.toewijzing(
            "2025-05-13",
            w.toegewezen(9902, "2024-01-01", "2025-04-30", "2025-05-13"),
            w.toegewezen(9903, "2025-01-01", "2025-12-31", "2025-05-13", "B"),
        ),
        "Een toewijzing is geëindigd, een andere loopt.",
    )
    yield fout(
        w.vow(
            "2025-05-14",
            "W1",
            ongewijzigde_producten=(w.ongewijzigd(9902),),
            te_wijzigen_producten=(w.te_wijzigen(9903, "2025-06-01", "2025-12-31"),),
        ),
        "Wat is geëindigd, hoort niet in het verzoek.",
        f"TR350 9350 {plaatsen.ongewijzigd()}",
    )


@verhaal("iv093-omvang", "Meer uren: de oude toewijzing eindigt, een nieuwe begint", "IV093", "OP257", vandaag="2025-07-01")
def meer_uren(w: Wereld) -> Iterator[Stap]:
    uren = omvang(3, "2")
    yield goed(
        w.toewijzing("2025-01-06", w.toegewezen(123002, "2025-01-06", "2025-12-31", "2025-01-06", omvang=uren)),
        "Toegewezen is 3 uur per week.",
    )
    yield goed(w.startbericht("2025-01-08", w.start(123002, "2025-01-07")), "De zorg begint.")
    zes = omvang(6, "2")
    yield goed(
        w.vow("2025-05-26", "W1", te_wijzigen_producten=(w.te_wijzigen(123002, "2025-06-12", "2025-12-31", omvang=zes),)),
        "De aanbieder vraagt 6 uur per week vanaf 12 juni.",
    )
    oud = w.toegewezen(
        123002, "2025-01-06", "2025-06-11", "2025-05-28", omvang=uren, reden_wijziging="12", referentie_aanbieder="W1"
    )
    nieuw = w.toegewezen(123078, "2025-06-12", "2025-12-31", "2025-05-28", omvang=zes, referentie_aanbieder="W1")
    yield goed(w.toewijzing("2025-05-28", oud, nieuw), "De oude eindigt op 11 juni, de nieuwe begint op 12 juni.")
    yield fout(
        w.vow("2025-06-02", "W2", te_wijzigen_producten=(w.te_wijzigen(123002, "2025-06-20", "2025-12-31", omvang=zes),)),
        "Een verzoek dat de nieuwe toewijzing vergeet, is niet compleet.",
        f"TR349 9349 {plaatsen.VERZOEK}",
    )
    yield goed(
        w.stopbericht("2025-06-12", w.stop(123002, "2025-01-07", "2025-06-11", "37")), "De zorg op de oude toewijzing stopt."
    )
    yield goed(w.startbericht("2025-06-13", w.start(123078, "2025-06-12")), "De zorg op de nieuwe toewijzing begint.")


@verhaal("toewijzing-versies", "Herhalen, inkorten, verwijderen", "IV013", "OP087", "C-52", vandaag="2025-07-01")
def versies(w: Wereld) -> Iterator[Stap]:
    eerste = w.toegewezen(5001, "2025-01-01", "2025-12-31", "2024-12-20")
    yield goed(w.toewijzing("2024-12-20", eerste), "Product A is toegewezen.")
    yield goed(w.toewijzing("2025-01-10", eerste), "Dezelfde toewijzing, ongewijzigd herhaald.")
    yield fout(
        w.toewijzing("2025-01-13", w.toegewezen(5001, "2025-02-01", "2025-12-31", "2025-01-13")),
        "Hetzelfde nummer met een andere ingangsdatum is een andere toewijzing.",
        f"TR332 9332 {plaatsen.toegewezen()}",
    )
    ander = Wereld(w.wet, bsn=ANDERE_CLIENT, letter="C")
    yield fout(
        ander.toewijzing("2025-01-14", ander.toegewezen(5001, "2025-01-01", "2025-12-31", "2025-01-14")),
        "Hetzelfde nummer voor een andere cliënt kan niet.",
        f"TR332 9332 {plaatsen.toegewezen()}",
    )
    yield goed(w.startbericht("2025-01-15", w.start(5001, "2025-01-06")), "De zorg is begonnen.")
    korter = w.toegewezen(5001, "2025-01-01", "2025-05-31", "2025-05-12", reden_wijziging="03")
    yield goed(w.toewijzing("2025-05-12", korter), "De gemeente kort de toewijzing in.")
    weg = w.toegewezen(5001, "2025-01-01", "2025-01-01", "2025-05-20", reden_wijziging="13")
    yield goed(w.toewijzing("2025-05-20", weg), "De gemeente verwijdert de toewijzing.")
    yield goed(w.stopbericht("2025-06-02", w.stop(5001, "2025-01-06", "2025-05-31")), "De stop van de lopende start kan nog.")
    yield fout(
        w.startbericht("2025-06-03", w.start(5001, "2025-06-02")),
        "Een nieuwe start op een verwijderde toewijzing niet.",
        f"TR019 9019 {plaatsen.start()}",
    )


@verhaal("referentie-vergeten", "De referentie ontbreekt bij een toekenning", "TR379", "IV094", vandaag="2025-07-01")
def vergeten(w: Wereld) -> Iterator[Stap]:
    yield goed(w.vot("2025-05-12", w.aangevraagd("V1", "2025-06-01", "2025-12-31")), "De aanbieder vraagt product A.")
    yield Stap(
        w.toewijzing("2025-05-14", w.toegewezen(7001, "2025-06-01", "2025-12-31", "2025-05-14")),
        "De gemeente wijst toe zonder referentie: een signaal, want wat zij bedoelt is niet te zien.",
        (f"TR379 - {plaatsen.toegewezen()}",),
    )
    later = w.toegewezen(
        7001, "2025-06-01", "2025-12-31", "2025-05-15", referentie_aanbieder="V1", toewijzingsdatum=dag("2025-05-15")
    )
    yield goed(w.toewijzing("2025-05-15", later), "Alsnog met de referentie.")


VERHALEN = [compleet, datum, onbekend, meer_uren, versies, vergeten]
