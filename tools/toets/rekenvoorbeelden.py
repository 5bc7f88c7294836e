"""What may be claimed: the worked examples with numbers, claim by claim."""

from collections.abc import Iterator

from toets.rekening import (
    EURO,
    INSPANNING,
    MAAND,
    MINUUT,
    OUTPUT,
    TE_VEEL,
    TE_VEEL_SAMEN,
    UUR,
    WEEK,
    Lijnen,
    betaald,
    declaratie,
    gegund,
    omvang_van,
    op_lijn,
)
from toets.verhaal import Stap, goed, verhaal
from toets.wereld import Wereld


@verhaal("s01-uren-per-week", "Twee uur per week over maart 2025", "S01", "E170", "E171", "E182", vandaag="2025-06-01")
def uren_per_week(w: Wereld) -> Iterator[Stap]:
    m = Lijnen(w)
    yield gegund(w, 101, "2025-03-04", "2026-03-03", (2, UUR, WEEK))
    maart = m.lijn("R1", 101, "2025-03-04", 6)
    yield betaald(declaratie(w, "2025-04-03", "2025-03", "D1", maart), "Zes uur in één regel; vijf weken geven er tien.", 30000)
    elf = declaratie(w, "2025-05-02", "2025-04", "D2", m.lijn("R2", 101, "2025-04-01", 11))
    yield betaald(elf, "Elf uur in april, ook vijf weken, is te veel.", 0, op_lijn(*TE_VEEL))
    tien = declaratie(w, "2025-05-03", "2025-04", "D3", m.lijn("R3", 101, "2025-04-01", 10))
    yield betaald(tien, "Tien uur past.", 50000)
    vroeg = m.lijn("R4", 101, "2025-03-01", 1)
    yield betaald(
        declaratie(w, "2025-05-04", "2025-04", "D4", vroeg),
        "De productperiode begint niet voor de toewijzing.",
        0,
        op_lijn("TR307", "9307"),
        op_lijn("TR387", "9387"),
    )


TARIEVEN = {"A": 8724, "B": 8730}


@verhaal("s02-minuten", "Een uurtarief in minuten", "S02", "E176", "E177", "E178", vandaag="2025-06-01", tarieven=TARIEVEN)
def in_minuten(w: Wereld) -> Iterator[Stap]:
    m = Lijnen(w)
    yield gegund(w, 201, "2025-01-01", "2025-12-31", (20, UUR, MAAND))
    goede = m.lijn("R1", 201, "2025-01-01", 240, eenheid=MINUUT, tarief=145, bedrag=34896)
    yield betaald(declaratie(w, "2025-02-03", "2025-01", "D1", goede), "240 minuten van 87,24 per uur is 348,96.", 34896)
    afgerond = m.lijn("R2", 201, "2025-02-01", 240, eenheid=MINUUT, tarief=145, bedrag=34800)
    yield betaald(
        declaratie(w, "2025-03-03", "2025-02", "D2", afgerond),
        "Van het afgeronde minuuttarief rekenen mag niet.",
        0,
        op_lijn("TR346", "9346"),
    )
    cent_meer = m.lijn("R3", 201, "2025-03-01", 4, tarief=8725)
    yield betaald(declaratie(w, "2025-04-03", "2025-03", "D3", cent_meer), "87,25 is niet 87,24.", 0, op_lijn("TR418", "0611"))
    cent_minder = m.lijn("R4", 201, "2025-03-01", 4, tarief=8723)
    yield betaald(declaratie(w, "2025-04-04", "2025-03", "D4", cent_minder), "87,23 ook niet.", 0, op_lijn("TR418", "0611"))
    yield betaald(
        declaratie(w, "2025-04-05", "2025-03", "D5", m.lijn("R5", 201, "2025-03-01", 4, tarief=8724)), "87,24 wel.", 34896
    )


@verhaal("s03-afronden", "Een halve cent gaat omhoog", "S03", "E177", vandaag="2025-06-01", tarieven=TARIEVEN)
def afronden(w: Wereld) -> Iterator[Stap]:
    yield goed(
        w.toewijzing(
            "2025-01-01",
            w.toegewezen(301, "2025-01-01", "2025-12-31", "2025-01-01", "A"),
            w.toegewezen(302, "2025-01-01", "2025-12-31", "2025-01-01", "B"),
        ),
        "Twee producten zijn toegewezen.",
    )
    a, b = Lijnen(w, "A"), Lijnen(w, "B")
    januari = [
        a.lijn("R1", 301, "2025-01-01", 60, eenheid=MINUUT, tarief=145, bedrag=8724),
        b.lijn("R2", 302, "2025-01-01", 60, eenheid=MINUUT, tarief=146, bedrag=8730),
    ]
    yield betaald(declaratie(w, "2025-02-03", "2025-01", "D1", *januari), "1,454 wordt 1,45 en 1,455 wordt 1,46.", 17454)
    februari = [
        a.lijn("R3", 301, "2025-02-01", 60, eenheid=MINUUT, tarief=146, bedrag=8724),
        b.lijn("R4", 302, "2025-02-01", 60, eenheid=MINUUT, tarief=145, bedrag=8730),
    ]
    yield betaald(
        declaratie(w, "2025-03-03", "2025-02", "D2", *februari),
        "Andersom is geen van beide goed.",
        0,
        op_lijn("TR418", "0611", 1),
        op_lijn("TR418", "0611", 2),
    )


@verhaal("s04-gebroken-maand", "Vijftien uur per maand, gebroken maanden", "S04", "E171", "E172", "E184", vandaag="2025-02-01")
def gebroken_maand(w: Wereld) -> Iterator[Stap]:
    m = Lijnen(w)
    yield gegund(w, 401, "2024-10-10", "2024-12-13", (15, UUR, MAAND))
    te_veel = m.lijn("R1", 401, "2024-10-10", 16)
    yield betaald(declaratie(w, "2024-11-04", "2024-10", "D1", te_veel), "Zestien uur is te veel.", 0, op_lijn(*TE_VEEL))
    oktober = m.lijn("R2", 401, "2024-10-10", 15)
    yield betaald(declaratie(w, "2024-11-05", "2024-10", "D2", oktober), "Vijftien mag, ook in een gebroken maand.", 75000)
    heel = m.lijn("R3", 401, "2024-11-01", 15)
    yield betaald(declaratie(w, "2024-12-03", "2024-11", "D3", heel), "November is een hele maand.", 75000)
    slot = m.lijn("R4", 401, "2024-12-01", 15, tot="2024-12-13")
    yield betaald(declaratie(w, "2025-01-03", "2024-12", "D4", slot), "December loopt tot het einde van de toewijzing.", 75000)


@verhaal("s05-inspanning", "Stuks inspanning: de dag telt", "S05", "E180", vandaag="2024-08-01")
def inspanning(w: Wereld) -> Iterator[Stap]:
    m = Lijnen(w)
    yield gegund(w, 501, "2024-05-01", "2024-08-30", (3, INSPANNING, WEEK))
    mei = m.lijn("R1", 501, "2024-05-01", 6, eenheid=INSPANNING)
    yield betaald(declaratie(w, "2024-06-04", "2024-05", "D1", mei), "Alle zes vallen in mei.", 30000)


@verhaal("s06-output", "Stuks output: de zondag telt", "S06", "E173", "E181", vandaag="2024-08-01")
def output(w: Wereld) -> Iterator[Stap]:
    m = Lijnen(w)
    yield gegund(w, 601, "2024-05-01", "2024-08-30", (3, OUTPUT, WEEK))
    mei = m.lijn("R1", 601, "2024-05-01", 3, eenheid=OUTPUT)
    yield betaald(declaratie(w, "2024-06-04", "2024-05", "D1", mei), "De week tot en met zondag 26 mei.", 15000)
    juni = m.lijn("R2", 601, "2024-06-01", 3, eenheid=OUTPUT)
    yield betaald(declaratie(w, "2024-07-04", "2024-06", "D2", juni), "De week tot en met zondag 2 juni.", 15000)


@verhaal("s07-output-eindigt", "Output tot een donderdag", "S07", "E181", "E183", vandaag="2024-08-01")
def output_eindigt(w: Wereld) -> Iterator[Stap]:
    m = Lijnen(w)
    yield gegund(w, 701, "2024-05-01", "2024-05-30", (3, OUTPUT, WEEK))
    zestien = m.lijn("R1", 701, "2024-05-01", 16, tot="2024-05-30", eenheid=OUTPUT)
    yield betaald(
        declaratie(w, "2024-06-04", "2024-05", "D1", zestien),
        "Vier zondagen en een gebroken week geven vijftien.",
        0,
        op_lijn(*TE_VEEL),
        op_lijn(*TE_VEEL_SAMEN),
    )
    zes = m.lijn("R2", 701, "2024-05-01", 6, tot="2024-05-30", eenheid=OUTPUT)
    yield betaald(declaratie(w, "2024-06-05", "2024-05", "D2", zes), "Alle zes vallen in mei.", 30000)
    juni = m.lijn("R3", 701, "2024-06-01", 3, eenheid=OUTPUT)
    yield betaald(
        declaratie(w, "2024-07-04", "2024-06", "D3", juni),
        "In juni loopt de toewijzing niet meer.",
        0,
        op_lijn("TR308", "9308"),
        op_lijn("TR388", "9388"),
    )


@verhaal("s08-maximum-per-week", "Het maximum per week", "S08", "E182", "E183", vandaag="2024-08-01")
def maximum_per_week(w: Wereld) -> Iterator[Stap]:
    m, b = Lijnen(w), Lijnen(w, "B")
    uren = w.toegewezen(801, "2024-05-01", "2024-05-31", "2024-05-01", "A", omvang=omvang_van(3, UUR, WEEK))
    stuks = w.toegewezen(802, "2024-05-01", "2024-06-30", "2024-05-01", "B", omvang=omvang_van(3, OUTPUT, WEEK))
    yield goed(w.toewijzing("2024-05-01", uren, stuks), "Uren per week, en stuks output per week.")
    boven = [m.lijn("R1", 801, "2024-05-01", 16), b.lijn("R2", 802, "2024-05-01", 13, eenheid=OUTPUT)]
    yield betaald(
        declaratie(w, "2024-06-04", "2024-05", "D1", *boven),
        "Vijf weken geven vijftien uur, vier zondagen twaalf stuks.",
        0,
        op_lijn(*TE_VEEL, 1),
        op_lijn(*TE_VEEL_SAMEN, 1),
        op_lijn(*TE_VEEL, 2),
    )
    mei = [m.lijn("R3", 801, "2024-05-01", 15), b.lijn("R4", 802, "2024-05-01", 12, eenheid=OUTPUT)]
    yield betaald(declaratie(w, "2024-06-05", "2024-05", "D2", *mei), "Dat past.", 135000)
    juni = b.lijn("R5", 802, "2024-06-01", 15, eenheid=OUTPUT)
    yield betaald(declaratie(w, "2024-07-04", "2024-06", "D3", juni), "Juni heeft vijf zondagen en eindigt op de laatste.", 75000)


@verhaal("n01-uren-per-week", "Drie uur per week, in minuten", "N01", "IV076", "C-02", vandaag="2025-12-01")
def zomer(w: Wereld) -> Iterator[Stap]:
    m = Lijnen(w)
    yield gegund(w, 9101, "2025-07-07", "2025-09-07", (3, UUR, WEEK))
    maanden = (("2025-07", "2025-07-07", None, 600, 90000), ("2025-08", "2025-08-01", None, 600, 90000))
    for n, (maand, van, tot, minuten, cent) in enumerate((*maanden, ("2025-09", "2025-09-01", "2025-09-07", 150, 22500)), 1):
        lijn = m.lijn(f"R{n}", 9101, van, minuten, tot=tot, eenheid=MINUUT, tarief=150)
        volgende = f"2025-{int(maand[-2:]) + 1:02}-03"
        yield betaald(declaratie(w, volgende, maand, f"D{n}", lijn), f"{minuten} minuten, elke donderdag 2,5 uur.", cent)


@verhaal("n02-output-euro", "Driehonderd euro per week tot een zaterdag", "N02", "IV076", vandaag="2025-12-01")
def euro_per_week(w: Wereld) -> Iterator[Stap]:
    m = Lijnen(w)
    yield gegund(w, 9201, "2025-07-07", "2025-09-06", (30000, EURO, WEEK))
    juli = m.lijn("R1", 9201, "2025-07-07", 90000, eenheid=EURO)
    yield betaald(declaratie(w, "2025-08-03", "2025-07", "D1", juli), "Drie zondagen in juli.", 90000)
    augustus = m.lijn("R2", 9201, "2025-08-01", 180000, eenheid=EURO)
    yield betaald(declaratie(w, "2025-09-03", "2025-08", "D2", augustus), "Vijf zondagen en de gebroken week.", 180000)
    september = m.lijn("R3", 9201, "2025-09-01", 1, tot="2025-09-06", eenheid=EURO)
    yield betaald(
        declaratie(w, "2025-10-03", "2025-09", "D3", september),
        "In september is niets meer te declareren.",
        0,
        op_lijn(*TE_VEEL),
        op_lijn(*TE_VEEL_SAMEN),
    )


@verhaal("n03-totaal-per-week", "Dertien weken, al geven de maanden er veertien", "N03", "IV077", vandaag="2026-02-01")
def dertien_weken(w: Wereld) -> Iterator[Stap]:
    m = Lijnen(w)
    yield gegund(w, 9301, "2025-10-07", "2025-12-30", (3, UUR, WEEK))
    oktober = m.lijn("R1", 9301, "2025-10-07", 12)
    yield betaald(declaratie(w, "2025-11-03", "2025-10", "D1", oktober), "Vier weken: twaalf uur.", 60000)
    november = m.lijn("R2", 9301, "2025-11-01", 15)
    yield betaald(declaratie(w, "2025-12-03", "2025-11", "D2", november), "Vijf weken: vijftien uur.", 75000)
    te_veel = m.lijn("R3", 9301, "2025-12-01", 15, tot="2025-12-30")
    yield betaald(
        declaratie(w, "2026-01-03", "2025-12", "D3", te_veel), "Vijf weken, maar samen is het 42.", 0, op_lijn(*TE_VEEL_SAMEN)
    )
    rest = m.lijn("R4", 9301, "2025-12-01", 12, tot="2025-12-30")
    yield betaald(declaratie(w, "2026-01-04", "2025-12", "D4", rest), "Dertien weken geven 39 uur.", 60000)


VERHALEN = [
    uren_per_week,
    in_minuten,
    afronden,
    gebroken_maand,
    inspanning,
    output,
    output_eindigt,
    maximum_per_week,
    zomer,
    euro_per_week,
    dertien_weken,
]
