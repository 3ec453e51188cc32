#!/bin/sh
# Makes services/emoji/src/main/resources/emoji/{catalogue.tsv,noto.png,twemoji.png} from three npm packages.
# Needs npm, tar and python3 with Pillow; users do not need it, since the files made are in the repository.
# The package `emoji-datasource` (no suffix) is not used: it carries pictures that are not free.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../../services/emoji/src/main/resources/emoji}
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

unpack() { # PACKAGE FOLDER
  mkdir -p "$work/$2"
  (cd "$work" && tar xzf "$(npm pack --silent "$1")" -C "$2" --strip-components=1)
}

unpack emoji-datasource-google@16.0.0 google
unpack emoji-datasource-twitter@16.0.0 twitter
unpack emojilib@4.0.3 emojilib
"$python" "$here/emoji_sheets.py" "$work" "$out"
