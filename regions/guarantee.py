"""Which day the care guarantee runs out, for someone who waits."""

from dataclasses import dataclass
from datetime import date, timedelta

from regions.models import CareGuarantee, GuaranteeStep
from regions.red_days import red_day

SATURDAY = 5


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and red_day(day) is None


def _next_working_day(day: date, step: int) -> date:
    """The first working day after the day, or with a step of -1 before it."""
    day += timedelta(days=step)
    while not is_working_day(day):
        day += timedelta(days=step)
    return day


@dataclass(frozen=True, slots=True)
class Wait:
    """A wait for one step of care that began on a day, seen from today."""

    limit: CareGuarantee
    began: date
    today: date

    @property
    def step(self) -> GuaranteeStep:
        return GuaranteeStep(self.limit.step)

    @property
    def last_day(self) -> date:
        return self.limit.last_day(self.began)

    @property
    def days_left(self) -> int:
        """Whole days until the last one; 0 on the day itself, below that when it has passed."""
        return (self.last_day - self.today).days

    @property
    def days_over(self) -> int:
        return max(0, -self.days_left)

    @property
    def is_over(self) -> bool:
        return self.days_left < 0

    @property
    def ends_on_day_off(self) -> bool:
        """Whether the last day is a Saturday, a Sunday or a red day, when few units are open."""
        return not is_working_day(self.last_day)

    @property
    def red_day(self) -> str | None:
        return red_day(self.last_day)

    @property
    def working_day_before(self) -> date:
        """The last working day before the last day: the one to ring on when that is a day off."""
        return _next_working_day(self.last_day, -1)

    @property
    def day_to_call(self) -> date:
        """When the last day is a day off: the working day before it, or the next one after when that has passed."""
        before = self.working_day_before
        return before if before >= max(self.began, self.today) else _next_working_day(self.last_day, 1)
