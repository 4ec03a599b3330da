"""A stand-in for a language model: the real protocol, deterministic answers, failures on request."""

from greenroom.core.testing.standins.language_model.faults import Fault
from greenroom.core.testing.standins.language_model.instances import INVENTED, instance
from greenroom.core.testing.standins.language_model.server import MODEL, LanguageModelStandIn, Recorded

__all__ = ["INVENTED", "MODEL", "Fault", "LanguageModelStandIn", "Recorded", "instance"]
