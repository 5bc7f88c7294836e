"""The way of a message is tested with keys and a database of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from region import NOW, own, toewijzing

import sommen
from ketenwerk.process import acts
from ketenwerk.register.models import EigenPartij


@pytest.fixture(autouse=True)
def key_file(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("KETENWERK_KEYS", raising=False)
    settings.KETENWERK_KEY_FILE = tmp_path / "sleutels"
    return tmp_path / "sleutels"


@pytest.fixture(autouse=True)
def sums_follow_from_lines(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test does with claims, both sides: what stands on an assignment is what its lines add up to."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        yield
        assert sommen.kept() == sommen.added_up()
    else:
        yield


@pytest.fixture
def gemeente(db: None) -> EigenPartij:
    """A municipality of ours that looks at claims before it answers, with an assignment."""
    party = own()
    party.kijkt_na = True
    party.save()
    assert acts.submit(toewijzing(), party, NOW).bericht is not None
    return party
