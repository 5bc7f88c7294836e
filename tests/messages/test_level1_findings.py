"""Each finding of level 1: what it is about, where it stands, with which value, and in which words."""

import re
import tomllib
from importlib.resources import files

import pytest
from level1_cases import CASES, CLIENT, PRODUCT, Case, value

from ketenwerk.messages import read as read_module
from ketenwerk.messages.read import NotReadable, reading
from ketenwerk.standard import types
from ketenwerk.standard.types import Simple

GROUPS = {"XML", "XSD", "TYPE", "RELEASE"}


@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case.key}" for number, case in enumerate(CASES)])
def test_the_finding_says_what_where_and_with_which_value(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    data = case.data
    if case.key == "XSD.anders":
        # The net under the explanation: what the schema refuses stays refused, also when we could not say why.
        data = value("Geslacht", "3")
        monkeypatch.setattr(read_module, "explain", lambda *_args, **_more: ())
    with pytest.raises(NotReadable) as refused:
        reading(data)
    findings = refused.value.findings
    finding = findings[-1] if case.key == "XSD.afgebroken" else findings[0]
    assert (finding.key, finding.path, finding.line, finding.found) == (case.key, case.path, case.line, case.found)
    assert (finding.rule, finding.level, finding.code, finding.signal) == (case.key.partition(".")[0], 1, None, False)
    assert case.says in finding.text("nl")
    words = finding.words("nl")
    assert not re.search(r"\{(element|found|expected)\}", " ".join((words.title, words.what, words.why, words.now)))
    assert len(findings) == 1 or case.key == "XSD.afgebroken"


def test_every_text_of_level_1_belongs_to_a_case_above() -> None:
    table = tomllib.loads(files("ketenwerk.standard").joinpath("texts", "niveau1.toml").read_text(encoding="utf-8"))
    # A byte order mark is a signal, shown in test_hostile; the groups are what a rule without a text of its own falls back on.
    assert set(table) - GROUPS - {"XML.bom"} == {case.key for case in CASES}
    assert set(table) >= GROUPS


def test_every_key_that_the_code_uses_has_a_text() -> None:
    folder = files("ketenwerk.messages")
    source = "\n".join(file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".py"))
    used = set(re.findall(r'"((?:XML|XSD|TYPE|RELEASE)\.[\w.]+)"', source))
    assert 'f"XSD.vorm.{simple.form}"' in source
    forms = {
        mark.form for alias in vars(types).values() for mark in getattr(alias, "__metadata__", ()) if isinstance(mark, Simple)
    }
    used |= {f"XSD.vorm.{form}" for form in forms - {"tekst", "code"}}
    assert used == {case.key for case in CASES} | {"XML.bom"}


def test_all_faults_of_a_message_are_named_in_the_order_of_the_message() -> None:
    data = value("Bsn", "1").decode()
    data = re.sub(r"(<jw301:Geslacht>)\d", r"\g<1>7", data, count=1)
    data = re.sub(r"<jw301:Toewijzingsdatum>.*\n", "", data)
    with pytest.raises(NotReadable) as refused:
        reading(data.encode())
    second = PRODUCT.replace("[1]", "[2]")
    assert [(finding.key, finding.path) for finding in refused.value.findings] == [
        ("XSD.vorm.bsn", f"{CLIENT}/Bsn"),
        ("XSD.code", f"{CLIENT}/Geslacht"),
        ("XSD.ontbreekt", f"{PRODUCT}/Toewijzingsdatum"),
        ("XSD.ontbreekt", f"{second}/Toewijzingsdatum"),
    ]
    assert [finding.line for finding in refused.value.findings] == sorted(finding.line or 0 for finding in refused.value.findings)
