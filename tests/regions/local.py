"""What holds in a region, for tests: each row with only what the test is about."""

from datetime import date, timedelta

from django.utils import timezone

from regions.models import RegionContact, RegionFee, RegionNotice
from tests.regions.pages import page_text

SKANE, HALLAND = "12", "13"


def a_contact(region=SKANE, **fields):
    rest = {"kind": "patient_board", "label": "Patientnämnden", "phone": "+46406280400", "position": 0}
    return RegionContact(region_id=region, **{**rest, "confirmed_on": date(2026, 2, 12), **fields})


def a_fee(region=SKANE, **fields):
    rest = {"label": "Besök på vårdcentral", "amount": 250, "position": 0}
    return RegionFee(region_id=region, **{**rest, "confirmed_on": date(2026, 2, 12), **fields})


def a_notice(region=SKANE, *, starts=-1, ends=None, **fields):
    """A notice that began and ends so many hours from now."""
    now = timezone.now()
    return RegionNotice(
        region_id=region,
        starts_at=now + timedelta(hours=starts),
        ends_at=None if ends is None else now + timedelta(hours=ends),
        **{"title": "Koka dricksvattnet", "level": "warning", **fields},
    )


def kept(row):
    row.save()
    return row


def says(client, path="/regioner/skane/"):
    response = client.get(path)
    assert response.status_code == 200
    return page_text(response)
