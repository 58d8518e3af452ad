"""The HSA id, by which all of Sweden's care knows a unit."""

import re

# Inera's rule: SE, the organisation number of who owns the catalogue, a hyphen, then letters and digits that the owner
# chooses; at most 31 characters in all. Written in capitals here, since the letters' case tells nothing apart.
HSA_ID = re.compile(r"SE[0-9]{10}-[A-Z0-9]{1,18}")
