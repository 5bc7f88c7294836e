"""Start and stop of delivery: what follows what, and how it is corrected."""

from collections.abc import Iterator

from toets import plaatsen
from toets.verhaal import Stap, fout, goed, verhaal
from toets.wereld import TIJDELIJK, VERWIJDEREN, Wereld, dag


def _toegewezen(w: Wereld, jaar: int = 2024) -> Stap:
    product = w.toegewezen(2601, f"{jaar}-01-01", f"{jaar}-12-31", f"{jaar}-01-02")
    return goed(w.toewijzing(f"{jaar}-01-02", product), "Product A is toegewezen.")


@verhaal("s26-tijdelijke-stop", "Tijdelijk gestopt en weer begonnen", "S26", "E152", vandaag="2024-12-02")
def tijdelijk(w: Wereld) -> Iterator[Stap]:
    yield _toegewezen(w)
    yield goed(w.startbericht("2024-01-10", w.start(2601, "2024-01-08")), "De zorg begint.")
    yield fout(
        w.startbericht("2024-05-06", w.start(2601, "2024-05-06")),
        "Een tweede start zonder stop ertussen.",
        f"TR326 9326 {plaatsen.start()}",
    )
    yield goed(
        w.stopbericht("2024-06-24", w.stop(2601, "2024-01-08", "2024-06-20", TIJDELIJK)), "De zorg stopt tijdelijk na 20 juni."
    )
    yield goed(w.startbericht("2024-08-06", w.start(2601, "2024-08-05")), "De zorg begint weer op 5 augustus.")
    yield goed(w.stopbericht("2024-11-04", w.stop(2601, "2024-08-05", "2024-11-01")), "De zorg eindigt volgens plan.")
    yield fout(
        w.stopbericht("2024-11-05", w.stop(2601, "2024-08-05", "2024-11-04")),
        "Na een definitieve stop kan er geen stop meer bij.",
        f"TR382 9069 {plaatsen.stop()}",
        f"TR415 9415 {plaatsen.stop()}",
    )
    yield goed(w.startbericht("2024-11-12", w.start(2601, "2024-11-11")), "Wel een nieuwe start.")


@verhaal("s27-tijdelijk-wordt-definitief", "Een tijdelijke stop blijkt definitief", "S27", "E155", vandaag="2025-12-01")
def wordt_definitief(w: Wereld) -> Iterator[Stap]:
    yield _toegewezen(w, 2025)
    yield goed(w.startbericht("2025-05-16", w.start(2601, "2025-05-15")), "De zorg begint.")
    yield goed(w.stopbericht("2025-06-23", w.stop(2601, "2025-05-15", "2025-06-20", TIJDELIJK)), "De zorg stopt tijdelijk.")
    yield fout(
        w.stopbericht("2025-06-30", w.stop(2601, "2025-05-15", "2025-06-27", TIJDELIJK)),
        "Een tweede tijdelijke stop kan niet.",
        f"TR382 9069 {plaatsen.stop()}",
        f"TR413 9413 {plaatsen.stop()}",
    )
    yield fout(
        w.stopbericht("2025-07-04", w.stop(2601, "2025-05-15", "2025-06-19")),
        "De definitieve stop ligt een dag voor de tijdelijke.",
        f"TR414 9414 {plaatsen.stop()}",
    )
    yield goed(w.stopbericht("2025-07-04", w.stop(2601, "2025-05-15", "2025-06-20")), "Op dezelfde dag kan wel.")


@verhaal("s27-via-verwijderen", "De tijdelijke stop verwijderd en vervangen", "S27", "E154", vandaag="2024-12-02")
def via_verwijderen(w: Wereld) -> Iterator[Stap]:
    yield _toegewezen(w)
    yield goed(w.startbericht("2024-05-16", w.start(2601, "2024-05-15")), "De zorg begint.")
    yield goed(w.stopbericht("2024-06-21", w.stop(2601, "2024-05-15", "2024-06-20", TIJDELIJK)), "De zorg stopt tijdelijk.")
    weg = w.stopbericht("2024-07-04", w.stop(2601, "2024-05-15", "2024-06-20", TIJDELIJK, status_aanlevering=VERWIJDEREN))
    yield goed(weg, "De aanbieder verwijdert de tijdelijke stop.")
    yield goed(w.retour(weg, "2024-07-05"), "De gemeente keurt dat goed.")
    reden = "34" if w.wet == "jw" else "39"
    yield goed(w.stopbericht("2024-07-08", w.stop(2601, "2024-05-15", "2024-06-20", reden)), "De definitieve stop volgt.")


@verhaal("s28-redenen", "Alleen reden 20 laat de levering open", "S28", "E147", vandaag="2025-01-06")
def redenen(w: Wereld) -> Iterator[Stap]:
    overleden, eenzijdig = "02", "33" if w.wet == "jw" else "21"
    yield goed(
        w.toewijzing(
            "2024-01-02",
            *(
                w.toegewezen(nummer, "2024-01-01", "2024-12-31", "2024-01-02", product)
                for nummer, product in ((2801, "A"), (2802, "A2"), (2803, "B"))
            ),
        ),
        "Drie producten zijn toegewezen.",
    )
    starts = (w.start(2801, "2024-01-08"), w.start(2802, "2024-01-08", "A2"), w.start(2803, "2024-01-08", "B"))
    yield goed(w.startbericht("2024-01-09", *starts), "Alle drie beginnen.")
    yield goed(
        w.stopbericht(
            "2024-06-11",
            w.stop(2801, "2024-01-08", "2024-06-10", eenzijdig),
            w.stop(2802, "2024-01-08", "2024-06-10", overleden, "A2"),
            w.stop(2803, "2024-01-08", "2024-06-10", TIJDELIJK, "B"),
        ),
        "Alle drie stoppen, elk om een andere reden.",
    )
    yield fout(
        w.stopbericht(
            "2024-07-02",
            w.stop(2801, "2024-01-08", "2024-07-01"),
            w.stop(2802, "2024-01-08", "2024-07-01", product="A2"),
            w.stop(2803, "2024-01-08", "2024-07-01", product="B"),
        ),
        "Alleen de tijdelijk gestopte levering kan nog definitief stoppen.",
        f"TR382 9069 {plaatsen.stop(1)}",
        f"TR415 9415 {plaatsen.stop(1)}",
        f"TR382 9069 {plaatsen.stop(2)}",
        f"TR415 9415 {plaatsen.stop(2)}",
    )
    yield goed(w.stopbericht("2024-07-03", w.stop(2803, "2024-01-08", "2024-07-01", product="B")), "Die alleen wordt aangenomen.")


@verhaal("start-eerst", "Zonder toewijzing geen start, zonder start geen stop", "E144", vandaag="2024-12-02")
def start_eerst(w: Wereld) -> Iterator[Stap]:
    yield fout(
        w.startbericht("2024-01-01", w.start(2601, "2024-01-01")), "Er is nog geen toewijzing.", f"TR019 9019 {plaatsen.start()}"
    )
    yield _toegewezen(w)
    yield fout(
        w.stopbericht("2024-01-03", w.stop(2601, "2024-01-02", "2024-01-03")),
        "Er is geen start.",
        f"TR382 9069 {plaatsen.stop()}",
    )
    yield goed(w.startbericht("2024-01-04", w.start(2601, "2024-01-02")), "De zorg begint.")
    yield fout(
        w.startbericht("2024-01-05", w.start(2601, "2024-01-02")),
        "Dezelfde start nog eens.",
        f"TR074 9074 {plaatsen.start()}",
        f"TR326 9326 {plaatsen.start()}",
    )
    yield fout(
        w.stopbericht("2024-02-01", w.stop(2601, "2024-01-02", "2024-01-31", product="A2")),
        "De stop noemt een ander product dan de start.",
        f"TR382 9069 {plaatsen.stop()}",
    )
    yield goed(w.stopbericht("2024-02-02", w.stop(2601, "2024-01-02", "2024-01-31")), "De stop van deze start.")


@verhaal("correctie-start", "Een start met de verkeerde dag hersteld", "E156", "OP033", "C-30", vandaag="2024-12-02")
def correctie_start(w: Wereld) -> Iterator[Stap]:
    yield _toegewezen(w)
    yield goed(w.startbericht("2024-03-19", w.start(2601, "2024-03-18")), "De start met een verkeerde dag.")
    weg = w.start(2601, "2024-03-18", status_aanlevering=VERWIJDEREN)
    yield goed(
        w.startbericht("2024-03-20", w.start(2601, "2024-03-19"), weg),
        "Vervangen in één bericht; de verwijdering telt eerst, ook als zij achteraan staat.",
    )
    yield fout(
        w.startbericht("2024-03-21", weg), "Wat al is verwijderd, kan niet nog eens weg.", f"TR063 9063 {plaatsen.start()}"
    )
    yield fout(
        w.stopbericht("2024-05-01", w.stop(2601, "2024-03-18", "2024-04-30")),
        "De verwijderde start kan niet worden gestopt.",
        f"TR382 9069 {plaatsen.stop()}",
    )
    yield goed(w.stopbericht("2024-05-02", w.stop(2601, "2024-03-19", "2024-04-30")), "De geldige start wel.")


@verhaal("correctie-geen-sleutel", "Een gegeven buiten de sleutel vraagt twee berichten", "IV008", vandaag="2024-12-02")
def geen_sleutel(w: Wereld) -> Iterator[Stap]:
    yield _toegewezen(w)
    vergist = w.start(2601, "2024-03-18", toewijzing_ingangsdatum=dag("2024-02-01"))
    yield goed(w.startbericht("2024-03-19", vergist), "De ingangsdatum van de toewijzing is verkeerd.")
    weg = w.start(2601, "2024-03-18", status_aanlevering=VERWIJDEREN)
    juist = w.start(2601, "2024-03-18", toewijzing_ingangsdatum=dag("2024-01-01"))
    yield fout(
        w.startbericht("2024-03-20", weg, juist),
        "In één bericht hebben beide dezelfde sleutel.",
        f"TR101 0001 {plaatsen.start(2)}",
    )
    yield goed(w.startbericht("2024-03-21", weg), "Eerst verwijderen.")
    yield goed(w.startbericht("2024-03-22", juist), "Dan opnieuw sturen.")


@verhaal("correctie-stop", "Eerst de stop weg, dan de start", "OP033", "TR071", vandaag="2024-12-02")
def correctie_stop(w: Wereld) -> Iterator[Stap]:
    yield _toegewezen(w)
    yield goed(w.startbericht("2024-01-10", w.start(2601, "2024-01-08")), "De zorg begint.")
    yield goed(w.stopbericht("2024-06-21", w.stop(2601, "2024-01-08", "2024-06-20", TIJDELIJK)), "De zorg stopt tijdelijk.")
    yield goed(w.stopbericht("2024-07-02", w.stop(2601, "2024-01-08", "2024-06-30")), "De zorg stopt definitief.")
    start_weg = w.start(2601, "2024-01-08", status_aanlevering=VERWIJDEREN)
    yield fout(w.startbericht("2024-07-03", start_weg), "De start heeft stops en blijft staan.", f"TR071 9071 {plaatsen.start()}")
    yield goed(
        w.stopbericht("2024-07-04", w.stop(2601, "2024-01-08", "2024-06-20", TIJDELIJK, status_aanlevering=VERWIJDEREN)),
        "De tijdelijke stop gaat weg; de definitieve blijft.",
    )
    yield fout(w.startbericht("2024-07-05", start_weg), "De definitieve stop staat er nog.", f"TR071 9071 {plaatsen.start()}")
    yield goed(
        w.stopbericht("2024-07-08", w.stop(2601, "2024-01-08", "2024-06-30", status_aanlevering=VERWIJDEREN)),
        "Ook de definitieve stop gaat weg.",
    )
    yield goed(w.startbericht("2024-07-09", start_weg), "Nu kan de start weg.")
    yield goed(w.startbericht("2024-07-10", w.start(2601, "2024-01-15")), "De juiste start.")


@verhaal("iv028-voorbeeld", "Een verwijdering zonder eerdere start", "IV028", "TR063", vandaag="2024-12-02")
def voorbeeld_iv028(w: Wereld) -> Iterator[Stap]:
    yield fout(
        w.startbericht("2024-03-19", w.start(2601, "2024-03-18", status_aanlevering=VERWIJDEREN)),
        "Er is niets te verwijderen; op de toewijzing wordt dan niet meer gelet.",
        f"TR063 9063 {plaatsen.start()}",
    )


@verhaal("taakgericht", "Taakgerichte zorg heeft geen nummer", "IV096", "C-50", vandaag="2024-12-02")
def taakgericht(w: Wereld) -> Iterator[Stap]:
    yield goed(
        w.startbericht("2024-01-09", w.start(None, "2024-01-08"), w.start(None, "2024-01-08", "B")),
        "Twee producten beginnen op dezelfde dag.",
    )
    yield fout(w.startbericht("2024-02-05", w.start(None, "2024-02-05")), "Product A loopt al.", f"TR326 9326 {plaatsen.start()}")
    yield goed(w.stopbericht("2024-03-01", w.stop(None, "2024-01-08", "2024-02-29")), "Product A stopt.")
    yield goed(
        w.stopbericht("2024-02-16", w.stop(None, "2024-01-08", "2024-02-15", product="B")),
        "Product B stopt eerder; het is een andere levering.",
    )
    yield fout(
        w.stopbericht("2024-03-04", w.stop(None, "2024-01-08", "2024-03-01", product="B")),
        "Product B is al gestopt.",
        f"TR382 9069 {plaatsen.stop()}",
        f"TR415 9415 {plaatsen.stop()}",
    )


VERHALEN = [
    tijdelijk,
    wordt_definitief,
    via_verwijderen,
    redenen,
    start_eerst,
    correctie_start,
    geen_sleutel,
    correctie_stop,
    voorbeeld_iv028,
    taakgericht,
]
