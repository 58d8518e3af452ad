from regions.views.finding.compare import compare
from regions.views.finding.machine import find_care_json
from regions.views.finding.page import find_care, find_care_map
from regions.views.finding.suggest import suggest

__all__ = ["compare", "find_care", "find_care_json", "find_care_map", "suggest"]
