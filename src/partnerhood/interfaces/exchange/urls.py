"""The addresses where sheets come in."""

from django.urls import path

from partnerhood.interfaces.exchange import pages

app_name = "exchange"
urlpatterns = [
    path("sheets/", pages.sheets, name="sheets"),
    path("sheets/<slug:kind>/", pages.sheet, name="sheet"),
    path("sheets/<slug:kind>/template.xlsx", pages.template, name="template"),
    path("sheets/<slug:kind>/coming-in/", pages.coming_in, name="coming_in"),
]
