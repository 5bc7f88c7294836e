"""Addresses. They hold our own numbers and public codes, never anything about a person."""

from django.urls import path

from .views import bericht, gezond, lijst, uitleg

urlpatterns = [
    path("", lijst.lijst, name="lijst"),
    path("uploaden/", lijst.uploaden, name="uploaden"),
    path("berichten/<uuid:key>/", bericht.bericht, name="bericht"),
    path("berichten/<uuid:key>/volledig/", bericht.volledig, name="volledig"),
    path("berichten/<uuid:key>/bericht.xml", bericht.bericht_xml, name="bericht-xml"),
    path("berichten/<uuid:key>/antwoord.xml", bericht.antwoord_xml, name="antwoord-xml"),
    path("uitleg/", uitleg.lijst, name="uitleg-lijst"),
    path("uitleg/<str:code>/", uitleg.code, name="uitleg"),
    path("healthz", gezond.healthz, name="healthz"),
]

handler400 = "ketenwerk.web.views.fouten.bad_request"
handler403 = "ketenwerk.web.views.fouten.forbidden"
handler404 = "ketenwerk.web.views.fouten.not_found"
handler500 = "ketenwerk.web.views.fouten.server_error"
