"""What the site tells whoever runs it, at `/metrics` (docs/adr/0022-metrics.md): counts of every process, and what
waits in the database at the moment. Nothing of what a reader asked for, and no person.

`processes` lets gunicorn's workers count as one, `counters` holds what is counted, `carried` brings counts that are
kept as plain integers, `at_scrape` asks the database, `middleware` counts requests and `view` answers.
"""
