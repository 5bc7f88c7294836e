"""The words of a history with claims: a claim (323) with its lines, and its answer (325).

    history=[wijst_toe(), declareert(regel("R1"), regel("R2", maand="2026-05"), afgewezen=["R2"])],
    message=declareert(credit("R3", regel("R1")))

A line is 4 hours of 12.50 euro over a whole month on assignment 300201, until a case says otherwise. Amounts in eurocents.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
from histories import Onderdeel, Step

import builders
from builders import BSN, bedrag, client323, periode, referentie
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.standard import m323, m325
from ketenwerk.standard.basis import Omvang
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.types import Wet

Regel = Onderdeel[m323.Prestatie]

EURO = "83"
OTHER_BSN = builders.OTHER_BSN


def hele_maand(maand: str) -> tuple[date, date]:
    """First and last day of a month written as `2026-04`."""
    first = date.fromisoformat(f"{maand}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def regel(
    nummer: str = "R1",
    maand: str = "2026-04",
    volume: int = 4,
    *,
    van: str | None = None,
    tot: str | None = None,
    tarief: int | None = 1250,
    eenheid: str = "04",
    op: int = 300201,
    **changes: Any,
) -> Regel:
    """A debit line. `op` is the assignment; `van` and `tot` make its period other than the whole month."""
    first, last = hele_maand(maand)
    tarief = None if eenheid == EURO else tarief
    base: dict[str, Any] = {
        "product_referentie": referentie(nummer),
        "toewijzing_nummer": op,
        "product_periode": periode(van or str(first), tot or str(last)),
        "geleverd_volume": volume,
        "eenheid": eenheid,
        "product_tarief": tarief,
        "ingediend_bedrag": bedrag(volume if tarief is None else volume * tarief),
        **changes,
    }
    return lambda wet: builders.prestatie(wet, **{name: _of(wet, value) for name, value in base.items()})


def credit(nummer: str, van: Regel, vorig: str | None = None, **changes: Any) -> Regel:
    """The copy that takes a line back; `changes` make it no copy, `vorig` names another line."""

    def made(wet: Wet) -> m323.Prestatie:
        debet = van(wet)
        back = {
            "product_referentie": referentie(nummer, vorig or debet.product_referentie.referentie_nummer),
            "ingediend_bedrag": bedrag(-debet.ingediend_bedrag.bedrag),
        }
        return msgspec.structs.replace(debet, **{**back, **{name: _of(wet, value) for name, value in changes.items()}})

    return made


def declareert(
    *regels: Regel,
    maand: str = "2026-04",
    nummer: str | None = None,
    bsn: str = BSN,
    anderen: Mapping[str, Sequence[Regel]] | None = None,
    dagtekening: str | None = None,
    afgewezen: Sequence[str] = (),
    onbeantwoord: bool = False,
    **changes: Any,
) -> Step:
    """A claim over a month, sent on the fifth of the next one. `anderen` are the lines of other clients, by Bsn.

    Of a claim in a history: its receiver rejected the lines `afgewezen` and granted the rest, or did not answer yet. Its
    DeclaratieNummer is that of its first line, unless it is given one.
    """
    first, last = hele_maand(maand)

    def build(wet: Wet) -> m323.Bericht:
        own = [client323(*(make(wet) for make in regels or [regel()]), bsn=bsn)]
        others = [client323(*(make(wet) for make in made), bsn=other) for other, made in (anderen or {}).items()]
        given = {
            "declaratie_nummer": nummer or f"D{own[0].prestaties[0].product_referentie.referentie_nummer}",
            "declaratie_periode": periode(str(first), str(last)),
            **changes,
        }
        return builders.bericht323(wet, *own, *others, dagtekening=dagtekening or str(last + timedelta(days=5)), **given)

    return Step(build, afgewezen=tuple(afgewezen), beantwoord=not onbeantwoord)


def terug(van: Regel, codes: Sequence[str] = ("9307",), **changes: Any) -> Onderdeel[m325.Prestatie]:
    """A line as it comes back in a 325; `changes` make it another than was claimed."""

    def made(wet: Wet) -> m325.Prestatie:
        claimed = {name: getattr(van(wet), name) for name in m323.Prestatie.__struct_fields__}
        return m325.Prestatie(**{**claimed, "retour_codes": tuple(codes), **changes})

    return made


def antwoordt(
    *regels: Onderdeel[m325.Prestatie],
    op: str,
    declaratie: str,
    gedaan: str = "2026-05-05",
    ingediend: int = 10000,
    bsn: str = BSN,
    xsd: str = "1.0.0",
    op_dag: str = "2026-05-20",
    **changes: Any,
) -> Step:
    """A 325 on the claim with Identificatie `op`, dated `gedaan` and numbered `declaratie`.

    It is sent on `op_dag`, and grants all when it returns no lines.
    """

    def build(wet: Wet) -> m325.Bericht:
        lines = tuple(make(wet) for make in regels)
        clienten = (builders.client325(*lines, bsn=bsn),) if lines else ()
        back = sum(-each.ingediend_bedrag.bedrag if _is_credit(each) else each.ingediend_bedrag.bedrag for each in lines)
        given = {
            "declaratie_nummer": declaratie,
            "clienten": clienten,
            "totaal_toegekend_bedrag": builders.totaal(ingediend - back),
            "retour_codes": ("0200",) if lines else ("8001",),
            **changes,
        }
        made = builders.bericht325(wet, ingediend=ingediend, dagtekening=op_dag, **given)
        named = builders.BerichtIdentificatie(identificatie=op, dagtekening=date.fromisoformat(gedaan))
        versie = builders.XsdVersie(basisschema_xsd_versie="1.0.0", bericht_xsd_versie=xsd)
        header = msgspec.structs.replace(made.header, declaratie_identificatie=named, xsd_versie_declaratie=versie)
        return msgspec.structs.replace(made, header=header)

    return Step(build)


def op_regel(rule: str, element: str = "", n: int = 1, client: int = 1) -> str:
    """A finding on that line of that client, as `finds` has it."""
    place = f"{rule} Declaratie/Clienten/Client[{client}]/Prestaties/Prestatie[{n}]"
    return f"{place}/{element}" if element else place


def omvang(volume: int, frequentie: str, eenheid: str = "04") -> Omvang:
    return builders.omvang(volume, eenheid, frequentie)


def afspraken(*rijen: Mapping[str, Any]) -> Onderdeel[Afspraken]:
    """Agreements of the two parties, all of 2026 and on the usual product unless a row says otherwise."""

    def row(wet: Wet, rij: Mapping[str, Any]) -> Afspraak:
        base: dict[str, Any] = {
            "wet": wet,
            "gemeente": builders.GEMEENTE,
            "aanbieder": builders.AANBIEDER,
            "categorie": builders.CATEGORIE[wet],
            "code": builders.CODE[wet],
            "eenheid": "04",
            "tarief": 1250,
            "van": date(2026, 1, 1),
            "tot": date(2026, 12, 31),
        }
        given = {**base, **{name: _of(wet, value) for name, value in rij.items()}}
        variant = codelist("WJ756").row(given["eenheid"]).attribute("variant")
        return Afspraak(**{"variant": variant, **given})

    return lambda wet: Afspraken([row(wet, rij) for rij in rijen])


def _is_credit(line: m325.Prestatie) -> bool:
    return line.ingediend_bedrag.debet_credit == "C"


def _of(wet: Wet, value: Any) -> Any:
    return value(wet) if callable(value) else value
