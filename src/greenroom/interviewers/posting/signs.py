"""Whether a text is a job posting."""

from __future__ import annotations

import re

FEWEST_LETTERS = 200
FEWEST_SIGNS = 3

_SIGNS = re.compile(
    r"\b(?:"
    r"(?P<duty>responsibilit\w+|you will|your role|your tasks|duties|what you.ll do|aufgaben\w*|t[äa]tigkeiten?"
    r"|missions?|vos t[âa]ches|funciones|tareas|responsabilidad\w*|responsabilit\w+|atividades|mansioni|taken)"
    r"|(?P<asked>requirements?|qualifications?|must have|years of experience|you have|you bring|anforderungen|ihr profil"
    r"|dein profil|profil recherch[ée]|votre profil|comp[ée]tences|requisitos|perfil|qualifica[çc][õo]es|requisiti|functie-eisen)"
    r"|(?P<given>we offer|benefits|salary|per hour|per year|compensation|wir bieten|gehalt|verg[üu]tung|nous offrons|salaire"
    r"|avantages|ofrecemos|salario|oferecemos|sal[áa]rio|offriamo|wij bieden|salaris)"
    r"|(?P<apply>apply|application|applicants?|bewerb\w+|postuler|candidature|postul\w+|solicit\w+|candidat\w+|candidatura|solliciteer\w*)"
    r"|(?P<job>job|position|vacancy|role|full[- ]time|part[- ]time|stelle|vollzeit|teilzeit|m/w/d|w/m/d|poste|cdi|cdd|emploi"
    r"|temps plein|puesto|empleo|jornada|vaga|emprego|lavoro|vacature|baan)"
    r"|(?P<person>experience|skills|team|erfahrung|kenntnisse|exp[ée]rience|[ée]quipe|experiencia|equipo|experi[êe]ncia|esperienza|ervaring)"
    r")\b",
    re.IGNORECASE,
)
_ARABIC = re.compile(r"وظيفة|الوظيفة|المتطلبات|المهام|المسؤوليات|الخبرة|خبرة|الراتب|التقديم|المؤهلات|دوام")


def is_posting(text: str) -> bool:
    """Whether enough is said, and of enough of what postings speak of: duties, conditions, pay, how to apply, the job."""
    if sum(letter.isalpha() for letter in text) < FEWEST_LETTERS:
        return False
    spoken = {name for match in _SIGNS.finditer(text) for name, said in match.groupdict().items() if said}
    enough_in_arabic = len(set(_ARABIC.findall(text))) >= FEWEST_SIGNS
    return enough_in_arabic or (len(spoken) >= FEWEST_SIGNS and bool(spoken & {"duty", "asked"}))
