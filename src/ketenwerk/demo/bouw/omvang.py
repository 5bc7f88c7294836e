"""How much: the forms of Omvang that practice uses most."""

from ketenwerk.standard.basis import Omvang

PER_WEEK, PER_MAAND, TOTAAL = "2", "4", "6"
UUR, ETMAAL, DAGDEEL, STUKS, EURO = "04", "14", "16", "82", "83"


def uren_per_maand(volume: int) -> Omvang:
    return Omvang(volume=volume, eenheid=UUR, frequentie=PER_MAAND)


def uren_per_week(volume: int) -> Omvang:
    return Omvang(volume=volume, eenheid=UUR, frequentie=PER_WEEK)


def etmalen_per_week(volume: int) -> Omvang:
    return Omvang(volume=volume, eenheid=ETMAAL, frequentie=PER_WEEK)


def stuks(volume: int) -> Omvang:
    return Omvang(volume=volume, eenheid=STUKS, frequentie=TOTAAL)
