"""Where an expression of a script is evaluated: the names known there, and the values assigned to them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scrapy.http import TextResponse
from tree_sitter import Node

from gxcrawl.portals.pages.markup.javascript.syntax import Script, arguments_of, contains, terms_of, text_of, value_of

Value = str | int | bool | list["Value"] | dict[str, "Value"] | None
"""A text, whole number or boolean, or a list of these; None if unknown. `PAGE` for the page number of a list."""

_DEEPEST = 40  # expressions inside each other
_MOST_STEPS = 3000  # evaluated for one request: a hostile script can double them with each name
_MOST_ASSIGNED = 32  # values of one name
_LITERALS = ("string", "number", "true", "false", "array")


@dataclass(slots=True)
class Read:
    """What was noted during an evaluation.

    first: the numbers with which pages begin. own: the attributes read of what is clicked, and whether it has them.
    given: the arguments read. fields: the fields of the page read, by id or name. unknown: the sources of what was
    unknown. depth, steps: of the evaluation.
    """

    first: list[int] = field(default_factory=list)
    own: dict[str, bool] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    depth: int = 0
    steps: int = 0

    def goes_on(self) -> bool:
        """Counts a step; False if the evaluation should end."""
        self.steps += 1
        return self.steps < _MOST_STEPS and self.depth < _DEEPEST


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression and the scope in which it is evaluated, or a constant."""

    node: Node | None
    scope: "Scope | None"
    constant: Value = None

    def value(self) -> Value:
        """Its value; None if unknown."""
        return self.constant if self.node is None or self.scope is None else self.scope.value(self.node)

    def filled_with(self, fields: Mapping[str, str]) -> Value:
        """Its value if a visitor fills in fields of the page."""
        return self.value() if self.scope is None else replace(self, scope=replace(self.scope, filled=fields)).value()


@dataclass(frozen=True, slots=True)
class Rules:
    """How expressions are evaluated.

    by_kind: of a syntax node. join: of the values of a sum. encode: writes an object as the text of a form.
    """

    by_kind: "Mapping[str, Callable[[Scope, Node], Value]]"
    join: "Callable[[Scope, Sequence[Value]], Value]"
    encode: Callable[[Expression], str | None]


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known where an expression is evaluated.

    page: None for a script alone. given: the arguments of the function looked into. inside: the function whose
    assignments have priority. element: attributes of the element that `this` is. around: those of it and of the
    elements around it. called: the name by which a script calls it too. filled: values of the page's fields, by id or
    name, that a visitor chose. open: the names being evaluated. detached: the expressions are in the handler of an
    element. paged: names of page numbers are `PAGE`. number: what parameters are that no call passes, and values that
    only a visitor knows.
    """

    script: Script
    page: TextResponse | None
    rules: Rules
    given: Mapping[str, Expression] = field(default_factory=dict)
    inside: Node | None = None
    element: Mapping[str, str] | None = None
    around: Mapping[str, str] = field(default_factory=dict)
    called: str = ""
    filled: Mapping[str, str] = field(default_factory=dict)
    read: Read = field(default_factory=Read)
    open: frozenset[str] = frozenset()
    detached: bool = False
    paged: bool = True
    number: int | None = None

    @property
    def url(self) -> str:
        """The address of the page; "" for a script alone."""
        return self.page.url if self.page else ""

    def value(self, node: Node) -> Value:
        """The value of an expression."""
        evaluate = self.rules.by_kind.get(node.type)
        if evaluate is None or not self.read.goes_on():
            return None
        self.read.depth += 1
        try:
            return evaluate(self, node)
        finally:
            self.read.depth -= 1

    def called_with(self, function: Node, arguments: Sequence[Expression]) -> "Scope":
        """The scope inside a function that is called with these arguments."""
        names = self.script.parameters(function)
        return replace(
            self, given={**self.given, **dict(zip(names, arguments, strict=False))}, inside=function, detached=False
        )

    def passed(self, name: str, node: Node) -> list[Expression] | None:
        """The arguments that calls pass for a parameter; None if a name used in an expression is no parameter."""
        for function in () if self.detached else self.script.functions_around(node):
            parameters = self.script.parameters(function)
            if name in parameters:
                calls = self.script.calls_by_name.get(self.script.name_of_function(function), ())
                given = (arguments_of(call) for call in calls if not contains(function, call))
                place = parameters.index(name)
                return [Expression(own[place], self) for own in given if len(own) > place]
        return None

    def held(self, name: str) -> Value:
        """The first value assigned to a name; literals have priority, and values that are not empty."""
        if name in self.open:
            return None
        scope = replace(self, open=self.open | {name})
        nodes = self.script.assignments.get(name, ())
        own = [one for one in nodes if self.inside is not None and contains(self.inside, one)]
        first: list[Node] = []
        further: dict[tuple[Node, ...], None] = {}  # url += '&page=' + n · url = url + '&page=' + n
        for node in (*own, *nodes)[:_MOST_ASSIGNED]:
            value = value_of(node)
            terms = terms_of(value) if value is not None else []
            if node.type == "augmented_assignment_expression":
                further[tuple(terms)] = None
            elif len(terms) > 1 and text_of(terms[0]) == name:
                further[tuple(terms[1:])] = None
            elif value is not None:
                first.append(value)
        plain = [scope.value(one) for one in first if one.type in _LITERALS]
        found = next((one for one in plain if one not in ("", [], None)), None)
        if found is None:
            every = [*plain, *(scope.value(one) for one in first if one.type not in _LITERALS)]
            found = next((one for one in every if one not in ("", [], None)), next(iter(every), None))
        if not isinstance(found, str) or not further:
            return found
        return scope.rules.join(scope, [found, *(scope.value(one) for terms in further for one in terms)])
