"""Places of the classes that carry return codes."""


def start(n: int = 1) -> str:
    return f"Client/StartProducten/StartProduct[{n}]"


def stop(n: int = 1) -> str:
    return f"Client/StopProducten/StopProduct[{n}]"


def toegewezen(n: int = 1) -> str:
    return f"Client/ToegewezenProducten/ToegewezenProduct[{n}]"


def aangevraagd(n: int = 1) -> str:
    return f"Client/AangevraagdeProducten/AangevraagdProduct[{n}]"


def te_wijzigen(n: int = 1) -> str:
    return f"{VERZOEK}/TeWijzigenProducten/TeWijzigenProduct[{n}]"


def ongewijzigd(n: int = 1) -> str:
    return f"{VERZOEK}/OngewijzigdeProducten/OngewijzigdProduct[{n}]"


CLIENT = "Client"
VERZOEK = "Client/Verzoek"
ANTWOORD = "Antwoord"
HEADER = "Header"
