#!/bin/sh
# PostgreSQL's archive_command: archive.sh PATH NAME ARCHIVE. Keeps a finished piece of the log, whole or not at all.
# One that is there already is kept if it is the same: the server may ask again after a crash.
set -eu
path=$1 name=$2 archive=$3
if [ -f "$archive/$name" ]; then
  exec cmp -s "$path" "$archive/$name"
fi
cp "$path" "$archive/.$name.new"
sync "$archive/.$name.new"
mv "$archive/.$name.new" "$archive/$name"
