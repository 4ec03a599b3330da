"""Words of rubrics and postings that say nothing about what is looked for, folded."""

from __future__ import annotations

from pathlib import Path

_META = Path(__file__).parent / "data" / "meta.txt"
META = frozenset(
    word
    for line in _META.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)
GENERIC_PAPER = frozenset(
    {
        *(
            "licence",
            "license",
            "licensed",
            "certificate",
            "certification",
            "certified",
            "registration",
            "registered",
        ),
        *(
            "permit",
            "card",
            "schein",
            "zertifikat",
            "zertifizierung",
            "lizenz",
            "permis",
            "certificat",
            "licencia",
        ),
        *(
            "certificado",
            "certificacion",
            "licenca",
            "certificado",
            "carnet",
            "state",
            "active",
            "unrestricted",
        ),
    }
)
