"""Stand-ins for ears, voices and candidates, for tests and benchmarks."""
