#!/usr/bin/env python3
"""Writes the labelled pages: each text of a `truth.toml`, set in the `layout.tmpl` beside it.

    python3 tests/pages/make.py

A template is plain HTML with
    {{title}} {{title.json}} {{views}} ...      what `truth.toml` says of the page, bare or as JSON
    {{date.long}} {{date.iso}} ...              its day or instant, as sites print it (see `dates`)
    {{body}}                                    its text, as the layout's editor marks it up (see `EDITORS`)
    {{lead}} {{slug}} {{sibling.1}}             the text's beginning, the file's name, the titles of the other pages
    {{only 2 3}}...{{end}}                      what stands on the site's second and third page alone
    {{inset}}...{{end}} {{inset 4}}...{{end}}   what the site sets into the text after its second paragraph, its fourth
"""

import html
import json
import re
import tomllib
from datetime import datetime, timezone
from pathlib import Path

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
SHORT = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()
ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()

# How each editor writes a paragraph, a heading, a quotation, a picture with its caption, a line of a letter, lists,
# tables, bold words and links.
PLAIN = {
    "p": "<p>{}</p>", "h": "<h3>{}</h3>", "q": "<blockquote><p>{}</p></blockquote>",
    "fig": '<figure><img src="{src}" alt=""><figcaption>{}</figcaption></figure>',
    "letter": ("<p>", "{}<br>", "</p>"),
    "ul": ("<ul>", "<li>{}</li>", "</ul>"), "ol": ("<ol>", "<li>{}</li>", "</ol>"),
    "table": ("<table>", "<tr>{}</tr>", "</table>"), "cell": "<td>{}</td>",
    "b": "<strong>{}</strong>", "a": '<a href="{href}">{}</a>',
}
BREAKS = PLAIN | {
    "p": "{}<br><br>", "h": "<b>{}</b><br><br>", "q": "<i>{}</i><br><br>", "b": "<b>{}</b>",
    "fig": '<center><img src="{src}" width=400><br><small>{}</small></center><br>',
    "letter": ("", "{}<br>", "<br>"), "ul": ("", "- {}<br>", "<br>"), "ol": ("<ol>", "<li>{}", "</ol>"),
    "table": ('<table border="1" cellpadding="3">', "<tr>{}</tr>", "</table><br>"),
}
EDITORS = {
    "plain": PLAIN,
    "breaks": BREAKS,
    "font": BREAKS | {
        "p": '<p align="justify"><font face="Verdana" size="2" color="#333333">{}</font></p>',
        "h": '<p><font face="Verdana" size="2" color="#006600"><b>{}</b></font></p>',
        "q": '<blockquote><font face="Verdana" size="2"><i>{}</i></font></blockquote>',
        "letter": ('<p><font face="Verdana" size="2">', "{}<br>", "</font></p>"),
        "ul": ('<ul type="square">', '<li><font face="Verdana" size="2">{}</font>', "</ul>"),
        "ol": ("<ol>", '<li><font face="Verdana" size="2">{}</font>', "</ol>"),
        "cell": '<td><font face="Verdana" size="1">{}</font></td>',
    },
    "bare": BREAKS | {
        "p": "<p>{}", "h": "<p><b>{}</b>", "q": "<blockquote>{}</blockquote>", "letter": ("<p>", "{}<br>", ""),
        "fig": "<p align=center><img src={src}><br>{}",
        "ul": ("<ul>", "<li>{}", "</ul>"), "table": ("<table border=1>", "<tr>{}", "</table>"), "cell": "<td>{}",
    },
    "justify": PLAIN | {
        "p": '<div style="text-align: justify;">{}</div><div style="text-align: justify;"><br /></div>',
        "h": "<div><b>{}</b></div><div><br /></div>", "b": "<b>{}</b>",
        "letter": ("<div>", "{}<br />", "</div><div><br /></div>"),
        "fig": '<table class="tr-caption-container" align="center"><tbody><tr><td><a href="{src}"><img src="{src}"'
        ' border="0" width="320" /></a></td></tr><tr><td class="tr-caption">{}</td></tr></tbody></table>',
    },
    "word": PLAIN | {
        "p": '<p class="MsoNormal" style="text-align:justify;line-height:150%"><span lang="IN" style="font-size:'
        '12.0pt;line-height:150%;font-family:&quot;Times New Roman&quot;,serif">{}<o:p></o:p></span></p>',
        "h": '<p class="MsoNormal"><b><span lang="IN" style="font-size:12.0pt">{}<o:p></o:p></span></b></p>',
        "ul": ("", '<p class="MsoListParagraph" style="text-indent:-18.0pt"><span style="font-family:Symbol">·<span '
               'style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp; </span></span>'
               '<span lang="IN">{}</span></p>', ""),
        "table": ('<table class="MsoTableGrid" border="1" style="border-collapse:collapse">', "<tr>{}</tr>", "</table>"),
        "cell": '<td style="padding:0cm 5.4pt"><p class="MsoNormal">{}</p></td>', "b": "<b>{}</b>",
    },
    "spans": PLAIN | {
        "p": '<p class="font_8 wixui-rich-text__text"><span style="letter-spacing:normal"><span class="color_15">{}'
        '</span></span></p><p class="font_8"><span class="wixGuard">\u200b</span></p>',
        "h": '<p class="font_7 wixui-rich-text__text"><span style="font-weight:bold">{}</span></p>',
        "ul": ('<ul class="font_8">', '<li><p class="font_8"><span>{}</span></p></li>', "</ul>"),
        "b": '<span style="font-weight:bold">{}</span>',
    },
    "divs": PLAIN | {
        "p": '<div class="b">{}</div>', "h": '<div class="b b-h">{}</div>', "q": '<div class="b b-q">{}</div>',
        "ul": ('<div class="b-list">', '<div class="b-item"><i class="dot"></i><div>{}</div></div>', "</div>"),
        "letter": ('<div class="b">', "<div>{}</div>", "</div>"),
    },
    "sites": PLAIN | {
        "p": '<p dir="ltr" class="zfr3Q CDt4Ke" style="text-align: justify;"><span class="C9DxTc">{}</span></p>',
        "h": '<h2 dir="ltr" class="zfr3Q JYVBee CDt4Ke"><span class="C9DxTc">{}</span></h2>',
        "ul": ('<ul class="n8H08c UVNKR">', '<li dir="ltr" class="zfr3Q TYR86d"><p dir="ltr" class="zfr3Q CDt4Ke">'
               '<span class="C9DxTc">{}</span></p></li>', "</ul>"),
        "b": '<strong>{}</strong>',
    },
    "amp": PLAIN | {
        "fig": '<figure><amp-img src="{src}" width="640" height="360" layout="responsive"></amp-img>'
        "<figcaption>{}</figcaption></figure>",
    },
    # Every block a module of its own, as page builders store them.
    "modules": PLAIN | {
        "p": '<div class="et_pb_module et_pb_text et_pb_text_align_left et_pb_bg_layout_light">\n'
        '<div class="et_pb_text_inner"><p>{}</p></div>\n</div>',
        "h": '<div class="et_pb_module et_pb_text"><div class="et_pb_text_inner"><h3>{}</h3></div></div>',
        "fig": '<div class="et_pb_module et_pb_image"><span class="et_pb_image_wrap"><img src="{src}" alt=""></span>'
        '</div><div class="et_pb_module et_pb_text"><div class="et_pb_text_inner"><p><em>{}</em></p></div></div>',
        "ul": ('<div class="et_pb_module et_pb_text"><div class="et_pb_text_inner"><ul>', "<li>{}</li>",
               "</ul></div></div>"),
        "table": ('<div class="et_pb_module et_pb_code"><div class="et_pb_code_inner"><table>', "<tr>{}</tr>",
                  "</table></div></div>"),
    },
    "blocks": PLAIN | {
        "h": '<h2 class="wp-block-heading">{}</h2>',
        "q": '<figure class="wp-block-pullquote"><blockquote><p>{}</p></blockquote></figure>',
        "fig": '<figure class="wp-block-image size-large"><img src="{src}" alt=""/>'
        '<figcaption class="wp-element-caption">{}</figcaption></figure>',
        "ul": ('<ul class="wp-block-list">', "<li>{}</li>", "</ul>"),
        "ol": ('<ol class="wp-block-list">', "<li>{}</li>", "</ol>"),
        "table": ('<figure class="wp-block-table"><table class="has-fixed-layout"><tbody>', "<tr>{}</tr>",
                  "</tbody></table></figure>"),
    },
    # One div, its paragraphs parted by breaks.
    "trix": PLAIN | {
        "p": "{}<br><br>", "h": "<strong>{}</strong><br><br>", "letter": ("", "{}<br>", "<br>"),
        "fig": '<figure data-trix-attachment="{{&quot;contentType&quot;:&quot;image/jpeg&quot;}}" class="attachment '
        'attachment--preview"><img src="{src}"><figcaption class="attachment__caption">{}</figcaption></figure>',
    },
    "spanbreaks": BREAKS | {
        "p": '<span style="color:rgb(42, 42, 42)">{}</span><br /><br />', "h": "<strong>{}</strong><br /><br />",
        "ul": ("", "<span>&#9679; {}</span><br />", "<br />"),
    },
    "quill": PLAIN | {
        "p": '<p class="ql-align-justify">{}</p><p class="ql-align-justify"><br></p>',
        "h": "<p><strong>{}</strong></p>", "q": "<blockquote>{}</blockquote>",
        "letter": ("", "<p>{}</p>", "<p><br></p>"),
        "ul": ("<ol>", '<li data-list="bullet"><span class="ql-ui" contenteditable="false"></span>{}</li>', "</ol>"),
    },
    "pre": BREAKS | {
        "p": "{}\n", "h": "{}\n", "q": "    {}\n", "letter": ("", "{}", ""), "ul": ("", " * {}", ""),
        "ol": ("", " o {}", ""), "b": "{}",
    },
    # As HTML 4 was typed: capitals, and what may stay open is open.
    "capitals": BREAKS | {
        "p": '<P ALIGN="JUSTIFY">{}', "h": "<P><B>{}</B>", "b": "<B>{}</B>", "letter": ("<P>", "{}<BR>", ""),
        "ul": ("<UL>", "<LI>{}", "</UL>"), "ol": ("<OL>", "<LI>{}", "</OL>"),
        "table": ('<CENTER><TABLE BORDER=1 CELLPADDING=2 CELLSPACING=0 WIDTH="95%">', "<TR>{}", "</TABLE></CENTER>"),
        "cell": '<TD><FONT SIZE="2">{}</FONT>',
    },
    # The day's editors of Blogger and Ghost, TinyMCE as set up by portals, and WordPress before blocks.
    "composed": PLAIN | {
        "p": '<p style="text-align: justify;"><span style="font-family: inherit;">{}</span></p>',
        "h": '<h2 style="text-align: left;">{}</h2>',
        "fig": '<div class="separator" style="clear: both; text-align: center;"><a href="{src}" imageanchor="1"><img '
        'border="0" src="{src}" width="640" /></a></div><p style="text-align: center;"><i>{}</i></p>',
    },
    "ghost": PLAIN | {
        "h": '<h2 id="bagian">{}</h2>', "q": "<blockquote>{}</blockquote>",
        "fig": '<figure class="kg-card kg-image-card kg-card-hascaption"><img src="{src}" class="kg-image" alt="" '
        'loading="lazy"><figcaption><span style="white-space: pre-wrap;">{}</span></figcaption></figure>',
    },
    "tiny": PLAIN | {
        "p": '<p style="text-align: justify;"><span style="font-size: 12pt;">{}&nbsp;</span></p>',
        "h": '<p><strong><span style="font-size: 12pt;">{}</span></strong></p>',
        "letter": ('<p style="padding-left: 320px;">', '<span style="font-size: 12pt;">{}</span><br />', "</p>"),
    },
    "classic": PLAIN | {
        "fig": '<div class="wp-caption aligncenter" style="width: 410px"><img src="{src}" alt="" width="400" />'
        '<p class="wp-caption-text">{}</p></div>',
    },
    # Hard spaces: for indents where all is typed, and as an editor leaves them.
    "typed": BREAKS | {
        "p": "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; {}<br>\n&nbsp;<br>", "h": "<b><u>{}</u></b><br>&nbsp;<br>",
        "ul": ("", "&nbsp;&nbsp;&nbsp;-&nbsp; {}<br>", "&nbsp;<br>"),
    },
    "hard": BREAKS | {
        "p": '<p style="text-align: justify;">&nbsp;{}<br />&nbsp;</p>', "b": "<strong>{}</strong>",
        "ul": ("<p>", "-&nbsp;&nbsp;{}<br />", "</p>\n<p>&nbsp;</p>"),
        "table": ('<table border="1" cellspacing="0" width="90%"><tbody>', "<tr>{}</tr>",
                  "</tbody></table>\n<p>&nbsp;</p>"),
        "cell": "<td>&nbsp;{}</td>",
    },
}
NAME = r"\{\{([a-z]+(?:\.[a-z0-9]+)?)\}\}"
# How a line of a text begins, and what it is.
MARKS = {"- ": "ul", "+ ": "ol", "| ": "table", "~ ": "letter", "> ": "q", "# ": "h", "! ": "fig"}


def inline(text, editor):
    text = html.escape(text, quote=False)
    text = re.sub(r"\*(.+?)\*", lambda m: editor["b"].format(m[1]), text)
    return re.sub(r"\[(.+?)\]", lambda m: editor["a"].format(m[1], href="/tautan"), text)


def write(body, editor, insets):
    blocks, ends, kind = [], [], None
    for line in filter(None, map(str.strip, body.splitlines())):
        before, kind = kind, MARKS.get(line[:2], "p")
        text = line if kind == "p" else line[2:]
        form = editor[kind]
        if kind == "table":
            cells = [inline(cell.strip(), editor) for cell in text.strip(" |").split("|")]
            text = "".join(editor["cell"].format(cell) for cell in cells)
        else:
            text = inline(text, editor)
        if isinstance(form, str):
            blocks.append(form.format(text, src="/upload/foto.jpg"))
        elif kind == before:
            blocks[-1].append(form[1].format(text))
        else:
            blocks.append([form[0], form[1].format(text)])
            ends.append((blocks[-1], form[2]))
    for group, end in ends:
        group.append(end)
    for at in sorted(insets, reverse=True):
        if at < len(blocks):
            blocks.insert(at, insets[at])
    return "\n".join(block if isinstance(block, str) else "\n".join(block) for block in blocks if block)


def dates(page):
    if page["date"] == "none":
        return {}
    at = datetime.fromisoformat(page.get("instant", page["date"]))
    d, m, y = at.day, at.month - 1, at.year
    return {
        "long": f"{DAYS[at.weekday()]}, {d} {MONTHS[m]} {y}",
        "full": f"{d} {MONTHS[m]} {y}",
        "full0": f"{d:02} {MONTHS[m]} {y}",
        "short": f"{d:02} {SHORT[m]} {y}",
        "english": f"{ENGLISH[m]} {d}, {y}",
        "turned": f"{MONTHS[m]} {d}, {y}",
        "brief": f"{d} {SHORT[m]} {y % 100:02}",
        "month": f"{SHORT[m]} {y}",
        "day": f"{d:02}",
        "dash": f"{at:%d-%m-%Y}",
        "slash": f"{at:%d/%m/%Y}",
        "dots": f"{at:%d.%m.%Y}",
        "points": f"{at:%Y.%m.%d}",
        "loose": f"{d}-{m + 1}-{y}",
        "american": f"{m + 1}/{d}/{y}",
        "iso": f"{at:%Y-%m-%d}",
        "sql": f"{at:%Y-%m-%d %H:%M:%S}",
        "time": f"{at:%H:%M}",
        "clock": f"{at:%H.%M}",
        "w3c": at.isoformat(),
        "utc": at.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
    }


def fill(template, site, page, number):
    def only(m):
        return m[2] if str(number) in m[1].split() else ""

    def value(m):
        name, _, form = m[1].partition(".")
        if name == "date":
            return dates(page)[form]
        if name == "sibling":
            others = [other["title"] for other in site["page"] if other is not page]
            return html.escape(others[int(form) - 1])
        if name == "body":
            return write(page["body"], EDITORS[site["editor"]], insets)
        if name == "slug":
            return page["file"].removesuffix(".html")
        plain = re.sub(r"(?m)^[-+|~>#!] |[*\[\]|]", "", page["body"]).split()
        text = " ".join(plain[:24]) + " ..." if name == "lead" else page[name]
        return json.dumps(text, ensure_ascii=False) if form == "json" else html.escape(text)

    template = re.sub(r"(?s)\{\{only ([\d ]+)\}\}(.*?)\{\{end\}\}", only, template)
    insets = {}

    def inset(m):
        insets[int(m[1] or 2)] = re.sub(NAME, value, m[2])
        return ""

    template = re.sub(r"(?s)\{\{inset ?(\d*)\}\}(.*?)\{\{end\}\}", inset, template)
    return re.sub(NAME, value, template)


def main():
    for truth in sorted(Path(__file__).parent.glob("*/truth.toml")):
        site = tomllib.loads(truth.read_text("utf-8"))
        template = (truth.parent / "layout.tmpl").read_text("utf-8")
        for number, page in enumerate(site["page"], 1):
            text = fill(template, site, page, number)
            (truth.parent / page["file"]).write_bytes(text.encode(site.get("charset", "utf-8"), "xmlcharrefreplace"))


if __name__ == "__main__":
    main()
