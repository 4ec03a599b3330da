"""What the house itself does again and again."""

from __future__ import annotations

from datetime import timedelta

from greenroom.core import clock
from greenroom.core.http.limits import forget_old_attempts
from greenroom.core.jobs.port import every, job
from greenroom.core.models import Job

KEEP_DONE = timedelta(days=14)
KEEP_OTHERS = timedelta(days=90)


@every(timedelta(hours=1))
@job("core.tidy")
def tidy() -> None:
    """Remove jobs that ended long ago, and counts of attempts whose window has closed."""
    now = clock.now()
    Job.objects.filter(state=Job.State.DONE, finished_at__lt=now - KEEP_DONE).delete()
    others = [Job.State.FAILED, Job.State.CANCELLED]
    Job.objects.filter(state__in=others, finished_at__lt=now - KEEP_OTHERS).delete()
    forget_old_attempts()
