"""What the standard says of a history, written apart from the product: plain dicts, loops over the log, one function per rule.

A message is a dict (`moves.py` draws it, `letters.py` makes the real one). The log holds the messages that count, in order: one
that its receiver rejects is taken out of it (OP286). Nothing is kept beside the log: each question is answered by walking it
again. Days are ISO texts, so they compare as days do; the end of an open period is None.
"""

from collections.abc import Callable, Iterator
from typing import Any

Message = dict[str, Any]
Log = list[Message]

TIJDELIJK = "20"
STAPELEN_MAG = {"jw": (), "wmo": ("11", "12", "13", "14")}
TOTAAL = "6"
OPEN = ("ingediend", "in onderzoek")
FOREVER = "9999-12-31"

# What stands, according to the log


def same_parties(log: Log, m: Message) -> Iterator[Message]:
    """The messages between this provider and the municipality, under this law."""
    return (e for e in log if (e["wet"], e["aanbieder"]) == (m["wet"], m["aanbieder"]))


def same_client(log: Log, m: Message, soort: str) -> Iterator[Message]:
    return (e for e in same_parties(log, m) if e["soort"] == soort and e["bsn"] == m["bsn"])


def versions(log: Log, m: Message) -> dict[int, list[dict[str, Any]]]:
    """By number the versions of each assignment of this client, oldest first (IV013); the same moment is the same version."""
    found: dict[int, list[dict[str, Any]]] = {}
    for e in same_client(log, m, "301"):
        for p in e["producten"]:
            known = found.setdefault(p["nummer"], [])
            if p["moment"] not in [each["moment"] for each in known]:
                known.append(p)
    for known in found.values():
        known.sort(key=lambda p: p["moment"])
    return found


def current(log: Log, m: Message) -> dict[int, dict[str, Any]]:
    return {nummer: known[-1] for nummer, known in versions(log, m).items()}


def deleted(p: dict[str, Any]) -> bool:
    return p["begin"] == p["eind"] and p["reden"] in ("13", "01")


def actual(log: Log, m: Message) -> dict[int, dict[str, Any]]:
    """What runs on the day of the message or later (C-33)."""
    return {n: p for n, p in current(log, m).items() if (p["eind"] or FOREVER) >= m["dag"] and not deleted(p)}


def requests(log: Log, m: Message) -> dict[str, dict[str, Any]]:
    """By reference the requests of this provider under this law. An answer answers what was asked before it."""
    found: dict[str, dict[str, Any]] = {}
    for e in same_parties(log, m):
        match e["soort"]:
            case "315" | "317":
                for referentie in references(e):
                    found[referentie] = {"bsn": e["bsn"], "staat": "ingediend", "antwoorden": []}
            case "319" if e["referentie"] in found:
                asked = found[e["referentie"]]
                asked["antwoorden"].append(e["antwoord"])
                asked["staat"] = "afgewezen" if e["antwoord"] == "1" else "in onderzoek"
            case "301":
                for p in e["producten"]:
                    asked = found.get(p["referentie"])
                    if asked and asked["bsn"] == e["bsn"]:
                        asked["staat"] = "toegekend"
    return found


def references(m: Message) -> list[str]:
    """The references under which a 315 or 317 asks."""
    return [m["referentie"]] if m["soort"] == "317" else [p["referentie"] for p in m["producten"]]


def start_key(p: dict[str, Any]) -> tuple[Any, ...]:
    return p["nummer"], p["product"], p["begin"]


def stop_key(p: dict[str, Any]) -> tuple[Any, ...]:
    return p["nummer"], p["product"], p["begin"], p["eind"], p["reden"]


KEY: dict[str, Callable[[dict[str, Any]], tuple[Any, ...]]] = {"305": start_key, "307": stop_key}


def standing(log: Log, m: Message, soort: str) -> set[tuple[Any, ...]]:
    """Keys of the starts (305) or stops (307) that stand: within one message deletions go before the rest (C-30)."""
    keys: set[tuple[Any, ...]] = set()
    for e in same_client(log, m, soort):
        keys -= {KEY[soort](p) for p in e["producten"] if p["status"] == "3"}
        keys |= {KEY[soort](p) for p in e["producten"] if p["status"] != "3"}
    return keys


def left(log: Log, m: Message) -> set[tuple[Any, ...]]:
    """What of its own kind stands after the deletions of this message itself (C-30)."""
    return standing(log, m, m["soort"]) - {KEY[m["soort"]](p) for p in m["producten"] if p["status"] == "3"}


def is_actual(start: tuple[Any, ...], log: Log, m: Message) -> bool:
    return not any(stop[:3] == start for stop in standing(log, m, "307"))


# Level 3, one function per rule: whether it rejects the message


def tr056(log: Log, m: Message) -> bool:
    return any(e["soort"] == m["soort"] and e["kenmerk"] == m["kenmerk"] for e in same_parties(log, m))


def tr332(log: Log, m: Message) -> bool:
    for p in m["producten"]:
        for e in log:
            if e["soort"] == "301" and e["wet"] == m["wet"]:
                for q in e["producten"]:
                    here = m["bsn"], m["aanbieder"], p["product"], p["begin"]
                    there = e["bsn"], e["aanbieder"], q["product"], q["begin"]
                    if p["nummer"] == q["nummer"] and here != there:
                        return True
    return False


def tr379(log: Log, m: Message) -> bool:
    asked = requests(log, m)
    waiting = [referentie for referentie, r in asked.items() if r["bsn"] == m["bsn"] and r["staat"] in OPEN]
    return any(p["referentie"] is not None and p["referentie"] not in waiting for p in m["producten"])


def tr019(log: Log, m: Message) -> bool:
    given = current(log, m)
    for p in m["producten"]:
        if p["status"] == "3" or p["nummer"] is None:
            continue
        # C-52: a deleted one counts as not sent, but what was started on it before may still be stopped.
        may_stop = m["soort"] == "307" and start_key(p) in standing(log, m, "305")
        if p["nummer"] not in given or (deleted(given[p["nummer"]]) and not may_stop):
            return True
    return False


def tr063(log: Log, m: Message) -> bool:
    there = standing(log, m, m["soort"])
    return any(p["status"] == "3" and KEY[m["soort"]](p) not in there for p in m["producten"])


def tr071(log: Log, m: Message) -> bool:
    return any(p["status"] == "3" and not is_actual(start_key(p), log, m) for p in m["producten"])


def tr074(log: Log, m: Message) -> bool:
    there = left(log, m)
    return any(p["status"] == "1" and KEY[m["soort"]](p) in there for p in m["producten"])


def tr326(log: Log, m: Message) -> bool:
    running = [start[:2] for start in left(log, m) if is_actual(start, log, m)]
    for p in m["producten"]:
        if p["status"] == "1":
            if (p["nummer"], p["product"]) in running:
                return True
            running.append((p["nummer"], p["product"]))
    return False


def tr382(log: Log, m: Message) -> bool:
    for p in m["producten"]:
        if p["status"] == "1":
            start, stops = start_key(p), [stop for stop in left(log, m) if stop[:3] == start_key(p)]
            paused = all(stop[4] == TIJDELIJK for stop in stops) and p["reden"] != TIJDELIJK
            if start not in standing(log, m, "305") or (stops and not paused):
                return True
    return False


def tr413(log: Log, m: Message) -> bool:
    return any(p["reden"] == TIJDELIJK and any(stop[4] == TIJDELIJK for stop in stops) for p, stops in stopping(log, m))


def tr414(log: Log, m: Message) -> bool:
    return any(p["eind"] < stop[3] for p, stops in stopping(log, m) for stop in stops)


def tr415(log: Log, m: Message) -> bool:
    return any(stop[4] != TIJDELIJK for _, stops in stopping(log, m) for stop in stops)


def stopping(log: Log, m: Message) -> Iterator[tuple[dict[str, Any], list[tuple[Any, ...]]]]:
    """Each new stop, with those before it on the same number and begin; without number on the same product (C-50)."""
    before = list(left(log, m))
    for p in m["producten"]:
        if p["status"] == "1":
            group = (p["nummer"], p["begin"]) if p["nummer"] is not None else (None, p["begin"], p["product"])
            yield p, [s for s in before if ((s[0], s[2]) if s[0] is not None else (None, s[2], s[1])) == group]
            before.append(stop_key(p))


def tr347(log: Log, m: Message) -> bool:
    return any(referentie in requests(log, m) for referentie in references(m))


def tr374(log: Log, m: Message) -> bool:
    return any(r["bsn"] == m["bsn"] and r["staat"] in OPEN for r in requests(log, m).values())


def tr304(log: Log, m: Message) -> bool:
    return not versions(log, m)


def tr349(log: Log, m: Message) -> bool:
    return bool(actual(log, m).keys() - {*m["ongewijzigd"], *(p["nummer"] for p in m["te_wijzigen"])})


def tr350(log: Log, m: Message) -> bool:
    return any(nummer not in actual(log, m) for nummer in m["ongewijzigd"])


def tr351(log: Log, m: Message) -> bool:
    return any(p["nummer"] not in actual(log, m) for p in m["te_wijzigen"])


def changed(log: Log, m: Message) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each TeWijzigenProduct beside the assignment that it names."""
    there = current(log, m)
    return ((p, there[p["nummer"]]) for p in m["te_wijzigen"] if p["nummer"] in there)


def changed_actual(log: Log, m: Message) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Those of which the assignment is actual: TR357 and TR373 speak of these alone."""
    return ((p, a) for p, a in changed(log, m) if p["nummer"] in actual(log, m))


def tr357(log: Log, m: Message) -> bool:
    return any(p["begin"] <= m["dag"] and p["begin"] != a["begin"] for p, a in changed_actual(log, m))


def tr373(log: Log, m: Message) -> bool:
    for p, a in changed_actual(log, m):
        total = a["omvang"] is not None and a["omvang"][2] == TOTAAL and p["omvang"] != a["omvang"]
        if (total or p["budget"] != a["budget"]) and p["begin"] != a["begin"]:
            return True
    return False


def tr375(log: Log, m: Message) -> bool:
    return any(a["product"] is None and p["omvang"] is not None for p, a in changed(log, m))


def tr411(log: Log, m: Message) -> bool:
    return any(has_code(a) and p["omvang"] is None for p, a in changed(log, m))


def tr412(log: Log, m: Message) -> bool:
    return any(not has_code(a) and p["omvang"] is not None for p, a in changed(log, m))


def has_code(p: dict[str, Any]) -> bool:
    return p["product"] is not None and p["product"][1] is not None


def tr361(log: Log, m: Message) -> bool:
    there = {n: p for n, p in current(log, m).items() if not deleted(p)}
    wanted = []  # (whose, product, begin, end)
    for nummer in m["ongewijzigd"]:
        if nummer in there:
            wanted.append((nummer, there[nummer]["product"], there[nummer]["begin"], there[nummer]["eind"]))
    for p in m["te_wijzigen"]:
        if p["nummer"] in there:
            old = there[p["nummer"]]
            wanted.append((p["nummer"], old["product"], p["begin"], p["eind"]))
            if p["begin"] > m["dag"] and old["begin"] < p["begin"]:
                until = min(old["eind"] or FOREVER, p["vooraf"])
                wanted.append((p["nummer"], old["product"], old["begin"], until))
    new = [("nieuw", p["product"], p["begin"], p["eind"]) for p in m["nieuw"]]
    return any(one[0] != other[0] and stacked(one[1:], other[1:], m["wet"]) for one in wanted for other in [*wanted, *new])


def tr355(log: Log, m: Message) -> bool:
    return m["referentie"] not in requests(log, m)


def answered(log: Log, m: Message) -> dict[str, Any]:
    return requests(log, m).get(m["referentie"], {"staat": "geen", "antwoorden": []})


def tr359(log: Log, m: Message) -> bool:
    return bool(answered(log, m)["staat"] == "toegekend")


def tr360(log: Log, m: Message) -> bool:
    return bool(m["antwoord"] == "2" and answered(log, m)["antwoorden"])


def tr365(log: Log, m: Message) -> bool:
    return any(earlier != "2" for earlier in answered(log, m)["antwoorden"])


# Level 2: the few faults that the moves make


def stacked(one: tuple[Any, ...], other: tuple[Any, ...], wet: str) -> bool:
    """The rule of TR302 for two times (product, begin, end)."""
    (product, begin, eind), (product2, begin2, eind2) = one, other
    if begin > (eind2 or FOREVER) or begin2 > (eind or FOREVER):
        return False
    if any(p is not None and p[0] in STAPELEN_MAG[wet] for p in (product, product2)):
        return False
    if product is None or product2 is None:
        return True
    if product[1] is not None and product2[1] is not None:
        return bool(product[1] == product2[1])
    return bool(product[0] == product2[0])


def any_stacked(products: list[dict[str, Any]], wet: str) -> bool:
    parts = [(p["product"], p["begin"], p["eind"]) for p in products]
    return any(stacked(one, other, wet) for place, one in enumerate(parts) for other in parts[:place])


def tr302(log: Log, m: Message) -> bool:
    return any_stacked([p for p in m["producten"] if not deleted(p)], m["wet"])


def tr386(log: Log, m: Message) -> bool:
    return any_stacked(m["producten"], m["wet"])


def tr410(log: Log, m: Message) -> bool:
    return any_stacked(m["nieuw"], m["wet"])


def tr380(log: Log, m: Message) -> bool:
    return any(p["begin"] <= m["dag"] for p in m["nieuw"])


def tr101(log: Log, m: Message) -> bool:
    keys = [KEY[m["soort"]](p) for p in m["producten"]]
    return len(keys) != len(set(keys))


def cs058(log: Log, m: Message) -> bool:
    return any(p["status"] == "2" for p in m["producten"])


def tr018(log: Log, m: Message) -> bool:
    return any(p["eind"] < p["begin"] for p in m["producten"])


Rule = Callable[[Log, Message], bool]

LEVEL_2: dict[str, tuple[Rule, ...]] = {
    "301": (tr302,),
    "305": (tr101, cs058),
    "307": (tr101, cs058, tr018),
    "315": (tr386,),
    "317": (tr380, tr410),
    "319": (),
}
LEVEL_3: dict[str, tuple[Rule, ...]] = {
    "301": (tr056, tr332, tr379),
    "305": (tr056, tr019, tr063, tr071, tr074, tr326),
    "307": (tr056, tr019, tr063, tr074, tr382, tr413, tr414, tr415),
    "315": (tr056, tr347, tr374),
    "317": (
        *(tr056, tr347, tr374, tr304, tr349, tr350, tr351, tr357),
        *(tr361, tr373, tr375, tr411, tr412),
    ),
    "319": (tr056, tr355, tr359, tr360, tr365),
}
OTHER_CODES = {"TR304": "8187", "TR382": "9069"}


def predict(log: Log, m: Message) -> set[str]:
    """The codes of the rules that reject this message after this history. Level 3 is judged when level 2 lets it pass (IV032)."""
    return _wrong(LEVEL_2, log, m) or _wrong(LEVEL_3, log, m)


def _wrong(rules: dict[str, tuple[Rule, ...]], log: Log, m: Message) -> set[str]:
    return {rule.__name__.upper() for rule in rules[m["soort"]] if rule(log, m)}


def return_codes(rules: set[str]) -> set[str]:
    """What the return message says besides 0200 and 0233: 0001 alone for level 2, 9056 alone for the header (IV032)."""
    if rules & {rule.__name__.upper() for each in LEVEL_2.values() for rule in each}:
        return {"0001"}
    if "TR056" in rules:
        return {"9056"}
    return {OTHER_CODES.get(rule, f"9{rule[2:]}") for rule in rules}


def state(log: Log, m: Message) -> dict[str, Any]:
    """What holds between these parties about this client."""
    return {
        "toewijzingen": {
            n: [(p["moment"], p["product"], p["begin"], p["eind"], p["reden"]) for p in known]
            for n, known in versions(log, m).items()
        },
        "actueel": set(actual(log, m)),
        "verzoeken": {
            r: (asked["staat"], tuple(asked["antwoorden"])) for r, asked in requests(log, m).items() if asked["bsn"] == m["bsn"]
        },
        "starts": standing(log, m, "305"),
        "stops": standing(log, m, "307"),
    }
