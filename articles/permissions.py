"""Who may do what with the content: a role in, yes or no out. Being a superuser gives none of it but
the rules of the search."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from accounts.rights import Right
from articles.models import Article, ReviewKind, Revision
from regions.assignments import assigned, regions_where

DESK = (Role.EDITOR, Role.FACT_REVIEWER, Role.LANGUAGE_REVIEWER, Role.PUBLISHER)
LOCAL_DESK = (Role.REGIONAL_EDITOR, Role.FACT_REVIEWER, Role.PUBLISHER)
REVIEWER = {ReviewKind.FACT: Role.FACT_REVIEWER, ReviewKind.LANGUAGE: Role.LANGUAGE_REVIEWER}


RIGHTS = (
    Right(_("Läsa allt i Redaktionen, också utkast"), (*DESK, Role.REGIONAL_EDITOR)),
    Right(_("Skriva artiklar och utkast"), (Role.EDITOR,), _("Den som har sparat i ett utkast förblir dess skribent.")),
    Right(
        _("Skicka in en text och be om granskning"),
        (Role.EDITOR,),
        _("Den som har skrivit i texten kan inte bli tillfrågad, varken med konto eller med länk."),
    ),
    Right(_("Svara en granskare som vill ändra något, och be om granskning igen"), (Role.EDITOR, Role.REGIONAL_EDITOR)),
    Right(
        _("Skriva tillägg och sidor för sin egen region, skicka in dem och be om granskning"),
        (Role.REGIONAL_EDITOR,),
        _("Regionens egna utgivare publicerar dem. Regionens faktagranskare och de nationella får granska dem."),
    ),
    Right(
        _("Granska fakta och skriva under"),
        (Role.FACT_REVIEWER,),
        _("Aldrig en text som du har skrivit i. Den som får en länk granskar utan konto."),
    ),
    Right(
        _("Bekräfta vem en granskare utan konto är"),
        (Role.EDITOR, Role.REGIONAL_EDITOR, Role.PUBLISHER),
        _("Aldrig om du har skrivit i texten. Bad du om granskningen utan att ha skrivit, så har du redan bekräftat."),
    ),
    Right(_("Granska språket och skriva under"), (Role.LANGUAGE_REVIEWER,), _("Aldrig en text som du har skrivit i.")),
    Right(
        _("Publicera nu eller vid en tid"),
        (Role.PUBLISHER,),
        _(
            "Aldrig en text som du har skrivit i. En faktagranskare som inte har skrivit den ska ha godkänt varje del "
            "ordagrant."
        ),
    ),
    Right(
        _("Publicera en rättelse före granskningen"),
        (Role.PUBLISHER,),
        _(
            "Bara när texten redan är publicerad, och aldrig en rättelse som du har skrivit i. Den ska granskas inom "
            "sju dagar, och läsarna ser vad som var fel."
        ),
    ),
    Right(_("Skicka tillbaka en text till redaktören"), (Role.PUBLISHER,), _("Skriv varför.")),
    Right(_("Dra tillbaka en publicerad text"), (Role.PUBLISHER,), _("Skriv varför.")),
    Right(_("Föreslå fakta som står i många texter"), (Role.EDITOR,)),
    Right(_("Godkänna fakta"), (Role.FACT_REVIEWER,), _("Aldrig en uppgift som du själv har föreslagit.")),
    Right(_("Publicera fakta i alla texter"), (Role.PUBLISHER,), _("När en faktagranskare har godkänt uppgiften.")),
    Right(
        _("Föreslå och avsluta regler för sökningen"),
        (Role.EDITOR, Role.FACT_REVIEWER),
        _(
            "Också en systemadministratör. Ett uttryck som visar 112 gäller genast; allt annat när någon annan har"
            " godkänt."
        ),
    ),
    Right(
        _("Godkänna regler för sökningen"),
        (Role.FACT_REVIEWER,),
        _("Också en systemadministratör. Aldrig en ändring som du själv har föreslagit."),
    ),
    Right(_("Svara på läsarnas kommentarer och lägga till ämnesord"), (Role.EDITOR,)),
)


def may_open_desk(user: User) -> bool:
    return user.has_role(*DESK) or bool(regions_where(user, *LOCAL_DESK))


def _holds(user: User, article: Article | None, national: Role, local: Role) -> bool:
    """Whether the person has the role for the article: what a region has written is its own people's."""
    if article is None or article.region_id is None:
        return user.has_role(national)
    return article.region_id in regions_where(user, local)


def writes_somewhere(user: User) -> bool:
    """Whether the person writes national texts or those of some region."""
    return may_write(user) or bool(regions_where(user, Role.REGIONAL_EDITOR))


def publishes_somewhere(user: User) -> bool:
    """Whether the person publishes national texts or those of some region."""
    return may_publish(user) or bool(regions_where(user, Role.PUBLISHER))


def may_write(user: User, article: Article | None = None) -> bool:
    """Whether the person writes in the article; without one: in the national texts."""
    return _holds(user, article, Role.EDITOR, Role.REGIONAL_EDITOR)


def may_publish(user: User, article: Article | None = None) -> bool:
    """Whether the person publishes the article, or the national texts; see also `wrote`."""
    return _holds(user, article, Role.PUBLISHER, Role.PUBLISHER)


def may_review(user: User, kind: str, article: Article | None = None) -> bool:
    """Whether the person reviews the article, or the national texts, in this kind of review; see also `wrote`."""
    return reviewers(kind, article).filter(pk=user.pk).exists()


def reviewers(kind: str, article: Article | None = None) -> QuerySet[User]:
    """Who reviews the article, or the national texts: the national reviewers, and those of its own region."""
    role = REVIEWER[ReviewKind(kind)]
    region = (article.region_id if article else None) or ""
    of_the_region = Q(is_staff=True, pk__in=assigned(region, role))
    return User.objects.filter(Q(roles__contains=[role]) | of_the_region, is_active=True)


def may_confirm(user: User, article: Article) -> bool:
    """Whether the person may stand for who a reviewer without an account is; see also `wrote`."""
    return may_write(user, article) or may_publish(user, article)


def may_propose_rules(user: User) -> bool:
    """Whether the person proposes rules of the search, and that others end."""
    return user.has_role(Role.EDITOR, Role.FACT_REVIEWER) or user.is_superuser


def may_approve_rules(user: User) -> bool:
    """Whether the person approves rules of the search; never a proposal of their own."""
    return user.has_role(Role.FACT_REVIEWER) or user.is_superuser


def may_read_rules(user: User) -> bool:
    return user.has_role(*DESK) or may_propose_rules(user) or may_approve_rules(user)


def wrote(user: User, revision: Revision) -> bool:
    """Whether the person has written in the text: then they neither review nor publish it."""
    return revision.writers.filter(pk=user.pk).exists()
