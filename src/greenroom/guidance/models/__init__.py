from greenroom.guidance.models.defaults import CompanyContext, IntegrityDefaults, SpokenLanguage
from greenroom.guidance.models.knowledge import KnowledgeItem
from greenroom.guidance.models.personas import Persona
from greenroom.guidance.models.proficiency import ProficiencyRubric, ProficiencyRubricVersion

__all__ = [
    "CompanyContext",
    "IntegrityDefaults",
    "KnowledgeItem",
    "Persona",
    "ProficiencyRubric",
    "ProficiencyRubricVersion",
    "SpokenLanguage",
]
