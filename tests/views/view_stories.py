# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Three worlds: a call that two governments tell differently, pages that mean harm, and many pages."""

import random
from itertools import pairwise

from view_worlds import Sheet, World, disputed, points

from communique.model import Account, EventType, Family, Move, Place, Problem, Storyline, Tenure, Turn
from communique.tables.plover import TYPES
from communique.text import digest

MENU = "Home | World | Opinion | Weather\nSubscribe for two kroner a week\n\n"
CALL_DAY = ("2031-03-04", "2031-03-05")


def _readout(outlet: str, day: str, headline: str, paragraphs: list[str], *, url: str | None = None, before: str = MENU, after: str = "\n\nShare this page") -> Sheet:
    text = before + headline + "\n\n" + "\n\n".join(paragraphs) + after
    return Sheet(text, outlet, day, paragraphs, headline, url)


def call_world() -> World:
    """Iceland's Edda Brimdal and Uruguay's Tomás Olivera telephone; both tell of it, a wire reports, a paper copies the wire."""
    world = World()
    north = _readout(
        "Prime Minister's Office of Iceland", "2031-03-04", "Prime Minister speaks with President of Uruguay",
        [
            "Prime Minister Edda Brimdal spoke by telephone with President Tomás Olivera on Tuesday evening.",
            "The Prime Minister said that the two countries would run four research cruises in the southern winter.",
            "She thanked Uruguay for berthing the survey ship at no charge. The call lasted twenty minutes.",
        ],
        url="https://iceland.example/calls/uruguay",
    )  # fmt: skip
    south = _readout(
        "Presidency of Uruguay", "2031-03-05", "President Olivera receives call from Reykjavík",
        [
            "President Tomás Olivera received a call from Edda Brimdal, head of Iceland's government.",
            "According to the spokeswoman Lucía Ferro, the President pledged a quay for the survey ship until the end of June.",
            "Three joint cruises were agreed, and the price of salted cod was raised by our side. They talked for half an hour.",
        ],
        url="https://presidencia.example/llamada",
    )  # fmt: skip
    wire_text = [
        "The leaders of Iceland and Uruguay talked by telephone about research at sea, both capitals said on Wednesday.",
        "Some 340 scientists are to sail, an official said.",
    ]
    wire = _readout("Skerry Wire", "2031-03-05", "Iceland, Uruguay agree on research cruises", wire_text, url="https://skerry.example/a1")
    paper = _readout("The Tidewater Post", "2031-03-06", "Cruises agreed", wire_text, before="Tidewater Post | Sport | Shipping news | Letters to the editor\n" * 12 + "\n")
    later = _readout(
        "Skerry Wire",
        "2031-04-20",
        "Uruguay opens quay to survey ship",
        ["Uruguay opened its quay to the Icelandic survey ship on Sunday, as its president had pledged."],
        url="https://skerry.example/a2",
    )
    world.sheets = [north, south, wire, paper, later]
    edda, tomas, spokes = "Edda Brimdal", "Tomás Olivera", "Lucía Ferro"
    locals_ = {}
    for sheet in (north, south):
        locals_[sheet.id] = (
            sheet.who(edda, "ISL", office="Prime Minister of Iceland", words=(edda,)), sheet.who(tomas, "URY", office="President of Uruguay", words=(tomas, "President Olivera"))
        )  # fmt: skip
    for sheet in (wire, paper, later):
        locals_[sheet.id] = (sheet.who("Iceland", "ISL", kind="country"), sheet.who("Uruguay", "URY", kind="country"))
    e_north, t_north = locals_[north.id]
    e_south, t_south = locals_[south.id]
    said_north = north.says(e_north, "the two countries would run four research cruises in the southern winter", cue="said that")
    south.says(
        t_south,
        "the President pledged a quay for the survey ship until the end of June",
        cue="According to",
        relay=south.who(spokes, "URY", office="spokeswoman"),
        channel="briefing",
    )
    wire.says(locals_[wire.id][0], "talked by telephone about research at sea", cue="said")
    calls = [
        (north, north.event("CONSULT", north.body[0], [e_north], [t_north], mode="phone", days=("2031-03-04", "2031-03-04"), duration="PT20M")),
        (south, south.event("CONSULT", south.body[0], [e_south], [t_south], mode="phone", days=("2031-03-05", "2031-03-05"), duration="PT30M")),
        (wire, wire.event("CONSULT", wire.body[0], locals_[wire.id], (), mode="phone", days=CALL_DAY, confidence=0.8)),
        (paper, paper.event("CONSULT", paper.body[0], locals_[paper.id], (), mode="phone", days=CALL_DAY, confidence=0.8)),
    ]
    pledge = south.undertakes(
        "pledge", south.body[1], t_south, e_south, what="a quay for the survey ship until the end of June", event=calls[1][1], due=("2031-06-01", "2031-06-30")
    )
    agreed = north.event("AGREE", north.body[1], [e_north], [t_north], days=None, statement=said_north, auxiliary=("future", "historical"), confidence=0.55)
    opened = later.event(
        "COOPERATE", later.body[0], [locals_[later.id][1]], [locals_[later.id][0]], days=("2031-04-20", "2031-04-20"), place=Place("Montevideo", "URY"), confidence=0.87
    )
    wire.counts("scientists on the cruises", 340, "340")
    p_edda = world.actor(edda, "ISL", offices=(Tenure("Prime Minister of Iceland", "2029-11-01", None),), aliases=("Brimdal", "Prime Minister Brimdal"))
    p_tomas = world.actor(tomas, "URY", offices=(Tenure("President of Uruguay", "2030-03-01", None),))
    iceland, uruguay = world.actor("Iceland", "ISL"), world.actor("Uruguay", "URY")
    world.actor(spokes, "URY")
    from_north = points(
        north, ("research cruises", "four research cruises in the southern winter", ["URY"]), ("thanks for the berth", "thanked Uruguay for berthing the survey ship", [])
    )  # fmt: skip
    from_south = points(
        south, ("joint research cruises", "Three joint cruises were agreed", ["ISL"]), ("salted cod", "the price of salted cod was raised by our side", [])
    )  # fmt: skip
    call = world.event(
        "CONSULT", calls, [p_edda], [p_tomas], mode="phone", days=CALL_DAY, independent=3,
        accounts=[
            Account("ISL", p_edda, from_north),
            Account("URY", p_tomas, from_south),
            Account("Skerry Wire", None, points(wire, ("research at sea", "talked by telephone about research at sea", []))),
        ],
        disagreements=[disputed("duration", PT20M=[north], PT30M=[south]), disputed("number of cruises", four=[north], three=[south])],
    )  # fmt: skip
    world.event("AGREE", [(north, agreed)], [p_edda], [p_tomas], confidence=0.55)
    opening = world.event("COOPERATE", [(later, opened)], [uruguay], [iceland], days=("2031-04-20", "2031-04-20"), place=Place("Montevideo", "URY"), confidence=0.87)
    world.undertaking(
        "pledge", [(south, pledge)], p_tomas, p_edda, "a quay for the survey ship until the end of June", made="2031-03-05", status="begun", due=("2031-06-01", "2031-06-30"),
        trail=(Move("2031-04-20", "begun", opening, "the quay is opened to the ship", 0.7),),
    )  # fmt: skip
    world.families = [Family(digest("f", wire.id), (wire.id, paper.id), "copy", ("Skerry Wire", "The Tidewater Post"))]
    world.storylines = [Storyline(digest("t", "cruises"), "Research cruises", (call, opening), (Turn(call, CALL_DAY[0], "opens", "the first event that is told of it"),))]
    world.problems = [Problem("broken.pdf", "this file is no news page", "reading")]
    return world


NASTY = '<script>alert("1")</script><img src=x onerror=alert(2)>'
BIDI = "\u202eevil\u2066\u200f"
LONG = "Aa" * 5000


def hostile_world() -> World:
    """Every field that a page can fill holds markup, right-to-left marks, a formula, or far too much."""
    world = World()
    for number, poison in enumerate((NASTY, BIDI + NASTY, LONG, '=HYPERLINK("http://x.example")', "'\"><svg onload=alert(3)>{{7*7}}{% raw %}")):
        paragraph = f"{poison} promised {number} things to Nobody and met them."
        url = ("javascript:alert(4)", 'https://x.example/"><script>alert(5)</script>', "data:text/html,<script>alert(6)</script>", "http://[broken", None)[number]
        sheet = Sheet(poison + "\n\n" + paragraph + "\n\n" + poison * 2, poison, "2030-01-01", [paragraph], poison, url, (poison,), (poison,), poison)
        world.sheets.append(sheet)
        who, nobody = sheet.who(poison + " ", "ZZZ", office=poison, words=(poison,)), sheet.who("Nobody", None)
        said = sheet.says(who, paragraph[-20:], cue="promised", relay=who, channel=poison[:40])
        place = Place(poison, "ZZZ")
        met = sheet.event("CONSULT", paragraph, [who], [nobody], mode=poison[:300], days=("2030-01-01", "2030-01-01"), place=place, duration=poison, statement=said)
        vow = sheet.undertakes("pledge", paragraph, who, nobody, what=paragraph)
        sheet.counts(poison, 3.5, str(number))
        a = world.actor(poison + " ", "ZZZ", offices=(Tenure(poison, None, None),), aliases=(poison, poison + "x"))
        b = digest("P", "Nobody")
        event = world.event(
            "CONSULT", [(sheet, met)], [a], [b], mode=poison[:300], days=("2030-01-01", "2030-01-01"), place=place,
            accounts=[Account(poison, a, points(sheet, (poison, paragraph, (poison,)))), Account("KOR", None, points(sheet, (poison, paragraph, ())))],
            disagreements=[disputed(poison, **{poison: [sheet], "other": [sheet]})],
        )  # fmt: skip
        world.undertaking("pledge", [(sheet, vow)], a, b, paragraph, made="2030-01-01", trail=(Move("2030-01-02", poison[:300], event, poison, 0.5),))
        world.storylines.append(Storyline(digest("t", poison), poison, (event,), (Turn(event, "2030-01-01", poison, poison),)))
        world.problems.append(Problem(poison[:2000] + str(number), poison, poison[:50]))
    world.actor("Nobody", None)
    return world


def big_world(articles: int, *, seed: int = 7) -> World:
    """Many pages of some 700 words, each with a dozen actors, eight events, ten statements; events told by one to four pages."""
    chance, world = random.Random(seed), World()
    codes = "USA KOR PRK CHN JPN RUS FRA DEU GBR IND PAK IRN ISR EGY TUR BRA ARG CHL NZL AUS ZAF NGA KEN ETH NOR SWE UKR POL ESP ITA".split()
    names = [
        f"{chance.choice('Ana Bo Cem Dag Eva Finn Gul Hana Ivo Jun'.split())} {chance.choice('Abel Brook Cole Dray Enns Falk Gray Holm Ives Jarl'.split())} {n}" for n in range(900)
    ]
    country = {name: chance.choice(codes) for name in names}
    waiting: list[tuple[EventType, list[tuple[Sheet, str]], str, str, tuple[str, str]]] = []
    for number in range(articles):
        cast = chance.sample(names, 12)
        sentences = [
            f"{a} met {b} on matter {number}-{n} and spoke at length about the harbour, the price of grain and the sharing of the river." for n, (a, b) in enumerate(pairwise(cast))
        ]
        filler = [f"Paragraph {n} of page {number} tells of the weather, the road and the people who waited outside the gate for news of the talks until late." for n in range(16)]
        body = [f"{s} {f}" for s, f in zip(sentences, filler, strict=False)] + filler[11:]
        day = f"20{chance.randint(18, 24)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        sheet = Sheet(MENU + f"Page {number}\n\n" + "\n\n".join(body), f"Outlet {chance.randint(1, 80)}", day, body, f"Page {number}")
        world.sheets.append(sheet)
        mine = {name: sheet.who(name, country[name]) for name in cast}
        for n in range(8):
            a, b = cast[n], cast[n + 1]
            said = sheet.says(mine[a], filler[n], cue="tells") if n % 2 else None
            found = sheet.event(chance.choice(TYPES), sentences[n], [mine[a]], [mine[b]], days=(day, day), statement=said, confidence=round(chance.uniform(0.4, 0.98), 2))
            kind = sheet.events[-1].event_type
            like = next((w for w in waiting[-40:] if w[0] == kind and len(w[1]) < 4 and chance.random() < 0.5), None)
            if like:
                like[1].append((sheet, found))
            else:
                waiting.append((kind, [(sheet, found)], a, b, (day, day)))
            if n == 0:
                sheet.undertakes("pledge", sentences[n], mine[a], mine[b], what="the price of grain", event=found)
    for name in names:
        world.actor(name, country[name])
    made = [world.event(told, mentions, [digest("P", a)], [digest("P", b)], days=days, confidence=round(chance.uniform(0.4, 0.98), 2)) for told, mentions, a, b, days in waiting]
    for number, size in enumerate((3, 4, 3)):
        world.storylines.append(Storyline(digest("t", f"story {number}"), f"River story {number}", tuple(made[10 * number : 10 * number + size]), ()))
    for sheet in world.sheets:
        one = sheet.commitments[0]
        by, to = (digest("P", sheet.actors[key].name) for key in (one.by[0], one.to[0]))
        world.undertaking("pledge", [(sheet, one.id)], by, to, "the price of grain", made=sheet.day)
    return world


def long_world(*, words: int = 6000, paragraphs: int = 60, findings: int = 240) -> World:
    """One page of that many words, with statements and events in every sentence and actors in most; all in as many paragraphs."""
    chance, world = random.Random(11), World()
    names = [f"Aurelia O'Fennimore-Castell {n}" for n in range(40)]
    per = words // paragraphs
    filler = "the sluice & the harbour's price of grain <were> weighed again until evening while boats waited by the old stone quay".split()
    body, told = [], []
    for number in range(paragraphs):
        sentences = []
        for n in range(max(1, findings // paragraphs)):
            a, b = chance.sample(names, 2)
            sentence = f"{a} told {b} in talks {number}-{n} that " + " ".join(chance.choice(filler) for _ in range(max(4, per * paragraphs // findings - 10))) + "."
            sentences.append(sentence)
            told.append((sentence, a, b))
        body.append(" ".join(sentences))
    sheet = Sheet(MENU + "A long page\n\n" + "\n\n".join(body), "The Long Review", "2032-05-01", body, "A long page")
    world.sheets = [sheet]
    mine = {name: sheet.who(name, "NOR", office="Commissioner for rivers, weirs and the sharing of waters") for name in names}
    for sentence, a, b in told:
        said = sheet.says(mine[a], sentence.split(" that ", 1)[1], cue=sentence.removeprefix(a).split(" that ", 1)[0].strip())
        event = sheet.event("CONSULT", sentence, [mine[a]], [mine[b]], mode="phone", days=("2032-05-01", "2032-05-01"), statement=said)
        sheet.undertakes("pledge", sentence, mine[a], mine[b], what=sentence[:40], event=event)
    for name in names:
        world.actor(name, "NOR")
    p = {name: digest("P", name) for name in names}
    for mention, (_, a, b) in zip(sheet.events, told, strict=True):
        world.event("CONSULT", [(sheet, mention.id)], [p[a]], [p[b]], days=("2032-05-01", "2032-05-01"))
    return world
