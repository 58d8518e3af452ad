"""What public pages show of regions and care units, for the page memory (docs/adr/0025). A page that shows care units
is forgotten when one of them changes; one that says of which regions (by county code) they are, only when one of
those does. The triggers that tell of changes stand in migration 0012; a test holds that every table here has them."""

from page_memory.shown import Clock, Subject

UNIT = Subject(
    "unit",
    (
        "regions_careunit",
        "regions_unitaddress",
        "regions_openingspan",
        "regions_openingexception",
        "regions_unitnotice",
        "regions_plannedmove",
        "regions_unitversion",
        "regions_unit_documents",  # a function of the tables above
    ),
)
REGION = Subject("region", ("regions_region", "regions_regioncontact", "regions_regionfee", "regions_regionnotice"))
PLACE = Subject("place", ("regions_municipality",))
GUARANTEE = Subject("guarantee", ("regions_careguarantee",))

HOURS = Clock("hours", ("regions_openingspan", "regions_openingexception"))
UNIT_NOTICES = Clock("unit notices", ("regions_unitnotice",))
NOTICES = Clock("notices", ("regions_regionnotice",))

ALL = (UNIT, REGION, PLACE, GUARANTEE, HOURS, UNIT_NOTICES, NOTICES)
