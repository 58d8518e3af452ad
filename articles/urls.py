from django.urls import path

from articles.views import article, lists

urlpatterns = [
    path("sjukdomar-och-besvar/", lists.diseases, name="diseases"),
    path("undersokning-och-behandling/", lists.treatments, name="treatments"),
    path("liv-och-halsa/", lists.living, name="living"),
    path("sa-fungerar-varden/", lists.how_care_works, name="how_care_works"),
    path("a-o/", lists.a_to_z, name="a_to_z"),
    path("amne/<slug:slug>/", lists.topic_area, name="topic_area"),
    path("nytt.xml", lists.news, name="news"),
    path("regioner/<slug:slug>/", lists.region, name="region"),
    path("<slug:slug>/", article.article, name="article"),
    path("<slug:slug>.json", article.article_json, name="article_json"),
    path("<slug:slug>/andringar/", article.changes, name="changes"),
    path("<slug:slug>/svar/", article.feedback, name="feedback"),
    path("<slug:slug>/tack/", article.thanks, name="thanks"),
]
