#!/usr/bin/env python3
"""Writes tag-dense.html: 200 KB, more than 50,000 tags per MB, scripts in body, character references in attributes.

A product list as shops serve it: short text, many small elements, some with attributes, inline scripts and data in
between. Deterministic: `python3 make-tag-dense.py > tag-dense.html` always writes the same bytes.
"""
import random
import sys

SIZE = 200_000
random.seed(20_26)
WORDS = "red blue oak pine soft warm new old big small teapot cup lamp desk carpet sofa mug vase".split()


def word():
    return " ".join(random.choices(WORDS, k=random.choice((5, 6, 8, 10))))


def item(number):
    kind = random.randrange(12)
    if kind == 0:
        return f'<li><a href="/p?id={number}&amp;ref=list" title="{word()} &quot;{word()}&quot;"><b>{word()}</b></a></li>\n'
    if kind == 1:
        return f"<tr><td>{number}</td><td><em>{word()}</em></td><td><i>{word()}</i></td></tr>\n"
    if kind == 2:
        return f'<p><b>{word()}</b> <i>{word()}</i><br><s>{number}</s></p>\n'
    if kind == 3:
        return f"<div><span>{word()}</span><span>{word()}</span><hr></div>\n"
    if kind == 4:
        return f'<div class="card"><h3>{word()}</h3><p>{word()} {word()}</p></div>\n'
    if kind == 5:
        return f"<ul><li>{word()}<li>{word()}<li>{word()}</ul>\n"
    if kind == 6:
        return f"<dl><dt>{word()}<dd>{word()}<dt>{word()}<dd>{word()}</dl>\n"
    if kind == 7:
        return f'<svg><g><path d="M{number}"/><path/></g></svg><u>{word()}</u>\n'
    if kind == 8:
        return f"<p><img src=/i/{number}.png alt='{word()} &amp; {word()}'><small><b>{word()}</b></small></p>\n"
    if kind == 9 and number % 5 == 0:
        return f'<script>shop.push({{"id":{number},"if":1<2}})</script>\n'
    if kind == 10 and number % 5 == 0:
        return f'<!-- {word()} --><button data-q="[&quot;{word()}&quot;]"><i></i>{word()}</button>\n'
    return f"<b>{word()}</b><i>{word()}</i><u>{word()}</u><q>{word()}</q><p></p>\n"


def main():
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Catalogue</title>\n'
        '<link rel="stylesheet" href="/a.css">\n<script defer src="https://www.dubcdn.com/analytics/script.js" '
        "data-domains='{&quot;refer&quot;:&quot;go.acme.test&quot;}'></script>\n</head>\n<body>\n<main>\n"
    ]
    size = len(parts[0])
    number = 0
    end = "</main>\n</body>\n</html>\n"
    while True:
        number += 1
        rows = "".join(item(number) for _ in range(1))
        if rows.startswith("<tr>"):
            rows = "<table><tbody>\n" + rows + "</tbody></table>\n"
        if size + len(rows) + len(end) > SIZE:
            break
        parts.append(rows)
        size += len(rows)
    parts.append("\n" * (SIZE - size - len(end)))
    parts.append(end)
    sys.stdout.write("".join(parts))


main()
