"""The answer to a claim (325) beside that claim. Nothing answers a 325, so for its provider all of this is a signal (C-18)."""

from collections.abc import Iterator

import msgspec

from ketenwerk.ledger.known import Known
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m325

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
    """DeclaratieNummer is that of a claim that was sent."""
    if not known.antwoord_op.nummer_bekend:
        yield finding(antwoord, "declaratie_nummer", found=antwoord.declaratie_nummer, signal=True)


@rule("TR366", level=3, code="9366", on=both("325"))
def returns_a_claimed_line(prestatie: m325.Prestatie, known: Known) -> Iterator[Hit]:
    """Each line that is returned has the ReferentieNummer of a line that was claimed."""
    referentie = prestatie.product_referentie.referentie_nummer
    if referentie not in known.antwoord_op.regels:
        yield finding(prestatie, "product_referentie.referentie_nummer", found=referentie, signal=True)


@rule("TR367", level=3, code="9367", on=both("325"))
def returns_it_as_it_was(prestatie: m325.Prestatie, known: Known) -> Iterator[Hit]:
    """A line comes back as it was claimed; a finding for each element that differs."""
    regel = known.antwoord_op.regels.get(prestatie.product_referentie.referentie_nummer)
    if regel is None:
        return
    claimed = regel.prestatie
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
