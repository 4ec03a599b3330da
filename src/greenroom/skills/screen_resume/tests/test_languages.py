"""What a resume shows is worth the same in every language that the engine speaks."""

from __future__ import annotations

import pytest

from greenroom.skills.screen_resume.builtin import screen
from greenroom.skills.screen_resume.schema import Criterion, CriterionResult, ResumeToScreen

SHOWN = {
    "es": (
        "Ha hecho este trabajo: dirigir un turno de quince a veinte personas y repartir las tareas cada día",
        "Un trabajo reciente y de cierta duración muestra: dirigir un turno, con lo que se hizo y se logró.",
        (
            "Experiencia laboral\nJefe de turno, Frutas Arce S.L.\t01/2021 - 12/2024\n"
            "• Dirección de un turno de dieciocho personas y reparto diario de las tareas\n"
        ),
    ),
    "fr": (
        "A déjà fait ce travail : concevoir et développer les services de paiement en Python",
        "Un travail récent et d'une certaine durée montre : concevoir les services, avec ce qui a été obtenu.",
        (
            "Expérience professionnelle\nDéveloppeuse back-end, Tilleul SAS\t01/2021 - 12/2024\n"
            "• Conception et développement des services de paiement en Python\n"
        ),
    ),
    "de": (
        "Hat solche Arbeit schon getan: Reklamationen klären und jeden Vorgang im Ticketsystem dokumentieren",
        "Längere und nicht lange zurückliegende Arbeit zeigt: Reklamationen klären, mit dem, was erreicht wurde.",
        (
            "Berufserfahrung\nSachbearbeiterin, Ahornversand GmbH\t01/2021 - 12/2024\n"
            "• Reklamationen geklärt und jeden Vorgang im Ticketsystem dokumentiert\n"
        ),
    ),
    "pt": (
        "Já fez este trabalho: entregar encomendas e verificar a mercadoria com a guia de transporte",
        "Um trabalho recente e de alguma duração mostra: entregar encomendas, com o que foi feito e alcançado.",
        (
            "Experiência profissional\nMotorista, Carvalho Lda\t01/2021 - 12/2024\n"
            "• Entrega de encomendas e verificação da mercadoria com a guia de transporte\n"
        ),
    ),
    "en": (
        "Has experience of leading a shift of fifteen to twenty people and sharing out the tasks every day",
        "Recent work of some length shows leading a shift, with what was done and what came of it.",
        (
            "Experience\nShift lead, Alder Depot\t01/2021 - 12/2024\n"
            "• Led a shift of eighteen people and shared out the tasks every day\n"
        ),
    ),
}
ELSEWHERE = {
    "es": "Experiencia laboral\nPeón agrícola, Finca Arce\t01/2021 - 12/2024\n• Recogida de naranja en campaña\n",
    "fr": "Expérience professionnelle\nJardinier, Tilleul\t01/2021 - 12/2024\n• Taille des haies et des arbres\n",
    "de": "Berufserfahrung\nGärtner, Ahornhof\t01/2021 - 12/2024\n• Hecken geschnitten und Rasen gemäht\n",
    "pt": "Experiência profissional\nJardineiro, Quinta Nova\t01/2021 - 12/2024\n• Corte de relva e de sebes\n",
    "en": "Experience\nGardener, Alder Park\t01/2021 - 12/2024\n• Mowed lawns and cut hedges\n",
}


def scored(text: str, resume: str, five: str = "") -> CriterionResult:
    criterion = Criterion(text=text, anchors={"5": five} if five else {})
    given = ResumeToScreen(job="", criteria=[criterion], text=resume, as_of="2025-01-01")
    (found,) = screen(given).criteria
    return found


@pytest.mark.parametrize("language", SHOWN)
def test_work_told_in_the_other_word_of_the_same_family_is_shown(language: str) -> None:
    text, five, resume = SHOWN[language]
    score = scored(text, resume, five).score
    assert score is not None
    assert score >= 4.0


@pytest.mark.parametrize("language", SHOWN)
def test_the_frame_of_a_criterion_is_found_in_no_other_work(language: str) -> None:
    text, five, _ = SHOWN[language]
    assert scored(text, ELSEWHERE[language], five).score is None


@pytest.mark.parametrize(("people", "more"), [("dieciocho", True), ("tres", False)])
def test_a_number_counts_where_it_lies_in_the_range(people: str, *, more: bool) -> None:
    text, _, resume = SHOWN["es"]
    inside = scored(text, resume).score
    found = scored(text, resume.replace("dieciocho", people)).score
    assert inside is not None
    assert (found == inside) is more
    assert (found or 0.0) <= inside


def test_of_two_things_of_which_one_is_enough_one_is_enough() -> None:
    resume = "Experience\nBaker, Alder\t01/2018 - 12/2024\n• Baked bread every night\n"
    both = scored("Bread or pastry", resume).score
    assert both == scored("Bread", resume).score


def test_a_clause_between_commas_is_no_alternative() -> None:
    resume = "Experience\nCare worker, Alder House\t01/2018 - 12/2024\n• Helped residents in the community\n"
    asked = "Has 2 years of experience as a welder, one of them in shipyards, foundries or the community"
    assert scored(asked, resume).score is None
