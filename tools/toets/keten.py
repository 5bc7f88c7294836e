"""What the chain itself does: return messages, double deliveries, refused files, other parties."""

from collections.abc import Iterator

from toets import plaatsen
from toets.verhaal import Stap, fout, geweigerd, goed, verhaal
from toets.wereld import ANDERE_AANBIEDER, Wereld


def _toegewezen(w: Wereld) -> Stap:
    return goed(
        w.toewijzing("2025-01-02", w.toegewezen(3001, "2025-01-01", "2025-12-31", "2025-01-02")), "Product A is toegewezen."
    )


@verhaal("retour-keurt-af", "De retour van de ontvanger gaat voor", "E027", "E030", "OP286", vandaag="2025-07-01")
def keurt_af(w: Wereld) -> Iterator[Stap]:
    yield _toegewezen(w)
    start = w.startbericht("2025-02-04", w.start(3001, "2025-02-03"))
    yield goed(start, "De start lijkt in orde.")
    yield goed(w.retour(start, "2025-02-05", {plaatsen.start(): "9019"}), "De gemeente keurt hem toch af.")
    yield fout(
        w.stopbericht("2025-03-03", w.stop(3001, "2025-02-03", "2025-02-28")),
        "De start telt niet: er valt niets te stoppen.",
        f"TR382 9069 {plaatsen.stop()}",
    )
    yield Stap(w.retour(start, "2025-03-04"), "Een tweede retour verandert niets.", (f"LOK002 - {plaatsen.HEADER}",))
    yield goed(w.startbericht("2025-03-05", w.start(3001, "2025-02-03")), "De start opnieuw gestuurd.")
    yield goed(w.stopbericht("2025-03-06", w.stop(3001, "2025-02-03", "2025-02-28")), "Nu kan de stop.")


@verhaal("retour-keurt-goed", "De ontvanger keurt goed wat wij afkeuren", "E027", vandaag="2025-07-01")
def keurt_goed(w: Wereld) -> Iterator[Stap]:
    start = w.startbericht("2025-02-04", w.start(3001, "2025-02-03"))
    yield fout(start, "De toewijzing is hier niet bekend.", f"TR019 9019 {plaatsen.start()}")
    yield goed(w.retour(start, "2025-02-05"), "De gemeente kent haar wel en keurt goed.")
    yield _toegewezen(w)
    yield goed(w.stopbericht("2025-03-03", w.stop(3001, "2025-02-03", "2025-02-28")), "De stop van die start is goed.")
    yield Stap(
        w.retour(w.startbericht("2025-03-04", w.start(3001, "2025-03-03"), identificatie="ONBEKEND"), "2025-03-05"),
        "Een retour op een bericht dat niemand kent.",
        (f"LOK001 - {plaatsen.HEADER}",),
    )


@verhaal("identificatie", "Een Identificatie wordt één keer gebruikt", "TR056", "C-14", vandaag="2025-07-01")
def identificatie(w: Wereld) -> Iterator[Stap]:
    yield _toegewezen(w)
    yield fout(
        w.startbericht("2025-02-03", w.start(3002, "2025-02-03"), identificatie="S1"),
        "Deze start wordt afgekeurd om het nummer.",
        f"TR019 9019 {plaatsen.start()}",
    )
    yield goed(
        w.startbericht("2025-02-04", w.start(3001, "2025-02-03"), identificatie="S1"),
        "Wat is afgekeurd telt als niet verstuurd: de Identificatie is weer vrij.",
    )
    yield goed(w.stopbericht("2025-03-03", w.stop(3001, "2025-02-03", "2025-02-28"), identificatie="S1"), "Een stop telt apart.")
    yield fout(
        w.startbericht("2025-03-04", w.start(3001, "2025-03-03"), identificatie="S1"),
        "Nog een start met dezelfde Identificatie.",
        f"TR056 9056 {plaatsen.HEADER}",
    )


@verhaal("partijen", "Wat bij de een geldt, geldt niet bij de ander", "TR019", "TR355", vandaag="2025-07-01")
def partijen(w: Wereld) -> Iterator[Stap]:
    yield _toegewezen(w)
    ander = Wereld(w.wet, aanbieder=ANDERE_AANBIEDER, letter="C")
    yield fout(
        ander.startbericht("2025-02-04", ander.start(3001, "2025-02-03")),
        "Een andere aanbieder start op deze toewijzing.",
        f"TR019 9019 {plaatsen.start()}",
    )
    yield goed(w.vot("2025-02-05", w.aangevraagd("V1", "2025-03-01", "2025-12-31", "B")), "De aanbieder vraagt product B.")
    yield fout(
        ander.antwoord("2025-02-06", "V1", "2"),
        "Het antwoord gaat naar de andere aanbieder, die niets vroeg.",
        f"TR355 9355 {plaatsen.ANTWOORD}",
    )
    yield goed(
        ander.vot("2025-02-07", ander.aangevraagd("V1", "2025-03-01", "2025-12-31")),
        "Die mag dezelfde referentie gebruiken.",
    )


@verhaal("geweigerd", "Een onleesbaar bericht houdt de rest niet op", "OP090", vandaag="2025-07-01")
def onleesbaar(w: Wereld) -> Iterator[Stap]:
    yield _toegewezen(w)
    start = w.startbericht("2025-02-04", w.start(3001, "2025-02-03"))
    yield geweigerd(start, "Het bestand breekt halverwege af.", lambda data: data[: len(data) // 2], "XML -")
    yield geweigerd(
        start,
        "De status is geen cijfer.",
        lambda data: data.replace(b"StatusAanlevering>1<", b"StatusAanlevering>een<"),
        f"XSD - {plaatsen.start()}",
    )
    yield fout(
        w.stopbericht("2025-03-03", w.stop(3001, "2025-02-03", "2025-02-28")),
        "Van de start is niets vastgelegd.",
        f"TR382 9069 {plaatsen.stop()}",
    )
    yield goed(start, "Heel gestuurd is de start goed.")


@verhaal("dagtekening", "Een bericht van morgen", "TR135", vandaag="2025-07-01")
def morgen(w: Wereld) -> Iterator[Stap]:
    yield _toegewezen(w)
    yield fout(
        w.startbericht("2025-07-02", w.start(3001, "2025-06-30")),
        "De dagtekening ligt een dag vooruit.",
        f"TR135 8848 {plaatsen.HEADER}",
    )
    yield goed(w.startbericht("2025-07-01", w.start(3001, "2025-06-30")), "Op de dag zelf is het goed.")


VERHALEN = [keurt_af, keurt_goed, identificatie, partijen, onleesbaar, morgen]
