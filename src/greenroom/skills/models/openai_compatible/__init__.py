"""Any endpoint that speaks OpenAI's chat completions: hosted, a gateway, or a server on this machine."""
