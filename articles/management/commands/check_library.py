from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.library_format import LIBRARY, ArticleFile, LibraryError, read_article
from articles.library_format.consistency import contradictions, long_sentences
from articles.site_pages import RESERVED_SLUGS
from language.analysis import fold
from language.readability import lix

EASIEST = 40  # LIX that no text may pass


class Command(BaseCommand):
    help = "Checks article files as their writer writes them: format, readability, signs, links. Needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="*", help="the articles to report on; all when none is named")
        parser.add_argument("--folder", type=Path, help="a folder of drafts, read beside the library")

    def handle(self, *args: Any, slugs: list[str], folder: Path | None, **options: Any) -> None:
        files = {path.stem: path for path in sorted(LIBRARY.glob("*.md"))}
        files |= {path.stem: path for path in sorted(folder.glob("*.md"))} if folder else {}
        texts, unread = self._read(files)
        wanted = slugs or list(files)
        faults = [f"{slug}: filen finns inte." for slug in wanted if slug not in files]
        faults += [str(fault) for slug, fault in unread.items() if slug in wanted]
        for slug in wanted:
            if slug in texts:
                faults += self._report(texts[slug], texts)
        for found in contradictions(texts.values()):
            if {found.first.slug, found.second.slug} & set(wanted):
                faults.append(f"samma tecken, olika nivå: {found}")
        self.stdout.write("\n".join(faults))
        if faults:
            raise CommandError(f"{len(faults)} saker att se på.")
        self.stdout.write("Inget att anmärka på.")

    def _read(self, files: dict[str, Path]) -> tuple[dict[str, ArticleFile], dict[str, LibraryError]]:
        texts, faults = {}, {}
        for slug, path in files.items():
            try:
                texts[slug] = read_article(path)
            except LibraryError as error:
                faults[slug] = error
        return texts, faults

    def _report(self, text: ArticleFile, texts: dict[str, ArticleFile]) -> list[str]:
        """What is worth a look in one article; its measures are always said."""
        ease = lix(text.plain_text)
        self.stdout.write(f"{text.slug}: {len(text.plain_text.split())} ord, LIX {ease:.0f}")
        faults = [f"{text.slug}: LIX {ease:.0f}, högst {EASIEST}."] if ease > EASIEST else []
        faults += [f"{text.slug}: lång mening: {sentence}" for sentence in long_sentences(text)]
        linked = {*text.related, *(slug for chapter in text.chapters for slug in chapter.links)}
        faults += [f"{text.slug}: /{slug}/ finns inte (ännu)." for slug in sorted(linked - set(texts) - RESERVED_SLUGS)]
        titles = {fold(other.title): other.slug for other in texts.values() if other.slug != text.slug}
        faults += [
            f"{text.slug}: ämnesordet ”{word}” är rubriken på {titles[fold(word)]}."
            for word in (*text.synonyms, text.title)
            if fold(word) in titles
        ]
        return faults
