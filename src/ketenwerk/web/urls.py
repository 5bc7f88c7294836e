"""Addresses. They hold our own numbers and public codes, never anything about a person."""

from django.urls import path

from .views import (
    aanbieders,
    account,
    afspraken,
    bericht,
    clienten,
    declaratie,
    declaratieregel,
    declaraties,
    gezond,
    inzage,
    lijst,
    partijen,
    traject,
    uitleg,
    zoeken,
)

urlpatterns = [
    path("", lijst.lijst, name="lijst"),
    path("uploaden/", lijst.uploaden, name="uploaden"),
    path("berichten/zoeken/", zoeken.zoeken, name="zoeken"),
    path("berichten/<uuid:key>/", bericht.bericht, name="bericht"),
    path("berichten/<uuid:key>/volledig/", bericht.volledig, name="volledig"),
    path("berichten/<uuid:key>/bericht.xml", bericht.bericht_xml, name="bericht-xml"),
    path("berichten/<uuid:key>/antwoord.xml", bericht.antwoord_xml, name="antwoord-xml"),
    path("clienten/", clienten.lijst, name="clienten"),
    path("clienten/zoeken/", clienten.zoeken, name="client-zoeken"),
    path("clienten/<uuid:key>/", clienten.client, name="client"),
    path("trajecten/<uuid:key>/<str:partij>/<str:product>/", traject.traject, name="traject"),
    path("aanbieders/", aanbieders.lijst, name="aanbieders"),
    path("aanbieders/nieuw/", aanbieders.nieuw, name="partij-nieuw"),
    path("aanbieders/overnemen/", aanbieders.overnemen, name="invuldocument-overnemen"),
    path("aanbieders/<int:key>/", aanbieders.aanbieder, name="aanbieder"),
    path("aanbieders/<int:key>/gegevens/", aanbieders.gegevens, name="gegevens"),
    path("aanbieders/<int:key>/invullen/", aanbieders.invullen, name="invullen"),
    path("aanbieders/<int:key>/invuldocument.<str:vorm>", aanbieders.invuldocument, name="invuldocument"),
    path("afspraken/", afspraken.lijst, name="afspraken"),
    path("afspraken/overnemen/", afspraken.overnemen, name="afspraken-overnemen"),
    path("afspraken/afspraken.<str:vorm>", afspraken.bestand, name="afspraken-bestand"),
    path("declaraties/", declaraties.lijst, name="declaraties"),
    path("declaraties/declaraties.csv", declaraties.bestand, name="declaraties-bestand"),
    path("declaraties/<uuid:key>/", declaratie.declaratie, name="declaratie"),
    path("declaraties/<uuid:key>/besluit/", declaratie.besluit, name="declaratie-besluit"),
    path("declaraties/<uuid:key>/versturen/", declaratie.versturen, name="declaratie-versturen"),
    path("declaraties/<uuid:key>/regels.csv", declaratieregel.bestand, name="declaratie-bestand"),
    path("declaraties/<uuid:key>/regels/<int:positie>/", declaratieregel.regel, name="declaratieregel"),
    path(
        "declaraties/<uuid:key>/regels/<int:positie>/berekening.json",
        declaratieregel.regel_json,
        name="declaratieregel-json",
    ),
    path("partijen/", partijen.lijst, name="partijen"),
    path("partijen/<int:key>/nakijken/", partijen.nakijken, name="partij-nakijken"),
    path("inzage/", inzage.lijst, name="inzage"),
    path("uitleg/", uitleg.lijst, name="uitleg-lijst"),
    path("uitleg/<str:code>/", uitleg.code, name="uitleg"),
    path("inloggen/", account.inloggen, name="inloggen"),
    path("inloggen/rol/", account.rol_kiezen, name="rol-kiezen"),
    path("uitloggen/", account.uitloggen, name="uitloggen"),
    path("wachtwoord/", account.wachtwoord, name="wachtwoord"),
    path("healthz", gezond.healthz, name="healthz"),
]

handler400 = "ketenwerk.web.views.fouten.bad_request"
handler403 = "ketenwerk.web.views.fouten.forbidden"
handler404 = "ketenwerk.web.views.fouten.not_found"
handler500 = "ketenwerk.web.views.fouten.server_error"
