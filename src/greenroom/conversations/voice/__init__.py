"""Calls: the one place that speaks Pipecat. `contract` is what a call needs of an interview."""
