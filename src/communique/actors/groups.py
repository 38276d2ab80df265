# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Mentions that lead to several actors at once: 'the two leaders', 'both sides', 'the two Koreas', 'inter-Korean'."""

from communique import tables
from communique.actors.board import Board, Entity, Mention
from communique.actors.whose import Asked, Whose
from communique.actors.words import OBJECT, SUBJECT, Words

NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "pair": 2}
PEOPLE = frozenset("leader president minister premier envoy negotiator diplomat official chief counterpart head man men politician statesman statesmen".split())
STATES = frozenset("side country nation party government neighbor neighbour ally state power capital korea rival foe republic economy".split())
# Compounds that name two states as one word
PAIRS = {
    "inter-korean": ("KOR", "PRK"),
    "sino-us": ("CHN", "USA"),
    "sino-japanese": ("CHN", "JPN"),
    "sino-russian": ("CHN", "RUS"),
    "sino-indian": ("CHN", "IND"),
    "sino-american": ("CHN", "USA"),
    "sino-african": ("CHN",),
    "indo-pak": ("IND", "PAK"),
    "indo-us": ("IND", "USA"),
    "russo-japanese": ("RUS", "JPN"),
    "anglo-american": ("GBR", "USA"),
    "franco-german": ("FRA", "DEU"),
}


def at(whose: Whose, spot: int) -> int:
    """If a group mention begins at a token: record it and say where it ends; else 0."""
    board, words = whose.board, whose.words
    low = words.low[spot]
    if low in ("inter", "sino", "indo", "russo", "franco", "anglo") and spot + 2 < words.count and words.low[spot + 1] == "-":
        return _pair(board, spot)
    if low in EACH and spot + 1 < words.count and board.free(spot, spot + 2):
        lemma = _lemma(words, spot + 1)
        return _record(board, spot, spot + 2, pair(whose, spot, spot + 2, lemma)) if lemma in STATES | PEOPLE else 0
    if low not in NUMBERS and low != "the":
        return 0
    number_at = spot + 1 if low == "the" else spot
    if number_at >= words.count or words.low[number_at] not in NUMBERS or not board.free(spot, min(spot + 2, words.count)):
        return 0
    number = NUMBERS[words.low[number_at]]
    if number_at + 1 < words.count and words.low[number_at + 1] == "-":
        return 0
    noun = number_at + 1
    while (
        noun < words.count - 1
        and words.pos[noun] in ("ADJ", "ADV", "PUNCT", "VERB", "NOUN", "DET")
        and _lemma(words, noun) not in PEOPLE | STATES
        and noun - number_at < 4
        and words.low[noun] not in (",", ".", ";")
    ):
        noun += 1
    lemma = _lemma(words, noun) if noun < words.count else ""
    alone = noun >= words.count or words.pos[min(number_at + 1, words.count - 1)] in ("VERB", "AUX", "PUNCT", "ADP", "ADV", "PART", "CCONJ")
    if lemma not in PEOPLE | STATES and alone and number == 2 and (low == "the" or (low == "both" and words.pos[spot] in ("PRON", "DET") and words.role(spot) in TAKEN_UP)):
        return _record(board, spot, number_at + 1, pair(whose, spot, number_at + 1, ""))
    if noun >= words.count or lemma not in PEOPLE | STATES or (low != "the" and low != "both"):
        return 0
    if words.low[noun].startswith("korea") and number == 2:
        return _record(board, spot, noun + 1, (board.state("KOR"), board.state("PRK")))
    if number == 2:
        return _record(board, spot, noun + 1, pair(whose, spot, noun + 1, lemma))
    if lemma in PEOPLE:
        return _record(board, spot, noun + 1, people(board, spot, number, word=lemma))
    if lemma == "party" and number == 6:
        return _record(board, spot, noun + 1, tuple(board.state(code) for code in tables.members("SIXPARTY", board.day or "2006-01-01")))
    return _record(board, spot, noun + 1, states(board, spot, number))


EACH = frozenset({"each", "either", "neither"})
TAKEN_UP = SUBJECT | OBJECT | {"pobj"}
OFFICIALS = frozenset("official chief head counterpart head man men".split())


def pair(whose: Whose, first: int, last: int, lemma: str) -> tuple[Entity, ...]:
    """'The two sides', 'both leaders', 'both': two states by the learnt choice, or one where it is about one state's own; for persons, those who stand for them."""
    board = whose.board
    codes = whose.pair(Asked(first, last, last - 1, "pair", lemma, "", True))
    if lemma not in PEOPLE and not (lemma == "" and board.words.low[first] == "the"):
        return tuple(board.state(code) for code in codes)
    found = [e for code in codes if (e := _spokesman(board, first, code, lemma)) is not None]
    if len(found) == 2:
        return tuple(found)
    return people(board, first, 2, word=lemma or None) or (() if lemma in OFFICIALS else tuple(board.state(code) for code in codes))


def _spokesman(board: Board, spot: int, code: str, word: str) -> Entity | None:
    """The person of a state who weighs most before a place, those first whose office fits the word."""
    scores: dict[Entity, float] = {}
    wanted = {word, *FIT.get(word, set())}
    for mention in board.before(spot, sentences=8):
        for entity in mention.entities:
            if entity.kind == "person" and entity.country == code and entity.sector != "ELI":
                scores[entity] = scores.get(entity, 0.0) + weight(board, mention, spot) + (1.0 if entity.heads & wanted else 0.0)
    return max(scores, key=lambda e: (scores[e], e.key), default=None)


WHOLE = 0.1  # what each mention so far adds to the standing of a state as the one that the story is about


def _lemma(words: Words, at: int) -> str:
    """A word's singular, of names too: 'the two Koreas'."""
    return words.low[at].removesuffix("s") if words.pos[at] == "PROPN" else words.lemma[at]


def _pair(board: Board, spot: int) -> int:
    words = board.words
    code = f"{words.low[spot]}-{words.key[spot + 2]}"
    known = PAIRS.get(code) or PAIRS.get(f"{words.low[spot]}-{words.low[spot + 2].replace('.', '')}")
    if known is None:
        return 0
    return _record(board, spot, spot + 3, tuple(board.state(c) for c in known))


def _record(board: Board, first: int, last: int, entities: tuple[Entity, ...]) -> int:
    if not entities:
        return 0
    while first < last and board.taken[first] is not None:
        first += 1
    for mention in {id(m): m for m in board.taken[first:last] if m is not None}.values():
        board.drop(mention)
    board.add(first, last, "group", *entities)
    return last


def _listed(board: Board, spot: int, number: int) -> tuple[str, ...]:
    """The states of the last row of exactly so many names before a place: 'Ireland, France and Germany ... the three countries'."""
    words = board.words
    row: list[tuple[int, str]] = []
    best: tuple[str, ...] = ()
    for at, code in [n for n in board.home.names if n[0] < spot and words.sentence[spot] - words.sentence[n[0]] <= 3] + [(spot + 9, "")]:
        if row and at - row[-1][0] <= 4 and words.sentence[min(at, words.count - 1)] == words.sentence[row[-1][0]] and code:
            row.append((at, code))
            continue
        if len({c for _, c in row}) == number:
            best = tuple(dict.fromkeys(c for _, c in row))
        row = [(at, code)]
    return best


def pointed(board: Board, spot: int) -> str | None:
    """'In that country': the state named last as a place or party, other than the one whose deed the sentence tells."""
    words = board.words
    first, last = words.bounds(spot)
    doers = {e.country for m in board.mentions if first <= m.first < last and words.dep[m.head] in SUBJECT for e in m.entities}
    near = [code for at, code in board.home.names if at < spot and words.sentence[spot] - words.sentence[at] <= 3 and code not in doers]
    return near[-1] if near else None


# What an adjective of a part of the world says of one state there (ISO3; editor's choice of the borders).
PARTS_OF_THE_WORLD = {
    "african": frozenset(
        "DZA AGO BEN BWA BFA BDI CPV CMR CAF TCD COM COG COD CIV DJI EGY GNQ ERI SWZ ETH GAB GMB GHA GIN GNB KEN LSO LBR LBY MDG "
        "MWI MLI MRT MUS MAR MOZ NAM NER NGA RWA STP SEN SYC "
        "SLE SOM ZAF SSD SDN TZA TGO TUN UGA ZMB ZWE".split()
    ),
    "european": frozenset(
        "ALB AND AUT BLR BEL BIH BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN ISL IRL ITA XKX LVA LIE LTU LUX MLT MDA MCO MNE NLD "
        "MKD NOR POL PRT ROU RUS SRB SVK SVN ESP SWE CHE UKR GBR SCG YUG".split()
    ),
    "asian": frozenset("AFG BGD BTN BRN KHM CHN IND IDN JPN KAZ KGZ LAO MYS MDV MNG MMR NPL PRK PAK PHL SGP KOR LKA TWN TJK THA TLS TKM UZB VNM".split()),
    "arab": frozenset("DZA BHR COM DJI EGY IRQ JOR KWT LBN LBY MRT MAR OMN PSE QAT SAU SOM SDN SYR TUN ARE YEM".split()),
    "horn": frozenset({"SOM", "ETH", "ERI", "DJI"}),  # 'the Horn of Africa nation'
    "latin-american": frozenset("ARG BOL BRA CHL COL CRI CUB DOM ECU SLV GTM HTI HND MEX NIC PAN PRY PER URY VEN".split()),
    "caucasus": frozenset({"GEO", "ARM", "AZE"}), "caucasian": frozenset({"GEO", "ARM", "AZE"}), "gulf": frozenset("BHR IRN IRQ KWT OMN QAT SAU ARE".split()),
    "baltic": frozenset({"EST", "LVA", "LTU"}), "balkan": frozenset("ALB BIH BGR HRV GRC XKX MNE MKD SRB SVN SCG YUG".split()),
    "communist": frozenset({"CHN", "PRK", "CUB", "VNM", "LAO"}),
    "stalinist": frozenset({"PRK"}), "reclusive": frozenset({"PRK"}), "jewish": frozenset({"ISR"}), "andean": frozenset("BOL COL ECU PER".split()),
    "nordic": frozenset("DNK FIN ISL NOR SWE".split()), "scandinavian": frozenset("DNK NOR SWE".split()), "caribbean": frozenset("CUB HTI DOM JAM TTO BRB BHS GUY".split()),
}  # fmt: skip


def states(board: Board, spot: int, number: int, *, real: bool = False, among: frozenset[str] | None = None) -> tuple[Entity, ...]:
    """The states that weigh most before a place, a person or government standing for its state; () where there are too few.

    `real`: no unions or organisations among them. `among`: those that it may be.
    """
    if number > 2 and (listed := _listed(board, spot, number)):
        return tuple(board.state(code) for code in listed)
    scores: dict[str, float] = {}
    for mention in board.before(spot, sentences=5):
        for entity in mention.entities:
            code = entity.country or ""
            if len(code) == 3 and code not in ("IGO", "NGO", "IMG", "MNC", "ISM") and entity.sector not in ("JRN", "ELI") and not (real and code in ("UNO", "EUR")):
                scores[code] = scores.get(code, 0.0) + weight(board, mention, spot)
    if real:  # whose story it is
        for mention in board.mentions:
            for entity in mention.entities:
                if entity.country in scores and mention.last <= spot:
                    scores[entity.country] += WHOLE
    best = sorted((c for c in scores if among is None or c in among), key=lambda c: (-scores[c], c))[:number]
    return tuple(board.state(code) for code in best) if len(best) == number else ()


def sides(board: Board, spot: int, text: str) -> tuple[Entity, ...]:
    """'All sides', 'the parties': those of the talks that the article names; () where it is about one state's own."""
    if "SIXPARTY" in board.home.bodies:
        return tuple(board.state(code) for code in tables.members("SIXPARTY", board.day or "2006-01-01"))
    return () if text == "parties" or board.home.story() else states(board, spot, 2, real=True)


def people(board: Board, spot: int, number: int, *, word: str | None = None) -> tuple[Entity, ...]:
    """The persons who weigh most before a place, no two of one state, those first whose office fits the word; () where there are too few."""
    scores: dict[Entity, float] = {}
    for mention in board.before(spot, sentences=6):
        for entity in mention.entities:
            if entity.kind == "person" and entity.sector != "ELI":
                scores[entity] = scores.get(entity, 0.0) + weight(board, mention, spot)
    wanted = {word or "", *FIT.get(word or "", set())}
    for strict in (True, False):
        found: list[Entity] = []
        for entity in sorted(scores, key=lambda e: (-scores[e], e.key)):
            if strict and word in FIT and not entity.heads & wanted:
                continue
            if len(found) < number and not any(entity.country and entity.country == other.country for other in found):
                found.append(entity)
        if len(found) == number:
            return tuple(found)
    return ()


def weight(board: Board, mention: Mention, spot: int) -> float:
    """What a mention adds to the standing of its actor: nearer and as a subject more."""
    back = board.words.sentence[spot] - board.words.sentence[mention.first]
    return (1.0 / (1 + back)) * (1.5 if board.words.role(mention.head) in SUBJECT else 1.0) * (0.6 if mention.kind == "pronoun" else 1.0)


FIT = {
    "leader": {"president", "premier", "leader", "chancellor", "king", "secretary-general", "monarch"},
    "envoy": {"negotiator", "representative", "envoy"},
    "minister": {"minister", "secretary"},
    "president": {"president"},
    "premier": {"premier"},
    "negotiator": {"negotiator", "envoy"},
}


def leader(board: Board, country: str, title: str) -> Entity | None:
    """The document's person, or the tables' one, who leads a state under that title on the article's day."""
    for entity in board.entities.values():
        if (
            entity.kind == "person"
            and entity.country == country
            and entity.sector != "ELI"
            and title.rsplit(maxsplit=1)[-1] in entity.heads
            and not {"vice", "deputy"} & set((entity.office or "").lower().split())
        ):
            return entity
    return None
