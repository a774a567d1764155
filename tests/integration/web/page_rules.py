"""The rules that every page keeps, read from its source as a strict parser understands it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib

_FIELDS = ("input", "select", "textarea")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
_UNSEEN = {"hidden", "submit", "button", "image"}


def find_breaches(body: bytes, locale: str) -> list[str]:
    """What is wrong with a page, in words; nothing where it keeps the rules."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(body)
    elements = list(root.iter())
    return [
        *(f"invalid HTML: {name} at {place}" for place, name, _data in parser.errors),
        *_judge_head(root, locale),
        *_judge_ids(elements),
        *_judge_fields(root, elements),
        *_judge_forms(root),
        *_judge_words(root),
        *_judge_code(elements),
    ]


def text_of(element: Element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _judge_head(root: Element, locale: str) -> Iterator[str]:
    if (root.get("lang"), root.get("dir", "ltr")) != (locale, "ltr"):
        yield f"language is said to be {root.get('lang')} {root.get('dir')}"
    headings = [text_of(node) for node in root.iter("h1")]
    title = text_of(next(root.iter("title"), Element("title")))
    if len(headings) != 1 or not headings[0]:
        yield f"h1: {headings}"
    elif not title.startswith(headings[0]):
        yield f"title {title!r} does not begin with h1 {headings[0]!r}"
    levels = [int(node.tag[1]) for node in root.iter() if node.tag in _HEADINGS]
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"h{after} follows h{before}"
    if sum(1 for _ in root.iter("main")) != 1:
        yield "not one main"


def _judge_ids(elements: Iterable[Element]) -> Iterator[str]:
    elements = list(elements)
    ids = Counter(node.get("id") for node in elements if node.get("id") is not None)
    for name, times in ids.items():
        if times > 1 or not name or re.search(r"\s", name):
            yield f"id {name!r} stands {times} times"
    for node in elements:
        for attribute in _REFERENCES:
            for name in (node.get(attribute) or "").split():
                if name not in ids:
                    yield f"{attribute}={name!r} leads nowhere"
        link = node.get("href") or ""
        if link.startswith("#") and link[1:] not in ids:
            yield f"link {link!r} leads nowhere"


def _judge_fields(root: Element, elements: Iterable[Element]) -> Iterator[str]:
    labelled = {node.get("for") for node in root.iter("label") if text_of(node)}
    wrapped = {field for label in root.iter("label") for field in label.iter()}
    for node in elements:
        if node.tag not in _FIELDS or node.get("type") in _UNSEEN:
            continue
        if not (
            node.get("id") in labelled
            or node in wrapped
            or node.get("aria-label")
            or node.get("aria-labelledby")
        ):
            yield f"no label: {node.get('name')}"
    grouped = {field for group in root.iter("fieldset") for field in group.iter("input")}
    for name, times in Counter(
        node.get("name") for node in root.iter("input") if node.get("type") == "radio" and node not in grouped
    ).items():
        yield f"{times} radio buttons {name!r} without a fieldset"
    for group in root.iter("fieldset"):
        legend = group.find("legend")
        if legend is None or not text_of(legend):
            yield "a fieldset without a legend"


def _judge_forms(root: Element) -> Iterator[str]:
    for form in root.iter("form"):
        names = {field.get("name") for field in form.iter("input")}
        is_post = (form.get("method") or "get").lower() == "post"
        if is_post != ("csrf_token" in names):
            yield f"form to {form.get('action')!r}: token and method do not go together"
        if not is_post and "idempotency_key" in names:
            yield f"form to {form.get('action')!r} puts its key into the address"
        if next(form.iter("button"), None) is None:
            yield f"form to {form.get('action')!r} has no button"


def _judge_words(root: Element) -> Iterator[str]:
    for tag in ("a", "button", "summary"):
        for node in root.iter(tag):
            if not text_of(node) and not node.get("aria-label"):
                yield f"{tag} without words: {node.get('href') or node.get('class')}"
    yield from (
        f"img without alt: {image.get('src')}" for image in root.iter("img") if image.get("alt") is None
    )
    for node in root.iter():
        for text in (node.text, node.tail):
            if (text or "").strip() in {"None", "Undefined", "[]", "()"}:
                yield f"{(text or '').strip()!r} as text in {node.tag}"


def _judge_code(elements: Iterable[Element]) -> Iterator[str]:
    for node in elements:
        if node.get("style") is not None:
            yield f"style attribute on {node.tag}"
        if any(name.startswith(("on", "hx-on")) for name in node.attrib):
            yield f"script in an attribute of {node.tag}"
        if node.tag == "script" and not node.get("src"):
            yield "script in the page"
        if (node.get("href") or "").startswith("javascript:"):
            yield "script in a link"
