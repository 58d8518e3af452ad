from datetime import date

from django.db import models
from django.db.models import Count, Exists, Max, Min, OuterRef, Q, Sum
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.models.article import Article, Synonym

LEAST_DAYS = 5  # that a term must have been asked on before anyone sees it


class SearchMissQuerySet(models.QuerySet["SearchMiss"]):
    def shown(self) -> "models.QuerySet[SearchMiss, dict[str, object]]":
        """The terms that people may see, which is the only way to them: asked on at least five days, and not seen to
        since. Most days first: one visitor can ask many times a day, but not on many days at once."""
        done = SearchMissDone.objects.filter(
            Q(outcome=SearchMissDone.Outcome.DISMISSED) | Q(day__gte=OuterRef("day")), term=OuterRef("term")
        )
        terms = self.filter(~Exists(done)).values("term")
        found = terms.annotate(days=Count("pk"), times=Sum("count"), first=Min("day"), last=Max("day"))
        return found.filter(days__gte=LEAST_DAYS).order_by("-days", "-times", "term")

    def too_rare(self, before: date) -> "SearchMissQuerySet":
        """The old rows of terms that have not been asked on five days."""
        asked = self.order_by().values("term").annotate(days=Count("pk"))
        often = asked.filter(days__gte=LEAST_DAYS).values("term")
        return self.filter(day__lt=before).exclude(term__in=often)


class SearchMiss(models.Model):
    """That a search found nothing: what was asked, the day, and how many times. Nothing about who asked, no hour.

    Never shown as it is, in the administration or elsewhere: see `SearchMissQuerySet.shown`.
    """

    term = models.CharField("sökning", max_length=60)
    day = models.DateField("dag")
    count = models.PositiveIntegerField("gånger", default=1)

    objects = SearchMissQuerySet.as_manager()

    class Meta:
        verbose_name = "sökning utan träff"
        verbose_name_plural = "sökningar utan träff"
        constraints = [
            models.UniqueConstraint(
                fields=["day", "term"],
                name="searchmiss_once_a_day",
                violation_error_message=_("Sökningen räknas redan den dagen."),
            ),
            models.CheckConstraint(
                condition=Q(term__regex=r"^([^@0-9]*[0-9]){0,3}[^@0-9]*$"),
                name="searchmiss_has_few_digits",
                violation_error_message=_("En sökning med fler än tre siffror sparas inte."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}, {self.count}"  # not the term: it may not be one to show


class SearchMissDone(models.Model):
    """What an editor did about a term that had been asked on enough days. A term that is asked anew after it was made
    an ämnesord comes back, a dismissed one does not."""

    class Outcome(models.TextChoices):
        SYNONYM = "synonym", _("Ämnesord")
        DISMISSED = "dismissed", _("Inte vårt ämne")

    term = models.CharField("sökning", max_length=60, unique=True)
    outcome = models.CharField("vad som gjordes", max_length=9, choices=Outcome.choices)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    synonym = models.ForeignKey(Synonym, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    day = models.DateField("dag")
    at = models.DateTimeField("när")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="av")

    class Meta:
        verbose_name = "åtgärdad sökning"
        verbose_name_plural = "åtgärdade sökningar"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="synonym", article__isnull=False) | Q(outcome="dismissed", article__isnull=True),
                name="searchmissdone_synonym_of_an_article",
                violation_error_message=_("Ett ämnesord leder till en artikel."),
            )
        ]

    def __str__(self) -> str:
        return self.term
