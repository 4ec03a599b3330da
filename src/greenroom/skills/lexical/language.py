"""Which language a text is in."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from greenroom.skills.lexical.packs import LANGUAGES, pack
from greenroom.skills.lexical.tokens import fold, tokenise

_SURE_SHARE = 0.25
_SHORT = 15
_LONGEST = 4000


@lru_cache(maxsize=512)
def detect(text: str, default: str = "en") -> str:
    """ISO 639-1 code of the language of a text; `default` where there is too little to tell.

    The little words of the six languages with a pack decide first; what they do not settle goes to the
    statistical model, which takes most of a second to load the first time.
    """
    words = {fold(token.text) for token in tokenise(text[:_LONGEST])}
    if len(words) < 3:
        return default
    share = {code: sum(w in pack(code).stopwords for w in words) / len(words) for code in LANGUAGES}
    first, second = sorted(share.values(), reverse=True)[:2]
    if first >= _SURE_SHARE and first >= 1.3 * second:
        return max(share, key=lambda code: share[code])
    if len(words) < _SHORT and first - share.get(default, 0.0) < 0.1 and _has_letters_of(text, default):
        return default
    return _modelled(text[:_LONGEST], default)


def _has_letters_of(text: str, language: str) -> bool:
    """Whether a text is in Latin letters and the language may be too."""
    return language != "ar" and text[:_LONGEST].isascii()


def is_in(text: str, language: str) -> bool:
    """Whether a text may be taken to be in a language: true unless it plainly is in another.

    Lists, code and figures hold no little words, so they are taken to be in the language expected.
    """
    words = {fold(token.text) for token in tokenise(text[:_LONGEST]) if token.text.isalpha()}
    if len(words) < 4:
        return True
    share = {code: sum(w in pack(code).stopwords for w in words) / len(words) for code in LANGUAGES}
    own = share.get(language, 0.0)
    if max(share.values()) >= _SURE_SHARE and max(share.values()) > 1.5 * own:
        return False
    if own >= 0.08 or (len(words) < 25 and text.isascii() == _has_letters_of("", language)):
        return True
    return detect(text, language) == language


def _modelled(text: str, default: str) -> str:
    from py3langid import langid  # noqa: PLC0415  (loads its model, which most texts do not need)

    identify: Callable[[str], tuple[str, float]] = langid.classify
    code, score = identify(text)
    return code if score > -1e30 else default
