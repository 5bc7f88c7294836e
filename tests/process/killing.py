"""What the kill test runs in processes of its own: fill a register with work, and tell what came of it. Prints JSON."""

import json
import random
import sys
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any

PROVIDERS = 4


def main(act: str, *given: str) -> None:
    from ketenwerk.web.serve import prepare

    prepare()
    print(json.dumps({"fill": fill, "progress": progress, "outcome": outcome}[act](*given)))


def fill(count: str, seed: str) -> dict[str, int]:
    """Messages of several providers, some right and some wrong, all of them waiting.

    Halfway each provider rejects an assignment that was sent, so that a dossier is made anew in the middle of the work.
    """
    import region as r

    from ketenwerk.messages.write import write
    from ketenwerk.process import intake
    from ketenwerk.process.acts import submit

    now = datetime.now(UTC)
    gemeente = r.own()
    providers = [f"6565605{digit}" for digit in range(PROVIDERS)]
    waiting: list[Any] = []
    refusals: list[Any] = []
    for place, code in enumerate(providers):
        sent = r.named(r.toewijzing("x", 300 + place), f"T{place}", ontvanger=code)
        assert submit(sent, gemeente, now).bericht is not None
        refusals.append(_refusal(sent, now.date()))
    chosen = random.Random(int(seed))
    for number in range(int(count)):
        code = chosen.choice(providers)
        referentie = f"VOT{chosen.randrange(int(count))}"
        waiting.append(r.named(r.vot("x", referentie), f"V{number}", afzender=code))
    half = len(waiting) // 2
    waiting[half:half] = refusals
    for place, bericht in enumerate(waiting):
        intake.take_in(write(bericht), f"{place}.xml", "keten", now)
    return {"waiting": len(waiting)}


def _refusal(sent: Any, today: date) -> Any:
    """The return message of a provider that holds the assignment wrong on level 3."""
    from ketenwerk.messages.finding import Finding
    from ketenwerk.rules.judge import Report, check
    from ketenwerk.rules.reply import reply

    report = check(sent)
    wrong = Finding(rule="TR332", level=3, code="9332", path="/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]")
    return reply(Report((wrong,), report.message_type, report.bericht), identificatie="R1", dagtekening=today)


def progress() -> int:
    from ketenwerk.process.pipeline import waiting

    return waiting().count()


def outcome() -> dict[str, Any]:
    """Everything that must be the same whether or not a worker was killed."""
    from ketenwerk.process.rebuild import rebuild
    from ketenwerk.register import archive, clients, known
    from ketenwerk.register.models import Archiefbericht, Dossier

    received = Archiefbericht.objects.filter(direction="in").order_by("sequence")
    answers = Counter(Archiefbericht.objects.exclude(answers=None).values_list("answers_id", flat=True))
    dossiers = {}
    for row in Dossier.objects.select_related("gesprek", "client"):
        made = known.dossier(row)
        dossiers[f"{row.gesprek.aanbieder} {clients.bsn_of(row.client)}"] = [
            sorted(made.toewijzingen),
            sorted((verzoek.referentie, verzoek.staat) for verzoek in made.verzoeken.values()),
        ]
    return {
        "verdicts": [(archive.kern(row).name, row.verdict, row.counts) for row in received],
        "answers": sorted(answers.values()),
        "owed": sum(row.number != "302" for row in received),
        "in_order": all(
            list(rows) == sorted(rows)
            for rows in (
                received.filter(gesprek=gesprek).order_by("sequence").values_list("processed_nr", flat=True)
                for gesprek in received.values_list("gesprek", flat=True).distinct().order_by()
            )
        ),
        "dossiers": dossiers,
        "differences": sum(each.differences for each in rebuild(verify=True)),
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
