# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Does a name of a state or body act where it stands, or is it only a place, a label, a subject of talk?"""

from communique import tables
from communique.actors.board import Board, Entity, Mention
from communique.actors.gazetteer import Found
from communique.actors.titles import Places
from communique.actors.whose import Asked, Judged, Whose
from communique.actors.words import OBJECT, SUBJECT, Words

# Nouns behind which a state's adjective or name names who does or suffers what the noun says: 'a Russian attack', 'the Iran talks'.
DEEDS = frozenset(
    "accusation action agreement aggression aid airstrike alliance allegation announcement appeal approach assault assistance attack attempt attitude ban "
    "blockade bombardment bombing boycott briefing call campaign ceasefire claim commitment communique complaint concern concession condemnation consent "
    "consultation contact contribution cooperation coup criticism crackdown deal decision delegation demand denial denuclearization deployment dialogue "
    "discussion dispute drill effort embargo engagement envoy exchange exercise firing gesture hostility incursion initiative insistence intervention "
    "invasion invitation involvement launch meeting mediation message mission move negotiation note objection occupation offensive offer operation "
    "opposition overture pact participation partnership plan plea pledge policy position pressure program programme promise proposal protest provocation "
    "pullout push raid reaction readiness recognition refusal rejection relation relationship relief remark reply report request resistance resolution "
    "response retaliation role sanction shelling side stance statement strike summit support suspicion talk tariff test threat tie treaty troop truce "
    "ultimatum undertaking understanding view visit vote vow warning war willingness withdrawal retreat rapprochement standoff".split()
)
VISITS = frozenset("visit trip tour travel arrive arrival go fly return stay stopover visiting journey come leave depart departure head fly pay host".split())
GIVE = frozenset("hand give report appeal protest complain apologize apologise propose offer deny grant promise".split())
LOCATIVE = frozenset("in at near inside outside across throughout around off within along beside opposite amid above below beyond".split())
LAND = frozenset(
    "capital city province town north south east west region border coast airport village district territory soil embassy suburb outskirt part port area "
    "northeast northwest southeast southwest mainland kilometer mile km island resort peninsula waters airspace".split()
)
METONYM = frozenset("with between against toward towards on by upon among".split())


# Last words of names that are no bodies: plans, texts, meetings
ABSTRACT = frozenset(
    "goal goals plan agenda declaration protocol charter program programme roadmap round act law code initiative scheme treaty convention agreement project "
    "influenza symposium conference meeting summit forum talk talks report statement principle principles accord constitution resolution process exercise "
    "war day week year prize award cup games game olympics cold affairs".split()
)


def acts(words: Words, hit: Found) -> bool:
    """Whether a state's name, abbreviation, adjective or capital is an actor here, or the host of a visit.

    A place where something happens is none ('in Seoul'), nor is the adjective of a thing ('Chinese tea').
    """
    top = words.top(hit.first, hit.last)
    capital = hit.kind == "capital"
    if capital and words.text[hit.first].isupper() and hit.last < words.count and words.low[hit.last] in (",", "("):
        return False  # a dateline
    if _paired(words, hit):
        return True
    if words.dep[top] in ("amod", "compound", "nmod", "nummod") or hit.kind == "adjective":
        head = _noun(words, top)
        if head == top:
            if hit.kind == "adjective" and (hit.first == 0 or words.low[hit.first - 1] != "the"):
                return False  # a language: 'speaks English'
            return hit.kind != "capital" and words.role(top) in SUBJECT | OBJECT and not (hit.last < words.count and words.low[hit.last] == "-")
        if hit.last < words.count and words.low[hit.last] in ("-", "–") and words.tight(hit.last):
            return False
        if (
            hit.kind == "name"
            and words.capital(head)
            and words.pos[head] == "PROPN"
            and head > hit.last
            and all(words.capital(i) or words.low[i] in ("and", "of", "-") for i in range(hit.last, head))
        ):
            return words.headline(head)  # 'China Civil Engineering Construction Corporation': a longer name
        return words.lemma[head] in DEEDS and not (capital and words.lemma[head] not in ("policy", "stance", "position", "side", "government", "regime"))
    if words.dep[top] == "poss":
        return words.lemma[words.head[top]] not in LAND
    role = words.role(top)
    if role in SUBJECT:
        return True
    if role in OBJECT:
        return not capital or words.lemma[words.governor(top)[1]] not in ("reach", "enter", "hit", "attack", "bomb", "storm", "capture", "seize", "rock")
    prep, above = words.governor(top)
    if not prep and hit.kind in ("name", "abbreviation") and words.headline(top):
        return True
    if not prep:
        return not capital and role not in ("npadvmod", "pobj")
    lemma = words.lemma[above]
    if lemma in VISITS and prep in ("to", "in", "for", "at", "from", "with"):
        return True
    if prep in LOCATIVE or lemma in LAND:
        return False
    if prep == "to" and capital and lemma in GIVE and words.pos[above] == "VERB":
        return True  # 'the note that it handed to Lusaka'
    if prep in ("to", "for", "from") and capital:
        return words.pos[above] == "NOUN" and lemma not in LAND and prep != "from" and lemma in DEEDS
    return prep in METONYM if capital else True


def _paired(words: Words, hit: Found) -> bool:
    """'Washington-Pyongyang summit', 'DPRK-US talks': one side of a pair of names joined by a hyphen."""
    for at, step in ((hit.last, 1), (hit.first - 1, -1)):
        if 0 < at < words.count - 1 and words.low[at] in ("-", "–", "/") and words.tight(at) and words.tight(at + 1):
            other = at + step
            if words.capital(other) and words.low[other] not in ("led", "backed", "based") and words.pos[other] in ("PROPN", "ADJ", "NOUN"):
                return True
    return False


def _noun(words: Words, at: int) -> int:
    """The noun that a modifier belongs to."""
    for _ in range(5):
        if words.dep[at] not in ("amod", "compound", "nmod", "nummod", "poss") or words.head[at] == at:
            break
        at = words.head[at]
    return at


def states(board: Board, found: list[Found]) -> None:
    """Mentions of states, bodies and outlets from what the gazetteer found, where they act and nothing else has the words."""
    words = board.words
    for hit in found:
        if not board.free(hit.first, hit.last) or any(board.titled[hit.first : hit.last]):
            continue
        if hit.kind == "outlet":
            outlet = tables.outlet_of(hit.ref)
            story = board.home.story()
            if outlet is not None and hit.last - hit.first == 1 and story is not None and outlet.country not in board.home.named and outlet.kind == "newspaper":
                name = words.shown(hit.first, hit.last)  # 'The Nation', 'The Herald': one of that state's
                made = Entity(("o", "named", tables.key(name), story), "organisation", name, story, "JRN", heads={"newspaper", "paper", "daily", "outlet"})
                board.add(hit.first, hit.last, "body", board.entity(made))
                continue
            if outlet is not None:
                made = Entity(
                    ("o", "outlet", outlet.name),
                    "organisation",
                    outlet.name.split(" (")[0],
                    outlet.country,
                    "JRN",
                    heads={outlet.kind, "newspaper", "paper", "daily", "agency", "outlet"},
                )
                board.add(hit.first, hit.last, "body", board.entity(made))
        elif hit.kind == "body":
            body = tables.organisations()[hit.ref]
            if _namesake(board, body, words.shown(hit.first, hit.last)):
                continue
            if body.kind != "talks" and not (body.kind == "seat" and words.governor(words.top(hit.first, hit.last))[0] in LOCATIVE and not _paired(words, hit)):
                board.add(hit.first, hit.last, "body", board.body(body))
        elif hit.kind == "people" or _one(words, hit):
            state = tables.country(hit.ref)
            adjective = state.adjectives[0] if state and state.adjectives else hit.ref
            made = Entity(("x", hit.ref, "people"), "group", f"{adjective} people", hit.ref, "CVL", plural=True, heads={"people"})
            board.add(hit.first, hit.last, "nominal", board.entity(made))
        elif acts(words, hit):
            board.add(hit.first, hit.last, "country", board.state(hit.ref))


# Words of which the names of parties and institutions of many states are made.
COMMON = frozenset(
    "national democratic progressive people peoples people's party liberal labor labour socialist communist republican "
    "action front movement union alliance congress assembly house "
    "senate representatives supreme constitutional court council conservative justice development and of the for freedom new "
    "social christian green workers unity central bank police "
    "army navy air force defence defense ministry electoral election elections commission authority security agency "
    "intelligence service guard patriotic united independence".split()
)


def _namesake(board: Board, body: tables.Body, name: str) -> bool:
    """Whether a body of one state, found by a name that bodies of other states bear too, is rather one of those: its state is named nowhere, another is."""
    if tables.country(body.country) is None or body.country in board.home.apart_from_bodies or not board.home.apart_from_bodies:
        return False
    return all(w in COMMON for w in name.lower().replace("’", "'").split()) or (
        name.isupper() and len(name) <= 5 and body.sector in ("PTY", "OPP", "LEG", "GOV", "JUD", "REB", "SOC")
    )


def _one(words: Words, hit: Found) -> bool:
    """'A Palestinian', 'two Iraqi': an adjective that stands for somebody."""
    at = hit.last - 1
    return (
        hit.kind == "adjective"
        and hit.first > 0
        and (words.low[hit.first - 1] in ("a", "an", "another", "one") or words.pos[hit.first - 1] == "NUM")
        and words.pos[at] in ("NOUN", "PROPN")
        and words.dep[at] not in ("amod", "compound", "nmod", "attr")
        and not (hit.last < words.count and words.low[hit.last] in ("-", "'s", "’s"))
    )


def _state_in(board: Board, places: Places, first: int, last: int) -> str | None:
    """The state that a body's name tells, or its possessor."""
    words = board.words
    for at in range(first, last):
        hit = places.at[at]
        if hit is not None and hit.kind not in ("body", "outlet"):
            return hit.ref
        if board.home.place[at] is not None:
            return board.home.place[at]
    if first > 1 and words.low[first - 1] in ("'s", "’s"):
        hit = places.at[first - 2]
        if hit is not None and hit.kind not in ("body", "outlet"):
            return hit.ref
        owner = board.taken[first - 2]
        return owner.entities[0].country if owner is not None and len(owner.entities) == 1 else None
    hit = places.at[first - 1] if first else None
    if hit is not None and hit.kind in ("adjective", "abbreviation", "name") and hit.last == first:
        return hit.ref
    return None


def abbreviations(board: Board) -> None:
    """'The Carter Center (CC)': from there on, and before, CC is the body too. 'The Tasman Courier': from there on, 'the Courier' is."""
    words = board.words
    short: dict[str, Entity] = {}
    tails: dict[str, Mention] = {}
    for mention in board.mentions:
        at = mention.last + 1
        if (
            mention.kind in ("body", "nominal")
            and len(mention.entities) == 1
            and mention.entities[0].kind in ("organisation", "government")
            and at + 1 < words.count
            and words.low[at - 1] == "("
            and words.low[at + 1] == ")"
            and words.text[at].isupper()
            and 1 < len(words.text[at]) <= 8
        ):
            short.setdefault(words.text[at], mention.entities[0])
        last = mention.last - 1
        if mention.kind == "body" and len(mention.entities) == 1 and last > mention.first and words.text[last].istitle() and words.low[last] not in tables.titles():
            tails.setdefault(words.text[last], mention)
    for at in range(1, words.count if tails else 0):
        if words.text[at] not in tails or words.low[at - 1] != "the" or at < tails[words.text[at]].last or board.taken[at] is not None or board.titled[at]:
            continue
        if not (at + 1 < words.count and words.capital(at + 1)):
            board.add(at, at + 1, "body", *tails[words.text[at]].entities)
    for at in range(words.count if short else 0):
        if words.text[at] not in short or board.titled[at]:
            continue
        here = board.taken[at]
        if here is not None and here.kind == "body" and here.entities[0].key[:2] in (("o", "named"), ("o", "outlet")) and here.last - here.first == 1:
            board.drop(here)  # taken for a body of that name before its full name was known
        if board.taken[at] is None:
            board.add(at, at + 1, "body", short[words.text[at]])


def unknown_bodies(whose: Whose, places: Places) -> None:
    """Organisations that only the tagger knows, where they act."""
    board, words = whose.board, whose.words
    for name in words.doc.names:
        if name.label != "ORG" or name.span[0] not in words.starts:
            continue
        first = last = words.starts[name.span[0]]
        while last < words.count and words.tokens[last].end <= name.span[1]:
            last += 1
        while first < last and words.low[first] in ("the", "a", "an"):
            first += 1
        while last > first and words.low[last - 1] in ("'s", "’s", "'", "’"):
            last -= 1
        if last <= first or not board.free(first, last) or any(board.titled[first:last]) or not words.capital(first) or " ".join(words.low[first:last]) in tables.titles():
            continue
        hit = places.at[first]
        if hit is not None and " ".join(words.low[hit.last : last]).removeprefix("'s ") in tables.titles():
            continue  # 'Chinese Foreign Ministry'
        text = words.shown(first, last)
        if words.lemma[last - 1] in ABSTRACT or words.low[last - 1] in ABSTRACT:
            continue
        top = words.top(first, last)
        if (last - first == 1 and not (text.isupper() and 2 < len(text) < 8)) or any(c.isdigit() for c in text) or tables.city_of(text, least=tables.LARGE) or len(text) > 80:
            continue
        prep, _ = words.governor(top)
        if words.role(top) in SUBJECT | OBJECT or words.dep[top] == "poss" or prep in ("by", "with", "against", "to"):
            country = _state_in(board, places, first, last)
            judged = Judged(country, "the state in its name, or of its possessor") if country else whose.judge(Asked(first, last, top, "org", words.low[last - 1], "", False))
            made = Entity(
                ("o", "named", tables.key(text)), "organisation", text, judged.code, None, basis=judged.basis, heads={tables.key(text).split()[-1], "organization", "group"}
            )
            board.add(first, last, "body", board.entity(made))
