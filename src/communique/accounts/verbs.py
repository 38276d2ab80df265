# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Verbs of reports of talks, by their forms: no tagger is at hand here, and a label must not begin or end with one. Editor's knowledge."""

MODALS = frozenset("will would should could can may might must shall cannot to".split())
FINITE = frozenset("was were is are am be been being has have had do does did will would should could can may might must shall cannot".split())
# Verbs that name somebody spoken to before what is said.
TELLING = frozenset(
    "told tell tells telling asked ask asks asking informed inform informing briefed brief briefing assured assure assuring thanked thank thanking reminded urged urge urging "
    "congratulated invited invite inviting called pressed presses urges warned warns".split()
)
# Verbs that are no nouns.
_SURE = """
    relieve worry fly mean accelerate accept achieve agree allow announce apply appreciate approve assure avoid bear begin believe bring build cancel carry coincide commend
    complain complete concentrate conclude concur condemn conduct confirm connect consider continue contribute convene convey cooperate coordinate
    create criticise criticize decide declare deepen defend deliver deny deplore deploy develop discuss draw emphasise emphasize encourage enhance
    ensure establish examine expand explain explore express extend facilitate finalise finalize fulfil fulfill give go grant hasten hold implement
    improve include increase inform inquire insist intensify introduce invest invite involve join keep lament launch learn let maintain make meet
    negotiate obtain oppose organise organize outline participate pay persuade postpone praise prepare prevent promote propose protect provide publish
    pursue raise ratify reach reaffirm recall receive recognise recognize reduce reflect refrain regret reiterate reject relaunch remain remind remove
    renew reopen require resolve respond restart restore resume revive secure see seek sell send share solve speak spend stay strengthen stress
    succeed suggest suspend tackle tell thank touch underline underscore undertake update upgrade uphold urge utilise utilize voice vow want warn
    welcome widen withdraw write
""".split()
# Forms in -ing that are verbs even before a preposition: "agreeing to", "calling for".
LED_BY = {
    "to": frozenset("agreeing pledging vowing offering promising committing undertaking deciding hoping seeking planning referring".split()),
    "for": frozenset("calling asking looking pushing pressing working appealing".split()),
    "on": frozenset("calling working focusing relying".split()),
}
# Verbs that are nouns as well.
_BOTH = """
    love address affect aid aim answer appeal ask assist attack attempt await back ban benefit brief call cause cease change charge claim combat commit
    control cover curb cut deal delay demand do double draft drive drop ease end exchange exclude exempt exit face fear feel fight fill finance finish
    fix follow form foster free get guarantee halt hand help honor honour hope host house intend last lead leave lift limit list look lower manage map
    mark monitor move name need note offer open order pass permit place plan play pledge present press produce promise push put question release rely
    repair reply report request respect retain return review run save say schedule set settle show sign slow speed stand start state step stop study
    supervise supply support take target trade train transfer travel treat try turn use view visit wait watch win wish work yield
""".split()
_IRREGULAR = {
    "begin": "began begun", "bring": "brought", "build": "built", "draw": "drew drawn", "give": "gave given", "go": "went gone", "hold": "held",
    "keep": "kept", "let": "let", "make": "made", "meet": "met", "pay": "paid", "see": "saw seen", "seek": "sought", "sell": "sold", "send": "sent",
    "speak": "spoke spoken", "spend": "spent", "tell": "told", "undertake": "undertook undertaken", "uphold": "upheld", "withdraw": "withdrew withdrawn",
    "write": "wrote written", "fight": "fought", "get": "got", "lead": "led", "leave": "left", "put": "put", "run": "ran", "say": "said",
    "set": "set", "show": "showed shown", "stand": "stood", "take": "took taken", "win": "won", "cut": "cut", "do": "did done", "feel": "felt",
    "drive": "drove driven", "bear": "bore borne", "deal": "dealt", "fly": "flew flown", "mean": "meant",
}  # fmt: skip


# Verbs whose last letter is doubled before an ending, and forms of them that Americans write with one.
DOUBLED = frozenset("ban begin commit concur control cut drop fulfil get let map permit plan put regret run set step stop transfer win cancel travel".split())
AMERICAN = frozenset("canceled canceling traveled traveling".split())


def _joined(verb: str, ending: str) -> str:
    """'raise' + 'ed' -> 'raised', 'carry' -> 'carried', 'stop' -> 'stopped'."""
    if verb.endswith("e"):
        return verb + "d" if ending == "ed" else verb + ending if verb.endswith("ee") else verb[:-1] + ending
    if ending == "ed" and verb.endswith("y") and verb[-2] not in "aeo":
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in DOUBLED else "") + ending


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) or verb in ("go", "do") else "s")


BASES = frozenset(_SURE) | frozenset(_BOTH)
SURE = frozenset(_SURE)
GERUNDS = frozenset(_joined(v, "ing") for v in BASES) | {w for w in AMERICAN if w.endswith("ing")}
PASTS = frozenset(w for v in BASES for w in (_IRREGULAR[v].split() if v in _IRREGULAR else [_joined(v, "ed")])) - {"cut", "set", "put", "let"}
PASTS |= {w for w in AMERICAN if w.endswith("ed")}
THIRDS = frozenset(_third(v) for v in _SURE) | {"says", "faces", "follows"}
PLURALS = frozenset(_third(v) for v in _BOTH)  # or verbs: "respects the agreement"
