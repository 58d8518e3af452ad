"""In the demo each of the cast finds something at the desk, and nothing of it is signed."""

import pytest

from accounts import demo
from accounts.models import User
from articles.example_desk import load_example_desk
from articles.models import Draft, Review
from articles.queries.desk import desk_counts
from regions.example_assignments import load_assignments


@pytest.fixture
def cast(library):
    return {user.username: user for user in demo.load_cast()}


def test_there_is_something_for_each_and_nothing_is_claimed(cast):
    load_assignments()
    assert load_example_desk() == 5
    assert load_example_desk() == 0
    assert desk_counts(cast["rut"]).mine == 2
    assert desk_counts(cast["ulf"]).mine == 1
    assert desk_counts(cast["karin"]).facts == 1
    assert Draft.objects.filter(writers=cast["karin"]).count() == 1
    assert Draft.objects.filter(article__region="12").count() == 1
    assert not Review.objects.filter(signed_on__isnull=False).exists()


def test_it_is_made_in_the_demo_alone(cast, settings):
    load_assignments()
    settings.DEMO = False
    with pytest.raises(demo.NotTheDemo):
        load_example_desk()
    assert not Draft.objects.exists()
    assert User.objects.filter(username="karin").exists()
