#!/bin/sh
# Writes what must not stand in an image, and starts PgBouncer.
set -eu
umask 077
printf '"trapline" "%s"\n' "$POSTGRES_PASSWORD" > /run/trapline/users.txt
sed "s/READ_HOST/${READ_HOST:-postgres}/" /etc/pgbouncer/trapline.ini > /run/trapline/pgbouncer.ini
exec pgbouncer /run/trapline/pgbouncer.ini
