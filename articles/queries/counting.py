from django.db.models import IntegerField, Subquery


class CountOf(Subquery):
    """How many rows a queryset has, within another query."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
