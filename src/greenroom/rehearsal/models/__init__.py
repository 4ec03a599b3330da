from greenroom.rehearsal.models.rehearsal import Rehearsal

__all__ = ["Rehearsal"]
