from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from articles.models import Language
from articles.urls import an_article
from vardguiden import health, views
from vardguiden.metrics.view import metrics

urlpatterns = [
    path("", views.home, name="home"),
    an_article,
    path("sok/", views.search, name="search"),
    path("sok.json", views.search_json, name="search_json"),
    path("forslag/", views.suggest, name="suggestions"),
    path("en/sok/", views.search, {"language": Language.ENGLISH}, name="search_in_english"),
    path("en/forslag/", views.suggest, {"language": Language.ENGLISH}, name="suggestions_in_english"),
    path("", include("regions.urls")),  # early: find care is asked for often, and each pattern before it is tried
    path("om-oss/", views.about, name="about"),
    path("personuppgifter/", views.privacy, name="privacy"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("oppna-data/", views.open_data_page, name="open_data"),
    path("oppna-data/openapi.json", views.openapi_json, name="openapi"),
    path("oppna-data/dcat.rdf", views.dcat, name="dcat"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<slug:part>.xml", views.sitemap_part, name="sitemap_part"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("admin/", admin.site.urls),
    path("", include("accounts.urls")),
    path("", include("ui.urls")),
    path("", include("articles.urls")),
]

handler400 = "vardguiden.views.bad_request"
handler403 = "vardguiden.views.forbidden"
handler404 = "vardguiden.views.not_found"
handler500 = "vardguiden.views.server_error"

if settings.DEMO:
    urlpatterns.insert(0, path("test-500/", views.fail_on_purpose, name="test_500"))
