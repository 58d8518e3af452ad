"""The page memory: a public page is built once, through its ordinary view, and then answered from memory.

`door` stands before Django, at the WSGI entry. It answers what `pages` holds and asks Django for the rest. While a
page is built, `shown` takes down what it shows and until when that is true. The database tells of each change by any
road, and `contact` hears of it. `copies` keeps the last of each page on disk, for the hour when the database is gone.
How it fits together, and why: docs/adr/0025-page-memory.md.
"""
