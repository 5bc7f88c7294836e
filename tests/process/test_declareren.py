"""Claims in the way of a message: judged line by line beside what came before, answered once, and each line kept."""

from datetime import date
from typing import Any

import msgspec
import pytest
from region import NOW, deliver, named, own, start, stop, toewijzing

import builders as b
from ketenwerk.messages.read import read
from ketenwerk.messages.write import write
from ketenwerk.process import acts, declareren, intake
from ketenwerk.process.rebuild import rebuild
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.protocol.partij import Partij, PartijSoort
from ketenwerk.register import afspraken, archive, relaties
from ketenwerk.register.models import Archiefbericht, Declaratie, Declaratieregel, EigenPartij
from ketenwerk.rules.reply import reply
from ketenwerk.standard import m323, m325

pytestmark = pytest.mark.django_db(transaction=True)

MONTHS = ("2026-04", "2026-05", "2026-06")


def line(referentie: str, month: str = "2026-04", volume: int = 4, vorig: str | None = None, **changes: Any) -> m323.Prestatie:
    last = {"2026-04": "30", "2026-05": "31", "2026-06": "30"}[month]
    return b.prestatie(
        "jw",
        product_referentie=b.referentie(referentie, vorig),
        product_periode=b.periode(f"{month}-01", f"{month}-{last}"),
        geleverd_volume=volume,
        ingediend_bedrag=b.bedrag(-volume * 1250 if vorig else volume * 1250),
        **changes,
    )


def claim(number: str, *lines: m323.Prestatie, month: str = "2026-04", **changes: Any) -> m323.Bericht:
    last = {"2026-04": "30", "2026-05": "31", "2026-06": "30"}[month]
    made = b.bericht323(
        "jw",
        b.client323(*lines),
        declaratie_nummer=number,
        declaratie_periode=b.periode(f"{month}-01", f"{month}-{last}"),
        dagtekening="2026-07-06",
        **changes,
    )
    return named(made, f"B{number}")


def states() -> dict[str, str]:
    rows = Declaratieregel.objects.order_by("pk").values_list("referentie", "staat", "gecrediteerd")
    return {referentie: staat + (" gecrediteerd" if credited else "") for referentie, staat, credited in rows}


def answer(kept: intake.Ontvangst) -> m325.Bericht:
    made = read(archive.payload(kept.antwoord))
    assert isinstance(made, m325.Bericht)
    return made


@pytest.fixture
def gemeente() -> EigenPartij:
    party = own()
    assert acts.submit(toewijzing(), party, NOW).bericht is not None
    return party


def test_a_claim_of_nobody_known_is_rejected_per_client(gemeente):
    (kept,) = deliver(claim("D1", line("L1")), claim("D2", line("L2", toewijzing_nummer=999)))[1:]
    (client,) = answer(kept).declaratie_antwoord.clienten
    assert [each.retour_codes for each in client.prestaties] == [("9338",)]
    assert states() == {"L1": "toegekend", "L2": "afgewezen"}


def test_what_is_right_is_granted_and_what_is_not_comes_back(gemeente):
    (kept,) = deliver(claim("D1", line("L1"), line("L2", "2026-04", product_code="99999")))
    antwoord = answer(kept).declaratie_antwoord
    assert antwoord.totaal_toegekend_bedrag == b.totaal(5000)
    declaratie = Declaratie.objects.get()
    assert (declaratie.ingediend, declaratie.toegekend, declaratie.regels, declaratie.afgewezen_regels) == (10000, 5000, 2, 1)
    assert (declaratie.staat, declaratie.antwoord) == ("beantwoord", kept.antwoord)
    assert Declaratieregel.objects.get(referentie="L2").codes == "9340"


def test_earlier_claims_count(gemeente):
    first, again, other = deliver(
        claim("D1", line("L1")), claim("D2", line("L2")), claim("D3", line("L1", "2026-05"), month="2026-05")
    )
    assert answer(first).declaratie_antwoord.retour_codes == ("8001",)
    assert Declaratieregel.objects.get(referentie="L2").codes == "9389"
    (client,) = answer(other).declaratie_antwoord.clienten
    assert client.prestaties[0].retour_codes == ("8021",)
    assert answer(again).declaratie_antwoord.totaal_toegekend_bedrag == b.totaal(0)


def test_a_line_is_credited_and_claimed_anew_in_one_message(gemeente):
    deliver(claim("D1", line("L1")), claim("D2", line("L2", vorig="L1"), line("L3", volume=3)))
    assert states() == {"L1": "toegekend gecrediteerd", "L2": "toegekend", "L3": "toegekend"}
    (kept,) = deliver(claim("D3", line("L4", vorig="L1")))
    assert Declaratieregel.objects.get(referentie="L4").codes == "9390"
    assert kept.antwoord is not None


def test_a_claim_that_is_wrong_as_a_whole_counts_as_not_sent(gemeente):
    deliver(claim("D1", line("L1"), month="2026-05"))
    (late,) = deliver(claim("D2", line("L2")))
    assert answer(late).declaratie_antwoord.retour_codes == ("8214",)
    declaratie = Declaratie.objects.get(nummer="D2")
    assert (declaratie.staat, declaratie.toegekend, declaratie.regel_rijen.count()) == ("afgewezen", 0, 0)
    (again,) = deliver(named(claim("D2", line("L2", "2026-05"), month="2026-05"), "BD2"))
    assert answer(again).declaratie_antwoord.retour_codes == ("8001",)


@pytest.mark.parametrize("wet", ["jw", "wmo"])
def test_laws_have_claims_of_their_own(wet):
    party = own(wet=wet)
    assert acts.submit(toewijzing(wet=wet), party, NOW).bericht is not None
    (kept,) = deliver(b.bericht323(wet))
    assert answer(kept).declaratie_antwoord.retour_codes == ("8001",)


def test_an_assignment_with_granted_lines_is_not_deleted(gemeente):
    deliver(claim("D1", line("L1")))
    gone = toewijzing("T2", reden_wijziging="13", toewijzingsdatum=b.dag("2026-07-07"), einddatum=b.dag("2026-04-01"))
    assert [each.rule for each in acts.submit(gone, gemeente, NOW).report.rejecting] == ["TR385"]
    deliver(claim("D2", line("L2", vorig="L1")))
    assert acts.submit(gone, gemeente, NOW).bericht is not None


class TestWhoLooksFirst:
    @pytest.fixture(autouse=True)
    def _looks(self, gemeente):
        gemeente.kijkt_na = True
        gemeente.save()

    def test_a_claim_waits_and_its_lines_count_meanwhile(self):
        first, second = deliver(claim("D1", line("L1")), claim("D2", line("L2")))
        assert (first.antwoord, second.antwoord) == (None, None)
        assert states() == {"L1": "open", "L2": "open"}

    def test_the_oldest_is_answered_first(self):
        deliver(claim("D1", line("L1")), claim("D2", line("L2")))
        first, second = Declaratie.objects.order_by("pk")
        with pytest.raises(declareren.OlderFirst):
            declareren.settle(second.pk, NOW)
        declareren.settle(first.pk, NOW)
        declareren.settle(second.pk, NOW)
        assert states() == {"L1": "toegekend", "L2": "afgewezen"}

    def test_answers_once(self):
        deliver(claim("D1", line("L1")))
        declaratie = declareren.settle(Declaratie.objects.get().pk, NOW)
        assert declaratie.antwoord.to_send
        with pytest.raises(declareren.AlreadyAnswered):
            declareren.settle(declaratie.pk, NOW)
        assert Archiefbericht.objects.filter(number="325").count() == 1

    def test_a_person_refuses_a_line(self):
        deliver(claim("D1", line("L1"), line("L2", "2026-05"), month="2026-05"))
        declaratie = declareren.settle(Declaratie.objects.get().pk, NOW, {(1, 2): "0611"})
        assert states() == {"L1": "toegekend", "L2": "afgewezen"}
        assert declaratie.toegekend == 5000

    @pytest.mark.parametrize("refused", [{(1, 2): "0611"}, {(0, 1): "0611"}, {(1, 1): "XXXX"}])
    def test_refuses_only_a_line_that_is_there_with_a_known_code(self, refused):
        deliver(claim("D1", line("L1")))
        with pytest.raises(ValueError, match="no such"):
            declareren.settle(Declaratie.objects.get().pk, NOW, refused)
        assert states() == {"L1": "open"}

    def test_what_is_wrong_as_a_whole_is_answered_at_once(self):
        (kept,) = deliver(claim("D1", line("L1"), totaal_ingediend_bedrag=b.totaal(1)))
        assert answer(kept).header.retour_codes == ("0001",)


class TestProvider:
    """The other side: what we claim, and the 325 that comes back."""

    @pytest.fixture(autouse=True)
    def aanbieder(self):
        self.party = own(b.AANBIEDER)
        deliver(toewijzing())

    def send(self, bericht: m323.Bericht) -> Archiefbericht:
        sent = acts.submit(bericht, self.party, NOW)
        assert sent.bericht is not None, [each.rule for each in sent.report.findings]
        return sent.bericht

    def answered(self, bericht: m323.Bericht, *codes: tuple[str, str], name: str = "A1", header: str = "") -> m325.Bericht:
        """The answer of the municipality, with these lines rejected."""
        from ketenwerk.rules.judge import Report

        made = reply(Report((), b.message_of(bericht), bericht), identificatie=name, dagtekening=b.dag("2026-07-10"))
        assert isinstance(made, m325.Bericht)
        if header:
            return msgspec.structs.replace(
                made, header=msgspec.structs.replace(made.header, retour_codes=(header,)), declaratie_antwoord=None
            )
        if not codes:
            return made
        wrong = dict(codes)
        (client,) = bericht.declaratie.clienten
        rejected = tuple(
            m325.Prestatie(**{name: getattr(each, name) for name in each.__struct_fields__}, retour_codes=(wrong[number],))
            for each in client.prestaties
            if (number := each.product_referentie.referentie_nummer) in wrong
        )
        granted = bericht.declaratie.totaal_ingediend_bedrag.totaal_bedrag - sum(
            each.ingediend_bedrag.bedrag for each in rejected
        )
        body = msgspec.structs.replace(
            made.declaratie_antwoord,
            totaal_toegekend_bedrag=b.totaal(granted),
            retour_codes=("0200",),
            clienten=(m325.Client(bsn=client.bsn, prestaties=rejected, retour_codes=("0200",)),),
        )
        return msgspec.structs.replace(made, declaratie_antwoord=body)

    def test_what_would_be_rejected_does_not_leave(self):
        sent = acts.submit(claim("D1", line("L1", toewijzing_nummer=999)), self.party, NOW)
        assert [each.rule for each in sent.report.rejecting] == ["TR338"]
        assert not Declaratie.objects.exists()

    def test_lines_wait_until_the_answer_says_what_became_of_them(self):
        bericht = claim("D1", line("L1"), line("L2", "2026-05"), month="2026-05")
        self.send(bericht)
        assert states() == {"L1": "open", "L2": "open"}
        (kept,) = deliver(self.answered(bericht, ("L2", "9338")))
        assert (kept.bericht.verdict, archive.findings(kept.bericht)) == ("accepted", [])
        assert states() == {"L1": "toegekend", "L2": "afgewezen"}
        declaratie = Declaratie.objects.get()
        assert (declaratie.staat, declaratie.toegekend, declaratie.afgewezen_regels) == ("beantwoord", 5000, 1)

    @pytest.mark.eis("E041")
    def test_a_second_answer_changes_nothing(self):
        bericht = claim("D1", line("L1"))
        self.send(bericht)
        first, second = deliver(self.answered(bericht), self.answered(bericht, ("L1", "9338"), name="A2"))
        assert [each.rule for each in archive.findings(second.bericht)] == ["LOK003"]
        assert states() == {"L1": "toegekend"}
        assert first.bericht.heenbericht == second.bericht.heenbericht

    def test_an_answer_to_nothing_is_said_so_and_changes_nothing(self):
        bericht = claim("D1", line("L1"))
        (kept,) = deliver(self.answered(bericht))
        assert {each.rule for each in archive.findings(kept.bericht)} == {"TR337", "TR376"}

    def test_a_whole_rejection_leaves_the_numbers_free(self):
        bericht = claim("D1", line("L1"))
        self.send(bericht)
        deliver(self.answered(bericht, header="8848"))
        assert (Declaratie.objects.get().staat, Declaratieregel.objects.count()) == ("afgewezen", 0)
        self.send(bericht)

    def test_a_rejected_credit_leaves_the_line_as_it_was(self):
        first, second = claim("D1", line("L1")), claim("D2", line("L2", vorig="L1"))
        self.send(first)
        deliver(self.answered(first))
        self.send(second)
        assert states()["L1"] == "toegekend gecrediteerd"
        deliver(self.answered(second, ("L2", "8017"), name="A2"))
        assert states() == {"L1": "toegekend", "L2": "afgewezen"}

    def test_rebuilding_gives_the_same(self):
        first, second, third = claim("D1", line("L1")), claim("D2", line("L2", vorig="L1")), claim("D3", line("L3", volume=2))
        self.send(first)
        deliver(self.answered(first))
        self.send(second)
        deliver(self.answered(second, name="A2", header="8848"))
        self.send(named(second, "BD2X"))
        self.send(third)
        before = states()
        assert [each.differences for each in rebuild(verify=True)] == [0]
        assert states() == before


def test_rebuilding_what_was_received_gives_the_same(gemeente):
    deliver(
        claim("D1", line("L1")),
        claim("D2", line("L2", vorig="L1"), line("L3", volume=3)),
        claim("D2", line("L9")),
        claim("D4", line("L4", toewijzing_nummer=999)),
        b.bericht323("jw", b.client323(line("L5"), bsn="999990020"), declaratie_nummer="D5"),
    )
    gemeente.kijkt_na = True
    gemeente.save()
    deliver(claim("D6", line("L6", "2026-05"), month="2026-05"))
    before = states()
    assert [each.differences for each in rebuild(verify=True)] == [0]
    assert states() == before


def test_the_same_delivery_again_is_not_answered_again(gemeente):
    from ketenwerk.register.archive import Envelope

    envelope = Envelope("keten", "Z1")
    for _ in range(2):
        intake.receive(write(claim("D1", line("L1"))), "b.xml", "keten", NOW, envelope=envelope)
    assert Archiefbericht.objects.filter(number="325").count() == 1
    assert date(2026, 11, 24) == Declaratie.objects.get().gelezen_op


class TestAgreedInHalves:
    """An arrangement in two pieces: the first after the start, the second after a stop that went as planned (E200)."""

    @pytest.fixture(autouse=True)
    def agreed(self, gemeente):
        regel = Afspraak(
            wet="jw",
            gemeente=b.GEMEENTE,
            aanbieder=b.AANBIEDER,
            categorie=b.CATEGORIE["jw"],
            code=b.CODE["jw"],
            eenheid="82",
            variant="output",
            tarief=400000,
            van=date(2026, 1, 1),
            helften=True,
        )
        afspraken.take_over(Afspraken([regel]), [gemeente], NOW, "test")
        product = {"omvang": b.omvang(volume=2, eenheid="82", frequentie="6"), "toewijzingsdatum": b.dag("2026-05-01")}
        assert acts.submit(toewijzing("T2", **product), gemeente, NOW).bericht is not None

    def piece(self, number: str, month: str) -> intake.Ontvangst:
        half = line(f"L{number}", month, 1, eenheid="82", product_tarief=200000)
        half = msgspec.structs.replace(half, ingediend_bedrag=b.bedrag(200000))
        return deliver(claim(f"D{number}", half, month=month))[0]

    def test_the_first_waits_for_the_start_and_the_second_for_the_stop(self):
        self.piece("1", "2026-04")
        assert Declaratieregel.objects.get().codes == "9321"
        deliver(start(begindatum=b.dag("2026-04-01")))
        self.piece("2", "2026-04")
        self.piece("3", "2026-05")
        assert states() == {"L1": "afgewezen", "L2": "toegekend", "L3": "afgewezen"}
        deliver(stop(begindatum=b.dag("2026-04-01"), einddatum=b.dag("2026-05-20"), reden_beeindiging="31"))
        self.piece("4", "2026-05")
        assert states()["L4"] == "toegekend"


@pytest.mark.eis("E202")
def test_a_subcontractor_claims_nothing(gemeente):
    partij = Partij(soort=PartijSoort.ONDERAANNEMER, naam="Aanbieder", code=b.AANBIEDER)
    relaties.keep_party(gemeente, partij, NOW, "test")
    (kept,) = deliver(claim("D1", line("L1")))
    assert [each.rule for each in archive.findings(kept.bericht)] == ["LOK014"]
    assert answer(kept).declaratie_antwoord.totaal_toegekend_bedrag == b.totaal(0)
