from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from gebied import *
from test_web_declareren import agree, april, assigned, delivered

from ketenwerk.claims.termijn import Aanvang, Termijn
from ketenwerk.register import termijnen
from ketenwerk.web.roles import Rol

pytestmark = pytest.mark.django_db
def test_cards():
    party = own(AANBIEDER)
    for n, code in enumerate(["0384","0321","0344","0363","0200","0230","0232","0273","0301"]):
        agree(party, code); assigned(party, BSN, 300201+n, code); delivered(party, *april(7), nummer=300201+n, gemeente=code)
    termijnen.keep_term(party, Termijn(vanaf=Aanvang.MAAND, van=date(2020,1,1)), NOW, "x")
    br = signed_in(person(Rol.ZORGADMINISTRATEUR, party))
    with CaptureQueriesContext(connection) as a:
        br.get("/declareren/?maand=2026-04")
    [print("Q", q["sql"][:110].replace("\n"," ")) for q in a.captured_queries]
