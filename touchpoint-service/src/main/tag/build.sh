#!/bin/sh
# Builds the browser tag: build.sh TARGET_DIRECTORY CLASSES_DIRECTORY VERSION
set -u

for tool in node npm; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    echo "Error: the browser tag is built with Node.js 18 or later and npm; $tool is not on the path." >&2
    exit 1
  fi
done

exec node "$(dirname "$0")/build.mjs" "$@"
