# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A short noun phrase of the text that says what a point is about. Patterns of English reports; editor's knowledge, each with its example."""

import re

from communique.accounts.verbs import BASES, FINITE, GERUNDS, LED_BY, MODALS, PASTS, PLURALS, SURE, TELLING, THIRDS
from communique.words import words

LONGEST = 10  # words of a topic
PHRASES = 3  # that begin with a preposition
DEEPEST = 5  # clauses in one another that are looked into

# Words, numbers with their signs, and what parts them.
TOKEN = re.compile(r"[$€£¥]?\d[\w.,]*\w|[^\W_]+(?:[.’'&/-][^\W_]+)*(?:[’'](?=\s))?|[(\[]|[^\w\s]")
QUOTES = re.compile(r"[\"“”«»]|(?<!\w)[‘']|['’](?=[,.;]|$)")
# What is put before a sentence as its matter: "In discussing the situation in Syria, the two leaders ..."
FRONTED = re.compile(
    r"^(?:(?:when )?asked (?:about|on)|on|regarding|concerning|as for|as to|with (?:regard|respect) to|turning to|in discussing|discussing|speaking of) "
    r"(?!(?:the|this|that) (?:occasion|sidelines|other hand)\b|\w+day\b|his|her|their)(?P<matter>[^,;]{3,70}),\s+\S",
    re.I,
)
OPENING = re.compile(
    r"^(?:in (?:this|that) (?:regard|context|connection|respect)|at the outset|on the occasion|in particular|in addition|moreover|however|meanwhile|furthermore),\s+",
    re.I,
)
LEADING = frozenset(
    "that to on about for of in with by as and or but if also further closely again both the a an his her their its our my this these those other some any such all each more "
    "aside twice many why how whether what when where which who not no nor hard together jointly forward personally promptly likewise finally then there here "
    "important necessary essential vital crucial it he she they we i him them us up out down off over ahead into toward towards at from".split()
)
# Nouns of saying and of frame, with the preposition that leads to the matter: "the importance of", "his commitment to", "the cases of"
FRAME = re.compile(
    r"^(?:(?:[\w’'-]+ )?(?:(?:exact |firm )?dates?|timing|views?|opinions?|concerns?|need|importance|hopes?|wish|commitment|thanks|gratitude|appreciation|regret|determination|"
    r"intention|readiness|expectation|conviction|recent situations?|issues?|matter|cases?|question|results|attention|efforts|possibility|fact|charge|position|sad news|news|"
    r"overview|discussion)|ready|able|free) (?:that|about|over|on|of|for|to|at|in|with|after|as to|regarding|toward|towards)\s+",
    re.I,
)
NO_MATTER = re.compile(r"(?:the |this |that |these )?(?:matter|issue|question|subject|topic|situation)s?\W*$", re.I)  # "the same position on the matter"
# Whom it is said to, before what is said: "told [President Marcos that] the United States will", "briefed [her counterpart on] the presidency"
ADDRESSEE = re.compile(
    r"^(?:(?:on|upon)\s+)?(?:(?:the|his|her|their|its|Mr|Mrs|Ms|him|them|us|each|other|one|another|colleague|counterpart|side|minister|president|"
    r"prime|foreign|secretary|king|of|and|\w+ly|[A-Z][\w.’'-]*)\s+){1,9}?"
    r"(?:(?:that|for|on|about|of|over|why|how|whether)\s+(?=\S)|(?=to\s))"
)
BEFORE_NOUN = frozenset("the a an his her their its our my this that these those no any some each every all both more most other another such and or".split())
DETERMINERS = frozenset("the a an his her its their our my".split())
PREPOSITIONS = frozenset("of for on in against between among with from to at over near toward towards under about across along into".split())
ENDS = frozenset(
    "that which who whom whose because although though while when where after before if unless until since during including saying adding referring calling according by through "
    "within without as so than but yet why whether per despite except once together".split()
)
TIMES = re.compile(
    r"^(?:(?:on|in|by|at|from|for|of|until)\s+)?(?:the )?(?:(?:end|beginning|middle|first half|course) of\b|"
    r"(?:late|early|mid|next|last|this|coming|following)\b|"
    r"(?:over |by |on )(?:the )?(?:tele)?phone\b|\d{1,2} (?=[A-Z])|(?:19|20)\d\d\b|\d{1,2} and \d|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day)\b)",
)
LOOSE = frozenset("a an the of in on to for with by at from and or but that as into about over its their his her our these those this more not also be is such all both".split())
PLURAL = re.compile(r"(?<![s’'])s$|^(?:people|men|women|children)$")
PARTICLES = frozenset("up out down off back forward ahead".split())
NO_ADVERBS = frozenset("daily early weekly monthly yearly family supply reply assembly anomaly ally rally friendly elderly deadly costly likely only".split())
ABBREVIATED = re.compile(r"\b(Mr|Mrs|Ms|Dr|Gen|St|No|Jr|Sr|[A-Z])\.(?=\s)")
BRACKETED = re.compile(r"(-)\(([A-Z][\w ]*)\)|\((\w+)\)(?= [A-Z])")  # "States-(South Korea) alliance", "(South) Korea": put in by an editor
# What is said of the parties' relation itself is a part of its name: "the alliance, which is the linchpin for peace"
RELATION = re.compile(r"(?:alliance|partnership|relationship|relations|friendship|ties)$", re.I)
CALLED = re.compile(r"^,?\s*(?:(?:which|that) (?:is|are|was|were|remains?|has been|have been)|as) (?:the|a|an)\s+", re.I)
IGNORED = frozenset("likewise new former then acting visiting senior top".split())
BREAKS = frozenset(".;:!?()[]—–")


def topic(text: str) -> str:
    """A noun phrase of the text: 'the two leaders shared the view that trilateral cooperation among A and B was important' ->
    'trilateral cooperation among A and B'. A run of the text's own words that ends in no verb and no preposition, at most LONGEST; its first words
    where no more than a stray verb or adverb is found; never empty for a text with words."""
    found = _matter(text)
    stray = " " not in found and (found.lower() in PASTS or found.lower() in LEADING)
    return " ".join(text.split()[:LONGEST]).strip(" ,.;:!?\"“”‘’'-") if stray and len(text.split()) > 1 else found


def _matter(text: str) -> str:
    """Past what leads to it, before the verb that follows; the object where the subject is only who acts."""
    text = BRACKETED.sub(lambda m: (m[1] or "") + (m[2] or m[3]), text)
    plain = " ".join(ABBREVIATED.sub(r"\1", QUOTES.sub(" ", text)).split()).strip(" ,.;:!?‘’'-")
    fronted = FRONTED.match(plain)
    if fronted and (found := _phrase(_led(fronted["matter"]))):
        return found
    rest = OPENING.sub("", plain, count=1)
    best = verb = ""
    for _ in range(DEEPEST):
        rest = _led(rest, infinitive=verb in MODALS)
        subject, verb, after = _divided(rest)
        if not verb:
            found = _phrase(subject)
            more = subject[len(found) :].strip() if subject.startswith(found) else ""
            if more.startswith("to ") and not _tells(found):  # "for A and B to maintain the same position"
                best, rest, verb = best or found, more, "to"
                continue
            return _characterised(found, rest) or best or " ".join(plain.split()[:LONGEST])
        found = _phrase(subject)
        if found and _tells(found) and not (after and found.startswith(("two ", "both "))):  # "the two navies will carry out ..."
            return _characterised(found, rest)
        best = best or (found if PEOPLE.sub("", found).strip(" ,") else "")
        rest = ADDRESSEE.sub("", after, count=1) if verb in TELLING else after
    return best or " ".join(plain.split()[:LONGEST])


def _characterised(phrase: str, text: str) -> str:
    """With what the relation of the parties is called, where the text goes on to say so."""
    if RELATION.search(phrase) and text.startswith(phrase) and (found := CALLED.match(text[len(phrase) :])):
        what = _phrase(text[len(phrase) + found.end() :])
        return text[: text.index(what, len(phrase)) + len(what)] if what else phrase
    return phrase


def _tells(phrase: str) -> bool:
    """It names a matter: not a party, a person or 'the two sides' alone."""
    rest = [w for w in PEOPLE.sub("", phrase).split() if w[0].islower() and w.strip(",") not in LEADING and w not in IGNORED]
    return bool(rest) and any(not w.startswith("@") for w in words(phrase))


PEOPLE = re.compile(
    r"\b(?:(?:two|both|three)\s+)?(?:leaders|sides|presidents|(?:prime |foreign )?ministers?|"
    r"countries|governments|parties|men|allies|pair|officials?|secretary|spokes\w+|counterparts?|"
    r"colleagues?|nothing|dates?|decisions?|agreement|call|conversation|telephone|experts?|phone|minutes|hours?|half|bank|ministry|office|department)\b", re.I,
)  # fmt: skip


def _led(text: str, *, infinitive: bool = False) -> str:
    """Without what only leads to the matter: small words, nouns of saying, a verb and its particles. `infinitive`: it begins with a verb's base form."""
    named = False  # after "the" or "its" comes a noun
    while True:
        first, _, more = text.partition(" ")
        low, following = first.lower().strip(","), more.split(" ", 1)[0].lower().strip(",")
        frame = FRAME.match(text)
        base = infinitive and low in BASES and following not in ("of", "by")
        if frame and frame.end() < len(text) and not NO_MATTER.match(text, frame.end()):
            text, low = text[frame.end() :], frame[0].split()[-1].lower()
        elif more and (low in LEADING or low in FINITE or first.strip(",.-–—") == ""):
            text = more
        elif more and not named and (first[0].islower() or low in GERUNDS) and (base or _is_verb(low, following)):
            text = ADDRESSEE.sub("", more, count=1) if low in TELLING else more
        else:
            return text
        named = named or low in DETERMINERS
        infinitive = low in MODALS or (infinitive and low.endswith("ly"))


def _is_verb(word: str, following: str) -> bool:
    """A verb that a phrase begins with: 'expand joint training', 'opening the corridor'; 'opening of the crossing' and 'work permits' begin with nouns."""
    if word.endswith("ly") and word not in NO_ADVERBS:
        return True
    if word in PASTS:
        return True
    if word in SURE:
        return following != "of"
    if word in GERUNDS:
        return following not in PREPOSITIONS or word in LED_BY.get(following, ())
    return word in BASES and (following in BEFORE_NOUN or following in PARTICLES)


def _divided(text: str) -> tuple[str, str, str]:
    """Before the first finite verb, that verb, and what comes after it; the text alone where there is none before its first break."""
    before = ""
    for found in TOKEN.finditer(text):
        word = found[0].lower()
        if found[0] in BREAKS or (before and word in ("which", "who", "whose", "whom", "where")):
            break
        following = text[found.end() :].split(maxsplit=1)[:1]
        verb = (
            word in PASTS or word in THIRDS or (word in SURE and PLURAL.search(before) is not None) or (word in PLURALS and bool(following) and following[0].lower() in BEFORE_NOUN)
        )
        finite = word in FINITE or (verb and before not in BEFORE_NOUN and before not in PREPOSITIONS)
        if finite and found[0][0].islower() and before not in ("", "to"):
            return text[: found.start()].strip(" ,"), word, text[found.end() :].strip(" ,")
        before = word
    return text, "", ""


def _phrase(text: str) -> str:
    """The noun phrase that a text begins with: its head, what stands before it and what a few prepositions add."""
    taken = end = phrases = at = 0
    before = ""
    found = list(TOKEN.finditer(text))
    for at, token in enumerate(found):
        word = token[0].lower()
        following = found[at + 1][0].lower() if at + 1 < len(found) else ""
        by = word == "by" and taken and re.match(r"by (?:the )?[A-Z]", text[token.start() :]) is not None  # "a visit by President Marcos"
        if token[0] in BREAKS or (word in ENDS and not by and not (word == "as" and before == "such")) or (taken > 1 and TIMES.match(text[token.start() :])):
            break
        if taken and (word in FINITE or (word in ("and", "or", "but") and (_is_verb(following, "the") or following in SURE))):
            break
        if word == "," and not _goes_on(text[: token.start()], text[token.end() :]):
            break
        inside = before in BEFORE_NOUN or before in PREPOSITIONS
        if taken and not inside and (_ends_noun(word, following) or _stands(before, word, following)):
            break
        if word in PREPOSITIONS or word == "by":
            phrases += 1
            if phrases > PHRASES or (word == "to" and following in BASES):
                break
        if token[0] == "," or token[0][0].isalnum() or token[0][0] in "$€£¥":
            taken += token[0] != ","
        if taken > LONGEST:
            break
        end, before = token.end(), word
    out = text[:end].split()
    whole = taken <= LONGEST or before in PREPOSITIONS or (at < len(found) and found[at][0].lower() in PREPOSITIONS)
    if not whole:  # cut in the midst of a phrase: back to where the last one begins
        while out and out[-1].lower() in BEFORE_NOUN:
            out.pop()
        last = max((i for i, w in enumerate(out) if w.lower() in PREPOSITIONS and i > 0), default=len(out))
        out = out[:last]
    while out and out[-1].lower().strip(",") in LOOSE:
        out.pop()
    return " ".join(out).strip(" ,.;:!?\"“”‘’'-–—")


def _ends_noun(word: str, following: str) -> bool:
    """A participle or infinitive that begins a clause of its own: 'regalia [held in museums]', 'a pact [to save]'."""
    return (word in PASTS and (following in PREPOSITIONS or following in BEFORE_NOUN or following in ENDS or not following)) or (word in GERUNDS and following in BEFORE_NOUN)


def _stands(before: str, word: str, following: str) -> bool:
    """A verb of the present after a plural: 'reserves stand at 162 billion'."""
    return word in BASES and before.endswith("s") and not before.endswith(("'s", "’s", "ss")) and following in PREPOSITIONS


def _goes_on(before: str, behind: str) -> bool:
    """A comma within a list of names: 'South Korea, the US, and Japan' stays whole; so do 'tents, pumps and medicine'."""
    named = re.match(r"\s*(?:and |or |the )*(?!I\b)[A-Z0-9]", behind) and re.search(r"[A-Z][\w.'-]*$", before.strip())
    short = re.match(r"\s*(?:\w+,\s+)*\w+,? and \w+\b", behind) and re.search(r"(?:^|\bof |\bfor |\bon )\w+(?:, \w+)*$", before.strip())
    return bool(named or short)
