# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""States in a row before or behind a plural: 'Georgian and Russian foreign ministers', 'delegations of Japan and the DPRK', 'leaders of the two countries'."""

from communique.actors import groups
from communique.actors.board import Board
from communique.actors.titles import Places
from communique.actors.whose import Asked, Whose

STATES = frozenset({"name", "abbreviation", "adjective", "capital"})
LIMIT = 8  # states in one row
PAIRS = frozenset({"country", "side", "nation", "state", "government", "neighbor", "neighbour", "party", "korea"})


def countries(whose: Whose, places: Places, start: int, first: int, last: int) -> tuple[str, ...]:
    """Codes of the two or more states of a plural noun phrase: tokens [start, last), its title from `first`; () where there are fewer."""
    found = _before(whose.board, places, start, first) or _behind(whose.board, places, last) or _pair(whose, last)
    return found if len(found) > 1 else ()


def _before(board: Board, places: Places, start: int, first: int) -> tuple[str, ...]:
    """'Chinese and Pakistani officials': adjectives joined by 'and' or commas, the last next to the noun."""
    words = board.words
    codes: list[str] = []
    at = first - 1
    while at >= start and places.at[at] is None and words.pos[at] in ("ADJ", "NOUN") and not words.capital(at):
        at -= 1
    while at >= words.bounds(first)[0] and len(codes) < LIMIT:
        hit = places.at[at]
        if hit is None or hit.kind not in ("adjective", "abbreviation", "name") or hit.last != at + 1:
            break
        codes.append(hit.ref)
        at = hit.first - 1
        while at > 0 and words.low[at] in ("and", ",", "the", "both"):
            at -= 1
        if at == hit.first - 1:
            break
    return tuple(dict.fromkeys(reversed(codes)))


def _behind(board: Board, places: Places, last: int) -> tuple[str, ...]:
    """'Of Japan, China and the ROK'."""
    words = board.words
    if not (last + 1 < words.count and words.low[last] in ("of", "from")):
        return ()
    codes: list[str] = []
    at = last + 1
    while at < words.count and len(codes) < LIMIT:
        if words.low[at] in ("the", "and", ",", "both"):
            at += 1
            continue
        hit = places.at[at]
        if hit is None or hit.first != at or hit.kind not in STATES:
            break
        after = words.low[hit.last] if hit.last < words.count else ""
        if after in ("'s", "’s"):
            break
        codes.append(hit.ref)
        at = hit.last
        if words.low[at : at + 1] not in (["and"], [","]):
            break
    return tuple(dict.fromkeys(codes))


def _pair(whose: Whose, last: int) -> tuple[str, ...]:
    """'Of the two countries', 'of both sides'."""
    board, words = whose.board, whose.words
    if not (last + 2 < words.count and words.low[last] in ("of", "from")):
        return ()
    at = last + 1 + (words.low[last + 1] == "the")
    number = groups.NUMBERS.get(words.low[at], 0) if at < words.count else 0
    if not number or at + 1 >= words.count or words.low[at + 1].rstrip("s").replace("ie", "y") not in PAIRS:
        return ()
    if number == 2:
        return whose.pair(Asked(at, at + 2, at + 1, "pair", words.low[at + 1].rstrip("s").replace("ie", "y"), "", True))
    return tuple(e.country for e in groups.states(board, last, number, real=True) if e.country)
