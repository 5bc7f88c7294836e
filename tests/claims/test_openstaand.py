"""What a provider waits for, per municipality."""

from datetime import date

from zorg import prestatie

from ketenwerk.claims.openstaand import Geboekt, Stand, openstaand
from ketenwerk.standard.basis import BedragMetDC


def booked(gemeente: str, dag: int, amount: int, staat: str) -> Geboekt:
    money = BedragMetDC(bedrag=abs(amount), debet_credit="C" if amount < 0 else "D")
    return Geboekt(gemeente, date(2025, 7, dag), prestatie(ingediend_bedrag=money), staat)


def test_waiting_per_municipality_with_the_age_of_the_oldest() -> None:
    held = [
        booked("0344", 20, 5000, "open"),
        booked("0363", 5, 10000, "open"),
        booked("0363", 10, -2500, "open"),
        booked("0363", 1, 700, "toegekend"),
        booked("0363", 1, 300, "afgewezen"),
        booked("0518", 1, 900, "toegekend"),
    ]
    found = openstaand(held, date(2025, 7, 31))
    assert list(found) == ["0363", "0344", "0518"]
    assert found["0363"] == Stand(open=7500, toegekend=700, afgewezen=300, open_regels=2, oudste=26)
    assert found["0344"] == Stand(5000, 0, 0, 1, 11)
    assert found["0518"] == Stand(0, 900, 0, 0, None)
    assert openstaand([], date(2025, 7, 31)) == {}


def test_what_was_sent_today_waits_for_no_day_and_still_comes_before_what_waits_for_nothing() -> None:
    found = openstaand([booked("0518", 1, 900, "toegekend"), booked("0344", 31, 100, "open")], date(2025, 7, 31))
    assert [(gemeente, stand.oudste) for gemeente, stand in found.items()] == [("0344", 0), ("0518", None)]
