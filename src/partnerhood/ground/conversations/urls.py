"""Addresses of conversations."""

from django.urls import path

from partnerhood.ground.conversations import pages

app_name = "conversations"
urlpatterns = [
    path("conversations/<str:about>/<uuid:subject_id>/", pages.conversation, name="conversation"),
    path("remarks/<uuid:remark_id>/hiding/", pages.hiding, name="hiding"),
    path("remarks/<uuid:remark_id>/showing/", pages.showing, name="showing"),
]
