"""Django's PostgreSQL, with the limits of a request and without waiting for a server that is known to be gone
(docs/adr/0020-when-the-database-is-gone.md). Named as ENGINE by `environment.database`."""
