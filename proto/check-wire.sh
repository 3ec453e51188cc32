#!/usr/bin/env bash
# Style of the contract (buf lint), and whether it can still read and write what released versions do (buf breaking).
# Called by `mvn verify`. Without npm, or where npm reaches no registry, it says so and passes.
#
#   proto/check-wire.sh            both checks
#   proto/check-wire.sh release V  writes released/V.binpb, which later versions are checked against
set -u
cd "$(dirname "$0")" || exit 2
buf() { npx --yes @bufbuild/buf@1.75.0 "$@"; }

left_out() { printf 'buf lint and buf breaking were left out: %s\n' "$1"; exit 0; }
command -v npx >/dev/null || left_out 'npm is not installed'
buf --version >/dev/null 2>&1 || left_out 'npm could not fetch @bufbuild/buf'

if [ "${1:-}" = release ]; then
  exec npx --yes @bufbuild/buf@1.75.0 build -o "released/${2:?which version?}.binpb"
fi
buf lint || { echo 'buf lint: mend the lines above'; exit 1; }
for version in released/*.binpb; do
  buf breaking --against "$version" \
    || { echo "buf breaking: records of $(basename "$version" .binpb) would be misread; add fields instead of changing or removing them"; exit 1; }
done
echo "buf lint and buf breaking passed ($(ls released/*.binpb | wc -l) released version(s))"
