"""What the answer on each claim that waits would say, kept with what it hangs on, so that its age can be told without judging.

A judgement hangs on the messages that took effect in its conversation, the answers on the claims before it, the agreements of
both parties, who the provider is, the version of the rules, and on the day only while its Dagtekening is yet to come (TR135).
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

import msgspec
from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from ketenwerk import __version__
from ketenwerk.messages.finding import Finding

from . import archive
from .models import Afspraakrij, Archiefbericht, Declaratie, Opgave, Voorstel
from .rows import insert

LEASE: Final = timedelta(minutes=5)
"""How long a claim is left to who began to judge it: one that was killed is followed by another."""


class Groep(msgspec.Struct, frozen=True, array_like=True):
    """Lines with the same codes, by position from 0: the codes of their client, and their own."""

    client: tuple[str, ...]
    lijn: tuple[str, ...]
    posities: list[int]


class Inhoud(msgspec.Struct, frozen=True):
    """What a 325 would say: what it grants (eurocents with sign), how many lines it rejects, and which with which codes."""

    toegekend: int
    afgewezen_regels: int
    geheel_afgewezen: bool
    groepen: tuple[Groep, ...] = ()


class Stempel(msgspec.Struct, frozen=True):
    """What a judgement hangs on besides the claim and the day."""

    verwerkt: int
    beantwoord: int
    afgesproken: int
    gegevens_van: datetime | None
    versie: str = __version__


def stempel(declaratie: Declaratie) -> Stempel:
    """What a judgement at this moment would hang on, in one query. Asked before judging: what happens meanwhile makes it old."""
    return Stempel(*_stamped(Declaratie.objects.filter(pk=declaratie.pk)).values_list(*_NOW).get())


def kept(declaratie: Declaratie, today: date) -> tuple[Voorstel | None, bool]:
    """The proposal on a claim without what was found, and whether judging now would say the same. One query.

    None where nobody judged the claim since its place in the register was made.
    """
    found = _stamped(Declaratie.objects.filter(pk=declaratie.pk)).select_related("voorstel").defer("voorstel__bevindingen").get()
    row: Voorstel | None = getattr(found, "voorstel", None)
    if row is None or row.at is None:
        return None, False
    then = Stempel(*(getattr(row, name) for name in Stempel.__struct_fields__))
    now = Stempel(*(getattr(found, name) for name in _NOW))
    return row, _holds(then, now, row.at, declaratie.dagtekening, today)


def stale(now: datetime) -> list[int]:
    """The claims that a municipality of ours must answer without a fresh proposal, and that nobody judges now. One query."""
    rows = Declaratie.objects.filter(staat=Declaratie.Staat.OPEN, party__code=F("gesprek__gemeente")).order_by("pk")
    rows = rows.filter(Q(voorstel__begonnen_op=None) | Q(voorstel__begonnen_op__lt=now - LEASE))
    then = [f"voorstel__{name}" for name in Stempel.__struct_fields__]
    today, found = timezone.localdate(now), []
    for pk, dagtekening, at, *rest in _stamped(rows).values_list("pk", "dagtekening", "voorstel__at", *then, *_NOW):
        stood = Stempel(*rest[: len(then)])
        if not _holds(stood, Stempel(*rest[len(then) :]), at, dagtekening, today):
            found.append(pk)
    return found


def begin(declaratie: Declaratie, now: datetime) -> bool:
    """Takes it upon us to judge this claim; False where another does."""
    if not Voorstel.objects.filter(declaratie=declaratie).exists():
        _new(declaratie)
    free = Q(begonnen_op=None) | Q(begonnen_op__lt=now - LEASE)
    return bool(Voorstel.objects.filter(free, declaratie=declaratie).update(begonnen_op=now))


def keep(
    declaratie: Declaratie, inhoud: Inhoud, stempel: Stempel, now: datetime, findings: Sequence[Finding] | None = None
) -> None:
    """Keeps a proposal in place of the one that stood. `findings` is None where the message itself holds them already."""
    row = Voorstel.objects.filter(declaratie=declaratie).defer("bevindingen").first() or Voorstel(declaratie=declaratie)
    is_new = row._state.adding
    for name, value in {**msgspec.structs.asdict(stempel), "at": now, "begonnen_op": None}.items():
        setattr(row, name, value)
    row.toegekend, row.afgewezen_regels = inhoud.toegekend, inhoud.afgewezen_regels
    row.geheel_afgewezen = inhoud.geheel_afgewezen
    row.groepen = msgspec.json.encode(inhoud.groepen).decode()
    row.seal("bevindingen", b"" if findings is None else msgspec.json.encode(findings))
    if is_new:
        insert([row], ignore_known=True)
    else:
        row.save(force_update=True, update_fields=_WRITTEN)


def inhoud(row: Voorstel) -> Inhoud:
    groepen = msgspec.json.decode(row.groepen, type=tuple[Groep, ...])
    return Inhoud(row.toegekend, row.afgewezen_regels, row.geheel_afgewezen, groepen)


def findings(declaratie: Declaratie) -> list[Finding]:
    """All that was found when a claim was judged last, decisions of people left out; nothing where it was not judged yet."""
    rows = Voorstel.objects.filter(declaratie=declaratie, at__isnull=False).select_related("declaratie__bericht")
    row = rows.only("key_id", "bevindingen", "declaratie__bericht__key_id", "declaratie__bericht__judgement").first()
    if row is None:
        return []
    own = row.opened("bevindingen")
    return msgspec.json.decode(own, type=list[Finding]) if own else archive.findings(row.declaratie.bericht)


def drop(declaratie: Declaratie) -> None:
    """Throws a proposal away: the claim has its answer."""
    Voorstel.objects.filter(declaratie=declaratie).delete()


_NOW: Final = ("nu_verwerkt", "nu_beantwoord", "nu_afgesproken", "nu_gegevens_van")
_WRITTEN: Final = [
    field.attname for field in Voorstel._meta.concrete_fields if field.attname not in ("id", "key_id", "declaratie_id")
]


def _holds(then: Stempel, now: Stempel, at: datetime | None, dagtekening: date, today: date) -> bool:
    return then == now and at is not None and (dagtekening > timezone.localdate(at)) == (dagtekening > today)


def _new(declaratie: Declaratie) -> None:
    row = Voorstel(declaratie=declaratie)
    row.seal("bevindingen", b"")
    insert([row], ignore_known=True)


def _stamped(rows: QuerySet[Declaratie]) -> QuerySet[Declaratie]:
    """With what a judgement of each would hang on now."""
    effect = Archiefbericht.objects.filter(gesprek=OuterRef("gesprek"), processed_nr__isnull=False)
    effect = effect.filter(Q(counts=True) | Q(heenbericht__isnull=False)).order_by("-processed_nr").values("processed_nr")[:1]
    answered = Declaratie.objects.filter(gesprek=OuterRef("gesprek"), pk__lt=OuterRef("pk"))
    answered = answered.exclude(staat=Declaratie.Staat.OPEN).order_by().values("gesprek").annotate(n=Count("pk")).values("n")
    agreed = Afspraakrij.objects.filter(
        Q(aanbieder=OuterRef("gesprek__aanbieder")) | Q(aanbieder=""),
        party=OuterRef("party"),
        gemeente=OuterRef("gesprek__gemeente"),
    )
    newest = Max(Greatest("uit_id", Coalesce("vervangen_door_id", "uit_id")))
    agreed = agreed.order_by().values("party").annotate(n=newest).values("n")
    about = Opgave.objects.filter(
        soort=Opgave.Soort.GEGEVENS, relatie__party=OuterRef("party"), relatie__code=OuterRef("gesprek__aanbieder")
    )
    return rows.annotate(
        nu_verwerkt=Coalesce(Subquery(effect), 0),
        nu_beantwoord=Coalesce(Subquery(answered), 0),
        nu_afgesproken=Coalesce(Subquery(agreed), 0),
        nu_gegevens_van=Subquery(about.order_by("-at").values("at")[:1]),
    )
