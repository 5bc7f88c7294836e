"""A case of level 3 or 4: what went before, the message that comes now, and exactly the findings that it must give.

    case("TR374", "while the first request waits",
         history=[vraagt(aanvraag("VOT1"))],
         message=vraagt(aanvraag("VOT2")), finds=["TR374 Client"])

A step is made for a law only when the case is played, so that one history serves both laws.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

import msgspec
import pytest

import builders
from builders import dag, message_of
from ketenwerk.ledger.declaraties import Uitkomst, lijn_naam, lines, uitkomst
from ketenwerk.ledger.known import Afspraken, Known, question
from ketenwerk.ledger.memory import Register
from ketenwerk.messages.finding import Finding
from ketenwerk.messages.walk import walk
from ketenwerk.rules.engine import levels_3_and_4
from ketenwerk.standard import m301, m305, m307, m315, m317, m323, m325
from ketenwerk.standard.basis import Bericht, Header, HeaderVanAanbieder, HeaderVanGemeente, Product
from ketenwerk.standard.types import Wet

T = TypeVar("T")
Onderdeel = Callable[[Wet], T]
"""A part of a message, once the law is known."""

TODAY = date(2026, 11, 24)
LAWS: tuple[Wet, ...] = ("jw", "wmo")


@dataclass(frozen=True)
class Step:
    """A message in a history. Its Identificatie is its place in the history unless it has one of its own.

    Of a claim (323) `afgewezen` names the lines that its receiver rejects; all others it grants. It is known unless the claim is
    not `beantwoord`.
    """

    build: Onderdeel[Bericht]
    identificatie: str = ""
    approved: bool = True
    afgewezen: tuple[str, ...] = ()
    beantwoord: bool = True

    def bericht(self, wet: Wet, identificatie: str) -> Bericht:
        made = self.build(wet)
        kenmerk = msgspec.structs.replace(made.header.bericht_identificatie, identificatie=self.identificatie or identificatie)
        return msgspec.structs.replace(made, header=msgspec.structs.replace(made.header, bericht_identificatie=kenmerk))

    def uitkomst(self, claim: m323.Bericht) -> Uitkomst | None:
        """What became of a claim; None while it waits for its answer."""
        if not self.approved:
            return Uitkomst(geheel_afgewezen=True)
        named = [lijn_naam(bsn, line) for bsn, line in lines(claim)]
        assert {naam.referentie for naam in named} >= set(self.afgewezen)
        rejected = {naam: ("9338",) for naam in named if naam.referentie in self.afgewezen}
        return Uitkomst(geheel_afgewezen=False, codes=rejected) if self.beantwoord else None


@dataclass(frozen=True)
class History:
    """`finds` holds rule and place below Bericht, in the order of the message: `TR347 Client/.../ReferentieAanbieder`.

    A finding that does not reject ends in ` (signal)`. A case without findings of its rule is a good one: the nearest that still
    passes. `afspraken` is what parties agreed on products.
    """

    rule: str
    name: str
    history: tuple[Step, ...]
    message: Step
    finds: tuple[str, ...]
    found: str | Onderdeel[str] | None
    expected: str | None
    today: date
    only: Wet | None
    afspraken: Onderdeel[Afspraken] | None

    @property
    def good(self) -> bool:
        return not any(find.split()[0] == self.rule for find in self.finds)

    def laws(self) -> tuple[Wet, ...]:
        return (self.only,) if self.only else LAWS

    def steps(self, wet: Wet) -> list[tuple[Bericht, Step]]:
        """The messages that went before, each with the step that made it."""
        return [(step.bericht(wet, f"H{place:04}"), step) for place, step in enumerate(self.history, 1)]

    def last(self, wet: Wet) -> Bericht:
        """The message that is judged."""
        return self.message.bericht(wet, "B0001")

    def known(self, wet: Wet) -> Known:
        """What is known when the message comes in."""
        register = Register()
        for place, (bericht, step) in enumerate(self.steps(wet)):
            _enter(register, bericht, step, f"h{place}")
        return self._beside(register, self.last(wet), wet)

    def judged_before(self, wet: Wet) -> Iterator[tuple[Bericht, tuple[Finding, ...]]]:
        """Each approved message of the history, with what its receiver found when it came, rejected lines left out."""
        register = Register()
        for place, (bericht, step) in enumerate(self.steps(wet)):
            if step.approved:
                known = register.known(bericht, message_of(bericht), self.today)
                findings = levels_3_and_4(bericht, message_of(bericht), known)
                yield bericht, tuple(finding for finding in findings if not _is_expected(finding, bericht, step))
                _enter(register, bericht, step, f"h{place}")

    def _beside(self, register: Register, bericht: Bericht, wet: Wet) -> Known:
        known = register.known(bericht, message_of(bericht), self.today)
        return msgspec.structs.replace(known, afspraken=self.afspraken(wet) if self.afspraken else None)

    def findings(self, wet: Wet) -> tuple[Finding, ...]:
        bericht = self.last(wet)
        return levels_3_and_4(bericht, message_of(bericht), self.known(wet))

    def check(self, wet: Wet) -> None:
        findings = self.findings(wet)
        found = [written(finding) for finding in findings]
        assert found == list(self.finds), f"{found} is not {list(self.finds)}"
        own = [finding for finding in findings if finding.rule == self.rule]
        if own and (self.found is not None or self.expected is not None):
            values = own[0].found, own[0].expected
            wanted = self.found(wet) if callable(self.found) else self.found, self.expected
            assert values == wanted, f"{values} is not {wanted}"


def _is_expected(finding: Finding, bericht: Bericht, step: Step) -> bool:
    """Whether it is about a line of a claim that the step says is rejected."""
    return any(
        finding.path == place or finding.path.startswith(f"{place}/")
        for place, part in walk(bericht)
        if isinstance(part, m323.Prestatie) and part.product_referentie.referentie_nummer in step.afgewezen
    )


def _enter(register: Register, bericht: Bericht, step: Step, bericht_id: str) -> None:
    """What the step did to what is known. An answer to a claim (325) says what became of it, in place of the step itself."""
    message = message_of(bericht)
    if isinstance(bericht, m323.Bericht):
        register.declare(bericht, message, bericht_id, step.uitkomst(bericht))
        return
    register.accept(bericht, message, bericht_id)
    if not step.approved:
        register.returned(bericht_id, approved=False)
    if isinstance(bericht, m325.Bericht):
        vraag = question(bericht, message)
        assert vraag.antwoord is not None
        claim = register.declaraties[vraag.gesprek].antwoordstand(vraag.antwoord).bericht
        if claim:
            register.answered(claim, uitkomst(bericht))


def case(
    rule: str,
    name: str,
    *,
    message: Step,
    history: Sequence[Step] = (),
    finds: Sequence[str] = (),
    found: str | Onderdeel[str] | None = None,
    expected: str | None = None,
    today: date = TODAY,
    only: Wet | None = None,
    afspraken: Onderdeel[Afspraken] | None = None,
) -> History:
    """A row of a table of histories."""
    steps = tuple(history)
    return History(rule, name, steps, message, tuple(finds), found, expected, today, only, afspraken)


def expand(cases: Iterable[History]) -> list[object]:
    """Each case under each of its laws, for `parametrize(("row", "wet"), ...)`."""
    return [pytest.param(row, wet, id=f"{row.rule}-{wet}-{row.name}") for row in cases for wet in row.laws()]


def written(finding: Finding) -> str:
    """A finding as `finds` has it."""
    place = f"{finding.rule} {finding.path.removeprefix('/Bericht').removeprefix('/')}".rstrip()
    return f"{place} (signal)" if finding.signal else place


# The words of a history


def sent(number: str, *parts: Onderdeel[Any], **changes: Any) -> Step:
    """Any message, by number; see `builders.BERICHTEN` for what may change. A change may wait for the law, as a part does."""
    return Step(lambda wet: builders.BERICHTEN[number](wet, *(part(wet) for part in parts), **_for_law(wet, changes)))


def afgekeurd(step: Step) -> Step:
    """The same message, which its receiver rejected: it counts as not sent (OP286)."""
    return replace(step, approved=False)


def met_kenmerk(identificatie: str, step: Step) -> Step:
    """The same message with an Identificatie of its own."""
    return replace(step, identificatie=identificatie)


def bij(aanbieder: str, step: Step) -> Step:
    """The same message, to or from another provider."""
    return replace(step, build=lambda wet: _with_party(step.build(wet), HeaderVanAanbieder, aanbieder))


def van_gemeente(gemeente: str, step: Step) -> Step:
    """The same message, from or to another municipality."""
    return replace(step, build=lambda wet: _with_party(step.build(wet), HeaderVanGemeente, gemeente))


def _with_party(bericht: Bericht, sender: type[Header], party: str) -> Bericht:
    """The party that sends such a header is the sender, or else the receiver."""
    place = "afzender" if isinstance(bericht.header, sender) else "ontvanger"
    return msgspec.structs.replace(bericht, header=msgspec.structs.replace(bericht.header, **{place: party}))


def wijst_toe(*toewijzingen: Onderdeel[m301.ToegewezenProduct], **changes: Any) -> Step:
    return sent("301", *toewijzingen, **changes)


def meldt_start(*producten: Onderdeel[m305.StartProduct], **changes: Any) -> Step:
    return sent("305", *producten, **changes)


def meldt_stop(*producten: Onderdeel[m307.StopProduct], **changes: Any) -> Step:
    return sent("307", *producten, **changes)


def vraagt(*aanvragen: Onderdeel[m315.AangevraagdProduct], **changes: Any) -> Step:
    return sent("315", *aanvragen, **changes)


def vraagt_wijziging(
    ongewijzigd: Sequence[int] = (),
    te_wijzigen: Sequence[Onderdeel[m317.TeWijzigenProduct]] = (),
    nieuw: Sequence[Onderdeel[m317.NieuwProduct]] = (),
    referentie: str = "VOW1",
    **changes: Any,
) -> Step:
    """A 317 with exactly these products."""
    return sent(
        "317",
        referentie_aanbieder=referentie,
        ongewijzigde_producten=lambda wet: tuple(builders.ongewijzigd(nummer) for nummer in ongewijzigd),
        te_wijzigen_producten=lambda wet: tuple(make(wet) for make in te_wijzigen),
        nieuwe_producten=lambda wet: tuple(make(wet) for make in nieuw),
        **changes,
    )


def wijst_af(referentie: str, **changes: Any) -> Step:
    return sent("319", referentie_aanbieder=referentie, **changes)


def onderzoekt(referentie: str, **changes: Any) -> Step:
    return sent("319", referentie_aanbieder=referentie, verzoek_antwoord="2", reden_afwijzing_verzoek=None, **changes)


# The parts of its messages


def toewijzing(
    nummer: int = 300201, begin: str = "2026-04-01", eind: str | None = "2026-12-31", **changes: Any
) -> Onderdeel[m301.ToegewezenProduct]:
    given = {"toewijzing_nummer": nummer, "ingangsdatum": dag(begin), "einddatum": _dag(eind), **changes}
    return lambda wet: builders.toegewezen(wet, **_for_law(wet, given))


def verwijderd(nummer: int = 300201, begin: str = "2026-04-01", **changes: Any) -> Onderdeel[m301.ToegewezenProduct]:
    """The same assignment taken back, one day later."""
    later = {"toewijzingsdatum": dag("2026-04-02"), "reden_wijziging": "13", **changes}
    return toewijzing(nummer, begin, begin, **later)


def aanvraag(
    referentie: str = "VOT1", begin: str = "2026-04-01", eind: str | None = "2026-12-31", **changes: Any
) -> Onderdeel[m315.AangevraagdProduct]:
    given = {
        "referentie_aanbieder": referentie,
        "toewijzing_ingangsdatum": dag(begin),
        "toewijzing_einddatum": _dag(eind),
        **changes,
    }
    return lambda wet: builders.aangevraagd(wet, **_for_law(wet, given))


def wijziging(
    nummer: int = 300201, begin: str = "2026-04-01", eind: str | None = "2026-12-31", **changes: Any
) -> Onderdeel[m317.TeWijzigenProduct]:
    given = {"toewijzing_nummer": nummer, "gewenste_ingangsdatum": dag(begin), "einddatum": _dag(eind), **changes}
    return lambda wet: builders.te_wijzigen(**_for_law(wet, given))


def nieuw(begin: str = "2026-05-01", eind: str | None = "2026-12-31", **changes: Any) -> Onderdeel[m317.NieuwProduct]:
    given = {"gewenste_ingangsdatum": dag(begin), "einddatum": _dag(eind), **changes}
    return lambda wet: builders.nieuw(wet, **_for_law(wet, given))


def start_op(begin: str = "2026-04-03", **changes: Any) -> Onderdeel[m305.StartProduct]:
    return lambda wet: builders.start(wet, **_for_law(wet, {"begindatum": dag(begin), **changes}))


def stop_op(eind: str = "2026-07-17", **changes: Any) -> Onderdeel[m307.StopProduct]:
    return lambda wet: builders.stop(wet, **_for_law(wet, {"einddatum": dag(eind), **changes}))


def gewoon(wet: Wet) -> Product:
    """The product that the builders assign."""
    return builders.product(wet)


def ander(wet: Wet) -> Product:
    """A product of another category."""
    return Product(categorie=builders.OTHER_CATEGORIE[wet], code=builders.OTHER_CODE[wet])


def alleen_categorie(wet: Wet) -> Product:
    """The category of the usual product, without code."""
    return Product(categorie=builders.CATEGORIE[wet])


def _dag(text: str | None) -> date | None:
    return dag(text) if text else None


def _for_law(wet: Wet, changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value(wet) if callable(value) else value for name, value in changes.items()}
