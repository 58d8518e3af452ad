#!/bin/sh
# Makes the user who may copy the database and nothing else, or gives it a new password. Runs at each start, and ends.
# Needs PGHOST, PGUSER and PGPASSWORD of the database's owner, and REPLICATION_PASSWORD.
set -eu
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --dbname "${PGDATABASE:-postgres}" --set password="$REPLICATION_PASSWORD" <<'SQL'
SELECT 'CREATE ROLE replicator' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'replicator') \gexec
SET log_statement = 'none';
ALTER ROLE replicator LOGIN REPLICATION PASSWORD :'password';
SQL
