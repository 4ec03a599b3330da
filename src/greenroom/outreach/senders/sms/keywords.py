"""The words that carriers require us to obey: STOP, START and HELP, alone in a message, in any of our languages."""

from __future__ import annotations

import unicodedata
from typing import Literal

Keyword = Literal["stop", "start", "help", ""]

_STOP = frozenset(
    [
        "stop",
        "stopall",
        "unsubscribe",
        "cancel",
        "end",
        "quit",
        "stopp",
        "abmelden",
        "abbestellen",
        "ende",
        "alto",
        "baja",
        "cancelar",
        "parar",
        "pare",
        "sair",
        "remover",
        "arret",
        "arreter",
        "desabonner",
        "desinscription",
        "توقف",
        "ايقاف",
        "الغاء",
        "قف",
    ]
)
_START = frozenset(
    [
        "start",
        "unstop",
        "anmelden",
        "weiter",
        "reanudar",
        "reactivar",
        "reprendre",
        "retomar",
        "voltar",
        "ابدا",
        "استئناف",
    ]
)
_START_WHEN_STOPPED = frozenset(["yes", "ja", "si", "oui", "sim", "نعم"])
_HELP = frozenset(["help", "info", "hilfe", "ayuda", "aide", "ajuda", "مساعدة"])


def keyword(words: str, *, stopped: bool) -> Keyword:
    """What a message is where it is nothing but such a word. stopped: a yes then takes the stop back."""
    word = _plain(words)
    if word in _STOP:
        return "stop"
    if word in _START or (stopped and word in _START_WHEN_STOPPED):
        return "start"
    return "help" if word in _HELP else ""


def _plain(words: str) -> str:
    """Letters alone, without case or accents: "Arrêt!" is "arret", "stop all" is "stopall"."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in apart if letter.isalpha())
