"""Asking units to confirm their facts: whom to ask, the mails that wait to be sent, and the answer by the link."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from regions.actions.units import confirm_unit
from regions.facts import RegionFact
from regions.models import CareUnit, Region, UnitContact, UnitReminder
from regions.models.unit import CareUnitQuerySet
from regions.opening import SWEDEN
from regions.permissions import administers
from regions.queries.freshness import asked_since_q, unconfirmed_q
from regions.reminder_links import LINK_DAYS, token_of

AT_MOST_EVERY = timedelta(days=7)
BY_ITSELF_EVERY = timedelta(days=30)
SENT_AT_ONCE = 50  # while someone waits for the page; the rest is sent by `remind_units`
TRIED_FOR = timedelta(days=7)
FAILS_IN_A_ROW = 3  # then the mail server is left alone until the next time
_OF_THE_MAIL = (SMTPRecipientsRefused, SMTPDataError, ValueError)  # the server answered, or the address is none
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Sent:
    """How many of the mails that waited were sent, and how many still wait."""

    sent: int = 0
    waiting: int = 0


@transaction.atomic
def ask_to_confirm(*, by: User | None, region_code: str, units: CareUnitQuerySet) -> int:
    """Asks those of a region's units that have an address and have not been asked in the last week. Returns how many.

    Raises:
        Refused: the person does not look after the region's units.
    """
    if by is not None and not administers(by, region_code):
        raise Refused(_("Du får inte påminna den regionens mottagningar."))
    now = timezone.now()
    wanted = units.in_region(region_code).in_use(timezone.localdate(now, SWEDEN)).values("pk")
    # Locked first, asked after: two who press at once ask each unit once.
    locked = UnitContact.objects.select_for_update().filter(unit__in=wanted).order_by("pk")
    ids = list(locked.values_list("unit_id", flat=True))
    ready = CareUnit.objects.filter(pk__in=ids).exclude(asked_since_q(now - AT_MOST_EVERY))
    asked = UnitReminder.objects.bulk_create(
        (UnitReminder(unit_id=pk, asked_at=now, asked_by=by) for pk in ready.values_list("pk", flat=True)),
        batch_size=1_000,
    )
    if asked:
        record("units.reminded", by=by, region_code=region_code, units=[reminder.unit_id for reminder in asked])
    if asked and by is not None:
        transaction.on_commit(lambda: send_waiting(SENT_AT_ONCE))
    return len(asked)


def ask_by_itself(now: datetime) -> int:
    """Asks, in the regions that have it switched on, what has not been confirmed in 90 days, once a month."""
    asked = 0
    for region in Region.objects.filter(reminds_units=True).order_by("code"):
        late = CareUnit.objects.filter(unconfirmed_q(timezone.localdate(now, SWEDEN)))
        late = late.exclude(asked_since_q(now - BY_ITSELF_EVERY))
        asked += ask_to_confirm(by=None, region_code=region.code, units=late)
    return asked


@transaction.atomic
def switch_reminders(*, by: User, region: RegionFact, on: bool) -> None:
    """Whether the server asks the region's units by itself.

    Raises:
        Refused: the person does not look after the region's units.
    """
    if not administers(by, region.code):
        raise Refused(_("Du får inte ändra regionens påminnelser."))
    if Region.objects.filter(code=region.code).exclude(reminds_units=on).update(reminds_units=on):
        record("region.reminders_switched", by=by, region_code=region.code, on=on)


def send_waiting(most: int | None = None) -> Sent:
    """Sends the mails that wait, the oldest first. One that cannot be sent stops no other, and is tried for a week."""
    since = timezone.now() - TRIED_FOR
    waiting = UnitReminder.objects.filter(sent_at__isnull=True, asked_at__gt=since, unit__contact__isnull=False)
    pks = list(waiting.order_by("asked_at", "pk").values_list("pk", flat=True)[:most])
    report, failed = Sent(), 0
    if not pks:  # a mail server that nobody needs may be away
        return report
    connection = get_connection()
    try:
        connection.open()
        for pk in pks:
            try:
                report.sent += _send_one(pk, connection)
                failed = 0
            except (OSError, ValueError) as error:
                _log.warning("a reminder was not sent: %s", type(error).__name__)  # its words may hold the address
                failed = 0 if isinstance(error, _OF_THE_MAIL) else failed + 1
                if failed == FAILS_IN_A_ROW:
                    break
                connection.close()  # some servers hang up on whoever gives them an address that they refuse
                connection.open()
        connection.close()
    except OSError as error:
        _log.error("reminders not sent: %s", type(error).__name__)
    report.waiting = waiting.count()
    return report


@transaction.atomic
def _send_one(pk: int, connection: BaseEmailBackend) -> bool:
    """Whether it was sent now. A row that another process is sending is left to it.

    Raises:
        OSError, ValueError: it cannot be sent.
    """
    rows = UnitReminder.objects.select_for_update(of=("self",), skip_locked=True).select_related("unit__region")
    reminder = rows.filter(pk=pk, sent_at__isnull=True).first()
    contact = UnitContact.objects.filter(unit=reminder.unit_id).first() if reminder else None
    if reminder is None or contact is None:
        return False
    _mail(reminder, contact, connection).send()
    reminder.sent_at = timezone.now()
    reminder.save(update_fields=["sent_at"])
    return True


def _mail(reminder: UnitReminder, contact: UnitContact, connection: BaseEmailBackend) -> EmailMessage:
    """Asks for one thing. It holds what is public about the unit, and the link."""
    unit = reminder.unit
    name = " ".join(unit.name.split())
    day = unit.confirmed_on
    lines = [
        _("Stämmer det som står om %(name)s i Vårdguiden?") % {"name": name},
        _("Öppna länken och läs igenom sidan. Tryck på ”Allt stämmer”, eller skriv vad som är fel. Ni loggar inte in."),
        settings.SITE_URL + reverse("confirm_by_link", args=[token_of(reminder, contact)]),
        _("Alla uppgifter bekräftades senast %(day)s.") % {"day": date_format(day)}
        if day
        else _("Alla uppgifter har aldrig bekräftats samtidigt."),
        _("Länken gäller i %(days)d dagar. Den som har den kan bekräfta uppgifterna, så sprid den inte utanför er.")
        % {"days": LINK_DAYS},
        _("Har ni frågor? Vänd er till %(region)s.") % {"region": unit.region.organisation},
    ]
    subject = _("Stämmer uppgifterna om %(name)s?") % {"name": name}
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, "\n\n".join(lines), None, [contact.email], connection=connection, headers=headers)


@transaction.atomic
def confirm_by_link(*, reminder: UnitReminder, seen: int) -> CareUnit:
    """Confirms every fact of the unit, as its staff saw them in version `seen`.

    Raises:
        Refused: the link has been answered, or the facts have changed since the page was opened.
    """
    reminder = UnitReminder.objects.select_for_update(of=("self",)).select_related("unit").get(pk=reminder.pk)
    CareUnit.objects.select_for_update().get(pk=reminder.unit_id)
    if reminder.confirmed_at is not None:
        raise Refused(_("Uppgifterna är redan bekräftade med den här länken."))
    unit = confirm_unit(by=None, unit=reminder.unit, seen=seen, name=_("Mottagningen, med länk"))
    reminder.confirmed_at = timezone.now()
    reminder.save(update_fields=["confirmed_at"])
    return unit
