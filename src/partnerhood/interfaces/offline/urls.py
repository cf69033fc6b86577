"""The addresses of the offline room."""

from django.urls import path

from partnerhood.interfaces.offline import pages

app_name = "offline"
urlpatterns = [
    path("sw.js", pages.worker, name="worker"),
    path("manifest.webmanifest", pages.manifest, name="manifest"),
    path("ward/", pages.ward, name="ward"),
    path("offline/", pages.device, name="device"),
    path("offline/script.<str:mark>.js", pages.script, name="script"),
    path("offline/locked/<str:language>/", pages.locked, name="locked"),
    path("offline/outbox/<str:language>/", pages.outbox, name="outbox"),
    path("offline/words/<str:language>.json", pages.sentences, name="words"),
    path("offline/share", pages.share, name="share"),
    path("offline/orders", pages.orders, name="orders"),
    path("offline/left", pages.left, name="left"),
    path("bundles/", pages.bundle, name="bundle"),
    path("bundles/receipts", pages.receipt, name="receipt"),
    path("offline/signer", pages.signer, name="signer"),
    path("offline/pages", pages.pages, name="pages"),
]
