#!/bin/sh
# Starts a streaming replica: at the first start it copies the primary, and from then on it follows it.
# Needs PGDATA, PRIMARY_HOST and PGPASSWORD (of the user replicator). What stands after it goes on to postgres.
# A replica that has been away longer than the primary keeps its log (wal_keep_size) says so in its log: empty its folder.
set -eu
primary="host=$PRIMARY_HOST port=${PRIMARY_PORT:-5432} user=${PRIMARY_USER:-replicator} application_name=${REPLICA_NAME:-replica}"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  new="$PGDATA.new" # it gets its name when it is whole, so that one cut short is made anew
  rm -rf "$new" "$PGDATA"
  mkdir -p "$(dirname "$PGDATA")"
  until pg_basebackup --pgdata="$new" --dbname="$primary" --wal-method=stream --checkpoint=fast; do
    rm -rf "$new"
    sleep 2
  done
  mv "$new" "$PGDATA"
fi
touch "$PGDATA/standby.signal"
# The password stays in the environment, where the receiver finds it: a new one takes a restart, and no file holds it.
exec postgres -c primary_conninfo="$primary" -c hot_standby=on "$@"
