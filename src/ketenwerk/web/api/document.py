"""The OpenAPI document: what the library knows of the operations, with our examples, faults and shapes in it."""

from functools import cache
from typing import Any, Final

import msgspec
from ninja import NinjaAPI

from ketenwerk.rules.berekening import Berekening

from . import berichten, betalingen, clienten, declaraties, leveringen, leverrij, maanden, openstaand, sleutel
from .operatie import OPERATIES, Operatie
from .probleem import SOORTEN, TYPE

PREFIX: Final = "api/v1"
GROEPEN: Final = (
    sleutel.GROEP,
    leveringen.GROEP,
    maanden.GROEP,
    declaraties.GROEP,
    openstaand.GROEP,
    clienten.GROEP,
    berichten.GROEP,
    betalingen.GROEP,
)
"""The operations in the order in which somebody who begins would use them."""
_FAULTS: Final = ("sleutel", "niet-toegestaan", "onbekend", "te-groot", "ongeldig", "te-vaak")
_WITH_BODY: Final = ("onleesbaar", "gewijzigd")
_REF: Final = "#/components/schemas/{name}"
_OF_CALCULATION: Final = "Berekening.{name}"
_WORDS: Final = (
    "De administratie van Jeugdwet en Wmo als JSON. Bedragen zijn hele eurocenten, dagen jjjj-mm-dd, maanden jjjj-mm. "
    "Een BSN staat nooit in een adres. Fouten zijn problem details (RFC 9457)."
)
_PROBLEM: Final = {
    "type": "object",
    "title": "Probleem",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "De soort fout; een adres met uitleg."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "Wat er gebeurde en wat u nu doet."},
        "fouten": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tekst"],
                "properties": {
                    "tekst": {"type": "string"},
                    "veld": {"type": "string"},
                    "plaats": {"type": "string"},
                    "blokkeert": {"type": "boolean"},
                },
            },
        },
    },
}


@cache
def document(api: NinjaAPI) -> dict[str, Any]:
    """The whole document. Nothing in it depends on who asks."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(dict(api.get_openapi_schema(path_prefix=f"{PREFIX}/"))))
    found["info"] = {
        "title": "ketenwerk",
        "version": api.version,
        "description": _WORDS,
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    }
    found["tags"] = [{"name": name} for name in GROEPEN]
    schemas = found["components"]["schemas"]
    schemas |= {"Probleem": _PROBLEM, "Nieuw": leverrij.Nieuw.model_json_schema()}
    # Rows are read one by one, so that a wrong one is an outcome; the library knows nothing of their shape.
    schemas["Aanlevering"]["properties"]["leveringen"]["items"] = {"$ref": _REF.format(name="Nieuw")}
    (_, shapes) = msgspec.json.schema_components([Berekening], ref_template=_REF.format(name=_OF_CALCULATION))
    schemas |= {_OF_CALCULATION.format(name=name): shape for name, shape in shapes.items()}
    for operatie in OPERATIES:
        _complete(found["paths"][_path(operatie)][operatie.methode.lower()], operatie)
    used = _used(found["paths"], schemas)
    found["components"]["schemas"] = {name: shape for name, shape in schemas.items() if name in used}
    return found


def _used(start: Any, schemas: dict[str, Any]) -> set[str]:
    """The shapes that something points at: those of a question in an address stand there themselves."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            name = str(each.get("$ref", "")).removeprefix(_REF.format(name=""))
            if name in schemas and name not in found:
                found.add(name)
                waiting.append(schemas[name])
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
    return found


def _path(operatie: Operatie) -> str:
    plain = operatie.pad.replace("{uuid:", "{").replace("{int:", "{")
    return f"/{PREFIX}{plain}"


def _complete(described: dict[str, Any], operatie: Operatie) -> None:
    example, responses = operatie.voorbeeld, described["responses"]
    if example.vraag is not None:
        next(iter(described["requestBody"]["content"].values()))["example"] = example.vraag
    for status, response in responses.items():
        response["description"] = "Gelukt." if int(status) < 300 else response["description"]
        for content in response.get("content", {}).values():
            if example.antwoord is not None:
                content["example"] = example.antwoord
            if operatie.naam == "declaraties-berekening":
                content["schema"] = {"$ref": _REF.format(name=_OF_CALCULATION.format(name="Berekening"))}
                content.pop("example")
    for soort in (*_FAULTS, *(_WITH_BODY if operatie.methode in ("POST", "PUT", "DELETE") else ())):
        kind = SOORTEN[soort]
        schema = {"$ref": _REF.format(name="Probleem")}
        responses[str(kind.status)] = {"description": f"{kind.titel}. {kind.wanneer}", "content": {TYPE: {"schema": schema}}}
