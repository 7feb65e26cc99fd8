#!/usr/bin/env python3
"""Trains the scorer of blocks and writes `data/blocks/trees.bin`.

    train.py [--folds N] [--out data/blocks/trees.bin] BLOCKS.jsonl GOLD.json [BLOCKS.jsonl GOLD.json ...]

BLOCKS.jsonl is what the program beside this file prints for a folder of pages; GOLD.json is
`{id: {"body": text, "url": address}}`. Pages without a body are left out. `--folds` prints a cross-validation over sites
first: pages of one site are never on both sides. Needs numpy and lightgbm (made with 4.6).
"""
import argparse
import json
import pathlib
import re
import struct
from collections import Counter, defaultdict
from urllib.parse import urlsplit

import lightgbm
import numpy

WORD = re.compile(r"\w+")
FEATURES = pathlib.Path(__file__).parents[2] / "src/document/features.rs"
# The rules' verdicts that are believed (Title, Machinery, Pointer, Links), the place of the verdict and of the length in a
# row, the weight of the rules, and the least guess that counts: as in `boilerplate.rs`, `features.rs` and `scorer.rs`.
BELIEVED, VERDICT, CHARS, RULES, LEAST = (2, 3, 4, 5), 10, 2, 0.15, 0.2
PARAMETERS = dict(
    objective="binary", num_leaves=16, learning_rate=0.1, min_data_in_leaf=40, feature_fraction=0.5,
    bagging_fraction=0.8, bagging_freq=1, lambda_l2=5, max_bin=63, seed=3, deterministic=True, force_row_wise=True,
    verbose=-1,
)
TREES = 100


def shingles(words):
    return [tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))] if words else []


def labels(texts, gold):
    """Share of each block's words that is the article's.

    Shingles are taken from the gold as often as they stand there, so that a text that the page repeats is the article's
    once. A line of a few words is the article's where it stands in the gold beside the same neighbour.
    """
    blocks = [WORD.findall(t) for t in texts]
    words = WORD.findall(gold)
    line, left = " " + " ".join(words) + " ", Counter(shingles(words))
    share = [0.0] * len(blocks)
    for i, block in enumerate(blocks):
        if len(block) >= 6:
            own = Counter(shingles(block))
            common = own & left
            share[i] = sum(common.values()) / sum(own.values())
            if share[i] >= 0.4:
                left -= common
    found = [i for i, s in enumerate(share) if s >= 0.4]
    if not found:
        return share
    first, last, used = found[0], found[-1], Counter()
    for i in range(max(0, first - 3), min(len(blocks), last + 4)):
        block = blocks[i]
        own = " " + " ".join(block) + " "
        if not 0 < len(block) < 6 or line.count(own) <= used[own]:
            continue
        before = next((blocks[j] for j in range(i - 1, first - 1, -1) if share[j] >= 0.4), None)
        after = next((blocks[j] for j in range(i + 1, last + 1) if share[j] >= 0.4 and len(blocks[j]) >= 6), None)
        joins = [before[-3:] + block[:3]] if before else []
        joins += [block[-3:] + after[:3]] if after else []
        if any(" ".join(j) in line for j in joins):
            share[i] = 1.0
            used[own] += 1
    return share


def site(url, page):
    host = (urlsplit(url or "").hostname or page).split(".")
    two = len(host) >= 2 and host[-2] not in ("co", "com", "org", "net", "gov", "ac", "blogspot", "wordpress")
    return ".".join(host[-2:] if two else host[-3:])


def load(pairs):
    pages = []
    for blocks_file, gold_file in pairs:
        gold = json.loads(pathlib.Path(gold_file).read_text("utf-8"))
        for line in open(blocks_file, encoding="utf-8"):
            page = json.loads(line)
            blocks, known = page["blocks"], gold.get(page["id"]) or {}
            if not blocks or not known.get("body"):
                continue
            texts = [b[0] for b in blocks]
            pages.append(dict(
                set=pathlib.Path(blocks_file).stem, site=site(known.get("url"), page["id"]), gold=known["body"],
                texts=texts, kept=numpy.array([b[1] for b in blocks]),
                rows=numpy.array([b[2] for b in blocks], dtype=numpy.float32),
                words=numpy.array([len(WORD.findall(t)) for t in texts]),
                labels=numpy.array(labels(texts, known["body"])) >= 0.5,
            ))
    return pages


def train(pages):
    # Every page counts the same, and of its blocks a long one more than a short one.
    weight = lambda p: (1 + numpy.sqrt(p["words"])) / numpy.sum(1 + numpy.sqrt(p["words"]))
    data = lightgbm.Dataset(
        numpy.vstack([p["rows"] for p in pages]), numpy.concatenate([p["labels"] for p in pages]).astype(int),
        weight=numpy.concatenate([weight(p) for p in pages]) * 300, params=dict(max_bin=PARAMETERS["max_bin"], verbose=-1),
    )
    return lightgbm.train(PARAMETERS, data, TREES)


def choose(page, model):
    """As `choice.rs` does, but for lists, second articles and bodies that a site's rule names."""
    likely = (1 - RULES) * model.predict(page["rows"]) + RULES * page["kept"]
    likely[numpy.isin(page["rows"][:, VERDICT], BELIEVED)] = 0
    likely[likely < LEAST] = 0
    chars = page["rows"][:, CHARS]
    order = numpy.argsort(-likely, kind="stable")
    found, taken = numpy.cumsum((chars * likely)[order]), numpy.cumsum(chars[order])
    count = int(numpy.argmax(2 * found / (taken + numpy.sum(chars * likely)))) + 1
    chosen = numpy.zeros(len(chars), bool)
    chosen[order[:count]] = True
    for i in range(1, len(chars) - 1):
        chosen[i] |= page["kept"][i] and chosen[i - 1] and chosen[i + 1]
    return chosen


def precision_recall(page, chosen):
    own = Counter(shingles(WORD.findall("\n\n".join(t for t, c in zip(page["texts"], chosen) if c))))
    gold = Counter(shingles(WORD.findall(page["gold"])))
    common = sum((own & gold).values())
    return common / max(1, sum(own.values())), common / max(1, sum(gold.values()))


def report(name, pages, chosen):
    sets = defaultdict(list)
    for page, c in zip(pages, chosen):
        sets[page["set"]].append(precision_recall(page, c))
    for one, rows in sets.items():
        p, r = numpy.mean(rows, axis=0)
        print(f"{name:14} {one:14} {len(rows):4} pages  P {p:.4f}  R {r:.4f}  F1 {2 * p * r / (p + r):.4f}")


def cross_validate(pages, folds):
    sites = sorted({p["site"] for p in pages})
    fold = {s: i % folds for i, s in enumerate(numpy.random.RandomState(1).permutation(sites))}
    chosen = {}
    for k in range(folds):
        model = train([p for p in pages if fold[p["site"]] != k])
        chosen.update({i: choose(p, model) for i, p in enumerate(pages) if fold[p["site"]] == k})
    report("rules", pages, [p["kept"] for p in pages])
    report("other sites", pages, [chosen[i] for i in range(len(pages))])


def packed(model):
    """The table as `scorer.rs` reads it."""
    source = FEATURES.read_text("utf-8")
    names = re.findall(r'^    "(.*)",$', source[source.index("NAMES") : source.index("];")], re.M)
    if len(names) != model.num_feature():
        raise SystemExit(f"{len(names)} names of features for rows of {model.num_feature()}: print the blocks anew")
    out = bytearray(("\n".join(names) + "\n\n").encode())
    for tree in model.dump_model()["tree_info"]:
        splits, leaves = [], []

        def add(node):
            if "split_index" not in node:
                leaves.append(node["leaf_value"])
                return 0x80 | len(leaves) - 1
            if node["decision_type"] != "<=":
                raise SystemExit("only numbers are split")
            at = len(splits)
            splits.append(None)
            splits[at] = (node["split_feature"], add(node["left_child"]), add(node["right_child"]), node["threshold"])
            return at

        add(tree["tree_structure"])
        if not splits:
            continue
        out.append(len(splits))
        for split in splits:
            out += struct.pack("<BBBf", *split)
        out += struct.pack(f"<{len(leaves)}f", *leaves)
    return bytes(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--out", default="data/blocks/trees.bin")
    parser.add_argument("files", nargs="+")
    given = parser.parse_args()
    pages = load(zip(given.files[::2], given.files[1::2]))
    if given.folds:
        cross_validate(pages, given.folds)
    model = train(pages)
    report("trained on", pages, [choose(p, model) for p in pages])
    table = packed(model)
    pathlib.Path(given.out).write_bytes(table)
    print(f"{given.out}: {len(table)} bytes")


main()
