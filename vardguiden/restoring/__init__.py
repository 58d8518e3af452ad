"""The restore drill: takes a backup of the database by each road, restores it beside, and looks whether all is there.

`source` is the database that is backed up, `roads` how a backup of it is taken and restored, `beside` the server that
it is restored into, `contents` what a database holds and how two differ, `pages` whether the site runs on it. The
command `restore_drill` walks both roads; docs/operate.md tells when.
"""
