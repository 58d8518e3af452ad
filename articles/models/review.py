"""What reviewers say of a text, part by part."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.models.choices import ChapterKind, ReviewKind, Verdict
from articles.models.revision import Revision


class RevisionPart(models.Model):
    """What a revision says, part by part, as the database itself reads it (a view, migration 0005): "head" with which
    parts there are, "care", each chapter by its kind, "sources". A signature holds for a part that says the same."""

    PARTS = [
        ("head", _("Rubrik och sammanfattning")),
        ("care", _("När och var ska jag söka vård?")),
        *ChapterKind.choices,
        ("sources", _("Källor")),
    ]
    id = models.TextField(primary_key=True)
    revision = models.ForeignKey(Revision, on_delete=models.DO_NOTHING, related_name="parts")
    part = models.CharField("del", max_length=20, choices=PARTS)
    content = models.TextField()

    class Meta:
        managed = False
        db_table = "articles_revisionpart"
        verbose_name = "del av en version"
        verbose_name_plural = "delar av en version"

    def __str__(self) -> str:
        return self.get_part_display()


class Review(models.Model):
    """One reviewer's verdict on one revision: asked for, perhaps by link, then signed with declared conflicts of
    interest. Once signed it never changes (migration 0005)."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField("slag", max_length=8, choices=ReviewKind.choices, default=ReviewKind.FACT)
    reviewer = models.CharField("granskare", max_length=150)
    reviewer_user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews", verbose_name="granskarens konto"
    )
    email = models.EmailField(
        "granskarens e-post", blank=True, help_text="Dit länken skickas. Tas bort när granskningen är klar."
    )
    profession = models.CharField("yrke", max_length=120, blank=True)
    workplace = models.CharField("arbetsplats", max_length=160, blank=True)
    conflict_of_interest = models.TextField("jäv", blank=True, help_text="Skriv ”Inga” när det inte finns några.")
    asked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bad om granskningen"
    )
    asked_name = models.CharField(
        "namnet på den som ombads",
        max_length=150,
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="Den som bad om granskningen med en länk går i god för den personen och ingen annan.",
    )
    asked_at = models.DateTimeField("när den begärdes", default=timezone.now)
    domain = models.CharField(
        "e-postadressens domän",
        max_length=253,
        blank=True,
        default="",
        db_default="",
        help_text="Det som är kvar av adressen, för den som bekräftar granskaren.",
    )
    mailbox = models.CharField(
        max_length=64, blank=True, default="", db_default="", editable=False
    )  # tells apart two who have the same name
    link_digest = models.CharField(max_length=64, blank=True, editable=False)
    link_expires_at = models.DateTimeField("länken gäller till", null=True, blank=True)
    revoked_at = models.DateTimeField("återkallad", null=True, blank=True)
    signed_on = models.DateField("undertecknad", null=True, blank=True)

    class Meta:
        verbose_name = "granskning"
        verbose_name_plural = "granskningar"
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True)
                | (~Q(profession="") & ~Q(workplace="") & ~Q(conflict_of_interest="") & Q(revoked_at__isnull=True)),
                name="review_signed_is_complete",
                violation_error_message=_("Yrke, arbetsplats och jäv måste fyllas i innan du skriver under."),
            ),
            models.CheckConstraint(
                condition=Q(link_digest="") | Q(reviewer_user__isnull=True),
                name="review_link_or_account",
                violation_error_message=_("Den som har ett konto granskar inloggad."),
            ),
            models.UniqueConstraint(
                fields=["revision", "kind", "reviewer_user"],
                condition=Q(revoked_at__isnull=True, signed_on__isnull=True, reviewer_user__isnull=False),
                name="review_asked_once_at_a_time",
                violation_error_message=_("Personen är redan tillfrågad."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} {self.signed_on or ''}".rstrip()


class Confirmation(models.Model):
    """Someone's word that a reviewer without an account is who they say. Rows are only added; the review counts when
    one of those who stand for it, by asking or by confirming, has not written in the text (migration 0014), and
    whoever asked stands for the name that was asked alone (migration 0027)."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="confirmations")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="bekräftad av")
    at = models.DateTimeField("när", default=timezone.now)

    class Meta:
        verbose_name = "bekräftad granskare"
        verbose_name_plural = "bekräftade granskare"
        constraints = [
            models.UniqueConstraint(
                fields=["review", "by"],
                name="confirmation_once_a_person",
                violation_error_message=_("Du har redan bekräftat granskaren."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review} – {self.by}"


class PartVerdict(models.Model):
    """What a reviewer says of one part of the revision: that it is right, or what should change. Until it is signed it
    may be half said; a signature needs the words too (migration 0020)."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="verdicts")
    part = models.CharField("del", max_length=20, choices=RevisionPart.PARTS)
    verdict = models.CharField("bedömning", max_length=7, choices=Verdict.choices)
    comment = models.TextField("kommentar", blank=True)
    suggestion = models.TextField("förslag till text", blank=True)
    taken_at = models.DateTimeField("förslaget togs", null=True, blank=True)
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "bedömning av en del"
        verbose_name_plural = "bedömningar av delar"
        constraints = [
            models.UniqueConstraint(
                fields=["review", "part"],
                name="partverdict_once_a_part",
                violation_error_message=_("Varje del bedöms en gång."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.get_verdict_display()}"


class RemarkAnswer(models.Model):
    """What the editors say to a reviewer who wants a part changed: what they have done, or why the text stays as it is.
    Rows are only added, and only to what is signed (migration 0025)."""

    verdict = models.ForeignKey(PartVerdict, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField("svar")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="av")
    at = models.DateTimeField("när", default=timezone.now)

    class Meta:
        verbose_name = "svar till en granskare"
        verbose_name_plural = "svar till granskare"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="remarkanswer_says_something",
                violation_error_message=_("Skriv ett svar."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} – {self.by}"
