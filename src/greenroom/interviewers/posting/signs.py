"""Whether a text is a job posting."""

from __future__ import annotations

import re

FEWEST_LETTERS = 150
FEWEST_TOPICS = 3

_WORDS = {
    "duties": (
        r"responsibilit\w+|you will|your role|your tasks|duties|what you.ll do|aufgaben\w*|t[äa]tigkeiten?|missions?"
        r"|vos t[âa]ches|funciones|tareas|responsabili[td]\w*|atividades|mansioni|taken"
    ),
    "conditions": (
        r"requirements?|qualifications?|must have|what (?:we|you) need|who you are"
        r"|years of experience|you have|you bring|anforderungen|ihr profil"
        r"|dein profil|profil recherch[ée]|votre profil|comp[ée]tences|requisitos|perfil|qualifica[çc][õo]es"
        r"|requisiti|functie-eisen"
    ),
    "given": (
        r"we offer|benefits|salary|wages?|per hour|an hour"
        r"|per year|compensation|wir bieten|gehalt|verg[üu]tung|nous offrons|salaire"
        r"|avantages|ofrecemos|sal[áa]rio|oferecemos|offriamo|wij bieden|salaris"
    ),
    "applying": (
        r"apply|applications?|applicants?|your (?:cv|resume|r[ée]sum[ée])"
        r"|bewerb\w+|postul\w+|candidat\w+|solicit\w+|solliciteer\w*"
    ),
    "job": (
        r"jobs?|positions?|vacanc(?:y|ies)|roles?|hiring"
        r"|full[- ]time|part[- ]time|stelle|vollzeit|teilzeit|m/w/d|w/m/d|poste|cdi|cdd"
        r"|emploi|temps plein|puesto|empleo|jornada|vaga|emprego|lavoro|vacature|baan"
    ),
    "person": (
        r"experience|skills|team|erfahrung|kenntnisse|exp[ée]rience|[ée]quipe|experiencia|equipo|experi[êe]ncia"
        r"|esperienza|ervaring"
    ),
}
_TOPICS = {topic: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for topic, words in _WORDS.items()}
_ARABIC = re.compile(r"وظيفة|الوظيفة|المتطلبات|المهام|المسؤوليات|الخبرة|خبرة|الراتب|التقديم|المؤهلات|دوام")


def is_posting(text: str) -> bool:
    """Whether it says enough, and speaks of at least three of a posting's topics, duties or conditions among them."""
    if sum(letter.isalpha() for letter in text) < FEWEST_LETTERS:
        return False
    if len(set(_ARABIC.findall(text))) >= FEWEST_TOPICS:
        return True
    spoken = {topic for topic, words in _TOPICS.items() if words.search(text)}
    return len(spoken) >= FEWEST_TOPICS and bool(spoken & {"duties", "conditions"})
