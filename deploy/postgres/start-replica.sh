#!/bin/bash
# Copies the database the first time, and follows it from then on.
set -euo pipefail
export PGPASSWORD="$POSTGRES_PASSWORD"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  pg_basebackup --host=postgres --username=trapline --pgdata="$PGDATA" --wal-method=stream --write-recovery-conf \
    --checkpoint=fast
fi
chmod 0700 "$PGDATA"
exec postgres -c hot_standby=on
