# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The door: an annotated article in, its actors out."""

from communique.actors import acting, assemble, crowds, gazetteer, nominals, owners, persons, pronouns, speakers
from communique.actors.board import Board
from communique.actors.home import Home
from communique.actors.titles import Places
from communique.actors.whose import Whose
from communique.actors.words import Words
from communique.dates import shift, width
from communique.model import Actor, Annotated, Article

# An article known only to within so many days is taken to be of the middle one; wider ranges tell nothing of who holds an office.
VAGUE_DAYS = 62


def resolve(doc: Annotated) -> tuple[Actor, ...]:
    """An annotated article -> its actors, each with every mention that leads to them, in the order of their first mention.

    A mention is a name without its titles, a noun phrase or a pronoun, as characters of the article's text; one of a group
    ('the two leaders', 'inter-Korean') is given to each member. Offices, countries and sectors are those of the article's day,
    by the text first and the tables next, then, for groups and institutions of one state and
    for persons of a story about one, the state that the passage speaks of most; what none of these says is None. Places that do not act are left out. Ids are digests of
    content: a person whom the tables know has one id in all articles; unnamed sources are each article's own.
    Pure: the same article gives the same actors.
    """
    words = Words(doc)
    found = list(gazetteer.scan(words))
    places = Places(found, words.count)
    board = Board(words, day_of(doc.article), Home(words, found))
    persons.find(board, found, places)
    places = Places(found, words.count)
    acting.states(board, found)
    acting.abbreviations(board)
    acting.unknown_bodies(Whose(board), places)
    acting.abbreviations(board)
    owners.persons(Whose(board))
    crowds.regions(board)
    whose = Whose(board)
    nominals.find(whose, places)
    acting.abbreviations(board)
    crowds.numbers(whose)
    pronouns.find(board)
    owners.find(board)
    speakers.find(board)
    return assemble.actors(board)


def day_of(article: Article) -> str | None:
    """The day on which offices are looked up."""
    if article.published:
        return article.published
    known = article.published_range
    if known and width(known) <= VAGUE_DAYS:
        return shift(known[0], width(known) // 2)
    return None
