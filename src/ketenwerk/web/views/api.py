"""The page about the API, and the document that software reads. Both say nothing of anybody, so they are open."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..access import EVERYBODY, asks
from ..api.adressen import API, OPERATIES
from ..api.document import GROEPEN, document
from ..api.operatie import Operatie
from ..api.probleem import SOORTEN


@asks(EVERYBODY)
@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    return JsonResponse(document(API), json_dumps_params={"ensure_ascii": False})


@asks(EVERYBODY)
@require_safe
def pagina(request: HttpRequest) -> HttpResponse:
    """Each operation with its words and an example, in our own look."""
    groups = [
        {"name": name, "key": f"groep-{number}", "operations": [_shown(each) for each in OPERATIES if each.groep == name]}
        for number, name in enumerate(GROEPEN, 1)
    ]
    faults = [{"name": name, "status": each.status, "title": each.titel, "when": each.wanneer} for name, each in SOORTEN.items()]
    context = {"groups": groups, "faults": faults, "most": settings.KETENWERK_API_PER_MINUTE}
    return render(request, "ketenwerk/api.html", context)


def _shown(operatie: Operatie) -> dict[str, Any]:
    example = operatie.voorbeeld
    return {
        "key": operatie.naam,
        "method": operatie.methode,
        "path": f"/api/v1{operatie.pad}".replace("{uuid:", "{").replace("{int:", "{"),
        "title": operatie.titel,
        "words": operatie.uitleg,
        "deed": operatie.daad.value,
        "writes": operatie.schrijft,
        "address": f"{operatie.methode} /api/v1{example.adres}",
        "question": _text(example.vraag),
        "answer": _text(example.antwoord),
    }


def _text(example: Any) -> str:
    if example is None or isinstance(example, str):
        return example or ""
    return json.dumps(example, ensure_ascii=False, indent=2)
