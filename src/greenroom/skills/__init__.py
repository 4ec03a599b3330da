"""Skills: the only code that judges.

A skill is one small, typed task with one input and one output, a folder of its own, and two engines: a
language model, and a built-in engine that is deterministic and needs neither key nor network. Each result
names the engine that made it. Plain Python: no Django here.
"""
