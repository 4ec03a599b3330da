"""Addresses of what interviewers inherit from their workspace."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenroom.guidance.web import (
    company,
    frame,
    integrity,
    knowledge,
    languages,
    personas,
    rubrics,
    spending,
    voices,
)

ITEM = "ai/knowledge/<uuid:item_id>/"
PERSONA = "ai/agents/<uuid:persona_id>/"
RUBRIC = "ai/evaluation/<uuid:rubric_id>/"

urlpatterns: list[URLPattern] = [
    path("ai/", frame.front, name="ai"),
    path("ai/company/", company.show, name="company-context"),
    path("ai/company/save/", company.save, name="company-context-save"),
    path("ai/knowledge/", knowledge.show, name="knowledge"),
    path("ai/knowledge/new/", knowledge.new, name="knowledge-new"),
    path(ITEM, knowledge.item_page, name="knowledge-item"),
    path(f"{ITEM}save/", knowledge.save, name="knowledge-save"),
    path(f"{ITEM}switch/", knowledge.switch, name="knowledge-switch"),
    path(f"{ITEM}remove/", knowledge.remove, name="knowledge-remove"),
    path(f"{ITEM}restore/", knowledge.restore, name="knowledge-restore"),
    path(f"{ITEM}document/", knowledge.file, name="knowledge-document"),
    path("ai/agents/", personas.show, name="personas"),
    path("ai/agents/new/", personas.new, name="persona-new"),
    path("ai/agents/shipped/", personas.bring_shipped, name="personas-shipped"),
    path(PERSONA, personas.edit, name="persona"),
    path(f"{PERSONA}picture/", personas.picture, name="persona-picture"),
    path(f"{PERSONA}default/", personas.make_default, name="persona-default"),
    path(f"{PERSONA}retire/", personas.retire, name="persona-retire"),
    path(f"{PERSONA}restore/", personas.restore, name="persona-restore"),
    path("ai/evaluation/", rubrics.show, name="rubrics"),
    path("ai/evaluation/new/", rubrics.new, name="rubric-new"),
    path(RUBRIC, rubrics.rubric_page, name="rubric"),
    path(f"{RUBRIC}save/", rubrics.save, name="rubric-save"),
    path(f"{RUBRIC}switch/", rubrics.switch, name="rubric-switch"),
    path("ai/integrity/", integrity.show, name="integrity"),
    path("ai/integrity/save/", integrity.save, name="integrity-save"),
    path("ai/languages/", languages.show, name="spoken-languages"),
    path("ai/languages/save/", languages.save, name="spoken-languages-save"),
    path("ai/voices/", voices.show, name="voices"),
    path("ai/voices/sample/", voices.sample, name="voice-sample"),
    path("ai/spending/", spending.show, name="model-spending"),
]
