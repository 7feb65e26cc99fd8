#!/usr/bin/env python3
"""Make data/dates/cldr.tsv from the Unicode CLDR packages `cldr-dates-full` of npm.

    npm pack cldr-dates-full@48.2.0 && tar xzf cldr-dates-full-48.2.0.tgz      # gives package/main/…
    python3 tools/dates/cldr.py package/main > data/dates/cldr.tsv

Standard library only. Every regional locale of a language (`de-AT`, `ar-SY`, `sr-Latn`, …) is merged into the language:
its words are added where they do not contradict the language's own.
"""
import json, os, re, sys, unicodedata

LANGUAGES = """af am ar as ast az be bg bn br bs ca ceb cs cy da de el en eo es et eu fa fi fil fo fr fy ga gd gl gu ha he hi
hr hu hy ia id ig is it ja jv ka kk km kn ko ku ky lb ln lo lt lv mg mi mk ml mn mr ms mt my nb ne nl nn om or pa pl ps
pt qu rm ro ru rw sc sd si sk sl sn so sq sr su sv sw ta te tg th ti tk tr tt ug uk ur uz vi wo xh yi yo zh zu""".split()
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))


def load(root, locale, name):
    with open(os.path.join(root, locale, name), encoding="utf-8") as f:
        return json.load(f)["main"][locale]["dates"]


def tidy(word):
    """Word without direction marks, final dots and Hebrew abbreviation marks, which the reader allows anyway."""
    word = unicodedata.normalize("NFC", word.translate(MARKS))
    word = re.sub(r"[\u00a0\u202f]", " ", word).strip()
    return word.rstrip(".׳'’").strip()


def useful(word):
    """Names of one letter, and numbers, say nothing on their own."""
    letters = [c for c in word if c.isalpha() or unicodedata.category(c).startswith("M")]
    if re.fullmatch(r"M\d\d", word) or "|" in word or "," in word:
        return False
    return len(letters) >= (1 if any(c.isdigit() for c in word) else 2)


def forms(group, keys):
    """One list of forms for each key: wide, abbreviated and short, in and out of a date."""
    out = [[] for _ in keys]
    for where in ("format", "stand-alone"):
        for width in ("wide", "abbreviated", "short"):
            for i, key in enumerate(keys):
                word = tidy(group.get(where, {}).get(width, {}).get(key, ""))
                if useful(word) and word not in out[i]:
                    out[i].append(word)
    return out


def fields(pattern):
    """The fields of a date pattern in order, such as `Edmy`, and its literal words."""
    order, words, literal, quoted = "", [], "", False
    for c in pattern.translate(MARKS) + " ":
        if c == "'":
            quoted = not quoted
        elif not quoted and c.isascii() and c.isalpha():
            field = {"L": "m", "M": "m", "E": "E", "c": "E", "d": "d", "y": "y"}.get(c, "")
            if field and not order.endswith(field):
                order += field
            words.append(literal)
            literal = ""
            continue
        else:
            literal += c
    words.append(literal)
    literals = set()
    for w in words:
        for piece in re.split(r"[\s\u00a0\u202f,.،、/()\-–•']+", unicodedata.normalize("NFC", w)):
            if any(ch.isalpha() for ch in piece):
                literals.add(piece)
    return order, literals


def day_relatives(f):
    out = []
    for n in range(-2, 3):
        word = tidy(f["day"].get(f"relative-type-{n}", ""))
        # A fallback such as "+1" or "-1 d" is no word; one- and two-letter Latin ones are too common.
        ok = len(word) >= (2 if word and ord(word[0]) > 0x2E80 else 3) and not re.search(r"\d", word)
        out.append(word if ok else "")
    return out


def modifiers(f, weekdays):
    """Templates for last, this and next weekday, `~` standing for its name."""
    out = []
    for n in (-1, 0, 1):
        found = ""
        for key, names in zip(DAYS, weekdays):
            phrase = tidy(f.get(key, {}).get(f"relative-type-{n}", ""))
            for name in sorted(names, key=len, reverse=True):
                at = phrase.lower().find(name.lower())
                if at >= 0 and len(phrase.lower()) == len(phrase):
                    found = phrase[:at] + "~" + phrase[at + len(name):]
                    break
            if found:
                break
        ok = found.strip("~ ") and (found.startswith("~ ") or found.endswith(" ~"))
        out.append(found.strip() if ok else "")
    return out


def row(root, language, regional):
    g = load(root, language, "ca-gregorian.json")["calendars"]["gregorian"]
    f = load(root, language, "dateFields.json")["fields"]
    months = forms(g["months"], [str(i) for i in range(1, 13)])
    weekdays = forms(g["days"], DAYS)
    relative = day_relatives(f)
    short, _ = fields(g["dateFormats"]["short"])
    full, _ = fields(g["dateFormats"]["full"])
    available = g["dateTimeFormats"]["availableFormats"]
    worded, _ = fields(available.get("MMMMd") or available.get("MMMd"))
    joints = set()
    patterns = list(g["dateFormats"].values()) + [p for k, p in available.items() if re.fullmatch(r"G?y?E?M+E?d?|y?M+E?d", k)]
    for p in patterns:
        if isinstance(p, str):
            joints |= fields(p)[1]
    am, pm = [tidy(g["dayPeriods"]["format"]["abbreviated"].get(k, "")) for k in ("am", "pm")]
    for locale in regional:
        try:
            other = load(root, locale, "ca-gregorian.json")["calendars"]["gregorian"]
        except FileNotFoundError:
            continue
        for mine, theirs in ((months, forms(other["months"], [str(i) for i in range(1, 13)])),
                             (weekdays, forms(other["days"], DAYS))):
            taken = {w.lower() for names in mine for w in names}
            for names, more in zip(mine, theirs):
                for word in more:
                    if word.lower() not in taken:
                        names.append(word)
                        taken.add(word.lower())
        for p in other["dateFormats"].values():
            joints |= fields(p)[1] if isinstance(p, str) else set()
    # Words that name two months (or days) in one language are of no use.
    for group in (months, weekdays):
        count = {}
        for names in group:
            for w in {n.lower() for n in names}:
                count[w] = count.get(w, 0) + 1
        for names in group:
            seen = set()
            names[:] = [n for n in names if count[n.lower()] == 1 and not (n.lower() in seen or seen.add(n.lower()))]
    order = short.replace("E", "") + " " + worded.replace("E", "").replace("y", "") + (" E" if full.endswith("E") else "")
    order += " ." if re.search(r"d\.", g["dateFormats"]["long"]) else ""
    cell = lambda groups: ",".join("|".join(names) for names in groups)
    return [language, order, cell(months), cell(weekdays), "|".join(relative), "|".join(modifiers(f, weekdays)),
            "|".join(sorted(joints)), f"{am}|{pm}"]


def main():
    root = sys.argv[1]
    locales = sorted(os.listdir(root))
    print("# Names and order of dates by language, made by tools/dates/cldr.py from Unicode CLDR 48.2 (cldr-dates-full).")
    print("# Copyright © 1991-2026 Unicode, Inc. Unicode License v3: see LICENSE-UNICODE beside this file.")
    print("# Columns: tag; order of a numeric and of a worded date (`E`: weekday last, `.`: dot after the day); months;")
    print("# weekdays from Monday; two days ago to in two days; last, this and next of a weekday; literal words inside")
    print("# dates; am and pm. `,` parts names, `|` the forms of one name.")
    for language in LANGUAGES:
        regional = [l for l in locales if l.split("-")[0] == language and l != language and not re.search("-(Dsrt|Shaw|Mong|Adlm)", l)]
        print("\t".join(row(root, language, regional)))


if __name__ == "__main__":
    main()
