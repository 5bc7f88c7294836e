"""The commands for agreements, product lists, parties and the provider form, as a user gives them."""

from pathlib import Path

import pytest
from test_ledger_commands import Terminal

from ketenwerk.protocol import afsprakenbestand, formulierbestand, productlijstbestand
from ketenwerk.protocol.afspraken import Afspraken
from ketenwerk.protocol.productlijst import Productlijst, Productregel, Versie
from protocol.ingevuld import volledig
from protocol.overeengekomen import AANBIEDER, GEMEENTE, afspraak

AGREED = Afspraken([afspraak(), afspraak(code="45A48", aanbieder=None, tarief=9000)])


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_agreements_go_in_and_come_out_the_same(terminal: Terminal, tmp_path: Path) -> None:
    done = terminal.give("partij", "add", GEMEENTE, "--wet", "jw")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "0384 (jw): toegevoegd.", "")
    file = put(tmp_path / "in.csv", afsprakenbestand.write_csv(AGREED))
    done = terminal.give("afspraken", "import", file)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == "Overgenomen: 2 nieuw, 0 vervangen, 0 eerder beëindigd."
    assert terminal.give("afspraken", "export", tmp_path / "uit.toml").returncode == 0
    given = afsprakenbestand.read_toml((tmp_path / "uit.toml").read_bytes())
    assert set(given.regels) == set(AGREED.regels)
    done = terminal.give("afspraken", "export", tmp_path / "uit.toml")
    assert (done.returncode, "bestaat al" in done.stderr) == (2, True)
    assert terminal.give("afspraken", "export", tmp_path / "uit.toml", "--force").returncode == 0
    done = terminal.give("partij")
    assert "0384 (jw), eigen partij sinds" in done.stdout
    assert f"  {AANBIEDER}: aanbieder" in done.stdout.splitlines()


def test_a_wrong_file_names_every_fault_and_nothing_is_taken_over(terminal: Terminal, tmp_path: Path) -> None:
    terminal.give("partij", "add", GEMEENTE)
    data = afsprakenbestand.write_csv(AGREED).replace(b"8724", b"x").replace(b"9000", b"y")
    done = terminal.give("afspraken", "import", put(tmp_path / "fout.csv", data))
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 3
    assert "regel 2, tarief" in done.stderr
    assert "regel 3, tarief" in done.stderr
    assert "niets overgenomen, 2 fouten" in done.stderr
    terminal.give("afspraken", "export", tmp_path / "uit.csv")
    assert afsprakenbestand.read_csv((tmp_path / "uit.csv").read_bytes()) == Afspraken([])


def test_agreements_of_others_are_refused(terminal: Terminal, tmp_path: Path) -> None:
    done = terminal.give("afspraken", "import", put(tmp_path / "in.csv", afsprakenbestand.write_csv(AGREED)))
    assert done.returncode == 1
    assert "is niet van een eigen partij: gemeente 0384 en aanbieder 65656055" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("afspraken", "import", "{map}/weg.csv"), "bestaat niet"),
        (("afspraken", "import", "{map}/weg.xlsx"), "eindigt op .toml of .csv"),
        (("afspraken", "weg", "{map}/weg.csv"), "import"),
        (("afspraken", "export", "{map}/weg/weg.csv"), "bestaat niet"),
        (("aanbieder", "import", "{map}/weg.toml"), "bestaat niet"),
        (("aanbieder", "export", "{map}/uit.toml", "--agb", "12345678"), "geen invuldocument bekend"),
        (("producten", "export", "{map}/uit.csv"), "welke productlijst"),
        (("partij", "add"), "welke partij"),
        (("partij", "add", "331"), "gemeentecode is vier cijfers"),
    ],
)
def test_wrong_use_is_one_line(terminal: Terminal, tmp_path: Path, command: tuple[str, ...], said: str) -> None:
    done = terminal.give(*(part.format(map=tmp_path) for part in command))
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr


def test_a_provider_form_goes_in_and_comes_out_the_same(terminal: Terminal, tmp_path: Path) -> None:
    file = put(tmp_path / "in.csv", formulierbestand.write_csv(volledig()))
    done = terminal.give("aanbieder", "import", file)
    assert (done.returncode, "partij add" in done.stderr) == (2, True)
    terminal.give("partij", "add", GEMEENTE)
    done = terminal.give("aanbieder", "import", file)
    assert done.returncode == 0
    assert "aanbieder 12345678, voor 2 eigen partijen" in done.stdout
    assert terminal.give("aanbieder", "export", tmp_path / "uit.toml", "--agb", "12345678").returncode == 0
    assert formulierbestand.read_toml((tmp_path / "uit.toml").read_bytes()) == volledig()
    assert "nog leeg" in terminal.give("aanbieder", "export", tmp_path / "leeg.csv").stdout


def test_a_form_that_blocks_is_refused_without_quoting_it(terminal: Terminal, tmp_path: Path) -> None:
    terminal.give("partij", "add", GEMEENTE)
    file = put(tmp_path / "in.csv", formulierbestand.write_csv(volledig(agb="", iban="NL00GEHEIM")))
    done = terminal.give("aanbieder", "import", file)
    assert done.returncode == 1
    assert "de AGB-code ontbreekt" in done.stderr
    assert "GEHEIM" not in done.stderr + done.stdout


def test_a_product_list_goes_in_and_comes_out_the_same(terminal: Terminal, tmp_path: Path) -> None:
    row = Productregel(categorie="45", code="45A48", omschrijving="Begeleiding", eenheid="04", tarief=8724)
    versie = Versie(naam="2024-01", van=afspraak().van, regels=(row,))
    lijst = Productlijst(naam="Regio", wet="jw", gemeenten=(GEMEENTE,), versies=(versie,))
    file = put(tmp_path / "in.csv", productlijstbestand.write(lijst))
    assert "Overgenomen: Regio (jw)" in terminal.give("producten", "import", file).stdout
    assert "Geen verschil: Regio" in terminal.give("producten", "import", file).stdout
    assert terminal.give("producten", "export", tmp_path / "uit.csv").returncode == 0
    assert (tmp_path / "uit.csv").read_bytes() == file.read_bytes()
    done = terminal.give("producten", "import", put(tmp_path / "fout.csv", b"lijst,wet\r\nRegio,jw\r\n"))
    assert done.returncode == 1
    assert "niets overgenomen" in done.stderr
