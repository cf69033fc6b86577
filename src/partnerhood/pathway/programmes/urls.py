"""Addresses of programmes."""

from django.urls import path

from partnerhood.pathway.programmes.pages import beside, figures, money, reading, results

app_name = "programmes"
urlpatterns = [
    path("programmes/", reading.programmes, name="programmes"),
    path("programmes/<uuid:programme_id>/", reading.programme, name="programme"),
    path("programmes/<uuid:programme_id>/money/", money.money, name="money"),
    path("programmes/<uuid:programme_id>/figures/", figures.figures, name="figures"),
    path("programmes/results/<uuid:result_id>/", results.result, name="result"),
    path("programmes/results/<uuid:result_id>/signature/", results.signature, name="signature"),
    path("programmes/results/<uuid:result_id>/withdrawal/", results.withdraw, name="withdrawal"),
    path("programmes/results/<uuid:result_id>/goals/", beside.link, name="link"),
    path("programmes/goals/<uuid:link_id>/away/", beside.unlink, name="unlink"),
]
