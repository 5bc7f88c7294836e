"""What becomes of a claim: granted and rejected lines, corrections, numbers, and care from before the 323."""

from collections.abc import Iterator

from toets.rekening import (
    EURO,
    MAAND,
    MINUUT,
    TE_VEEL,
    TE_VEEL_SAMEN,
    TOTAAL,
    UUR,
    Lijnen,
    betaald,
    credit,
    declaratie,
    gegund,
    op_lijn,
)
from toets.verhaal import Stap, fout, geweigerd, verhaal
from toets.wereld import ANDERE_CLIENT, Wereld


@verhaal("s31-per-regel", "Een regel is heel goed of heel fout", "S31", "E192", "E193", "E194", vandaag="2024-10-15")
def per_regel(w: Wereld) -> Iterator[Stap]:
    m = Lijnen(w)
    yield gegund(w, 3101, "2024-07-01", "2024-12-31", (100000, EURO, MAAND))
    lijnen = [
        m.lijn("R1", 3101, "2024-07-01", 10000, eenheid=EURO),
        m.lijn("R2", 3199, "2024-08-01", 20000, eenheid=EURO),
        m.lijn("R3", 3101, "2024-09-01", 5000, eenheid=EURO),
    ]
    yield betaald(
        declaratie(w, "2024-10-01", "2024-09", "D1", *lijnen),
        "Van 350 euro komt 150 uit; de tweede regel komt terug.",
        15000,
        op_lijn("TR338", "9338", 2),
    )
    vreemd = {ANDERE_CLIENT: [m.lijn("R5", 3102, "2024-09-01", 700, eenheid=EURO)]}
    yield betaald(
        declaratie(w, "2024-10-02", "2024-09", "D2", m.lijn("R4", 3101, "2024-08-01", 20000, eenheid=EURO), anderen=vreemd),
        "De regels van een onbekende client worden niet beoordeeld.",
        20000,
        "TR304 8187 Declaratie/Clienten/Client[2]",
    )


@verhaal("s32-correctie", "Opnieuw indienen en crediteren", "S32", "E196", "OP366", vandaag="2024-12-15")
def correctie(w: Wereld) -> Iterator[Stap]:
    m = Lijnen(w)
    yield gegund(w, 3201, "2024-08-01", "2024-12-31", (4, UUR, MAAND))
    fout_ingevuld = m.lijn("R1", 3201, "2024-09-01", 5)
    yield betaald(declaratie(w, "2024-10-01", "2024-09", "D1", fout_ingevuld), "Vijf uur is te veel.", 0, op_lijn(*TE_VEEL))
    yield betaald(
        declaratie(w, "2024-10-02", "2024-09", "D2", credit("R2", fout_ingevuld)),
        "Een afgewezen regel wordt niet gecrediteerd.",
        0,
        op_lijn("TR323", "8017"),
    )
    vier = m.lijn("R3", 3201, "2024-09-01", 4)
    yield betaald(declaratie(w, "2024-11-01", "2024-10", "D3", vier), "Opnieuw ingediend, een periode later.", 20000)
    drie = m.lijn("R4", 3201, "2024-09-01", 3)
    yield betaald(declaratie(w, "2024-11-02", "2024-10", "D4", drie), "Twee keer hetzelfde.", 0, op_lijn("TR389", "9389"))
    anders = [m.lijn("R5", 3201, "2024-09-01", 3), credit("R6", vier)]
    yield betaald(declaratie(w, "2024-11-03", "2024-10", "D5", *anders), "De credit gaat voor, waar hij ook staat.", -5000)
    yield betaald(
        declaratie(w, "2024-11-04", "2024-10", "D6", credit("R7", vier)), "Nog eens mag niet.", 0, op_lijn("TR390", "9390")
    )


@verhaal("s34-totaal", "Binnen het totaal van de toewijzing", "S34", "E097", "E186", vandaag="2024-08-01")
def totaal(w: Wereld) -> Iterator[Stap]:
    m = Lijnen(w)
    yield gegund(w, 3401, "2024-01-01", "2024-12-31", (1200, MINUUT, TOTAAL))
    for n, (minuten, cent) in enumerate(((100, 15000), (700, 105000), (300, 45000)), 1):
        lijn = m.lijn(f"R{n}", 3401, f"2024-0{n}-01", minuten, eenheid=MINUUT, tarief=150)
        yield betaald(declaratie(w, f"2024-0{n + 1}-03", f"2024-0{n}", f"D{n}", lijn), f"{minuten} minuten.", cent)
    te_veel = m.lijn("R4", 3401, "2024-04-01", 150, eenheid=MINUUT, tarief=150)
    yield betaald(declaratie(w, "2024-05-03", "2024-04", "D4", te_veel), "Met 150 erbij is het 1250.", 0, op_lijn(*TE_VEEL_SAMEN))
    rest = m.lijn("R5", 3401, "2024-04-01", 100, eenheid=MINUUT, tarief=150)
    yield betaald(declaratie(w, "2024-05-04", "2024-04", "D5", rest), "Met 100 erbij is het precies 1200.", 15000)


@verhaal("s35-nummer", "Wanneer hetzelfde declaratienummer weer mag", "S35", "E199", "TR333", vandaag="2024-08-01")
def nummer(w: Wereld) -> Iterator[Stap]:
    m = Lijnen(w)
    yield gegund(w, 3501, "2024-01-01", "2024-12-31", (4, UUR, MAAND))
    januari = declaratie(w, "2024-02-03", "2024-01", "D1", m.lijn("R1", 3501, "2024-01-01", 5))
    yield geweigerd(
        januari,
        "Technisch afgekeurd: het bestand komt niet binnen.",
        lambda data: data.replace(b"GeleverdVolume>5<", b"GeleverdVolume>vijf<"),
        "XSD - Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]",
    )
    yield betaald(januari, "Na herstel mag hetzelfde bericht; de regel is te groot.", 0, op_lijn(*TE_VEEL))
    vier = m.lijn("R2", 3501, "2024-01-01", 4)
    yield betaald(declaratie(w, "2024-02-05", "2024-01", "D1", vier), "Het nummer is nu gebruikt.", 0, "TR333 9333 Declaratie")
    yield betaald(declaratie(w, "2024-02-06", "2024-01", "D2", vier), "Met een nieuw nummer is het goed.", 20000)


@verhaal("s36-oude-zorg", "Zorg van voor 2021", "S36", "E162", vandaag="2024-06-01")
def oude_zorg(w: Wereld) -> Iterator[Stap]:
    m = Lijnen(w)
    yield gegund(w, 3601, "2020-12-01", "2021-03-31", (4, UUR, MAAND))
    yield fout(
        declaratie(w, "2024-05-03", "2024-04", "D1", m.lijn("R1", 3601, "2020-12-01", 4)),
        "December 2020 kan niet met een 323.",
        "CS100 0001 Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]",
    )
    januari = m.lijn("R1", 3601, "2021-01-01", 4)
    yield betaald(declaratie(w, "2024-05-04", "2024-04", "D1", januari), "Januari 2021 wel.", 20000)


VERHALEN = [per_regel, correctie, totaal, nummer, oude_zorg]
