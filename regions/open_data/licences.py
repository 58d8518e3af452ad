"""What others may do with what we publish. It is a promise, so it is no setting: it cannot be taken back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence, as it is named on the page and in each answer."""

    name: str
    url: str

    @property
    def rdf(self) -> str:
        """The address that data portals know it by, which is the older one."""
        return self.url.replace("https://", "http://")

    def as_json(self) -> dict[str, str]:
        return {"name": self.name, "url": self.url}


UNIT_LICENCE = Licence("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/")
TEXT_LICENCE = Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
