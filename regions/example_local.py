"""What holds in each region, in the demo: contacts, fees and a notice that say of themselves that they are examples."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.demo import require_demo
from regions import facts
from regions.example_units.details import phone
from regions.facts import RegionFact
from regions.models import NoticeLevel, Region, RegionContact, RegionFee, RegionNotice

WITH_NOTICE = "blekinge"
WITH_MENU = "skane"
MENU = ["primary_care", "urgent_care", "out_of_hours", "emergency", "pharmacy", "dental", "child_health", "midwifery"]


@transaction.atomic
def load_what_holds() -> int:
    """Fills each region that has said nothing itself; how many they were. What someone has written stays."""
    require_demo()  # nothing in the database tells these from what a region has said
    told = set(RegionContact.objects.values_list("region", flat=True)) | set(
        RegionFee.objects.values_list("region", flat=True)
    )
    empty = [region for region in facts.regions() if region.code not in told]
    texts = tomllib.loads(Path(__file__).with_name("example_local.toml").read_text(encoding="utf-8"))
    today = timezone.localdate()
    for region in empty:
        contacts = [RegionContact(**_contact(region, row), position=n) for n, row in enumerate(texts["contacts"])]
        fees = [RegionFee(**row, region_id=region.code, position=n) for n, row in enumerate(texts["fees"])]
        for rows in (contacts, fees):
            for row in rows:
                row.confirmed_on = today - timedelta(days=7 * row.position)
                row.full_clean()
        RegionContact.objects.bulk_create(contacts)
        RegionFee.objects.bulk_create(fees)
    if any(region.slug == WITH_MENU for region in empty):
        Region.objects.filter(slug=WITH_MENU, suggested_kinds=[]).update(suggested_kinds=MENU)
    if any(region.slug == WITH_NOTICE for region in empty):
        _notice(facts.regions_by_slug()[WITH_NOTICE])
    return len(empty)


def _contact(region: RegionFact, row: dict[str, Any]) -> dict[str, Any]:
    number = phone("hospital", region.code, f"{region.slug} {row['kind']}") if row.get("phone") else ""
    places = {"seat": region.seat, "slug": region.slug}
    said = {name: row.get(name, "").format(**places) for name in ("label", "hours", "address", "website")}
    return {"region_id": region.code, "kind": row["kind"], "phone": number, **said}


def _notice(region: RegionFact) -> None:
    RegionNotice.objects.create(
        region_id=region.code,
        level=NoticeLevel.INFORMATION,
        title=f"Exempel: så ser ett meddelande {region.inside} ut",
        text="Det här är ett exempel. Inget har hänt, och du behöver inte göra något.",
        link="/vaccinationer/",
        starts_at=timezone.now(),
    )
