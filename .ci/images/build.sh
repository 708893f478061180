#!/bin/sh
# Builds the base images of the container backend from Debian's own packages, where no image registry can be
# reached: one root file system with Java, imported once and tagged twice. Node comes from this checkout, mounted.
# Nothing is done for a tag that the engine already has; REBUILD=1 builds anew.
set -eu

have() { docker image inspect "$1" >/dev/null 2>&1; }

if [ "${REBUILD:-}" != 1 ] && have verdikjede/service:latest && have verdikjede/wiremock:latest; then
  echo "verdikjede/service and verdikjede/wiremock are already there."
  exit 0
fi

tar=$(mktemp)
trap 'rm -f "$tar"' EXIT INT TERM

mmdebstrap --variant=minbase --format=tar \
  --include=openjdk-17-jre-headless,ca-certificates \
  --aptopt='Acquire::Retries "3"' \
  --dpkgopt='path-exclude=/usr/share/man/*' \
  --dpkgopt='path-exclude=/usr/share/doc/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' \
  --essential-hook='mkdir -p "$1"/usr/share/man/man1' \
  --customize-hook='rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/*' \
  bookworm "$tar"

docker import --change 'ENV LANG=C.UTF-8' "$tar" verdikjede/service:latest
docker tag verdikjede/service:latest verdikjede/wiremock:latest
