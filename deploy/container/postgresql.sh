# Functions for a PostgreSQL in a container, from the binaries that come with the project's build. It serves the build of the images
# and their tests, and is no image to run in earnest. Sourced; needs fail, HOME_DIR and copy_libraries.

POSTGRESQL_IMAGE=localhost/touchstone-test/postgresql:18
POSTGRESQL=
POSTGRESQL_MANAGEMENT=

# Unpacks the binaries and makes a data directory; the image holds both.
make_postgresql() {
  local work=$1/postgresql jar archive
  if podman image exists "$POSTGRESQL_IMAGE"; then
    return
  fi
  rm -rf "$work"
  mkdir -p "$work/root/opt/postgresql" "$work/root/tmp" "$work/root/etc"
  chmod 1777 "$work/root/tmp"
  jar=$(ls "$HOME_DIR"/deploy/local/target/lib/*embedded-postgres-binaries-linux-*.jar 2>/dev/null | head -n 1)
  [ -n "$jar" ] || fail "deploy/local is not packaged, which brings PostgreSQL's binaries"
  (cd "$work" && "$JDK/bin/jar" xf "$jar")
  archive=$(ls "$work"/postgres-linux-*.txz | head -n 1)
  tar -xJf "$archive" -C "$work/root/opt/postgresql"
  copy_libraries "$work/root" "$work"/root/opt/postgresql/bin/* "$work"/root/opt/postgresql/lib/*.so
  printf 'root:x:0:0::/:/nonexistent\npostgres:x:10002:10002::/data:/nonexistent\n' >"$work/root/etc/passwd"
  make_data "$work"
  cat >"$work/Containerfile" <<'TEXT'
FROM scratch
COPY --chown=10002:10002 root/ /
USER 10002:10002
ENTRYPOINT ["/opt/postgresql/bin/postgres", "-D", "/data"]
TEXT
  podman build --quiet --tag "$POSTGRESQL_IMAGE" "$work" >/dev/null
}

# An empty cluster with a database for each service. PostgreSQL refuses to run as root, so here somebody else runs it.
make_data() {
  local work=$1 binaries=$1/root/opt/postgresql/bin as= data database
  if [ "$(id -u)" = 0 ]; then
    as="setpriv --reuid=nobody --regid=$(id -g nobody) --clear-groups"
    data=$(mktemp -d)
    chown nobody "$data"
  else
    data=$(mktemp -d)
  fi
  # shellcheck disable=SC2086 # several words
  (cd / && $as "$binaries/initdb" -D "$data/data" -U postgres -A trust -E UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 >"$work/initdb.log" 2>&1) ||
    fail "initdb failed; see $work/initdb.log"
  printf "listen_addresses = '*'\nmax_connections = 300\nunix_socket_directories = '/tmp'\n" >>"$data/data/postgresql.conf"
  printf 'host all all 0.0.0.0/0 trust\n' >>"$data/data/pg_hba.conf"
  for database in mapping touchpoint sales-sync; do
    # shellcheck disable=SC2086 # several words
    (cd / && printf 'CREATE DATABASE "%s"\n' "$database" | $as "$binaries/postgres" --single -D "$data/data" postgres >>"$work/initdb.log" 2>&1) ||
      fail "the database $database cannot be made; see $work/initdb.log"
  done
  rm -rf "$work/root/data"
  mv "$data/data" "$work/root/data"
  rmdir "$data"
}

# Starts it with empty databases. Services join its network (container:$POSTGRESQL) and find it on 127.0.0.1; their management port is
# published on the loopback port POSTGRESQL_MANAGEMENT.
start_postgresql() {
  make_postgresql "$1"
  POSTGRESQL=$(podman run --detach --publish 127.0.0.1::9000 "$POSTGRESQL_IMAGE")
  POSTGRESQL_MANAGEMENT=$(podman port "$POSTGRESQL" 9000/tcp | sed 's/.*://')
}

stop_postgresql() {
  if [ -n "$POSTGRESQL" ]; then
    podman rm -f "$POSTGRESQL" >/dev/null 2>&1
    POSTGRESQL=
  fi
}
