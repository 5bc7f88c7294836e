"""The page of a traject: one product of one client at one provider, on a time line."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import dossiers
from ..access import Request, asks
from ..models import Inzage
from ..roles import Daad
from ..shown.client import counterpart, law, masked_client, shown_traject
from ..shown.gebruik import used
from ..shown.geclaimd import claim_entries
from ..shown.parties import party
from ..shown.product import product_words
from ..shown.standing import standing
from ..shown.timeline import Source, timeline
from ..shown.traject import trajecten


@asks(Daad.CLIENT)
@require_safe
def traject(request: Request, key: UUID, partij: str, product: str) -> HttpResponse:
    scope, today = request.scope, timezone.localdate()
    row = scope.client(key)
    known = next((each for each in dossiers.of_client(row, scope) if counterpart(each) == partij), None)
    found = next((each for each in trajecten(known.facts) if each.key == product), None) if known else None
    if known is None or found is None:
        raise Http404
    source = Source(
        berichten=known.berichten,
        returns=dossiers.returns_on([each.pk for each in known.berichten.values()], scope),
        answers=dossiers.answers_to(known, found.references),
    )
    wet, claims = known.facts.gesprek.wet, dossiers.claimed(known, [each.nummer for each in found.toewijzingen])
    ours, readable = known.row.party.code == known.facts.gesprek.aanbieder, scope.may_for(Daad.BERICHT, row.party_id)
    entries = [
        *timeline(found, known.facts, source, today),
        *claim_entries(claims, wet, ours=ours, readable=readable),
    ]
    context = {
        "client": masked_client(row),
        "born": dossiers.birth_years([row.pk]).get(row.pk, ""),
        "law": law(row),
        "title": product_words(found.product, wet),
        "gemeente": party(known.facts.gesprek.gemeente),
        "aanbieder": party(known.facts.gesprek.aanbieder),
        "other": party(partij),
        "entries": sorted(entries, key=lambda entry: (entry.on, entry.rank), reverse=True),
        "used": used(found.toewijzingen, claims, wet),
        "shown": shown_traject(found, known, today),
        "standing": standing(found, known.facts, today),
    }
    if request.method == "GET":
        scope.saw(Inzage.Daad.TRAJECT, client=row)
    return render(request, "ketenwerk/traject.html", context)
