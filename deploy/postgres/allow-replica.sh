#!/bin/bash
# Run once, when the database is made: lets a replica copy it. The role is the product's own, so that one password is enough.
set -euo pipefail
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" --command='ALTER ROLE trapline REPLICATION'
echo 'host replication trapline samenet scram-sha-256' >> "$PGDATA/pg_hba.conf"
