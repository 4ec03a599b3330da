"""Questions that ask somebody to stand by what they said: that it is true, and their own work."""

from __future__ import annotations

import re

from greenroom.skills.lexical import level

_CONFIRMS = re.compile(
    r"\bconfirm|\bdeclare\b|\btruthful|\bin your own words|\bown work\b|\bwithout (?:any )?(?:help|ai)\b"
    r"|\bbestatig|\bversicher(?:n|st)\b|\bwahrheitsgema|\bohne (?:fremde )?hilfe\b"
    r"|\bconfirma|\bdeclara\b|\bveraz|\bsin ayuda\b|\bcertifiez|\bveridique|\bsans aide\b|\bsem ajuda\b|\bverdadeir"
    r"|تؤكد|تقر|بدون مساعده|صحيحه"
)


def is_confirmation(question: str) -> bool:
    """Whether a yes/no question asks for a confirmation of integrity, in any of our languages."""
    return _CONFIRMS.search(level(question)) is not None
