"""The document says what the API does: each example fits its shape, and no question that fits a shape breaks anything."""

import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from aanroep import software
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client as Browser
from gebied import AANBIEDER, BSN, DIEMEN, at_municipality, at_provider
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks
from schemathesis.core.failures import FailureGroup

from ketenwerk.web.api import tempo
from ketenwerk.web.api.adressen import OPERATIES
from ketenwerk.web.api.document import GROEPEN
from ketenwerk.web.api.probleem import SOORTEN
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db
EXAMPLES = 6
NAMES = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance")
checks.load_all_checks()
CHECKS = [checks.CHECKS.get_one(name) for name in NAMES]


def read() -> dict[str, Any]:
    response = Browser().get("/api/v1/openapi.json")
    assert response.status_code == 200
    return response.json()


def address(pad: str) -> str:
    return "/api/v1" + re.sub(r"\{(?:uuid|int):", "{", pad)


def fits(example: Any, schema: dict[str, Any], components: dict[str, Any]) -> None:
    whole = {**schema, "components": components}
    found = [str(each) for each in jsonschema_rs.validator_for(whole).iter_errors(example)]
    assert not found, found[:3]


@pytest.mark.parametrize("operatie", OPERATIES, ids=[each.naam for each in OPERATIES])
def test_every_operation_has_dutch_words_and_an_example_that_fits(operatie):
    found = read()
    described = found["paths"][address(operatie.pad)][operatie.methode.lower()]
    assert described["summary"]
    assert described["description"].endswith(".")
    assert described["security"]
    assert operatie.voorbeeld.adres.startswith("/")
    for content in described.get("requestBody", {}).get("content", {}).values():
        if "example" in content and isinstance(content["example"], dict):
            fits(content["example"], content["schema"], found["components"])
    (status,) = (each for each in described["responses"] if int(each) < 300)
    for content in described["responses"][status].get("content", {}).values():
        if "example" in content:
            fits(content["example"], content["schema"], found["components"])
    wanted = operatie.voorbeeld.antwoord is not None and operatie.naam != "declaraties-berekening"
    assert wanted == any("example" in each for each in described["responses"][status].get("content", {}).values())


def test_an_example_that_does_not_fit_would_be_seen():
    found = read()
    schema = {"$ref": "#/components/schemas/Bewaard"}
    with pytest.raises(AssertionError):
        fits({"id": "118"}, schema, found["components"])


def test_no_address_has_room_for_a_bsn():
    for path, methods in read()["paths"].items():
        for described in methods.values():
            names = {each["name"] for each in described["parameters"]}
            assert not {each for each in names if "bsn" in each.lower()}, path


def test_the_document_points_at_nothing_that_is_not_there():
    found = read()
    names = set(re.findall(r'"#/components/schemas/([^"]+)"', str(found).replace("'", '"')))
    assert names == set(found["components"]["schemas"])


def test_the_page_lists_every_operation_and_every_problem(client):
    page = client.get("/api/v1/")
    text = page.content.decode()
    assert page.status_code == 200
    for operatie in OPERATIES:
        assert f'id="{operatie.naam}"' in text
    for soort in SOORTEN:
        assert f'id="{soort}"' in text
    assert {each.groep for each in OPERATIES} == set(GROEPEN)
    assert "https://" not in text
    assert "<script>" not in text
    assert "style=" not in text


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A server closes what a question left open; a test is one transaction over all of its questions."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("rol", [Rol.ZORGADMINISTRATEUR, Rol.CONTROLLER])
def test_questions_by_the_document_break_nothing(rol):
    """Bounded and with a fixed seed. A 5xx, an answer that the document does not know, or another type of content fails."""
    happened = at_municipality(DIEMEN, BSN) if rol == Rol.CONTROLLER else at_provider(AANBIEDER, BSN)
    asking = software(rol, happened.party)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    operations = [result.ok() for result in schema.get_all_operations()]
    assert {each.definition.raw["operationId"] for each in operations} == {each.naam for each in OPERATIES}
    for operation in operations:
        asked(operation, asking.text)


def asked(operation: Any, text: str) -> None:
    """A few questions that fit the document, and some that do not, each answered as the document says."""

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def run(case: Any) -> None:
        tempo.TEMPO.forget()
        try:
            case.call_and_validate(headers={"Authorization": f"Bearer {text}"}, checks=CHECKS)
        except FailureGroup as failed:
            pytest.fail(f"{operation.label}: {[str(each) for each in failed.exceptions]}")

    run()
