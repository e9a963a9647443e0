#!/usr/bin/env bash
# Builds the container images of the three services and of the command line from what the build packaged:
#   ./touchstone images [IMAGE...]        mapping-service, touchpoint-service, sales-sync-service, command-line
# README.md says what is in them, and what this needs.
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
HOME_DIR=$(cd "$HERE/../.." && pwd -P)
WORK=$HERE/target
REPOSITORY=${TOUCHSTONE_IMAGES:-touchstone}
SERVICES='mapping-service touchpoint-service sales-sync-service'
# Everything in an image carries the time that the project's archives carry.
EPOCH=1767225600
# All of Java SE, because libraries look for what they may use; of the JDK what the services were seen to need.
MODULES=java.se,jdk.jfr,jdk.management,jdk.naming.dns,jdk.unsupported,jdk.zipfs

fail() {
  printf 'images: %s\n' "$1" >&2
  exit 1
}

# shellcheck source=deploy/container/postgresql.sh
. "$HERE/postgresql.sh"

check_tools() {
  local missing=
  for tool in podman ldd sha256sum awk tar xz curl; do
    command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"
  done
  [ -z "$missing" ] || fail "missing:$missing. On a Debian: apt-get install --no-install-recommends podman buildah runc netavark aardvark-dns conmon catatonit xz-utils curl"
  podman info >/dev/null 2>&1 || fail "podman does not work here: $(podman info 2>&1 | tail -n 1)"
}

# The services are compiled for Java 21 and run on 25, whose class cache is what makes them start quickly.
find_jdk() {
  local candidate
  for candidate in "${TOUCHSTONE_IMAGE_JDK:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [ -x "$candidate/bin/jlink" ] && grep -q '^JAVA_VERSION="25' "$candidate/release" 2>/dev/null; then
      JDK=$candidate
      JAVA_VERSION=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$JDK/release")
      return
    fi
  done
  fail "no JDK 25 with jlink was found in TOUCHSTONE_IMAGE_JDK, JAVA_HOME and /usr/lib/jvm"
}

# The project's version, as the archives carry it.
find_version() {
  local jar
  jar=$(ls "$HOME_DIR"/mapping-service/target/quarkus-app/app/touchstone-mapping-service-*.jar 2>/dev/null | head -n 1)
  [ -n "$jar" ] || fail "nothing is packaged yet; ./touchstone images builds first"
  VERSION=${jar##*-}
  VERSION=${VERSION%.jar}
}

# Copies the libraries that the programs need into a root directory, with the loader.
copy_libraries() {
  local root=$1
  shift
  ldd "$@" 2>/dev/null | awk '/=> \// { print $3 } $1 ~ /^\// && /ld-linux/ { print $1 }' | sort -u |
    while read -r library; do
      # What a program brings itself is not the system's.
      case $library in "$WORK"/*) continue ;; esac
      mkdir -p "$root$(dirname "$library")"
      cp -L "$library" "$root$library"
    done
}

make_root() {
  local root=$WORK/root
  rm -rf "$root"
  mkdir -p "$root/etc" "$root/tmp"
  chmod 1777 "$root/tmp"
  copy_libraries "$root" "$WORK/java/bin/java" "$WORK/java/lib/server/libjvm.so" "$WORK/java/lib/libjava.so" \
    "$WORK/java/lib/libnet.so" "$WORK/java/lib/libnio.so" "$WORK/java/lib/libzip.so"
  printf 'root:x:0:0::/:/nonexistent\ntouchstone:x:10001:10001::/tmp:/nonexistent\n' >"$root/etc/passwd"
  printf 'root:x:0:\ntouchstone:x:10001:\n' >"$root/etc/group"
  printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
}

make_java() {
  rm -rf "$WORK/java"
  "$JDK/bin/jlink" --add-modules "$MODULES" --strip-java-debug-attributes --no-header-files --no-man-pages \
    --generate-cds-archive --output "$WORK/java" >"$WORK/jlink.log" 2>&1 || fail "jlink failed: $(tail -n 3 "$WORK/jlink.log")"
  # Only for heaps of more than 32 GB.
  rm -f "$WORK/java/lib/server/classes_nocoops.jsa"
}

libc_version() {
  ldd --version 2>&1 | sed -n '1s/.* //p'
}

# Begins the build context of an image: what all have.
begin_context() {
  local context=$WORK/$1
  rm -rf "$context"
  mkdir -p "$context/app"
  cp -a "$WORK/root" "$WORK/java" "$context/"
}

# The jars in the order in which classes are looked for: what Quarkus changed and generated comes first.
service_context() {
  local service=$1 context=$WORK/$1 packaged=$HOME_DIR/$1/target/quarkus-app
  begin_context "$service"
  cp -r "$packaged/app" "$packaged/quarkus" "$context/app/"
  mkdir "$context/app/lib"
  cp "$packaged"/lib/boot/*.jar "$packaged"/lib/main/*.jar "$context/app/lib/"
  local classpath
  classpath=$(cd "$context/app" && printf ':/app/%s' quarkus/transformed-bytecode.jar quarkus/generated-bytecode.jar app/*.jar lib/*.jar)
  { cat "$HERE/service.args"; printf -- '-cp\n%s\nio.quarkus.runner.GeneratedMain\n' "${classpath#:}"; } >"$context/app/java.args"
  bash "$HERE/sbom.sh" "$service" "$VERSION" "$context/app/lib" "$packaged/quarkus-app-dependencies.txt" \
    platform temurin "$JAVA_VERSION" library glibc "$(libc_version)" >"$context/app/sbom.json"
}

command_line_context() {
  local context=$WORK/command-line packaged=$HOME_DIR/deploy/command-line/target
  [ -d "$packaged/lib" ] || fail "the command line is not packaged: mvn -pl deploy/command-line -am package"
  begin_context command-line
  mkdir "$context/app/lib"
  cp "$packaged"/lib/*.jar "$context/app/lib/"
  cp "$packaged/touchstone-command-line-$VERSION.jar" "$context/app/"
  { cat "$HERE/command-line.args"; printf -- '-cp\n/app/touchstone-command-line-%s.jar:/app/lib/*\ndev.touchstone.commandline.Main\n' "$VERSION"; } >"$context/app/java.args"
  # group:artifact:type[:classifier]:version:scope, as Maven lists them
  awk -F: '/:.*:.*:/ { gsub(/[ \t]|\033\[[0-9;]*m| -- .*/, ""); if (NF == 5) print $1 ":" $2 "::" $3 ":" $4; else print $1 ":" $2 ":" $4 ":" $3 ":" $5 }' \
    "$packaged/dependencies.txt" >"$WORK/command-line.dependencies"
  bash "$HERE/sbom.sh" command-line "$VERSION" "$context/app/lib" "$WORK/command-line.dependencies" \
    platform temurin "$JAVA_VERSION" library glibc "$(libc_version)" >"$context/app/sbom.json"
}

# Builds the image of a context; everything in it carries the same time, so that equal contents make equal layers.
build_image() {
  local name=$1 tag=$2
  chmod -R go=rX "$WORK/$name/app" "$WORK/$name/java"
  podman build --quiet --timestamp "$EPOCH" --file "$HERE/Containerfile" \
    --build-arg "TITLE=Touchstone $name" --build-arg "VERSION=$VERSION" --tag "$tag" "$WORK/$name" >/dev/null
}

# Starts the service once in its own image, on a real database, and keeps what the Java runtime learnt of it: the cache is valid for
# exactly these jars at these places and this runtime. Classes only, no profiles: those would have the runtime compile at the start what
# serves for nothing but the start.
train() {
  local service=$1 plain=$2 output=$WORK/$1/cache
  mkdir -p "$output"
  chmod 777 "$output"
  local database=${service%-service}
  start_postgresql "$WORK"
  local run="podman run --network container:$POSTGRESQL --read-only --tmpfs /tmp --cap-drop ALL
    --env QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:5432/$database
    --env QUARKUS_DATASOURCE_USERNAME=postgres --env QUARKUS_DATASOURCE_PASSWORD=postgres --env QUARKUS_HTTP_HOST=127.0.0.1"
  # shellcheck disable=SC2086 # several words
  $run --rm --env TOUCHSTONE_SCHEMA_MODE=migrate-only "$plain" >"$output/migration.log" 2>&1 ||
    fail "$service cannot migrate an empty database; see $output/migration.log"
  local container
  # shellcheck disable=SC2086 # several words
  container=$($run --detach --volume "$output:/cache" \
    --env "JAVA_TOOL_OPTIONS=-XX:AOTCacheOutput=/cache/app.aot -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining" "$plain")
  await_ready "$container" "$service"
  podman stop --time 120 "$container" >/dev/null
  podman logs "$container" >"$output/training.log" 2>&1
  podman rm "$container" >/dev/null
  stop_postgresql
  [ -s "$output/app.aot" ] || fail "$service left no cache; see $output/training.log"
}

await_ready() {
  local container=$1 service=$2 i
  for i in $(seq 1 240); do
    if curl -sf -o /dev/null "http://127.0.0.1:$POSTGRESQL_MANAGEMENT/q/health/ready"; then
      return
    fi
    [ "$(podman inspect -f '{{.State.Running}}' "$container")" = true ] || break
    sleep 0.5
  done
  podman logs "$container" 2>&1 | tail -n 5 >&2
  podman rm -f "$container" >/dev/null
  fail "$service does not become ready"
}

service_image() {
  local service=$1 image=$REPOSITORY/$1:$VERSION plain=localhost/touchstone-plain/$1:$VERSION
  service_context "$service"
  # Without a cache yet: an option for one that is not there would only warn, but training must not name it.
  sed -i '/^-XX:AOTCache=/d' "$WORK/$service/app/java.args"
  build_image "$service" "$plain"
  train "$service" "$plain"
  { grep '^-XX:AOTCache=' "$HERE/service.args"; cat "$WORK/$service/app/java.args"; } >"$WORK/$service/cache/java.args"
  podman build --quiet --timestamp "$EPOCH" --file "$HERE/Containerfile.cache" --build-arg "PROGRAM=$plain" \
    --tag "$image" "$WORK/$service/cache" >/dev/null
  podman rmi "$plain" >/dev/null 2>&1 || true
}

main() {
  check_tools
  find_jdk
  find_version
  mkdir -p "$WORK"
  trap stop_postgresql EXIT
  make_java
  make_root
  local wanted=${*:-$SERVICES command-line} name
  for name in $wanted; do
    case " $SERVICES command-line " in
      *" $name "*) ;;
      *) fail "there is no image $name; there are: $SERVICES command-line" ;;
    esac
  done
  for name in $wanted; do
    printf 'images: %s\n' "$name" >&2
    if [ "$name" = command-line ]; then
      command_line_context
      build_image command-line "$REPOSITORY/command-line:$VERSION"
    else
      service_image "$name"
    fi
    podman images --format '{{.Repository}}:{{.Tag}} {{.Size}}' --filter "reference=$REPOSITORY/$name:$VERSION"
  done
}

main "$@"
