"""Serve the stand-in from a shell: `python -m greenroom.core.testing.standins.language_model --port 8089`."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress

from greenroom.core.testing.standins.language_model.server import MODEL, LanguageModelStandIn


def main() -> int:
    parser = argparse.ArgumentParser(prog="language_model", description="A stand-in for a language model.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one (default)")
    parser.add_argument("--key", default="", help="refuse requests without this key")
    parser.add_argument("--model", action="append", help=f"a model name it knows (default {MODEL})")
    options = parser.parse_args()
    models = tuple(options.model or (MODEL,))
    standin = LanguageModelStandIn(port=options.port, api_key=options.key, models=models)
    sys.stdout.write(f"GREENROOM_MODEL_BASE_URL={standin.base_url} GREENROOM_MODEL_NAME={models[0]}\n")
    sys.stdout.flush()
    with suppress(KeyboardInterrupt):
        standin.serve()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
