"""Servers that speak the protocols of the services Greenroom calls, for tests and for trying things out."""
