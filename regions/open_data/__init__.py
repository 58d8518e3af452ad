"""Care units as open data: one public document of each unit, and that document in the forms that others read."""
