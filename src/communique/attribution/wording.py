# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""The words of reported speech that the rules of this room look for. Editor's knowledge; what the tagger finds does not depend on it."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Verbs that tell of speech itself (not of thought, wish or agreement): only these open a statement inside a statement.
TELLING = _words(
    """
    acknowledge add admit affirm allege announce answer argue assert assure boast caution claim clarify comment complain concede conclude confirm
    confess contend counter declare demand deny disclose echo elaborate emphasize emphasise explain hint indicate inform insist maintain mention note notify
    observe offer pledge proclaim promise propose reaffirm reassure recall recommend reiterate relate remark remind repeat reply report respond reveal rule say state stress
    suggest swear tell testify threaten tweet underline underscore urge voice vow warn write
    """
)
QUOTING = frozenset({"quote", "cite"})
# Whose bare object or infinitive is what was said.
CALLS = frozenset({"call", "appeal", "warn"})  # for, on, of something
SPEECH_ACTS = CALLS | _words(
    "accuse announce ask blame claim condemn confirm criticise criticize demand deny denounce dismiss express offer order pledge praise promise propose recommend refute reiterate "
    "reject report request slam tell threaten urge voice vow"
)
HEARSAY = frozenset({"report", "say", "understand", "believe", "hear", "know"})  # "is said to have told", "was reported as saying"
ANNOUNCING = frozenset({"announce", "confirm", "disclose", "reveal", "unveil"})
CARRYING = frozenset({"carry", "publish", "air", "broadcast", "release", "distribute", "report", "run", "print", "post", "issue"})

# Papers that speak for whoever issued them.
PAPERS = _words(
    """
    advisory announcement bulletin cable circular commentary communique communiqué declaration decree directive dispatch document editorial leaflet letter memo memorandum message
    minutes note notice paper post readout release regulation remarks reply proposal report resolution statement study survey telegram text transcript tweet
    """
)

# What an issuer publishes without a word of his: "according to statistics released by the bank", the bank tells.
FIGURES = frozenset("statistic statistics figure figures data information".split())

# Nouns for one person by office, which take up again a person named before; those in one line may stand for one another.
_ROLE_LINES = """
    adviser advisor aide
    ambassador envoy representative diplomat delegate emissary negotiator
    chancellor premier minister
    minister diplomat
    chairman chairwoman chair chief head director leader
    commissioner
    general commander admiral
    governor mayor
    king queen prince princess monarch
    lawmaker senator congressman congresswoman
    president leader
    secretary minister diplomat chief
    spokesman spokesperson spokeswoman official secretary
    """
ROLES = {word: frozenset(f"{number}" for number, line in enumerate(_ROLE_LINES.strip().splitlines()) if word in line.split()) for word in _words(_ROLE_LINES)}

MEDIA = re.compile(
    r"\b(?:news agency|press agency|agency|agencies|newspapers?|news|daily|dailies|weekly|magazine|television|TV|radio|broadcasters?|broadcasting|media|press|channel|network|"
    r"web ?sites?|portal|blog|"
    r"Reuters|AFP|AP|Associated Press|Agence France-Presse|Xinhua|Yonhap|KCNA|TASS|RIA Novosti|Interfax|Kyodo|IRNA|Tasnim|Fars|Anadolu|ANSA|EFE|dpa|"
    r"UPI|PTI|Bloomberg|CNN|BBC|NHK|News Agency|Press Agency|News|Daily|Television|Radio|Broadcasting|"
    r"Al Jazeera|Mail|Star|Courier|Chronicle|Express|Telegraph|Observer|Standard|Monitor|Weekly|Channel|Mirror|FM|Times|Post|Journal|Guardian|Gazette|Herald|Tribune)\b"
)
STATE_MEDIA = re.compile(
    r"\b(?:KCNA|Korean Central News Agency|Rodong Sinmun|Xinhua|People's Daily|CCTV|Global Times|"
    r"TASS|RIA Novosti|IRNA|SANA|Press TV|state(?:-run|-owned| run)? (?:news |media|television|TV|radio|broadcaster|agency))\b",
    re.I,
)

HEARERS = frozenset("tell assure inform remind brief notify warn".split())
OCCASIONS = frozenset({"when", "after", "before", "as", "while", "if", "during", "upon", "following", "once"})
CONVEYING = frozenset({"pass", "convey", "relay", "transmit", "deliver", "read", "smuggle", "hand", "quote", "cite"})
FIRST_PERSON = frozenset({"i", "we"})
PRONOUNS = frozenset({"he", "she", "they", "it", "who", "both"})
UNREAL = frozenset({"will", "would", "'ll", "’ll", "'d", "’d", "may", "might", "could", "can", "should", "must", "shall"})
