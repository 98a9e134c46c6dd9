"""The keys of a rules file, as tables; the loader and the JSON Schema both read them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text of one kind; the kinds are in `scalars.KINDS`."""

    kind: str


@dataclass(frozen=True, slots=True)
class Many:
    """A list, each item of one shape; `least` items at least."""

    item: Shape
    least: int = 0


@dataclass(frozen=True, slots=True)
class Open:
    """A mapping with keys of one kind and values of one shape."""

    key: str
    value: Shape


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys; `name` is what messages call it."""

    name: str
    fields: dict[str, Shape]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """A text, or else something longer: a list or a mapping, or one of both."""

    short: Scalar
    long: Many | Record
    other: Record | None = None


Shape = Scalar | Many | Open | Record | Either

_TEXTS = Many(Scalar("text"))
_CSS = Many(Scalar("selector"))
_SELECTORS = Many(
    Either(Scalar("selector"), Record("a selector", {"xpath": Scalar("xpath")}, ("xpath",)))
)
_VALUE_XPATH = Record("a selector", {"xpath": Scalar("value xpath")}, ("xpath",))

PHRASE = Either(
    Scalar("text"),
    Record(
        "a phrase",
        {
            "text": Scalar("text"),
            "zone": Scalar("zone"),
            "status": Scalar("status"),
            "why": Scalar("text"),
        },
        ("text",),
    ),
)
FINGERPRINT = Either(
    Scalar("text"),
    Record(
        "a fingerprint",
        {
            "text": Scalar("text"),
            "decisive": Scalar("true"),
            "status": Scalar("status"),
            "why": Scalar("text"),
        },
        ("text",),
    ),
)
RULE = Record(
    "a rule",
    {
        "id": Scalar("id"),
        "category": Scalar("category"),
        "pattern": Scalar("pattern"),
        "scope": Either(
            Scalar("scope"), Record("a scope", {"until": Scalar("pattern")}, ("until",))
        ),
        "zone": Scalar("zone"),
        "removes": Many(Scalar("text"), least=1),
        "keeps": Many(Scalar("text"), least=1),
        "why": Scalar("text"),
        "status": Scalar("status"),
        "since": Scalar("date"),
        "until": Scalar("date"),
        "verified": Scalar("date"),
    },
    ("id", "category", "pattern", "removes", "keeps"),
)
_PHRASES = Open("category", Many(PHRASE))
_RULES = Many(RULE)
_DROP = Open("category", _SELECTORS)
_FIELDS = Open(
    "page field",
    Either(
        Scalar("field selector"),
        Many(Either(Scalar("field selector"), _VALUE_XPATH), least=1),
        _VALUE_XPATH,
    ),
)

_HTML: dict[str, Shape] = {
    "content": _SELECTORS,
    "drop": _DROP,
    "fields": _FIELDS,
    "status": Scalar("status"),
    "why": Scalar("text"),
}
_LIFE: dict[str, Shape] = {
    "status": Scalar("status"),
    "since": Scalar("date"),
    "until": Scalar("date"),
    "verified": Scalar("date"),
    "why": Scalar("text"),
}

GENERAL = Record(
    "a general section",
    {"phrases": _PHRASES, "rules": _RULES, "words": Open("word kind", _TEXTS)},
)
TEMPLATE = Record(
    "a template",
    {
        "fingerprints": Many(FINGERPRINT),
        "html": Record(
            "the html of a template",
            {"detect": _CSS, **_HTML},
        ),
        "phrases": _PHRASES,
        "rules": _RULES,
        **_LIFE,
    },
)
OUTLET = Record(
    "an outlet",
    {
        "name": Scalar("text"),
        "hosts": Many(Scalar("host")),
        "country": Scalar("country"),
        "language": Scalar("language"),
        "fingerprints": Many(FINGERPRINT),
        "uses": Many(Scalar("template")),
        "html": Record("the html of an outlet", _HTML),
        "phrases": _PHRASES,
        "rules": _RULES,
        **_LIFE,
    },
)
FILE = Record(
    "a rules file",
    {
        "version": Scalar("version"),
        "disable": Many(Scalar("full id")),
        "agencies": Open("text", _TEXTS),
        "general": Open("general", GENERAL),
        "templates": Open("template", TEMPLATE),
        "outlets": Open("host", OUTLET),
    },
    ("version",),
)
