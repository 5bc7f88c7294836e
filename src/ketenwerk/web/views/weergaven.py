"""Keeping a list with its filters under a name, and taking that away."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from .. import weergaven
from ..access import Request, asks
from ..roles import Daad


@asks(Daad.LIJST)
@require_http_methods(["GET", "HEAD", "POST"])
def bewaren(request: Request) -> HttpResponse:
    if request.method != "POST":
        return redirect("lijst")
    try:
        return redirect(weergaven.keep(request))
    except weergaven.NietBewaard as wrong:
        sent = {name: request.POST.get(name, "") for name in ("lijst", "vraag", "naam")}
        soort = weergaven.LIJSTEN.get(sent["lijst"])
        context = {"problem": str(wrong), "sent": sent, "back": soort.pagina if soort else "lijst"}
        return render(request, "ketenwerk/weergave.html", context, status=422)


@asks(Daad.LIJST)
@require_http_methods(["GET", "HEAD", "POST"])
def weghalen(request: Request, key: int) -> HttpResponse:
    return redirect(weergaven.remove(request, key) if request.method == "POST" else "lijst")
