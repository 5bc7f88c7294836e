"""What a 325 says of the 323 that it answers: each line granted or rejected, the totals, and what does not agree."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from ketenwerk.standard import m323, m325
from ketenwerk.standard.basis import TotaalBedragMetDC
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.fields import fields

from .bedrag import totaal
from .ingediend import CREDIT, Staat, is_credit

GOED: Final = codelist("WJ001").where("goed")
NIET_BEOORDEELD: Final = codelist("WJ001").where("niet_beoordeeld")


class Verschil(StrEnum):
    """What in a 325 does not agree with its 323. The provider sees it, for no return message tells it (OP303)."""

    ANDERE_PARTIJEN = "andere partijen"
    ANDERE_DECLARATIE = "noemt een ander bericht"
    """DeclaratieIdentificatie is not the BerichtIdentificatie of the claim (TR337)."""
    ANDER_NUMMER = "ander declaratienummer"
    ANDER_TOTAAL = "ander ingediend totaal"
    """TotaalIngediendBedrag is not that of the claim (TR366)."""
    REGEL_ONBEKEND = "regel niet ingediend"
    REGEL_DUBBEL = "regel twee keer"
    REGEL_ANDERS = "regel anders dan ingediend"
    """A line that came back is not as it was claimed (TR367)."""
    TOEGEKEND_TOTAAL = "toegekend totaal klopt niet"
    """TotaalToegekendBedrag is not what was claimed less what came back (TR342)."""


class Regeluitkomst(msgspec.Struct, frozen=True):
    """What became of one line. `bedrag` is signed; `codes` say why it was rejected, empty when it was not."""

    bsn: str
    prestatie: m323.Prestatie
    staat: Staat
    codes: tuple[str, ...] = ()

    @property
    def bedrag(self) -> int:
        amount = self.prestatie.ingediend_bedrag.bedrag
        return -amount if is_credit(self.prestatie) else amount


class Antwoord(msgspec.Struct, frozen=True):
    """A claim beside its answer. Amounts are signed eurocents.

    `geheel_afgewezen` holds the codes that reject the claim as a whole: then it counts as not sent, its numbers are free and its
    period is not used. `toegekend` and `afgewezen` follow from the lines; `volgens_antwoord` is the TotaalToegekendBedrag, None
    where there is none. While `verschillen` is not empty, somebody must look.
    """

    regels: tuple[Regeluitkomst, ...]
    geheel_afgewezen: tuple[str, ...] = ()
    volgens_antwoord: int | None = None
    verschillen: tuple[Verschil, ...] = ()

    @property
    def ingediend(self) -> int:
        return sum(regel.bedrag for regel in self.regels)

    @property
    def toegekend(self) -> int:
        return self.in_staat(Staat.TOEGEKEND)

    @property
    def afgewezen(self) -> int:
        return self.in_staat(Staat.AFGEWEZEN)

    def in_staat(self, staat: Staat) -> int:
        return sum(regel.bedrag for regel in self.regels if regel.staat == staat)


class _Naam(NamedTuple):
    """What names a line within its claim (TR101)."""

    bsn: str
    referentie: str
    vorig: str | None


_Teruggekomen = Mapping[_Naam, tuple[str, ...]]
"""The codes of the lines that came back."""


def nog_open(claim: m323.Bericht) -> Antwoord:
    """A claim without an answer: all its lines are open."""
    return Antwoord(tuple(Regeluitkomst(bsn, line, Staat.OPEN) for bsn, line in _lines(claim)))


def verwerkt(claim: m323.Bericht, answer: m325.Bericht) -> Antwoord:
    """What the answer says of each line of the claim (IV087, IV088). Of another claim it says nothing: all stays open."""
    elsewhere = tuple(_elsewhere(claim, answer))
    if elsewhere:
        return msgspec.structs.replace(nog_open(claim), verschillen=elsewhere)
    rejected, body = _rejecting(answer), answer.declaratie_antwoord
    if rejected or body is None:
        regels = tuple(Regeluitkomst(bsn, line, Staat.AFGEWEZEN, rejected) for bsn, line in _lines(claim))
        return Antwoord(regels, rejected, signed(body.totaal_toegekend_bedrag) if body else None, tuple(_totals(claim, body, 0)))
    returned = dict(_returned(body))
    regels = tuple(_outcome(bsn, line, returned) for bsn, line in _lines(claim))
    outcome = Antwoord(regels, (), signed(body.totaal_toegekend_bedrag))
    differences = (*_line_differences(claim, body), *_totals(claim, body, outcome.toegekend))
    return msgspec.structs.replace(outcome, verschillen=tuple(dict.fromkeys(differences)))


def signed(total: TotaalBedragMetDC) -> int:
    """A total of a message as a signed number of eurocents."""
    return totaal([(total.totaal_bedrag, total.debet_credit not in CREDIT)])


def _elsewhere(claim: m323.Bericht, answer: m325.Bericht) -> Iterator[Verschil]:
    """Why the answer is not one to this claim."""
    if (answer.header.afzender, answer.header.ontvanger) != (claim.header.ontvanger, claim.header.afzender):
        yield Verschil.ANDERE_PARTIJEN
    if answer.header.declaratie_identificatie != claim.header.bericht_identificatie:
        yield Verschil.ANDERE_DECLARATIE
    body = answer.declaratie_antwoord
    if body and body.declaratie_nummer != claim.declaratie.declaratie_nummer:
        yield Verschil.ANDER_NUMMER


def _rejecting(answer: m325.Bericht) -> tuple[str, ...]:
    """The codes that reject the claim as a whole, of the header or of the claim itself."""
    body = answer.declaratie_antwoord
    codes = (*answer.header.retour_codes, *(body.retour_codes if body else ()))
    return tuple(dict.fromkeys(code for code in codes if code not in GOED))


def _returned(body: m325.DeclaratieAntwoord) -> Iterator[tuple[_Naam, tuple[str, ...]]]:
    """Lines that came back, with their codes: where a client is wrong its lines were not judged, and its codes are theirs."""
    for client in body.clienten:
        for line in client.prestaties:
            codes = (*client.retour_codes, *line.retour_codes)
            yield _name(client.bsn, line), tuple(dict.fromkeys(code for code in codes if code not in GOED | NIET_BEOORDEELD))


def _outcome(bsn: str, line: m323.Prestatie, returned: _Teruggekomen) -> Regeluitkomst:
    codes = returned.get(_name(bsn, line))
    return Regeluitkomst(bsn, line, Staat.TOEGEKEND) if codes is None else Regeluitkomst(bsn, line, Staat.AFGEWEZEN, codes)


def _line_differences(claim: m323.Bericht, body: m325.DeclaratieAntwoord) -> Iterator[Verschil]:
    claimed = {_name(bsn, line): line for bsn, line in _lines(claim)}
    seen: set[_Naam] = set()
    for client in body.clienten:
        for line in client.prestaties:
            name = _name(client.bsn, line)
            if name not in claimed:
                yield Verschil.REGEL_ONBEKEND
            elif claimed[name] != _as_claimed(line):
                yield Verschil.REGEL_ANDERS
            if name in seen:
                yield Verschil.REGEL_DUBBEL
            seen.add(name)


def _totals(claim: m323.Bericht, body: m325.DeclaratieAntwoord | None, granted: int) -> Iterator[Verschil]:
    if body is None:
        return
    if body.totaal_ingediend_bedrag != claim.declaratie.totaal_ingediend_bedrag:
        yield Verschil.ANDER_TOTAAL
    if signed(body.totaal_toegekend_bedrag) != granted:
        yield Verschil.TOEGEKEND_TOTAAL


def _name(bsn: str, line: m323.Prestatie) -> _Naam:
    named = line.product_referentie
    return _Naam(bsn, named.referentie_nummer, named.vorig_referentie_nummer)


def _as_claimed(line: m325.Prestatie) -> m323.Prestatie:
    return m323.Prestatie(**{field.attr: getattr(line, field.attr) for field in fields(m323.Prestatie)})


def _lines(claim: m323.Bericht) -> Iterator[tuple[str, m323.Prestatie]]:
    for client in claim.declaratie.clienten:
        for line in client.prestaties:
            yield client.bsn, line
