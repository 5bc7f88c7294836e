"""Makes a user, gives mandates, gives a new password, or blocks one."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from ketenwerk.register import parties
from ketenwerk.register.models import EigenPartij

from ...models import Gebruiker, Mandaat
from ...roles import SITS, Rol, side

_PASSWORD_BYTES = 12


class Command(BaseCommand):
    help = "Maakt een gebruiker of werkt een bestaande bij. Een nieuw wachtwoord verschijnt één keer op het scherm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("naam", help="naam om mee in te loggen, bijvoorbeeld s.bakker")
        parser.add_argument("--weergave", help="hoe de naam op de pagina's staat")
        parser.add_argument(
            "--mandaat",
            action="append",
            default=[],
            metavar="ROL[@WET:CODE]",
            help="rol voor een eigen partij, bijvoorbeeld toegang@jw:0321; zonder partij voor losse berichten. Mag vaker.",
        )
        parser.add_argument("--nieuwe-partij", action="store_true", help="maak van een onbekende partij een eigen partij")
        parser.add_argument("--intrekken", action="store_true", help="neem eerst alle bestaande mandaten terug")
        parser.add_argument("--nieuw-wachtwoord", action="store_true", help="geef een nieuw wachtwoord voor één keer")
        parser.add_argument("--blokkeren", action="store_true", help="laat deze gebruiker niet meer inloggen")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        naam = options["naam"].lower()
        mandaten = [_parsed(text, may_make=options["nieuwe_partij"]) for text in options["mandaat"]]
        gebruiker = Gebruiker.objects.filter(naam=naam).first()
        password = secrets.token_urlsafe(_PASSWORD_BYTES) if gebruiker is None or options["nieuw_wachtwoord"] else None
        gebruiker = gebruiker or Gebruiker.objects.make(naam)
        gebruiker.weergave = options["weergave"] or gebruiker.weergave
        gebruiker.is_active = not options["blokkeren"]
        if password:
            gebruiker.set_password(password)
            gebruiker.moet_wijzigen = True
        gebruiker.save()
        if options["intrekken"]:
            gebruiker.mandaten.all().delete()
        for rol, party in mandaten:
            Mandaat.objects.get_or_create(gebruiker=gebruiker, rol=rol, party=party)
        self._tell(gebruiker, password)

    def _tell(self, gebruiker: Gebruiker, password: str | None) -> None:
        self.stdout.write(f"{gebruiker.naam}: {'kan inloggen' if gebruiker.is_active else 'geblokkeerd'}")
        for mandaat in gebruiker.mandaten.select_related("party").order_by("rol", "party"):
            of = f"{mandaat.party.wet}:{mandaat.party.code}" if mandaat.party else "losse berichten"
            self.stdout.write(f"  {mandaat.rol} voor {of}")
        if password:
            self.stdout.write(f"Wachtwoord voor één keer: {password}")


def _parsed(text: str, *, may_make: bool) -> tuple[Rol, EigenPartij | None]:
    name, _, of = text.partition("@")
    if name not in Rol.values:
        raise CommandError(f"{name} is geen rol. Kies uit: {', '.join(Rol.values)}.")
    rol = Rol(name)
    if not of:
        return rol, None
    wet, _, code = of.partition(":")
    if wet not in ("jw", "wmo") or not code.isdigit() or len(code) not in (4, 8):
        raise CommandError(f"{of} is geen partij. Schrijf die als jw:0321 of wmo:12345678.")
    if side(code) not in SITS[rol]:
        raise CommandError(f"De rol {rol.value} bestaat niet bij een {side(code)}.")
    party = EigenPartij.objects.filter(wet=wet, code=code).first()
    if party is None and not may_make:
        raise CommandError(f"{of} is hier geen eigen partij. Voeg --nieuwe-partij toe als dat wel moet.")
    return rol, party or parties.add_own(wet, code, timezone.now())
