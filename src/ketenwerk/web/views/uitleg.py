"""What a code means: the language table beside the index of the standard."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ..access import EVERYBODY, asks
from ..shown.explained import explained, find, groups


@asks(EVERYBODY)
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:60]
    exact = find(words) if words else None
    if exact:
        return redirect("uitleg", code=exact)
    found = groups(words)
    return render(
        request, "ketenwerk/uitleg_lijst.html", {"q": words, "groups": found, "total": sum(len(g.entries) for g in found)}
    )


@asks(EVERYBODY)
@require_safe
def code(request: HttpRequest, code: str) -> HttpResponse:
    known = find(code)
    if known is None:
        raise Http404
    if known != code:
        return redirect("uitleg", code=known)
    return render(request, "ketenwerk/uitleg.html", {"entry": explained(known)})
