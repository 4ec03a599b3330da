from greenroom.core.models.base import Row
from greenroom.core.models.events import StoredEvent
from greenroom.core.models.jobs import Job, Schedule
from greenroom.core.models.limits import Attempted

__all__ = ["Attempted", "Job", "Row", "Schedule", "StoredEvent"]
