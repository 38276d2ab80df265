# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The language of a body, by its script and its smallest words: enough to tell English from what is not read yet."""

import re
from collections import Counter

_SCRIPTS = (
    ("ko", "\uac00-\ud7a3\u1100-\u11ff"), ("ja", "\u3040-\u30ff"), ("zh", "\u4e00-\u9fff"), ("ar", "\u0600-\u06ff"),
    ("ru", "\u0400-\u04ff"), ("he", "\u0590-\u05ff"), ("el", "\u0370-\u03ff"),
    ("hi", "\u0900-\u097f"), ("th", "\u0e00-\u0e7f"), ("hy", "\u0530-\u058f"), ("ka", "\u10a0-\u10ff"), ("bn", "\u0980-\u09ff"), ("ta", "\u0b80-\u0bff"),
)  # fmt: skip
_SCRIPT = {code: re.compile(f"[{chars}]") for code, chars in _SCRIPTS}
_FOREIGN = re.compile("[\u0370-\u1fff\u3040-\ud7a3]")  # characters of other scripts than Latin
_WORD = re.compile(r"[^\W\d_]+")
# The commonest function words; those that two languages share count for both (editor's knowledge).
_SMALL = {
    "en": "the of and to in that is was for on with as by at from it he his her they be has have had said this which are not but will would who an their its were been after",
    "fr": "le la les de des du et en un une que qui dans pour sur pas est au aux par avec ce il elle ont été sont plus",
    "es": "el la los las de del y en un una que por con para su se es no como más fue ha lo al pero sus",
    "pt": "o a os as de do da dos das e em um uma que por com para não se na no é foi mais ao como sua seu",
    "it": "il lo la gli le di del della e in un una che per con non si è sono da al dei nel alla come più",
    "de": "der die das und in den von zu mit ist des auf für im dem nicht ein eine sich als auch es an werden hat",
    "nl": "de het een en van in op te dat is voor met die niet zijn aan er om ook als door",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ise",
    "id": "yang dan di dari untuk dengan ini itu pada tidak dalam akan oleh juga",
    "pl": "i w na z do nie się że to jest o jak po przez za od dla",
}
_VOTES: dict[str, list[str]] = {}
for _code, _words in _SMALL.items():
    for _word in dict.fromkeys(_words.split()):
        _VOTES.setdefault(_word, []).append(_code)
_LOOKED_AT = 3000
_LEAST_VOTES = 0.08  # share of words that must be function words of the language found; English news has 0.3 to 0.45


def language(text: str) -> str | None:
    """ISO 639-1, or None where a text is too short or too strange to tell; English is assumed of Latin text with no sign against it."""
    text = text[:_LOOKED_AT]
    words = _WORD.findall(text.lower())
    letters = sum(map(len, words))
    if not letters:
        return None
    foreign = len(_FOREIGN.findall(text))
    counts = {code: len(script.findall(text)) for code, script in _SCRIPT.items()} if foreign > 0.2 * letters else {}
    if sum(counts.values()) > 0.4 * letters:
        if counts["ja"] > 0.1 * letters:
            return "ja"
        best = max(counts, key=lambda code: counts[code])
        return "fa" if best == "ar" and len(re.findall("[پچژگ]", text)) > 0.01 * letters else best
    times = Counter(words)
    votes = Counter(dict.fromkeys(_SMALL, 0))
    for word in times.keys() & _VOTES.keys():
        for code in _VOTES[word]:
            votes[code] += times[word]
    (first, most), (_, next_most) = votes.most_common(2)
    if votes["en"] == most:
        first = "en"
    if len(words) < 8:
        return "en" if first == "en" or most == next_most else None
    return first if most >= _LEAST_VOTES * len(words) else "en" if votes["en"] >= most else None
