"""What a writer types into the form of a draft."""

from django.urls import reverse

from articles.forms.draft import DraftForm
from articles.models import Article
from articles.queries.writing import Topics
from articles.text import ArticleText


def url(name, draft):
    return reverse(name, args=[getattr(draft, "article_id", draft.pk)])


def typed(draft, **changes):
    """What a browser sends from the form as it was opened, with these fields changed ("-" is written "_")."""
    text = ArticleText.from_json(draft.text)
    titles = dict(Article.objects.filter(language="sv").values_list("slug", "title"))
    form = DraftForm(text, Topics.of(titles), draft.serial)
    said = {name: form[name].value() for name in form.fields}
    said |= {name.replace("__", "-"): value for name, value in changes.items()}
    return {name: "on" if value is True else value for name, value in said.items() if value not in (None, False)}
