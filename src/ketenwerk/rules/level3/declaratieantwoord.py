"""The answer to a claim (325) beside that claim. Nothing answers a 325, so for its provider all of this is a signal (C-18)."""

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from ketenwerk.ledger.declaraties import Antwoordstand, lines
from ketenwerk.ledger.known import Known
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m323, m325

_COPIED = (
    "toewijzing_nummer", "product_categorie", "product_code", "product_periode", "geleverd_volume", "eenheid", "product_tarief",
    "ingediend_bedrag",
)  # fmt: skip


@rule("TR337", level=3, code="", on=both("325"))
def answers_a_known_claim(header: m325.Header, known: Known) -> Iterator[Hit]:
    """DeclaratieIdentificatie is the BerichtIdentificatie of a claim that this provider sent to this municipality."""
    if known.antwoord_op.declaratie is None:
        named = header.declaratie_identificatie
        yield finding(header, "declaratie_identificatie", found=f"{named.identificatie} {named.dagtekening}", signal=True)


@rule("LOK003", level=3, code="", on=both("325"))
def claim_is_answered_once(header: m325.Header, known: Known) -> Iterator[Hit]:
    """A claim is answered by one 325; a second one counts for nothing (E041)."""
    if known.antwoord_op.beantwoord:
        found = header.declaratie_identificatie.identificatie
        yield finding(header, "declaratie_identificatie.identificatie", found=found, signal=True)


@rule("TR371", level=3, code="", on=both("325"))
def names_the_version_of_the_claim(header: m325.Header, known: Known) -> Iterator[Hit]:
    """XsdVersieDeclaratie is the XsdVersie of the claim."""
    declaratie = known.antwoord_op.declaratie
    if declaratie is not None and declaratie.header.xsd_versie != header.xsd_versie_declaratie:
        found = " ".join(msgspec.structs.astuple(header.xsd_versie_declaratie))
        expected = " ".join(msgspec.structs.astuple(declaratie.header.xsd_versie))
        yield finding(header, "xsd_versie_declaratie", found=found, expected=expected, signal=True)


@rule("TR376", level=3, code="", on=both("325"))
def names_the_number_of_the_claim(antwoord: m325.DeclaratieAntwoord, known: Known) -> Iterator[Hit]:
    """DeclaratieNummer is that of a claim that was sent; that of the claim it answers always is, also when that was rejected."""
    stand = known.antwoord_op
    own = stand.declaratie.declaratie.declaratie_nummer if stand.declaratie else None
    if not stand.nummer_bekend and antwoord.declaratie_nummer != own:
        yield finding(antwoord, "declaratie_nummer", found=antwoord.declaratie_nummer, signal=True)


@rule("TR366", level=3, code="9366", on=both("325"))
def returns_claimed_lines(antwoord: m325.DeclaratieAntwoord, known: Known) -> Iterator[Hit]:
    """Each line that is returned has the ReferentieNummer of a line that was claimed."""
    for prestatie, claimed in _beside(antwoord, known.antwoord_op):
        if not claimed:
            referentie = prestatie.product_referentie.referentie_nummer
            yield finding(prestatie, "product_referentie.referentie_nummer", found=referentie, signal=True)


@rule("TR367", level=3, code="9367", on=both("325"))
def returns_them_as_they_were(antwoord: m325.DeclaratieAntwoord, known: Known) -> Iterator[Hit]:
    """A line comes back as it was claimed; a finding for each element that differs."""
    for prestatie, claimed in _beside(antwoord, known.antwoord_op):
        differences = [tuple(_differences(prestatie, line)) for line in claimed]
        # A number that was claimed twice names two lines: what comes back is one of them.
        yield from min(differences, key=len, default=())


def _beside(antwoord: m325.DeclaratieAntwoord, stand: Antwoordstand) -> Iterator[tuple[m325.Prestatie, list[m323.Prestatie]]]:
    """Each returned line with the lines that have its number: of the claim that is answered, and else of any other."""
    own: defaultdict[str, list[m323.Prestatie]] = defaultdict(list)
    if stand.declaratie is not None:
        for _, line in lines(stand.declaratie):
            own[line.product_referentie.referentie_nummer].append(line)
    for client in antwoord.clienten:
        for prestatie in client.prestaties:
            referentie = prestatie.product_referentie.referentie_nummer
            other = stand.regels.get(referentie)
            yield prestatie, own.get(referentie) or ([other.prestatie] if other else [])


def _differences(prestatie: m325.Prestatie, claimed: m323.Prestatie) -> Iterator[Hit]:
    pairs = [(attr, getattr(prestatie, attr), getattr(claimed, attr)) for attr in _COPIED]
    vorig = "product_referentie.vorig_referentie_nummer"
    pairs.append(
        (vorig, prestatie.product_referentie.vorig_referentie_nummer, claimed.product_referentie.vorig_referentie_nummer)
    )
    for attr, found, expected in pairs:
        if found != expected:
            yield finding(prestatie, attr, found=_written(found), expected=_written(expected), signal=True)


def _written(value: object) -> str | None:
    if isinstance(value, msgspec.Struct):
        return " ".join(str(each) for each in msgspec.structs.astuple(value))
    return None if value is None else str(value)
