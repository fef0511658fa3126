"""When a portal is due. Pure: the same entry and time give the same result on every machine."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from cronsim import CronSim

from gxcrawl.model import NEVER, Portal
from gxcrawl.text.dates import CHINA

SPREAD = timedelta(minutes=10)  # of entries that name the same hour
_NIGHT = timedelta(hours=6)  # from one o'clock: nobody else is on the portals
_DAYS_OF_EVERY_MONTH = 28


@dataclass(frozen=True, slots=True)
class Timetable:
    """Cron expressions in China's time, and a delay after each of their times."""

    expressions: tuple[str, ...]
    delay: timedelta = timedelta()

    def next_after(self, moment: datetime) -> datetime:
        """The first due time after a moment."""
        clock = (moment - self.delay).astimezone(CHINA)
        return min(next(CronSim(one, clock)) for one in self.expressions) + self.delay

    def last_until(self, moment: datetime) -> datetime:
        """The last due time that is not after a moment."""
        clock = (moment - self.delay).astimezone(CHINA)
        whole_minute = clock.replace(second=0, microsecond=0) + timedelta(minutes=1)  # CronSim leaves its start out
        return max(next(CronSim(one, whole_minute, reverse=True)) for one in self.expressions) + self.delay


def timetable_of(portal: Portal) -> Timetable | None:
    """The entry's own cron expression, or the seasonal default; None for an entry that is never crawled.

    The default: every night from January to April, when reports appear; one night a month in the rest of the year.
    Minute and day are derived from the portal's id, so that portals do not all start together and all machines agree.
    """
    if portal.schedule == NEVER:
        return None
    share, day = _draw(portal.id)
    if portal.schedule is None:
        return Timetable(("0 1 * 1-4 *", f"0 1 {day} 5-12 *"), _seconds(share * _NIGHT))
    hourly_at_most = portal.schedule.split()[0].isdigit()
    return Timetable((portal.schedule,), _seconds(share * SPREAD) if hourly_at_most else timedelta())


def _draw(portal_id: str) -> tuple[float, int]:
    """Two pseudo-random values derived from the id: a number from 0 to 1, and a day that exists in every month."""
    digest = hashlib.sha256(portal_id.encode()).digest()
    return int.from_bytes(digest[:4]) / 2**32, 1 + int.from_bytes(digest[4:8]) % _DAYS_OF_EVERY_MONTH


def _seconds(duration: timedelta) -> timedelta:
    return timedelta(seconds=int(duration.total_seconds()))
