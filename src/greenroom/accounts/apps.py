from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "greenroom.accounts"
    label = "accounts"
