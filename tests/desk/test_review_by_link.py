"""A link to a review that no longer opens, or never did."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.actions import reviewing, writing
from articles.models import Review
from tests.desk.reviews import agreed, plain


def closed_page(eva, path, status, says):
    fields = agreed(comment_care="Det jag skrev.", suggestion_symptoms="<b>Mitt</b> förslag.")
    for answer in (eva.get(path, secure=True), eva.post(path, fields, secure=True)):
        assert answer.status_code == status
        assert says in plain(answer)
        assert answer["Cache-Control"] == "private, no-store"
    assert "Det jag skrev." in plain(answer)
    assert "&lt;b&gt;Mitt&lt;/b&gt; förslag." in answer.content.decode()


def test_a_revoked_link_says_so(submitted, asked_by_link, eva, karin):
    path = asked_by_link(submitted())
    reviewing.revoke(by=karin, review=Review.objects.get())
    closed_page(eva, path, 410, "Redaktionen har återkallat granskningen.")


def test_an_expired_link_says_so(submitted, asked_by_link, eva, time_machine):
    path = asked_by_link(submitted())
    time_machine.move_to(timezone.now() + timedelta(days=15))
    closed_page(eva, path, 410, "Länken gäller inte längre.")


def test_a_link_to_an_older_version_says_so(submitted, asked_by_link, eva, changed, karin):
    revision = submitted()
    path = asked_by_link(revision)
    draft = changed(revision.article, summary="Ett annat. Det går över.")
    writing.submit(by=karin, draft=draft, serial=draft.serial)
    closed_page(eva, path, 410, "Texten har ändrats sedan du fick den.")


@pytest.mark.parametrize("token", ["x", "1.hej:sant", "%00", "å" * 300, "9999999999999999999999.x:y"])
def test_a_forged_link_is_not_found(db, eva, token):
    closed_page(eva, f"/granska/{token}/", 404, "Länken är inte hel")


def test_a_token_of_ours_with_another_secret_is_not_found(submitted, asked_by_link, eva):
    from articles.actions.reviewing.requests import _signer

    asked_by_link(submitted())
    forged = _signer.sign(f"{Review.objects.get().pk}.{'x' * 32}")
    closed_page(eva, f"/granska/{forged}/", 404, "Länken är inte hel")


def test_the_author_cannot_open_the_link(submitted, asked_by_link, karin, enter):
    revision = submitted()
    path = asked_by_link(revision)
    closed_page(enter(karin), path, 403, "Du har skrivit i texten och kan inte granska den.")
    assert Review.objects.get().signed_on is None
