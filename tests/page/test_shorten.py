"""Paid text taken out of strings, JSON and scripts; what is left still is what it was."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presspass.page import shorten
from presspass.page.leaks import Measure, Text
from tests.page.cutting import FREE, MORE, PAID

MEASURE = Measure(Text([f"{PAID} {MORE}"]))
HALVES = "the harbour master counted forty-one", "ships before the fog closed in on"
PIECES = [PAID, MORE, *HALVES, FREE, f"{FREE} {PAID}", f"<p>{PAID}</p>", json.dumps([PAID, 1])]
STRINGS = st.sampled_from([*PIECES, "", "a", "</script>", "\u2028", "é\ud800"])
KEYS = STRINGS.filter(lambda text: text not in HALVES)  # keys that leak only together stay
JSON = st.recursive(
    STRINGS | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=10,
)


def _says_nothing_paid(text: str) -> bool:
    return not MEASURE.characters(text)


def _texts(content: Any) -> list[str]:
    """The strings of a JSON value as they are written, keys too."""
    if isinstance(content, dict):
        return [text for item in content.items() for each in item for text in _texts(each)]
    if isinstance(content, list):
        return [text for each in content for text in _texts(each)]
    return [content] if isinstance(content, str) else []


def _shape(content: Any) -> Any:
    """A JSON value without its strings, and without what stands under keys that are paid text."""
    if isinstance(content, dict):
        kept = (key for key in content if not MEASURE.characters(key))
        return {key: _shape(content[key]) for key in kept}
    if isinstance(content, list):
        return [_shape(each) for each in content]
    return "" if isinstance(content, str) else content


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        (FREE, ""),
        (PAID, ""),
        (f"{FREE} {PAID} {FREE}", FREE),
        (f"{FREE} He says. “{PAID}”", f"{FREE} He says."),
        (f"Some words before {PAID}", "Some words before…"),
        (f"Its 4.5 metres: {PAID}", "Its 4.5 metres:…"),
        (f"港の船。{PAID}", "港の船。"),
        (f"<b>{FREE}</b> {PAID}", ""),
        (f"{FREE} &amp; {PAID}", ""),
        (f"{{ {FREE} {PAID}", ""),
        (f"100% {FREE} {PAID}", ""),
        (f"… {PAID}", ""),
    ],
)
def test_prose_is_kept_up_to_where_it_says_what_is_paid(text: str, kept: str) -> None:
    assert shorten.prose(text, MEASURE) == kept


@given(st.lists(STRINGS, max_size=5).map(" ".join))
def test_what_is_kept_of_prose_is_its_beginning_and_says_nothing_paid(text: str) -> None:
    kept = shorten.prose(text, MEASURE)
    assert text.startswith(kept.removesuffix("…"))
    assert _says_nothing_paid(kept)


def test_leaking_strings_are_shortened_and_the_others_stay() -> None:
    content = [FREE, {"a": f"{FREE} {PAID}", "b": [MORE, None, "end"]}]
    assert shorten.value(content, MEASURE)
    assert content == [FREE, {"a": FREE, "b": ["", None, "end"]}]


def test_strings_that_leak_only_together_are_emptied_and_keys_between_them_stay() -> None:
    first, second = HALVES
    content = {"a": [first, {"": second}], "b": FREE}
    assert shorten.value(content, MEASURE)
    assert content == {"a": ["", {"": ""}], "b": FREE}


def test_keys_that_leak_go_with_their_values() -> None:
    content = {PAID: {"a": 1}, "b": {MORE: MORE, "c": 2}}
    assert shorten.value(content, MEASURE)
    assert content == {"b": {"c": 2}}


def test_what_does_not_leak_is_left_as_it_is() -> None:
    content = [{FREE: [HALVES[0], 1.5]}, None]
    assert not shorten.value(content, MEASURE)
    assert content == [{FREE: [HALVES[0], 1.5]}, None]


@given(JSON)
@settings(deadline=None, max_examples=60)
def test_a_block_stays_json_of_its_shape_and_says_nothing_paid(content: Any) -> None:
    written = json.dumps(content)
    shortened = shorten.block(written, MEASURE)
    texts = _texts(content)
    if not MEASURE.parts(texts) and not MEASURE.stretches(texts):
        assert shortened is None
        return
    assert shortened is not None
    kept = json.loads(shortened)
    assert _shape(kept) == _shape(content)
    assert not MEASURE.parts(_texts(kept))
    assert not MEASURE.parts([shortened])


@pytest.mark.parametrize(
    "text", ["", "{", PAID, f"{{'a': '{PAID}'}}", f"a = [{PAID}]", "[" * 99_999]
)
def test_what_is_no_json_is_no_block(text: str) -> None:
    assert shorten.block(text, MEASURE) is None


def test_a_bare_string_is_a_block() -> None:
    assert shorten.block(json.dumps(f"{FREE} {PAID}"), MEASURE) == json.dumps(FREE)


def test_json_within_json_is_shortened_down_to_three_layers_and_goes_below() -> None:
    content = inner = {"body": f"{FREE} {PAID}", "n": 1}
    kept = {"body": FREE, "n": 1}
    for _ in range(3):
        content, kept = {"in": json.dumps(content)}, {"in": shorten.written_json(kept)}
        assert shorten.block(json.dumps(content), MEASURE) == shorten.written_json(kept)
    deeper = shorten.block(json.dumps({"in": json.dumps(content)}), MEASURE)
    assert deeper is not None
    assert "harbour" not in deeper
    assert "body" not in deeper
    assert inner["n"] == 1


@given(JSON)
def test_json_is_written_so_that_it_may_stand_in_a_script(content: Any) -> None:
    written = shorten.written_json(content)
    assert json.loads(written) == content
    assert not {"<", "\u2028", "\u2029"} & set(written)


@pytest.mark.parametrize(
    ("script", "kept"),
    [
        ("", ""),
        ("start()", ""),
        ("var a = `{paid}`; go({{'a': 1}})", ""),
        ('state = {{"a": "{paid}", "n": [1]}}; go();', 'state = {{"a":"","n":[1]}}; go();'),
        ('push(["{free}"], ["{paid}"])', 'push(["{free}"], [""])'),
        (
            'f([{{"a": "{paid}"}}]), g(["x"]); return ["{more}"]',
            'f([{{"a":""}}]), g(["x"]); return [""]',
        ),
        ('a = {{"b": ["{paid}", "</p>"]}}', 'a = {{"b":["","\\u003c/p>"]}}'),
        ('a = ["{paid}", }}; b = ["{more}"]', 'a = ["{paid}", }}; b = [""]'),
        ('a = {{b: ["{paid}"]}}', 'a = {{b: [""]}}'),
    ],
)
def test_the_json_of_a_script_is_shortened_and_its_code_stays(script: str, kept: str) -> None:
    words = {"free": FREE, "paid": PAID, "more": MORE}
    assert shorten.script(script.format(**words), MEASURE) == kept.format(**words)


def test_a_script_whose_json_leaks_in_no_string_goes() -> None:
    numbers = Measure(Text(["1 2 3 4 5 6 7 8 9 10 11 12"]))
    assert shorten.script('a = ["b", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]', numbers) == ""
