"""Care units as HL7 FHIR: the same unit as an organisation, a place and a service, in R4 and R5.

The three have the unit's lasting id. R4 resources are those of 4.0.1.
"""

from regions.open_data.fhir.codes import CODE_SYSTEM_ID, code_system
from regions.open_data.fhir.resources import RESOURCES
from regions.open_data.fhir.versions import R4, R5, VERSIONS, Version

__all__ = ["CODE_SYSTEM_ID", "R4", "R5", "RESOURCES", "VERSIONS", "Version", "code_system"]
