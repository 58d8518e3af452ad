"""Static files under names that say what is in them."""

from functools import lru_cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's own, which goes six steps each time a page names a file. Only a deploy changes them."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.url = lru_cache(maxsize=1_000)(super().url)
