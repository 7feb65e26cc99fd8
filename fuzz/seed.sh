#!/usr/bin/env bash
# Fills fuzz/corpus/<target>/ with what the fixtures hold: pages, and the texts and pages of cases.
set -euo pipefail
cd "$(dirname "$0")/.."
corpus=fuzz/corpus
for target in page prescan decode structured annotate; do
    mkdir -p "$corpus/$target"
done

# The inputs of cases, `text = """…"""` and the like; before each text the letter of its language in annotate.rs.
for file in fixtures/cases/*.toml; do
    awk -v corpus="$corpus" -v name="$(basename "$file" .toml)" '
        BEGIN {
            count = split("id en ms jv su de fr es it nl pt tr ru ar hi ja zh", tags, " ")
            for (i = 1; i <= count; i++) letter[tags[i]] = sprintf("%c", 97 + i)
        }
        function put(content) {
            gsub(/\\"/, "\"", content)
            gsub(/\\n/, "\n", content)
            case_number++
            file = name "-" case_number
            if (kind == "text") {
                printf "%s%s", first, content > (corpus "/annotate/" file)
            } else {
                printf "%s", content > (corpus "/page/" file)
                printf "%s", content > (corpus "/prescan/" file)
                printf "%s", content > (corpus "/structured/" file)
            }
            close(corpus "/annotate/" file); close(corpus "/page/" file)
            close(corpus "/prescan/" file); close(corpus "/structured/" file)
        }
        inside && /"""/ { sub(/"""$/, ""); inside = 0; put(held $0); next }
        inside { held = held $0 "\n"; next }
        /^\[\[case\]\]/ { first = "a" }
        /^language = "/ { split($0, part, "\""); if (part[2] in letter) first = letter[part[2]] }
        /^(text|html) = "/ {
            kind = $1
            sub(/^(text|html) = /, "")
            if (/^"""/) {
                sub(/^"""/, "")
                if (/"""$/) { sub(/"""$/, ""); put($0) } else { inside = 1; held = $0 == "" ? "" : $0 "\n" }
            } else { sub(/^"/, ""); sub(/"$/, ""); put($0) }
        }
    ' "$file"
done

for page in fixtures/pages/*/page.html; do
    name=$(basename "$(dirname "$page")")
    cp "$page" "$corpus/page/$name"
    # The comparison of trees looks at short texts only.
    split -b 2500 "$page" "$corpus/prescan/$name-"
    sed '/<\/head>/q' "$page" > "$corpus/structured/$name-head"
    tr '\n' ' ' < "$page" | grep -o '<script[^>]*ld+json[^>]*>[^<]*' | sed 's/^[^>]*>//' > "$corpus/structured/$name-json" || true
    grep -o '<meta [^>]*content=[^>]*>' "$page" \
        | sed -n 's/.*\(name\|property\)=["'\'']\([^"'\'']*\)["'\''].*content=["'\'']\([^"'\'']*\)["'\''].*/\2=\3/p' \
        > "$corpus/structured/$name-meta" || true
    # Labels are picked by letter, see decode.rs.
    { printf b; head -c 3000 "$page"; } > "$corpus/decode/$name"
done
# The same text in other charsets, under the right label and without one.
text='<p>Wali kota berkata: “Jembatan — itu — dibuka.” Le préfet à l’école. 市长表示，新桥将于下个月开放。市長は橋を開放すると述べた。시장은 다리를 개방. Глава района'
if command -v iconv > /dev/null; then
    while read -r letter charset; do
        for first in a b "$letter"; do
            { printf %s "$first"; printf '%s' "$text" | iconv -c -f utf-8 -t "$charset"; } > "$corpus/decode/$charset-$first" || true
        done
    done <<'LIST'
c windows-1252
e utf-16le
f utf-16be
g gbk
h big5
i shift_jis
j euc-jp
k iso-2022-jp
l euc-kr
m koi8-r
LIST
fi
find "$corpus" -type f -size 0 -delete
for target in page prescan decode structured annotate; do
    echo "$target: $(find "$corpus/$target" -type f | wc -l) seeds"
done
