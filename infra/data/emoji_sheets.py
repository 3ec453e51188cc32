"""Makes the emoji files that ship from the unpacked npm packages.

Usage: emoji_sheets.py PACKAGES OUT   (called by prepare-emoji.sh)

PACKAGES holds google/, twitter/ and emojilib/, each an unpacked npm package. Into OUT go
noto.png and twemoji.png (sheets of 24x24 RGBA pictures, COLUMNS to a row, in catalogue order)
and catalogue.tsv (index, name, category, subcategory, animal, keywords). Same input, same bytes.
"""

import json
import sys
from pathlib import Path

from PIL import Image

SIDE = 24
COLUMNS = 32
SHEETS = {"google": "noto", "twitter": "twemoji"}
ANIMAL_SUBCATEGORIES = ("cat-face", "monkey-face")
MOST_KEYWORDS = 6


def characters(unified):
    return "".join(chr(int(point, 16)) for point in unified.split("-"))


def read_choice(path):
    """Names kept (None: all) and names dropped by subcategory, names left out, names marked as animals."""
    kept, dropped, without, animals = {}, {}, set(), set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        verb, rest = line.split(" ", 1)
        if verb in ("animal", "without"):
            (animals if verb == "animal" else without).update(rest.split("; "))
            continue
        subcategory, names = split_subcategory(rest)
        if verb == "keep":
            kept[subcategory] = None if names == "ALL" else names.split("; ")
        else:
            dropped[subcategory] = names.split("; ")
    return kept, dropped, without, animals


def split_subcategory(rest):
    for spaced in ("sky & weather", "arts & crafts", "light & video"):
        if rest.startswith(spaced):
            return spaced, rest[len(spaced) + 1 :]
    return tuple(rest.split(" ", 1))


def read_emoji(packages):
    """Every emoji with pictures in both styles, in keyboard order, as (entry, name, keywords)."""
    library = json.loads((packages / "emojilib/dist/emoji-en-US.json").read_text(encoding="utf-8"))
    entries = json.loads((packages / "google/emoji.json").read_text(encoding="utf-8"))
    for entry in sorted(entries, key=lambda e: e["sort_order"]):
        words = library.get(characters(entry["unified"]))
        if words is None and entry["non_qualified"]:
            words = library.get(characters(entry["non_qualified"]))
        if words and entry["has_img_google"] and entry["has_img_twitter"]:
            words = [word.replace("_", " ") for word in words]
            yield entry, words[0], words[1:]


def choose(packages, choice):
    kept, dropped, without, animals = choice
    chosen, seen = [], set()
    for entry, name, keywords in read_emoji(packages):
        subcategory = entry["subcategory"]
        wanted = subcategory in kept and (kept[subcategory] is None or name in kept[subcategory])
        if not wanted or name in without or name in dropped.get(subcategory, ()) or name in seen:
            continue
        seen.add(name)
        animal = (
            subcategory.startswith("animal-")
            or subcategory in ANIMAL_SUBCATEGORIES
            or name in animals
        )
        chosen.append((entry, name, animal, useful(keywords, name)))
    named = {name for names in kept.values() if names for name in names}
    for name in sorted(named - seen - without):
        print("not found:", name, file=sys.stderr)
    return chosen


def useful(keywords, name):
    """Short plain words that add something to the name."""
    plain = [k for k in keywords if k.replace(" ", "").isalpha() and k.isascii() and 2 < len(k) < 16]
    fresh = [k.lower() for k in plain if k.lower() not in name]
    return list(dict.fromkeys(fresh))[:MOST_KEYWORDS]


def shrink(path):
    """24x24 RGBA; averaged with premultiplied alpha so that no hidden colour bleeds into edges."""
    picture = Image.open(path).convert("RGBA").convert("RGBa")
    return picture.resize((SIDE, SIDE), Image.LANCZOS, reducing_gap=3.0).convert("RGBA")


def write_sheet(packages, package, chosen, out):
    rows = -(-len(chosen) // COLUMNS)
    sheet = Image.new("RGBA", (COLUMNS * SIDE, rows * SIDE))
    for index, (entry, *_) in enumerate(chosen):
        picture = shrink(packages / package / "img" / package / "64" / entry["image"])
        sheet.paste(picture, (index % COLUMNS * SIDE, index // COLUMNS * SIDE))
    sheet.save(out / f"{SHEETS[package]}.png", optimize=True)


def write_catalogue(chosen, out):
    lines = ["index\tname\tcategory\tsubcategory\tanimal\tkeywords"]
    for index, (entry, name, animal, keywords) in enumerate(chosen):
        flag = "animal" if animal else "-"
        fields = (index, name, entry["category"], entry["subcategory"], flag, ",".join(keywords))
        lines.append("\t".join(map(str, fields)))
    (out / "catalogue.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    packages, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    chosen = choose(packages, read_choice(Path(__file__).with_name("chosen-emoji.txt")))
    write_catalogue(chosen, out)
    for package in SHEETS:
        write_sheet(packages, package, chosen, out)
    print(f"{len(chosen)} names, {sum(animal for _, _, animal, _ in chosen)} of them animals")


if __name__ == "__main__":
    main()
