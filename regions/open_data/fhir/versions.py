"""The two versions of FHIR that are spoken."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """A version of FHIR: its name in our addresses and its number."""

    name: str
    number: str

    @property
    def has_contact_details(self) -> bool:
        """R5 has `contact` and `availability` where R4 has `telecom`, `address` and hours of their own."""
        return self.name == "r5"


R4 = Version("r4", "4.0.1")
R5 = Version("r5", "5.0.0")
VERSIONS = {version.name: version for version in (R4, R5)}
