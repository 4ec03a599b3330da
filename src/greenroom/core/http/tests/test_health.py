from __future__ import annotations

import pytest
from django.db import DatabaseError, connection


def test_a_living_process_says_so_without_asking_the_database(client):
    assert client.get("/health/").json() == {"status": "ok"}


@pytest.mark.django_db
def test_a_ready_process_has_its_tables(client):
    answer = client.get("/ready/")
    assert (answer.status_code, answer.json()["database"]) == (200, "ok")


@pytest.mark.django_db
def test_missing_migrations_are_not_ready(client):
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations WHERE app = 'outreach')"
        )
    answer = client.get("/ready/")
    assert (answer.status_code, answer.json()["database"]) == (503, "migrations are missing")


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_not_ready(client, monkeypatch):
    def gone(*args: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("greenroom.core.http.health.MigrationExecutor", gone)
    answer = client.get("/ready/")
    assert (answer.status_code, answer.json()["database"]) == (503, "unreachable")
