#!/bin/sh
# Makes the images that the tests begin with, of programs of this computer: none is downloaded.
# What has a path here has the same there.
#
#   images.sh PYTHON FOLDER_OF_POSTGRES REQUIREMENTS…
#
# python:3.13-slim, where pip finds what the files of requirements ask for in a folder; and
# postgres:17, with the PostgreSQL that is here.
set -eu
python=$1 postgres=$2
shift 2
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
cd "$root"

# Its answers take a while; the rest is done meanwhile.
for file; do set -- "$@" --requirement "$file"; shift; done
"$python" -m pip download --quiet --dest wheels "$@" &
download=$!

mkdir -p -m 1777 tmp
mkdir -p usr/bin usr/sbin usr/lib usr/lib64 usr/local/bin
ln -s usr/bin usr/sbin usr/lib usr/lib64 .
{
  dpkg -L dash coreutils findutils passwd libc6 | grep -E '^/(usr/)?s?bin/.|\.so\.[0-9]*$'
  ls -d /etc/login.defs /etc/nsswitch.conf /etc/default/useradd /usr/share/zoneinfo/UTC
  "$python" -c 'import sys, sysconfig; print(sys.executable, sysconfig.get_path("stdlib"), sep="\n")'
  for kind in bindir pkglibdir sharedir; do "$postgres/pg_config" "--$kind"; done
} >programs
# What `ldd` knows are the libraries that a program calls.
xargs -a programs sh -c 'find -H "$@" -perm -100 -type f -o -name "*.so"' sh | grep -v llvmjit >binaries
{ xargs -a binaries ldd 2>/dev/null || true; } | grep -oE '/[^ ]+\.so[^ :]*' >libraries
cat programs libraries | sort -u |
  tar -c -C / --dereference --hard-dereference --exclude '*/python3*/test' --exclude '*/config-*' \
    --exclude '*/site-packages' --exclude '*.opt-*.pyc' --exclude 'llvmjit*' -T - 2>/dev/null | tar -x
cp /usr/share/base-passwd/passwd.master etc/passwd
cp /usr/share/base-passwd/group.master etc/group
ln -s "$python" usr/local/bin/python
wait $download
rm programs binaries libraries
tar -c . | docker import --change 'ENV PATH=/usr/local/bin:/usr/bin:/usr/sbin' \
  --change 'ENV PIP_NO_INDEX=1 PIP_FIND_LINKS=/wheels' - python:3.13-slim

docker build --tag postgres:17 - <<END
FROM python:3.13-slim
RUN useradd --system postgres && install --directory --owner postgres /var/lib/postgresql/data /var/run/postgresql
USER postgres
ENV PATH=$postgres:\$PATH PGDATA=/var/lib/postgresql/data TZ=GMT
CMD printf %s "\$POSTGRES_PASSWORD" >/tmp/password && \\
  initdb --username "\$POSTGRES_USER" --pwfile /tmp/password --auth-local trust --auth-host scram-sha-256 --no-sync && \\
  echo "CREATE DATABASE \$POSTGRES_DB" | postgres --single postgres && \\
  echo 'host all all all scram-sha-256' >>"\$PGDATA/pg_hba.conf" && \\
  exec postgres -c listen_addresses='*' -c fsync=off
END
