# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Views as HTML. Text of pages is always escaped: every template is rendered with autoescape on, and none marks a text safe."""

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from communique.views.web import say
from communique.views.web.asked import address
from communique.views.web.reader import Part
from communique.views.web.view import View

# Embeddings, overrides and isolates: one that a page leaves open would turn the words that stand after it.
TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def unturned(value: object) -> object:
    """A page's words without the characters that turn the direction of what follows; right-to-left scripts need none of them."""
    return value.translate(TURNS) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def environment() -> Environment:
    found = Environment(
        loader=PackageLoader("communique.views.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=unturned,
    )
    found.filters |= {
        "clip": say.clip,
        "counted": say.counted,
        "kind_class": say.kind_class,
        "readable": say.readable,
        "listed": say.listed,
        "days": say.days,
        "quoted": say.quoted,
    }
    return found


def html(view: View, site: Mapping[str, object]) -> str:
    """The whole page; `site` holds what the frame shows: the record's name, whether it is being built."""
    part = view.part
    question = {**view.query, "page": part.page if part and part.page > 1 else None}
    return (
        environment()
        .get_template(view.template)
        .render(
            **view.context,
            view=view,
            site=site,
            part=part,
            ends=[(ending.upper(), address(f"{view.path}.{ending}", question)) for ending in ("json", "csv")] if view.path else [],
            pager=pager(view, part) if part else None,
            turned=pager(view, view.turned) if view.turned else None,
        )
    )


def pager(view: View, part: Part[object]) -> dict[str, object]:
    """Addresses of the pages around this one."""

    def at(number: int) -> str | None:
        return address(view.path, {**view.query, "page": number if number > 1 else None}) if 1 <= number <= part.pages else None

    near = sorted({1, part.pages, *(number for number in range(part.page - 2, part.page + 3) if 1 <= number <= part.pages)})
    first = (part.page - 1) * part.per + 1
    return {
        "total": part.total, "more": part.more, "page": part.page, "pages": part.pages, "before": at(part.page - 1), "after": at(part.page + 1),
        "near": [(number, at(number), number - before > 1) for before, number in zip([0, *near], near, strict=False)],
        "first": first, "last": min(part.total, first + part.per - 1),
    }  # fmt: skip
