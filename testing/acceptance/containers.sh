#!/usr/bin/env bash
# Builds the images, runs the suite from them in podman under load, disturbs it, and prints a table of what was done and lost.
#   testing/acceptance/containers.sh
# Needs what ./touchstone images needs, and podman's networks (netavark, aardvark-dns).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
./touchstone images
exec "${MAVEN:-./mvnw}" -B -ntp -q test -pl testing/acceptance -am -Dtest=ContainersTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dtouchstone.containers=true
