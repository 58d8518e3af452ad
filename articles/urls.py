from django.urls import include, path, register_converter
from django.urls.converters import SlugConverter

from articles.models import Language
from articles.site_pages import RESERVED_SLUGS
from articles.views import article, card, changes, lists, open_data, quality, version
from articles.views.desk import reviewing, start


class TranslatedLanguage:
    """A language that articles are translated into, as it stands in an address."""

    regex = "|".join(sorted(set(Language.values) - {Language.SWEDISH.value}))

    def to_python(self, value: str) -> Language:
        return Language(value)

    def to_url(self, value: str) -> str:
        return str(value)


class ArticleSlug(SlugConverter):
    """What an article may be called: a word that begins the address of no other page."""

    def to_python(self, value: str) -> str:
        if value in RESERVED_SLUGS:
            raise ValueError  # the next pattern is tried
        return value


register_converter(TranslatedLanguage, "translated")
register_converter(ArticleSlug, "article")

# Before every other page: it is asked for most, and each pattern before it would be tried.
an_article = path("<article:slug>/", article.article, name="article")

translated = [
    path("", lists.translations, name="translations"),
    path("<slug:slug>/", article.article, name="translated_article"),
    path("<slug:slug>.json", article.article_json, name="translated_article_json"),
    path("<slug:slug>/andringar/", changes.changes, name="translated_changes"),
    path("<slug:slug>/version/<int:number>/", version.version, name="translated_version"),
    path("<slug:slug>/svar/", article.feedback, name="translated_feedback"),
    path("<slug:slug>/tack/", article.thanks, name="translated_thanks"),
]
urlpatterns = [
    path("redaktion/", include("articles.urls_desk")),
    path("granska/<str:token>/", reviewing.review_by_link, name="review_by_link"),
    path("om/roller/", start.roles, name="roles"),
    path("sjukdomar-och-besvar/", lists.diseases, name="diseases"),
    path("undersokning-och-behandling/", lists.treatments, name="treatments"),
    path("liv-och-halsa/", lists.living, name="living"),
    path("sa-fungerar-varden/", lists.how_care_works, name="how_care_works"),
    path("a-o/", lists.a_to_z, name="a_to_z"),
    path("amne/<slug:slug>/", lists.topic_area, name="topic_area"),
    path("om/kvalitet/", quality.quality, name="quality"),
    path("om/kvalitet.json", quality.quality_json, name="quality_json"),
    path("nytt.xml", lists.news, name="news"),
    path("inbaddat/artikel/<slug:slug>/", card.article_card, name="article_card"),
    path("oppna-data/artiklar.json", open_data.articles_json, name="open_articles"),
    path("oppna-data/artiklar.ndjson", open_data.articles_ndjson, name="open_articles_bulk"),
    path("oppna-data/artiklar/andringar.json", open_data.articles_changes, name="open_articles_changes"),
    path("regioner/jamfor/", lists.two_regions, name="two_regions"),
    path("regioner/<slug:slug>/", lists.region, name="region"),
    path("<translated:language>/", include(translated)),
    path("<slug:slug>.json", article.article_json, name="article_json"),
    path("<slug:slug>/andringar/", changes.changes, name="changes"),
    path("<slug:slug>/version/<int:number>/", version.version, name="version"),
    path("<slug:slug>/svar/", article.feedback, name="feedback"),
    path("<slug:slug>/tack/", article.thanks, name="thanks"),
]
