"""Rules from strangers: no code, no file, no socket, no endless work."""

import builtins
import json
import socket
import subprocess
import sys
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.errors import RulesError
from cleaner.rules import Selection, parse_rules
from cleaner.rules.schema import FILE, Either, Many, Open, Record, Scalar

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def loads_or_refuses(text):
    """Seconds of CPU that it takes to load the text or to refuse it."""
    begin = time.process_time()
    problems = ()
    try:
        parse_rules(text)
    except RulesError as error:
        problems = error.problems or pytest.fail("an error without a problem")
    seconds = time.process_time() - begin
    assert all(one.line >= 1 for one in problems)
    return seconds


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "version: 1\noutlets: " + "[" * 5000 + "]" * 5000,
        "version: 1\noutlets: " + "{a: " * 5000 + "}" * 5000,
        "".join(f"{' ' * depth}a:\n" for depth in range(1000)),
        "version: 1\n" + "? " * 5000,
        "version: 1\n" + "- " * 5000,
        "version: 1\n" + "a: b\n" * 100_000,
        "version: 1\n" + "".join(f"a{n}: b\n" for n in range(100_000)),
        "version: 1\na: " + "9" * 900_000,
        "version: 1\na: '" + "x" * 900_000 + "'",
        "version: 1\n" + "&a " * 1000 + "x: y\n",
        "version: 1\na: !!binary " + "A" * 900_000,
        "version: 1\nagencies:\n" + "".join(f"  k{n}: [x]\n" for n in range(50_000)),
    ],
    ids=[
        "billion laughs",
        "5,000 lists",
        "5,000 mappings",
        "deep block",
        "keys of keys",
        "lists of lists",
        "one key again and again",
        "100,000 unknown keys",
        "a long number",
        "a long text",
        "anchors on anchors",
        "a long tagged text",
        "many agencies",
    ],
)
def test_a_hostile_file_costs_little(text):
    assert loads_or_refuses(text) < 2


def test_a_megabyte_of_rules_loads_within_two_seconds():
    entry = """  paper{0}.com:
    name: Paper {0}
    fingerprints: ["The Paper {0} Community"]
    phrases: {{related: ["Most of {0}", "More of {0}"]}}
    rules:
      - id: prompt
        category: paywall
        pattern: '^You are now a member of Paper {0}'
        removes: ["You are now a member of Paper {0}!"]
        keeps: ["He is a member of Paper {0}."]
"""
    text = "version: 1\noutlets:\n" + "".join(entry.format(n) for n in range(2700))
    assert 950_000 < len(text) < 1 << 20
    assert loads_or_refuses(text) < 2


def test_a_megabyte_of_large_patterns_is_refused_in_time():
    rule = "{{id: r{0}, category: ad, pattern: 'a{0}(x?){{900}}', removes: [a{0}], keeps: [b]}}"
    rules = ", ".join(rule.format(n) for n in range(11_000))
    assert loads_or_refuses(f'version: 1\ngeneral: {{"*": {{rules: [{rules}]}}}}') < 2


@pytest.mark.parametrize(
    ("pattern", "taken"),
    [
        ("(a+)+$", "aaa"),
        ("(a|aa)+$", "aaa"),
        ("(.*a){12}b", "a" * 12 + "b"),
        ("(x?){900}x{900}", "x" * 900),
        (r"^(\w+\s?)*!", "a b c!"),
    ],
)
def test_no_pattern_is_slow_on_a_line(pattern, taken):
    rules = parse_rules(
        'version: 1\ngeneral: {"*": {rules: [{id: slow, category: ad, '
        f"pattern: '{pattern}', removes: ['{taken}'], keeps: ['yy']}}]}}}}"
    )
    begin = time.process_time()
    for line in ("a" * 20_000, "x" * 20_000, "ab " * 7_000):
        rules.knowledge(Selection(), None).hits(line)
    assert time.process_time() - begin < 1


def test_no_code_no_file_no_socket(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a rule reached out")

    parse_rules("version: 1")  # what is imported on demand is imported now
    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(builtins, "eval", refuse)
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    for value in (
        "!!python/object/apply:os.system ['true']",
        "!!python/name:os.system",
        "!include /etc/passwd",
        "!!python/object/new:subprocess.Popen [['true']]",
    ):
        with pytest.raises(RulesError, match="is a tag"):
            parse_rules(f"version: 1\noutlets:\n  example.com:\n    name: {value}\n")


def test_importing_the_rules_is_light():
    code = (
        "import sys, types; import importlib.util as u; spec = u.find_spec('cleaner');"
        "m = types.ModuleType('cleaner'); m.__path__ = list(spec.submodule_search_locations);"
        "sys.modules['cleaner'] = m; import cleaner.rules;"
        "print([n for n in ('yaml', 'selectolax', 'lxml', 'bs4') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@given(st.text(max_size=400))
@example("\ud800")
@example("version: 1\x00")
@example("*a")
@example("? *a\n: b")
@example("--- !!map {}\n")
@example("%YAML 9.9\n---\n")
def test_any_text_loads_or_is_refused(text):
    assert loads_or_refuses(text) < 1


def texts(kind):
    good = {
        "version": "1",
        "true": "true",
        "category": "ad",
        "scope": "span",
        "zone": "tail",
        "status": "trial",
        "host": "example.com",
        "country": "FR",
        "language": "fr",
        "general": "'*'",
        "date": "2020-02-02",
        "id": "some-id",
        "full id": "example.com/some-id",
        "template": "press",
        "page field": "date",
        "word kind": "by",
        "pattern": "'^Some words'",
        "selector": "'.a > b'",
        "field selector": "'time@datetime'",
        "xpath": "'//div[1]'",
        "value xpath": "'//time/@datetime'",
        "text": "'Some words'",
    }[kind]
    odd = st.sampled_from(["no", "~", "[]", "{}", "12:30", "''", "'x'", "(", "&a x", "*a", "!t x"])
    return st.one_of(st.just(good), st.just(good), odd)


def yaml_of(shape):
    """Flow YAML that mostly has the shape."""
    if isinstance(shape, Scalar):
        return texts(shape.kind)
    if isinstance(shape, Either):
        shapes = (shape.short, shape.long, shape.other)
        return st.one_of(*(yaml_of(one) for one in shapes if one is not None))
    if isinstance(shape, Many):
        return st.lists(yaml_of(shape.item), max_size=3).map(lambda items: f"[{', '.join(items)}]")
    if isinstance(shape, Open):
        pairs = st.lists(st.tuples(texts(shape.key), yaml_of(shape.value)), max_size=2)
        return pairs.map(lambda found: "{" + ", ".join(f"{k}: {v}" for k, v in found) + "}")
    assert isinstance(shape, Record)
    fields = {key: st.one_of(yaml_of(value), st.none()) for key, value in shape.fields.items()}
    return st.fixed_dictionaries(fields).map(
        lambda found: "{" + ", ".join(f"{k}: {v}" for k, v in found.items() if v) + "}"
    )


@given(st.text(alphabet="/.@*[]()|,=<>! '\"ab1-:$", max_size=60))
@example("(" * 250)
@example("//a" + "[a" * 4 + "]" * 4)
@example("//a[" + "* " * 200 + "]")
@example("//a[" + "not(" * 120 + ")" * 120 + "]")
def test_any_xpath_loads_or_is_refused(xpath):
    written = json.dumps(f"//{xpath}")
    text = f"version: 1\noutlets: {{a.com: {{name: A, html: {{content: [{{xpath: {written}}}]}}}}}}"
    assert loads_or_refuses(text) < 1


@given(yaml_of(FILE))
def test_anything_like_rules_loads_or_is_refused(text):
    assert loads_or_refuses(text) < 1
