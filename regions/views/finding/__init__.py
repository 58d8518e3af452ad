from regions.views.finding.compare import compare
from regions.views.finding.machine import find_care_json
from regions.views.finding.page import find_care, find_care_map

__all__ = ["compare", "find_care", "find_care_json", "find_care_map"]
