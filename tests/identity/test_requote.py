# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Pages that come and go lead to the quotations that all at once have."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merging.build import Sheet

import communique.identity.requote as requoting
from communique.identity import link
from communique.identity.again import actors_of, relink
from communique.identity.requote import quoted_on, requote
from communique.kept import Memory
from communique.model import Coded, Links, Quotation

WORDS = [
    "“the harbour will stay open for every ship that comes in peace”",
    "“the harbour will stay open for every ship”",
    "“the harbour will be closed for every ship that comes in peace”",
    "“we shall never send the fleet to the northern islands again”",
    "the port would not be shut to peaceful vessels of any flag",
    "the fleet would not return to the islands of the north",
]
TOLD = st.tuples(st.sampled_from(WORDS), st.sampled_from(["Adelino Cassoma", "Rita Undurraga"]), st.sampled_from(["2021-01-18", "2021-01-19", "2021-02-20", None]))


def page(number: int, said: Sequence[tuple[str, str, str | None]]) -> Coded:
    sheet = Sheet(f"Page {number}. " + " ".join(f"{speaker} said {words}." for words, speaker, _ in said), published=said[0][2], outlet=f"Courier {number}")
    for words, speaker, _ in said:
        sheet.statement(words.strip("“”"), [sheet.actor(speaker, "AGO", kind="person")], style="direct" if "“" in words else "indirect")
    return sheet.coded()


def change(kept: Memory, held: dict[str, Quotation], pages: Sequence[Coded], gone: Sequence[Coded] = (), new: Sequence[Coded] = ()) -> None:
    """As the record does it: what other pages are called by may change too."""
    known = {p.article.id: p for p in pages}
    moved = [known[name] for name in sorted(relink(kept, gone=gone, new=new).articles)]
    here = [*new, *moved]
    found = requote(kept, known.__getitem__, gone=[*gone, *moved], new=here, links=Links(actors_of(kept, here), ()))
    for key in found.gone:
        del held[key]
    held |= {one.id: one for one in found.quotations}


@pytest.mark.parametrize("common", [200, 2])
@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(TOLD, min_size=1, max_size=2, unique_by=lambda t: t[0]), min_size=2, max_size=8), st.randoms(), st.data())
def test_pages_that_come_one_by_one_and_go_again_leave_the_quotations_that_all_at_once_have(
    common: int, told: list[list[tuple[str, str, str | None]]], random: object, data: st.DataObject
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(requoting, "COMMON", common)
        pages = [page(i, said) for i, said in enumerate(told)]
        random.shuffle(pages)  # type: ignore[attr-defined]
        kept, held = Memory(), dict[str, Quotation]()
        for at, one in enumerate(pages):
            change(kept, held, pages[: at + 1], new=[one])
        whole = link(pages).quotations
        assert tuple(held[key] for key in sorted(held)) == whole
        assert {(r.article, r.statement): q.id for q in quoted_on(kept, pages) for r in q.statements} == {(r.article, r.statement): q.id for q in whole for r in q.statements}
        gone = [p for p in pages if data.draw(st.booleans())]
        left = [p for p in pages if p not in gone]
        change(kept, held, left, gone=gone)
        assert tuple(held[key] for key in sorted(held)) == link(left).quotations
