"""What `check --deploy` says of settings that each work and together make a site that is not for readers."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.security, deploy=True)
def ready_for_readers(app_configs: Any, **options: Any) -> list[CheckMessage]:
    return list(_missed())


def _missed() -> Iterator[CheckMessage]:
    if settings.DEMO and settings.HTTPS:
        yield Error(
            "VARDGUIDEN_DEMO är på: webbplatsen signerar med en nyckel som alla kan läsa.",
            hint="Ta bort VARDGUIDEN_DEMO och sätt SECRET_KEY, OPERATOR, CONTACT_EMAIL och DATABASE_URL.",
            id="vardguiden.E001",
        )
    if settings.HTTPS and not settings.TRUSTED_PROXIES:
        yield Warning(
            "TRUSTED_PROXIES är 0: alla läsare ser ut att komma från proxyns adress, och gränser räknas för dem alla.",
            hint="Sätt TRUSTED_PROXIES till antalet proxyer framför webbplatsen.",
            id="vardguiden.W001",
        )
    if not settings.DEBUG and not (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield Warning(
            f"staticfiles.json saknas i {settings.STATIC_ROOT}: sidorna får inget utseende.",
            hint="Kör manage.py collectstatic --noinput, eller sätt STATIC_ROOT till mappen där filerna är.",
            id="vardguiden.W002",
        )
