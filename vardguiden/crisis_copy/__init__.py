"""The crisis copy: the public site as files that a web server can give out alone (docs/adr/0023-crisis-copy.md)."""
