"""Tests that share a running site run in one process, whatever new versions of pytest and its plugins make of it."""

import pytest


@pytest.mark.xdist_group("together")
def test_tests_that_belong_together_run_together(request):
    if not request.config.getoption("loadgroup", default=False):
        return  # one process for all
    assert request.node.nodeid.endswith("@together")
