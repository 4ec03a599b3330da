"""Plain language helpers that the built-in engines share. No model, no network, the same answer every time.

A language is an ISO 639-1 code. English, Spanish, French, German, Portuguese and Arabic have stems,
stopwords, negations and number words; any other is compared word by word, scripts without spaces by pairs
of characters.
"""

from greenroom.skills.lexical.language import detect, is_in
from greenroom.skills.lexical.negation import negated, negations
from greenroom.skills.lexical.quantities import Quantity, quantities
from greenroom.skills.lexical.similarity import best_match, char_ngrams, coverage, covered, likeness
from greenroom.skills.lexical.terms import Term, stem, term_of, terms, weight
from greenroom.skills.lexical.tokens import Stretch, Token, fold, level, sentences, tokenise

__all__ = [
    "Quantity",
    "Stretch",
    "Term",
    "Token",
    "best_match",
    "char_ngrams",
    "coverage",
    "covered",
    "detect",
    "fold",
    "is_in",
    "level",
    "likeness",
    "negated",
    "negations",
    "quantities",
    "sentences",
    "stem",
    "term_of",
    "terms",
    "tokenise",
    "weight",
]
