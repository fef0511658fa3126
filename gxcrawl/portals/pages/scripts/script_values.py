"""Evaluates expressions of a page's script as far as the page itself gives their values: no script is run.

Values: texts, integers, booleans, lists of these; None if unknown. The page number of a list always becomes `PAGE`.
"""

import json
import re
from collections.abc import Mapping
from copy import copy
from itertools import islice
from urllib.parse import parse_qs, urlsplit

from scrapy.http import TextResponse

from gxcrawl.portals.pages.markup.words import is_number
from gxcrawl.portals.pages.scripts.script_texts import inside, parts_of, without_comments
from gxcrawl.portals.pages.scripts.submitted import controls

Value = str | int | bool | list["Value"] | dict[str, "Value"] | None

PAGE = "gxcrawlpage"
"""Placeholder for a page number in an address or body; only letters, so that escaping does not change it."""

ROWS_BEFORE = re.compile(r"gxcrawlskip(\d+)x")
"""Placeholder for the number of rows before the page; contains the number of rows per page."""

CURSOR = "gxcrawlcursor"
"""Placeholder for the identifier of the last row before the requested ones."""

PAGE_NAME = re.compile(
    r"(?:p|pn|pg|(?:c|cur(?:rent|r)?_?|now_?|to_?|i)?page_?(?:no|num|number|index|idx|now|code|current|cur)?|cur(?:rent)?)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'", re.DOTALL)
_TEMPLATE = re.compile(r"`((?:[^`\\]|\\.)*)`", re.DOTALL)
_HOLE = re.compile(r"\$\{([^{}]*)\}")
# "page", "this.pageNum", "pageNo + 1", "++page", "(page)": a page's number
_COUNTING = re.compile(r"\(*\s*(?:\+\+)?(?:\w+\.)*(\w+)\s*(?:\+\+|\+\s*1)?\s*\)*")
_NAME = re.compile(r"(?:\w+\.)*([A-Za-z_$][\w$]*)")
# "JSON.stringify(x)", "encodeURIComponent(x)", "parseInt(x)"
_WRAPPED = re.compile(
    r"(?:JSON\.stringify|encodeURI(?:Component)?|escape|String|Number|parseInt)\s*\((.*)\)", re.DOTALL
)
# "$('#channel').val()", "document.getElementById('channel').value", "$("input[name=cid]").val()"
_FIELD_OF_PAGE = re.compile(
    r"(?:\$|jQuery|document\.getElementById)\s*\(\s*[\"'](?:#|\w*\[name=[\"']?)?([\w-]+)[\"'\]]*\s*\)\s*\.\s*val(?:ue)?\b.*"
)
# "$('#list').data('channel')", "$('.list').attr('data-channel')": an element's attribute for its script
_CARRIED_BY_PAGE = re.compile(
    r"(?:\$|jQuery)\s*\(\s*[\"'][#.]([\w-]+)[\"']\s*\)\s*\.\s*(?:data|attr)\(\s*[\"'](?:data-)?([\w-]+)[\"']\s*\)"
)
# "getQueryString('cid')", "new URLSearchParams(location.search).get('id')", "getUrlVars().id", "GetRequest()['id']",
# "location.href.split('id=')[1]": a field of the page's own address
_FIELD_OF_ADDRESS = re.compile(
    r"(?:(?:[\w$]+\.)*\w*(?:param|query|request)\w*|new\s+URLSearchParams\s*\([^()]*\)\s*\.get|\w*params?\.get)"
    r"\s*\(\s*[\"'](\w+)[\"']\s*\)"
    r"|(?:[\w$]+\.)*\w*(?:param|query|request|urlvar)\w*\(\s*\)(?:\.(\w+)|\[\s*[\"'](\w+)[\"']\s*\])"
    r"|(?:window\.)?location\.(?:href|search)\.split\(\s*[\"'][?&]?(\w+)=[\"']\s*\)\[1\]",
    re.IGNORECASE,
)
# "list.dataset.cid", "document.getElementById('list').getAttribute('data-cid')": an element and its attribute
_CARRIED_SOMEWHERE = re.compile(
    r"(?:\w{1,40}\.){0,3}(?:\w{1,40}|\w{1,40}\(\s*[\"'][^\"'()]{1,80}[\"']\s*\))\.(?:dataset\.(\w+)|getAttribute\(\s*[\"']data-([\w-]+)[\"']\s*\))"
)
# "$('meta[name=SiteId]').attr('content')", "document.querySelector('meta[name=\"SiteId\"]').content"
_META_OF_PAGE = re.compile(
    r"(?:\$|jQuery|document\.querySelector)\s*\(\s*[\"']meta\[name=\\?[\"']?([\w.:-]{1,60})\\?[\"']?\][\"']\s*\)\s*\."
    r"\s*(?:(?:attr|getAttribute|prop)\(\s*[\"']content[\"']\s*\)|content)"
)
_LITERAL = r"(\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\d+\b|true\b|false\b|\[[^\[\]]*\])"
_ENDS_ASKING_FOR_A_PAGE = re.compile(r"[?&](\w+)=$")
_LONGEST_NUMBER = 18
# "Math.random()", "new Date().getTime()", "+new Date": values that only prevent caching
_OF_THE_MOMENT = re.compile(r"\+?\s*(?:Math\.random\(\s*\)|Date\.now\(\s*\)|new\s+Date\b(?:\(\s*\))?(?:\.\w+\(\s*\))?)")
# "pageIndex * pageSize", "(page - 1) * 20": the rows before the page
_COUNTED_ROWS = re.compile(r"\(?\s*(?:\w+\.)*(\w+)\s*(?:-\s*1)?\s*\)?\s*\*\s*([\w.]+)")
_BASE_URL = re.compile(r"\bbaseURL\s?[:=]\s?[\"']([\w./:-]{1,200})[\"']")
# "var fd = new FormData(); fd.append('cid', 7)", "var query = {}; query.cid = 7"
_BUILT = r"new\s+(?:FormData|URLSearchParams|Object)\s*\(\s*\)"
_ADDED = (
    r"(?<![\w$.]){0}(?:\.(\w+)\s*=(?!=)\s*([^;\n]{{1,200}})|\.append\(\s*[\"'](\w+)[\"']\s*,\s*([^;\n)]{{1,200}})\))"
)
_ITEM = re.compile(r"(?:\w+\.)*([A-Za-z_$][\w$]*)\[(\d)\]")
_CALLED_FIRST = re.compile(r"(?<![\w$.])([A-Za-z]\w{0,40})\(\s*([01])\s*\)")  # "turn(1)"
_MOST_COUNTERS = 8
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": ""}


class Scripts:
    """The scripts of a page without comments, and the values of their variables and of form fields."""

    def __init__(self, page: TextResponse) -> None:
        written = "\n".join(page.xpath("//script[not(@src)]/text()").getall())
        self.text = _with_counters("".join(without_comments(written)))
        self._whole = self.text
        self._page = page
        self._filled_in: Mapping[str, str] = {}

    def called(self, body: str, arguments: Mapping[str, str], fields: Mapping[str, str] | None = None) -> "Scripts":
        """The body of a function, with the arguments of one call, in place of the scripts.

        arguments: by parameter. fields: values that a visitor fills into fields of the page.
        """
        for name, value in arguments.items():
            if not PAGE_NAME.fullmatch(name):
                written = json.dumps(value, ensure_ascii=False).replace("\\", r"\\")
                body = re.sub(rf"(?<![\w$.'\"]){re.escape(name)}(?![\w$'\"]|\s*:)", written, body)
        bound = copy(self)
        bound.text = body
        bound._filled_in = fields or {}
        bound._whole = f"{body}\n{self._whole}"  # assignments inside the function have priority
        return bound

    def value(self, written: str) -> Value:
        """The value of an expression."""
        plain = written.strip().rstrip(";").strip()
        counting = _COUNTING.fullmatch(plain)
        if counting and PAGE_NAME.fullmatch(counting[1]):
            return PAGE
        if quoted := _QUOTED.fullmatch(plain):
            return re.sub(r"\\(.)", r"\1", quoted[1] or quoted[2] or "")
        if template := _TEMPLATE.fullmatch(plain):
            return self._filled(template[1])
        if plain.isdecimal() and plain.isascii():
            return int(plain) if is_number(plain, _LONGEST_NUMBER) else plain
        if plain.startswith("[") and plain.endswith("]"):
            items = [self.value(part) for part in parts_of(plain[1:-1])]
            return None if None in items else items
        if _OF_THE_MOMENT.fullmatch(plain):
            return "0"
        rows = _COUNTED_ROWS.fullmatch(plain)
        if rows and PAGE_NAME.fullmatch(rows[1]):
            size = self.value(rows[2])
            return rows_before(size) if isinstance(size, int) else None
        terms = parts_of(plain, "+")
        return self._joined(terms) if len(terms) > 1 else self._named(plain)

    def first_number(self, written: str) -> int:
        """The initial value of a page counter; 1 if the scripts do not give it."""
        found = _COUNTING.fullmatch(written.strip())
        held = self._held(found[1]) if found else None
        return held if isinstance(held, int) and not isinstance(held, bool) else 1

    def is_filled_later(self, field: str) -> bool:
        """Whether the scripts set a field of an object after it is created: `query.dept = …`."""
        return re.search(rf"[\w$\])]\.{re.escape(field)}\s*=(?!=)", self._whole) is not None

    def base_of_requests(self) -> str:
        """The prefix that axios adds to each address: `axios.create({baseURL: '/prod-api'})`; "" if there is none."""
        found = _BASE_URL.search(self._whole)
        return found[1].rstrip("/") if found else ""

    def fields_of_form(self, form_id: str) -> dict[str, str]:
        """The fields of a form of the page; {} if there is no such form."""
        return {
            name: value
            for form in self._page.xpath("//form[@id=$id]", id=form_id)
            for name, value in controls(form.root)
        }

    def object_named(self, name: str) -> str | None:
        """The text of the object assigned to a name: `{…}`, with the fields that are added one by one.

        The latter also from `fd.append('cid', 7)`, as forms are built.
        """
        found = re.search(rf"(?<![\w$]){re.escape(name)}\s*[:=]\s*(?:\{{|{_BUILT})", self._whole)
        if found is None:
            return None
        literal = inside(self._whole, found.end()) if found[0].endswith("{") else ""
        added = self._added_to(name)
        return f"{{{', '.join(filter(None, (*added, literal.strip().rstrip(','))))}}}"

    def is_built_form(self, name: str) -> bool:
        """True if a name is that of a form which a script builds: `new FormData()`, `new URLSearchParams()`."""
        built = rf"(?<![\w$]){re.escape(name)}\s*=\s*new\s+(?:FormData|URLSearchParams)\b"
        return name.isidentifier() and re.search(built, self._whole) is not None

    def _added_to(self, name: str) -> list[str]:
        """The fields added to an object, `name: value`; none with a value that is unknown or differs."""
        given: dict[str, set[str]] = {}
        for dotted, value, quoted, appended in re.findall(_ADDED.format(re.escape(name)), self._whole):
            given.setdefault(dotted or quoted, set()).add((value or appended).strip())
        one_way = ((field, values.pop()) for field, values in given.items() if len(values) == 1)
        return [f"{field}: {value}" for field, value in one_way if self.value(value) not in (None, "")]

    def joined_under(self, name: str) -> str | None:
        """The terms joined under a name, `'/list?page=' + n`; None if it is assigned anything else."""
        found = re.search(rf"(?<![\w$.]){re.escape(name)}\s*=(?!=)\s*([^;\n]{{1,400}})", self._whole)
        first = next(iter(parts_of(found[1])), "") if found else ""
        return first if len(parts_of(first, "+")) > 1 else None

    def _named(self, plain: str) -> Value:
        if plain in _WORDS:
            return _WORDS[plain]
        if wrapped := _WRAPPED.fullmatch(plain):
            return self.value(wrapped[1])
        if field := _FIELD_OF_PAGE.fullmatch(plain):
            return self._field(field[1])
        if carried := _CARRIED_BY_PAGE.fullmatch(plain):
            return self._carried(*carried.groups())
        if carried := _CARRIED_SOMEWHERE.fullmatch(plain):
            return self._carried("", carried[2] or re.sub("[A-Z]", lambda sign: "-" + sign[0].lower(), carried[1]))
        if meta := _META_OF_PAGE.fullmatch(plain):
            return self._page.xpath("//meta[@name=$name]/@content", name=meta[1]).get()
        if asked := _FIELD_OF_ADDRESS.fullmatch(plain):
            return parse_qs(urlsplit(self._page.url).query).get(next(filter(None, asked.groups())), [None])[0]
        if item := _ITEM.fullmatch(plain):
            held = self._held(item[1])
            return held[int(item[2])] if isinstance(held, list) and int(item[2]) < len(held) else None
        name = _NAME.fullmatch(plain)
        return self._held(name[1]) if name else None

    def _held(self, name: str) -> Value:
        """The first literal assigned to a name; one that is not empty has priority."""
        found = re.findall(rf"(?<![\w$?&]){re.escape(name)}\s*(?::|=(?!=))\s*{_LITERAL}", self._whole)
        values = [self.value(literal) for literal in dict.fromkeys(found)] or [self._asked_with(name)]
        return next((value for value in values if value not in ("", [])), values[0] if values else None)

    def _asked_with(self, name: str) -> Value:
        """The value that scripts read from the page or its address: `var cid = getQueryString('cid')`."""
        given = re.search(rf"(?<![\w$]){re.escape(name)}\s*=(?!=)\s*([^;\n]{{1,80}})", self._whole)
        first = next(iter(parts_of(given[1])), "") if given else ""
        known = any(
            way.fullmatch(first) for way in (_FIELD_OF_ADDRESS, _CARRIED_BY_PAGE, _CARRIED_SOMEWHERE, _META_OF_PAGE)
        )
        return self._named(first) if known else None

    def _field(self, name: str) -> str | None:
        if name in self._filled_in:
            return self._filled_in[name]
        for element in self._page.xpath("//*[@id=$name or @name=$name]", name=name):
            return str(element.root.get("value") or "")
        return None

    def _carried(self, element: str, name: str) -> str | None:
        """The attribute of the element with this id or class; if there is none, of the only element with that
        attribute.
        """
        held = self._page.xpath("//*[@id=$one or @class=$one]", one=element) if element else ()
        own = next((value for one in held if (value := one.root.get(f"data-{name}"))), None)
        all_of_page = {*self._page.xpath(f"//@data-{name}").getall()} if own is None else {own}
        return all_of_page.pop() if len(all_of_page) == 1 else None

    def _filled(self, template: str) -> Value:
        terms: list[str] = []
        for number, piece in enumerate(_HOLE.split(template)):
            terms.append(piece if number % 2 else f"'{piece.replace(chr(39), chr(92) + chr(39))}'")
        return self._joined(terms)

    def _joined(self, terms: list[str]) -> Value:
        """The text built from terms; an unknown term may be the page number."""
        text = ""
        for term in terms:
            value = self.value(term)
            asked = _ENDS_ASKING_FOR_A_PAGE.search(text)
            if (value is None or isinstance(value, int)) and asked and PAGE_NAME.fullmatch(asked[1]):
                value = PAGE
            if value is None or isinstance(value, list):
                return None
            text += str(value)
        return text


def rows_before(size: int) -> str:
    """The number of rows before a page of this size."""
    return f"gxcrawlskip{size}x"


def _with_counters(text: str) -> str:
    """Scripts in which a function's parameter, called with 0 or 1, is renamed to a page number: `turn(1)`."""
    for name, first in islice(_CALLED_FIRST.findall(text), _MOST_COUNTERS):
        head = re.search(rf"\bfunction\s+{name}\s*\(\s*(\w+)\s*\)\s*\{{", text)
        if head and not PAGE_NAME.fullmatch(head[1]):
            body = inside(text, head.end())
            counted = re.sub(rf"(?<![\w$.'\"]){head[1]}(?![\w$'\"]|\s*:)", "page", body)
            text = f"{text[: head.end()]}{counted}{text[head.end() + len(body) :]}\nvar page = {first};"
    return text
