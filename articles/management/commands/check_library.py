from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.library_format import LIBRARY, ArticleFile, LibraryError, read_article
from articles.library_format.consistency import contradictions
from articles.lint import Finding, Known, Weight, lint, readability
from articles.site_pages import RESERVED_SLUGS
from language.analysis import fold

ALWAYS_SAID = {"long_sentence", "hard_text"}  # hints that no text of the library may have


class Command(BaseCommand):
    help = "Checks article files as their writer writes them: format, readability, signs, links. Needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="*", help="the articles to report on; all when none is named")
        parser.add_argument("--folder", type=Path, help="a folder of drafts, read beside the library")
        parser.add_argument("--hints", action="store_true", help="every hint of the lint too; they are no faults")

    def handle(self, *args: Any, slugs: list[str], folder: Path | None, hints: bool = False, **options: Any) -> None:
        files = {path.stem: path for path in sorted(LIBRARY.glob("*.md"))}
        files |= {path.stem: path for path in sorted(folder.glob("*.md"))} if folder else {}
        texts, unread = self._read(files)
        wanted = slugs or list(files)
        faults = [f"{slug}: filen finns inte." for slug in wanted if slug not in files]
        faults += [str(fault) for slug, fault in unread.items() if slug in wanted]
        for slug in wanted:
            if slug in texts:
                faults += self._report(texts[slug], texts, hints=hints)
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

    def _report(self, text: ArticleFile, texts: dict[str, ArticleFile], *, hints: bool) -> list[str]:
        """What is worth a look in one article; its measures are always said."""
        plain = text.as_text()
        ease = readability(plain)
        self.stdout.write(f"{text.slug}: {ease.words} ord, LIX {ease.lix:.0f}")
        found = lint(plain, Known(RESERVED_SLUGS.union(texts)))
        wrong = [each for each in found if each.weight == Weight.STOP or each.rule in ALWAYS_SAID]
        for each in found if hints else ():
            if each not in wrong:
                self.stdout.write(_line(text, each))
        faults = [_line(text, each) for each in wrong]
        titles = {fold(other.title): other.slug for other in texts.values() if other.slug != text.slug}
        faults += [
            f"{text.slug}: ämnesordet ”{word}” är rubriken på {titles[fold(word)]}."
            for word in (*text.synonyms, text.title)
            if fold(word) in titles
        ]
        return faults


def _line(text: ArticleFile, found: Finding) -> str:
    quote = f" ”{found.quote}”" if found.quote and found.quote not in found.message else ""
    return f"{text.slug}{found.part and f' ({found.part})'}: {found.message} {found.mend}{quote}"
