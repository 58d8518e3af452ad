#!/bin/sh
# A night's backup: a dump of the database, a copy of the whole server, and the log that is needed from then on.
# Usage: backup.sh FOLDER ARCHIVE DAYS. Needs PGHOST, PGUSER, PGPASSWORD and PGDATABASE of a user who may replicate
# and write in the table accounts_lastdone.
# FOLDER should lie on another machine. What is older than DAYS is thrown away when the new one has proved whole.
set -eu
folder=$1 archive=$2 days=$3
today="$folder/$(date -u +%Y-%m-%dT%H%M%SZ)"
new="$today.new" # it gets its name when it is whole
mkdir -p "$folder"
trap 'rm -rf "$new"' EXIT
pg_basebackup --pgdata="$new/server" --checkpoint=fast --wal-method=stream
pg_verifybackup --quiet "$new/server"
pg_dump --format=custom --file="$new/database.dump"
pg_restore --list "$new/database.dump" >"$new/database.list"
mv "$new" "$today"
find "$folder" -mindepth 1 -maxdepth 1 -name '????-??-??T??????Z' -mtime "+$days" -exec rm -rf {} +
# The log that was written before the oldest copy left began is needed by none of them.
oldest=$(find "$folder" -mindepth 1 -maxdepth 1 -name '????-??-??T??????Z' | sort | head -n 1)
first=$(sed -n 's/^START WAL LOCATION: .* (file \([0-9A-F]*\))$/\1/p' "$oldest/server/backup_label")
pg_archivecleanup "$archive" "$first"
# The alarm BackupOld looks at this (docs/operate.md).
psql --no-psqlrc --quiet --command="INSERT INTO accounts_lastdone (work, at) VALUES ('backup', now())
  ON CONFLICT (work) DO UPDATE SET at = excluded.at"
echo "$today"
