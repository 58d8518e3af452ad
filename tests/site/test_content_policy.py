"""The policy that is written once is the library's own, and an answer that has something of its own still says it."""

import pytest
from csp.constants import NONCE
from csp.decorators import csp_exempt, csp_replace, csp_update
from csp.exceptions import CSPNonceError
from csp.middleware import CSPMiddleware
from django.http import HttpResponse

from vardguiden.content_policy import ContentPolicy

HEADER = "Content-Security-Policy"


def plain(request):
    return HttpResponse("ok")


def with_own_header(request):
    return HttpResponse("ok", headers={HEADER: "default-src 'none'"})


def with_nonce(request):
    return HttpResponse(f"{request.csp_nonce}")


VIEWS = [
    plain,
    with_own_header,
    csp_exempt()(plain),
    csp_update({"img-src": "https://tiles.example"})(plain),
    csp_replace({"img-src": "https://tiles.example"})(plain),
]


@pytest.mark.parametrize("view", VIEWS)
def test_each_answer_says_what_the_library_says(rf, view):
    ours, theirs = ContentPolicy(view), CSPMiddleware(view)
    for _ in range(2):
        assert ours(rf.get("/")).headers == theirs(rf.get("/")).headers


def test_one_answer_changes_no_other(rf):
    ours = ContentPolicy(VIEWS[-2]), ContentPolicy(plain)
    assert "tiles.example" in ours[0](rf.get("/"))[HEADER]
    assert "tiles.example" not in ours[1](rf.get("/"))[HEADER]


def test_a_nonce_is_told_and_none_is_given_afterwards(rf, settings):
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"script-src": ["'self'", NONCE]}}
    ours = ContentPolicy(with_nonce)
    answers = [ours(rf.get("/")) for _ in range(2)]
    assert answers[0].content != answers[1].content
    assert all(f"nonce-{answer.content.decode()}" in answer[HEADER] for answer in answers)
    request = rf.get("/")
    ContentPolicy(plain)(request)
    with pytest.raises(CSPNonceError):
        str(request.csp_nonce)


def test_what_is_only_reported_is_reported(rf, settings):
    settings.CONTENT_SECURITY_POLICY_REPORT_ONLY = {"DIRECTIVES": {"img-src": ["'none'"]}}
    assert (
        ContentPolicy(plain)(rf.get("/"))[f"{HEADER}-Report-Only"]
        == CSPMiddleware(plain)(rf.get("/"))[f"{HEADER}-Report-Only"]
    )
