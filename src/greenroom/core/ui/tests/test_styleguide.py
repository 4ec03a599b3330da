from __future__ import annotations

import re

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.test.utils import override_settings

from greenroom.core.ui.web import styleguide

VIEWS = [styleguide.page, styleguide.candidate, styleguide.signin]


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_is_not_there_in_production(view) -> None:
    with override_settings(DEBUG=False, GREENROOM_STYLEGUIDE=False), pytest.raises(Http404):
        view(RequestFactory().get("/styleguide/"))


@pytest.mark.parametrize("view", VIEWS)
def test_no_page_needs_what_the_policy_forbids(view) -> None:
    with override_settings(GREENROOM_STYLEGUIDE=True):
        html = view(RequestFactory().get("/styleguide/")).content.decode()
    assert not re.search(r"\sstyle=|\son\w+=|javascript:|<style|<script(?![^>]* src=)", html)


@pytest.mark.parametrize("view", VIEWS)
def test_every_id_is_there_once_and_every_label_has_its_input(view) -> None:
    with override_settings(GREENROOM_STYLEGUIDE=True):
        html = view(RequestFactory().get("/styleguide/")).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    pointed = re.findall(r'(?:\sfor|aria-labelledby|aria-controls)="([^"]+)"', html)
    assert not set(pointed) - set(ids)
    described = {each for ids_ in re.findall(r'aria-describedby="([^"]+)"', html) for each in ids_.split()}
    assert not described - set(ids)
