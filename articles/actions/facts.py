"""Facts: proposed by an editor, approved by a fact reviewer, put in force by a publisher, then shown in every text."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import Role, User
from accounts.refusal import Refused
from articles.facts import is_name, why_not_plain
from articles.models import Fact, FactValue
from articles.permissions import may_publish, may_write
from articles.queries.facts import articles_with, proposals
from articles.search_index import index_articles, is_searched


@transaction.atomic
def new_fact(*, by: User, name: str, title: str, value: str, ground: str) -> Fact:
    """Names a fact and proposes its first value; until that is in force, texts cannot use it.

    Raises:
        Refused: the name is taken or is not one.
    """
    if not may_write(by):
        raise Refused(_("Bara redaktörer lägger till fakta."))
    if not is_name(name):
        raise Refused(_("Namnet skrivs med små bokstäver a–z, siffror och bindestreck, till exempel giftinformation."))
    try:
        with transaction.atomic():
            fact = Fact.objects.create(name=name, title=title)
    except IntegrityError as error:
        raise Refused(_("Det finns redan en faktauppgift med det namnet.")) from error
    record("fact.created", by=by, obj=fact, name=name)
    propose(by=by, fact=fact, value=value, ground=ground)
    return fact


@transaction.atomic
def propose(*, by: User, fact: Fact, value: str, ground: str) -> FactValue:
    """Proposes another value.

    Raises:
        Refused: the person may not, the value is not plain text or already holds, or a proposal waits already.
    """
    if not may_write(by):
        raise Refused(_("Bara redaktörer föreslår fakta."))
    value, ground = value.strip(), ground.strip()
    if not value or not ground:
        raise Refused(_("Skriv både uppgiften och vad den bygger på."))
    _refuse_code(value)
    fact = Fact.objects.select_for_update(of=("self",)).select_related("current").get(pk=fact.pk)
    if fact.current is not None and fact.current.value == value:
        raise Refused(_("Uppgiften är redan ”%(value)s”.") % {"value": value})
    if proposals().filter(fact=fact).exists():
        raise Refused(_("Det finns redan ett förslag som väntar. Avböj det först, eller vänta."))
    proposal = FactValue.objects.create(fact=fact, value=value, ground=ground, proposed_by=by)
    record("fact.proposed", by=by, obj=fact, name=fact.name, value=value)
    return proposal


def _refuse_code(value: str) -> None:
    if why := why_not_plain(value):
        raise Refused(why)


def _locked(proposal: FactValue) -> FactValue:
    """The proposal with its fact locked; refused when it no longer waits."""
    Fact.objects.select_for_update().get(pk=proposal.fact_id)
    proposal = FactValue.objects.select_related("fact__current").get(pk=proposal.pk)
    if proposal.in_force_at is not None or proposal.declined_at is not None:
        raise Refused(_("Förslaget väntar inte längre. Läs in sidan på nytt."))
    return proposal


@transaction.atomic
def approve(*, by: User, proposal: FactValue) -> FactValue:
    """A fact reviewer says that it is right, once for every text.

    Raises:
        Refused: the person may not, or proposed it.
    """
    proposal = _locked(proposal)
    if not by.has_role(Role.FACT_REVIEWER):
        raise Refused(_("Bara faktagranskare godkänner fakta."))
    if proposal.proposed_by_id == by.pk:
        raise Refused(_("Du har föreslagit uppgiften. Någon annan måste godkänna den."))
    if proposal.approved_at is not None:
        raise Refused(_("Uppgiften är redan godkänd."))
    proposal.approved_by, proposal.approved_at = by, timezone.now()
    proposal.save(update_fields=["approved_by", "approved_at"])
    record("fact.approved", by=by, obj=proposal.fact, name=proposal.fact.name, value=proposal.value)
    return proposal


@transaction.atomic
def decline(*, by: User, proposal: FactValue, why: str) -> FactValue:
    """Says no to a proposal, with a reason. Whoever made it may take it back so.

    Raises:
        Refused: the person may not, or gives no reason.
    """
    proposal = _locked(proposal)
    if not (by.has_role(Role.FACT_REVIEWER, Role.PUBLISHER) or proposal.proposed_by_id == by.pk):
        raise Refused(_("Bara faktagranskare, utgivare och den som föreslog kan avböja."))
    if not why.strip():
        raise Refused(_("Skriv varför."))
    proposal.declined_by, proposal.declined_at, proposal.declined_why = by, timezone.now(), why.strip()
    proposal.save(update_fields=["declined_by", "declined_at", "declined_why"])
    record("fact.declined", by=by, obj=proposal.fact, name=proposal.fact.name, value=proposal.value)
    return proposal


@transaction.atomic
def put_in_force(*, by: User, proposal: FactValue) -> Fact:
    """Every text that refers to the fact shows the new value from now on.

    Raises:
        Refused: the person may not, proposed it, nobody has approved it, or it is not plain text.
    """
    proposal = _locked(proposal)
    if not may_publish(by):
        raise Refused(_("Bara utgivare publicerar fakta."))
    if proposal.proposed_by_id == by.pk:
        raise Refused(_("Du har föreslagit uppgiften. Någon annan måste publicera den."))
    if proposal.approved_at is None:
        raise Refused(_("Ingen faktagranskare har godkänt uppgiften än."))
    _refuse_code(proposal.value)
    proposal.published_by, proposal.in_force_at = by, timezone.now()
    proposal.save(update_fields=["published_by", "in_force_at"])
    fact = proposal.fact
    fact.current = proposal
    fact.save(update_fields=["current"])
    affected = articles_with(fact)
    index_articles([article for article in affected if is_searched(article) and article.live_id])
    record("fact.in_force", by=by, obj=fact, name=fact.name, value=proposal.value, texts=len(affected))
    return fact
