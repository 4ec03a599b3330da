"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenroom.compliance.web import data, requests

ONE = "data/requests/<uuid:data_request_id>/"

urlpatterns: list[URLPattern] = [
    path("data/", data.show, name="data"),
    path("data/requests/", requests.show, name="data-requests"),
    path(ONE, requests.one, name="data-request"),
    path(f"{ONE}take/", requests.take, name="data-request-take"),
    path(f"{ONE}finish/", requests.finish, name="data-request-finish"),
    path(f"{ONE}refuse/", requests.refuse, name="data-request-refuse"),
    path(f"{ONE}erase/", requests.erase, name="data-request-erase"),
]
