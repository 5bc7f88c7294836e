"""What may happen next, drawn from few clients, numbers, references, days and products, so that messages meet or just miss.

Half of what is drawn follows on what stands (a stop of a start that was reported, a request for all that is assigned), for what
is drawn blindly is nearly always wrong. The model alone is asked what stands.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st

import builders as b
import model

T = TypeVar("T")

CLIENTS = (b.BSN, b.OTHER_BSN)
PROVIDERS = (b.AANBIEDER, "65656056")
NUMMERS = (101, 102, 103)
REFERENTIES = ("R1", "R2", "R3")
DAGEN = ("2026-04-10", "2026-05-15", "2026-07-01")
BEGIN = ("2026-04-01", "2026-05-01", "2026-05-16")
EIND = ("2026-05-15", "2026-06-30", None, "2026-05-16")
STARTS = ("2026-04-03", "2026-05-18")
STOPS = ("2026-05-20", "2026-06-20", "2026-07-17")
MOMENTEN = tuple((day, time) for day in ("2026-04-01", "2026-04-02") for time in ("09:30:00", "12:34:56"))
PRODUCTEN = {
    "jw": (("45", "45A04"), ("45", "45A05"), ("45", None), ("44", "44A01"), None),
    "wmo": (("02", "02A04"), ("02", "02A05"), ("02", None), ("11", "11A01"), None),
}
OMVANG = ((4, "04", "4"), (6, "04", "4"), (4, "04", "6"))
BUDGET = (100000, 200000)


class Drawer:
    """Draws moves; `log` is the history so far, as the model keeps it."""

    def __init__(
        self, data: st.DataObject, wetten: Sequence[str], aanbieders: Sequence[str], clients: Sequence[str] = CLIENTS
    ) -> None:
        self.data, self.wetten, self.aanbieders, self.clients = data, wetten, aanbieders, clients

    def move(self, soort: str, log: model.Log) -> model.Message:
        """A message of this kind."""
        m: model.Message = {
            "soort": soort,
            "kenmerk": f"B{self.number(40)}",
            "dag": self.one(DAGEN),
            "wet": self.one(self.wetten),
            "aanbieder": self.one(self.aanbieders),
            "bsn": "" if soort == "319" else self.one(self.clients),
        }
        draw = {"301": self._301, "305": self._305, "307": self._307, "315": self._315, "317": self._317, "319": self._319}
        return {**m, **draw[soort](log, m)}

    def one(self, of: Sequence[T]) -> T:
        return self.data.draw(st.sampled_from(of))

    def number(self, most: int) -> int:
        return self.data.draw(st.integers(1, most))

    def often(self, of_ten: int = 7) -> bool:
        return self.data.draw(st.integers(0, 9)) < of_ten

    def several(self, of: Sequence[T], most: int = 2) -> list[T]:
        """A few different ones."""
        return self.data.draw(st.lists(st.sampled_from(of), min_size=1, max_size=most, unique=True))

    def _301(self, log: model.Log, m: model.Message) -> dict[str, Any]:
        products = [self._assigned(log, m, nummer) for nummer in self.several(NUMMERS)]
        return {"producten": self._unstacked([p for p in products if not model.deleted(p)], m) or products}

    def _assigned(self, log: model.Log, m: model.Message, nummer: int) -> dict[str, Any]:
        there = model.current(log, m).get(nummer)
        asked = self._waiting(log, m)
        p = {
            "nummer": nummer,
            "moment": self.one(MOMENTEN),
            "referentie": self.one(asked or REFERENTIES) if self.often(6 if asked else 1) else None,
            "begin": self.one(BEGIN),
            "eind": None,
            "reden": None,
            **self._content(self.one(PRODUCTEN[m["wet"]])),
        }
        if there is not None and self.often():
            p |= {"begin": there["begin"], **self._content(there["product"])}
        if there is not None and self.often(3):
            return {**p, "eind": p["begin"], "reden": "13"}
        ends = [end for end in EIND if (end or model.FOREVER) >= p["begin"] and (end or not p["budget"])]
        return {**p, "eind": self.one(ends)}

    def _waiting(self, log: model.Log, m: model.Message) -> list[str]:
        asked = model.requests(log, m)
        return [r for r in REFERENTIES if r in asked and asked[r]["bsn"] == m["bsn"] and asked[r]["staat"] in model.OPEN]

    def _content(self, product: tuple[str, str | None] | None) -> dict[str, Any]:
        """A product with what belongs with it: a volume with a code, a budget without (CD041, CD079, CD080)."""
        coded = product is not None and product[1] is not None
        return {
            "product": product,
            "omvang": self.one(OMVANG) if coded else None,
            "budget": None if coded else self.one(BUDGET),
        }

    def _315(self, log: model.Log, m: model.Message) -> dict[str, Any]:
        asked = model.requests(log, m)
        free = [r for r in REFERENTIES if r not in asked]
        references = self.several(free if free and self.often(8) else REFERENTIES)
        return {"producten": self._unstacked([{"referentie": r, **self._asked(m, BEGIN)} for r in references], m)}

    def _unstacked(self, products: list[dict[str, Any]], m: model.Message) -> list[dict[str, Any]]:
        """Mostly products that do not stack, so that level 3 gets its turn."""
        return products[:1] if model.any_stacked(products, m["wet"]) and self.often(8) else products

    def _asked(self, m: model.Message, begins: Sequence[str]) -> dict[str, Any]:
        p = {"begin": self.one(begins), **self._content(self.one(PRODUCTEN[m["wet"]]))}
        ends = [end for end in EIND if (end or model.FOREVER) >= p["begin"] and (end or not p["budget"])]
        return {**p, "eind": self.one(ends or ["2026-12-31"])}

    def _305(self, log: model.Log, m: model.Message) -> dict[str, Any]:
        there = sorted(model.standing(log, m, "305"), key=repr)
        return {"producten": [self._delivered(log, m, there, ("1", "1", "3")) for _ in range(self._many())]}

    def _307(self, log: model.Log, m: model.Message) -> dict[str, Any]:
        return {"producten": [self._stopped(log, m) for _ in range(self._many())]}

    def _many(self) -> int:
        return 1 if self.often(6) else 2

    def _stopped(self, log: model.Log, m: model.Message) -> dict[str, Any]:
        stops = sorted(model.standing(log, m, "307"), key=repr)
        if stops and self.often(4):
            nummer, product, begin, eind, reden = self.one(stops)
            p = {"nummer": nummer, "product": product, "begin": begin, "eind": eind, "reden": reden}
            status = self.one(("3", "3", "1"))
        else:
            starts = sorted(model.standing(log, m, "305"), key=repr)
            p = {**self._delivered(log, m, starts, ("1",)), "eind": self.one(STOPS), "reden": self.one(("20", "31", "02"))}
            status = p["status"]
        if self.often(2):
            p |= {"eind": self.one((*STOPS, *STOPS, "2026-04-02"))}
        return {**p, "status": status}

    def _delivered(
        self, log: model.Log, m: model.Message, starts: Sequence[tuple[Any, ...]], statuses: Sequence[str]
    ) -> dict[str, Any]:
        given = model.current(log, m)
        if starts and self.often():
            nummer, product, begin = self.one(starts)
        elif given and self.often(8):
            nummer, begin = self.one(sorted(given)), self.one(STARTS)
            product = given[nummer]["product"]
        else:
            nummer, begin = self.one((*NUMMERS, None)), self.one(STARTS)
            product = self.one(PRODUCTEN[m["wet"]][: 4 if nummer is None else 5])
        p = {"nummer": nummer, "product": product, "begin": begin, "status": self.one(statuses)}
        if self.often(1):
            p |= {"product": self.one(PRODUCTEN[m["wet"]][:4])}
        if self.number(25) == 25:
            p |= {"status": self.one("23")}
        return p

    def _317(self, log: model.Log, m: model.Message) -> dict[str, Any]:
        there = model.current(log, m)
        numbers = sorted(model.actual(log, m))
        if self.often(3) or not numbers:
            numbers = self.several(NUMMERS, most=3)
        changing = numbers[: self.data.draw(st.integers(0, len(numbers)))]
        asked = model.requests(log, m)
        free = [r for r in REFERENTIES if r not in asked]
        return {
            "referentie": self.one(free if free and self.often(8) else REFERENTIES),
            "ongewijzigd": [n for n in numbers if n not in changing],
            "te_wijzigen": [self._changed(m, n, there.get(n)) for n in changing],
            "nieuw": self._new(m, required=not changing),
        }

    def _new(self, m: model.Message, *, required: bool) -> list[dict[str, Any]]:
        """New products; two of them differ in product, for that is their key with the day (TR101)."""
        later = [begin for begin in (*BEGIN, "2026-07-02") if begin > m["dag"] or self.number(40) == 40]
        products = self.several(PRODUCTEN[m["wet"]]) if required or self.often(4) else []
        return self._unstacked([{**self._asked(m, later), **self._content_ended(product)} for product in products], m)

    def _content_ended(self, product: tuple[str, str | None] | None) -> dict[str, Any]:
        content = self._content(product)
        return {**content, "eind": "2026-12-31"} if content["budget"] or self.often(2) else content

    def _changed(self, m: model.Message, nummer: int, there: dict[str, Any] | None) -> dict[str, Any]:
        begin = there["begin"] if there and self.often(6) else self.one((*BEGIN, "2026-07-02"))
        content = {"omvang": there["omvang"], "budget": there["budget"]} if there and self.often(5) else None
        if content is None:
            content = self.one([{"omvang": o, "budget": None} for o in (*OMVANG, None)] + [{"omvang": None, "budget": BUDGET[1]}])
        ends = [end for end in (*EIND, "2026-12-31") if (end or model.FOREVER) >= begin and (end or not content["budget"])]
        vooraf = (date.fromisoformat(begin) - timedelta(days=1)).isoformat()
        return {"nummer": nummer, "begin": begin, "vooraf": vooraf, "eind": self.one(ends), **content}

    def _319(self, log: model.Log, m: model.Message) -> dict[str, Any]:
        asked = sorted(model.requests(log, m))
        referentie = self.one(asked) if asked and self.often(8) else self.one((*REFERENTIES, "R9"))
        return {"referentie": referentie, "antwoord": self.one("12")}
