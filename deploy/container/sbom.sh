#!/usr/bin/env bash
# Prints the software bill of materials (CycloneDX 1.6, JSON) of a folder of jars.
#   sbom.sh NAME VERSION JARS DEPENDENCIES [TYPE NAME VERSION]...
# DEPENDENCIES has a line `group:artifact:classifier:type:version` for each dependency that the build resolved; a jar is known by
# its file name, group.artifact-version[-classifier].jar. A jar that no dependency names is an error. What is no jar follows.
set -euo pipefail
name=$1 version=$2 jars=$3 dependencies=$4
shift 4

find "$jars" -name '*.jar' -print0 | sort -z | xargs -0 sha256sum |
  awk -v name="$name" -v version="$version" -v dependencies="$dependencies" -v others="$*" '
  function component(type, group, artifact, version, purl, hash) {
    printf "%s\n    {\"type\": \"%s\", %s\"name\": \"%s\", \"version\": \"%s\"%s%s}", separator, type,
      group == "" ? "" : "\"group\": \"" group "\", ", artifact, version,
      purl == "" ? "" : ", \"purl\": \"" purl "\"",
      hash == "" ? "" : ", \"hashes\": [{\"alg\": \"SHA-256\", \"content\": \"" hash "\"}]"
    separator = ","
  }
  BEGIN {
    while ((getline line < dependencies) > 0) {
      n = split(line, part, ":")
      if (n != 5 || part[4] != "jar") continue
      file = part[1] "." part[2] "-" part[5] (part[3] == "" ? "" : "-" part[3]) ".jar"
      group[file] = part[1]; artifact[file] = part[2]; number[file] = part[5]; classifier[file] = part[3]
    }
    printf "{\n  \"bomFormat\": \"CycloneDX\",\n  \"specVersion\": \"1.6\",\n  \"version\": 1,\n"
    printf "  \"metadata\": {\"component\": {\"type\": \"application\", \"group\": \"dev.touchstone\", \"name\": \"%s\", \"version\": \"%s\"}},\n", name, version
    printf "  \"components\": ["
    n = split(others, part, " ")
    for (i = 1; i + 2 <= n; i += 3) component(part[i], "", part[i + 1], part[i + 2], "", "")
  }
  {
    hash = $1; file = $2; sub(/.*\//, "", file)
    if (!(file in group)) {
      printf "sbom: no dependency is called %s\n", file > "/dev/stderr"
      failed = 1
      exit 1
    }
    purl = "pkg:maven/" group[file] "/" artifact[file] "@" number[file] "?type=jar"
    if (classifier[file] != "") purl = purl "&classifier=" classifier[file]
    component("library", group[file], artifact[file], number[file], purl, hash)
  }
  END { if (!failed) printf "\n  ]\n}\n" }'
