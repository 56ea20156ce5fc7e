"""What JSON-LD says of access, in its own words; whole pages stand in `test_reading`."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presspass.core.article import Tier
from presspass.page import jsonld
from presspass.page.facts import Declaration
from tests.page.growth import assert_linear

URL = "https://paper.example/news/one"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "isAccessibleForFree",
                    "cssSelector",
                    "@graph",
                    "@type",
                    "@id",
                    "url",
                    "mainEntity",
                    "mainEntityOfPage",
                    "hasPart",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
@settings(deadline=None, max_examples=60)
def test_what_is_json_is_read_as_it_is(value: Any) -> None:
    assert jsonld.load(json.dumps(value)) == value
    assert jsonld.load(f"\ufeff\n {json.dumps(value, indent=1, ensure_ascii=False)}\n") == value


@given(JSON)
@settings(deadline=None, max_examples=60)
def test_common_faults_are_mended_and_strings_stay_as_they_are(value: Any) -> None:
    odd = {"said": 'a, } /* b */ // c, ] \\ " -->', "value": value}
    written = json.dumps(odd, indent=1).replace("\n}", ",\n}").replace("{", "{/* why */", 1)
    for wrapped in (f"<!-- {written} -->", f"//<![CDATA[\n{written};\n//]]>", f"// why\n{written}"):
        assert jsonld.load(wrapped) == odd


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ('{"a": "two\nlines\tand \x01"}', {"a": "two\nlines\tand \x01"}),
        (r'{"a": "it\'s \d", "b": "\u00e9\\"}', {"a": r"it\'s \d", "b": "é\\"}),
        ("[1, 2, ]", [1, 2]),
        ('{"a": [1,\n], }', {"a": [1]}),
        ("<![CDATA[{}]]>", {}),
        ("/*<![CDATA[*/ {} /*]]>*/", {}),
        ('"text"', "text"),
        ("{};;", {}),
    ],
)
def test_faults_and_what_is_made_of_them(block: str, value: Any) -> None:
    assert jsonld.load(block) == value


@pytest.mark.parametrize(
    "block", ["", " ", "{", "{'a': 1}", '{"a": 1} {"b": 2}', '{"a" 1}', "[" * 200_000, "null x"]
)
def test_what_cannot_be_mended_is_a_value_error(block: str) -> None:
    with pytest.raises(ValueError, match="not JSON"):
        jsonld.load(block)


def _named(value: Any) -> list[Any]:
    return [node.get("name") for node in jsonld.articles(value)]


def test_articles_are_found_in_lists_graphs_and_as_main_entities() -> None:
    page = {"@type": "WebPage", "name": "page", "mainEntity": {"name": "entity"}}
    article = {"name": "article", "mainEntityOfPage": {"@type": "WebPage", "name": "its page"}}
    found = _named([[{"@graph": [page, [article]], "name": "graph"}], "text", None, 1])
    assert sorted(found) == ["article", "entity", "graph", "its page", "page"]
    assert _named({"mainEntityOfPage": URL, "name": "alone"}) == ["alone"]
    assert _named("text") == _named(None) == _named([]) == []


@pytest.mark.parametrize(
    "kind",
    ["Organization", "https://schema.org/WebSite", "schema:Product", ["Thing", "VideoObject"]],
)
def test_what_is_no_article_is_not_read_though_its_main_entity_is(kind: Any) -> None:
    assert _named({"@type": kind, "name": "x", "mainEntity": {"name": "entity"}}) == ["entity"]


def test_articles_within_other_keys_are_other_peoples() -> None:
    assert _named({"name": "own", "mentions": {"name": "other"}, "review": [{}]}) == ["own"]


@given(JSON)
@settings(deadline=None, max_examples=60)
def test_no_json_makes_the_rest_raise(value: Any) -> None:
    found = jsonld.articles(value)
    own = jsonld.of_page(found, URL)
    assert all(node in found for node in own)
    for node in own:
        declared = list(jsonld.access(node))
        assert all(one.tier in {Tier.FREE, Tier.METERED} for one in declared)
        assert bool(declared) >= ("isAccessibleForFree" in node)
        assert all(selector.strip() == selector != "" for selector in jsonld.selectors(node))


UNFREE = {"isAccessibleForFree": False}


@pytest.mark.parametrize(
    "own",
    [
        {"url": URL},
        {"url": f"{URL}/#story"},
        {"@id": "/news/one"},
        {"mainEntityOfPage": f"{URL}?utm_source=x"},
        {"mainEntityOfPage": {"@id": URL}},
        {"mainEntityOfPage": {"url": URL}},
    ],
)
def test_where_several_declare_those_that_name_another_page_are_left_out(own: Any) -> None:
    nodes: list[dict[str, Any]] = [
        {**UNFREE, **own},
        {**UNFREE, "url": "https://paper.example/news/two"},
        {**UNFREE, "@id": "#part"},
        {"url": "https://paper.example/news/three"},
    ]
    assert jsonld.of_page(nodes, f"{URL}/?page=1") == [nodes[0], nodes[2], nodes[3]]


def test_all_are_the_pages_where_one_declares_or_none_names_the_page() -> None:
    other: jsonld.Node = {"hasPart": [], "url": "https://paper.example/news/two"}
    for nodes in ([other, {"url": URL}], [other, {**other, "@id": "/news/three"}], []):
        assert jsonld.of_page(nodes, URL) == nodes


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("NewsArticle", {"NewsArticle"}),
        (["https://schema.org/Article", "schema:WebPage", "x#Y"], {"Article", "WebPage", "Y"}),
        (None, set()),
        ([1, {}, "Article"], {"Article"}),
    ],
)
def test_types_are_told_by_their_last_part(said: Any, expected: set[str]) -> None:
    assert jsonld.types({"@type": said}) == expected
    assert jsonld.types({}) == set()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        *((value, True) for value in (True, 1, "true", " TRUE ", "https://schema.org/True", "yes")),
        *((value, False) for value in (False, 0, 0.0, "False", "no", "0", "schema:false")),
        *((value, None) for value in (None, "", "perhaps", {}, [], [None], {"@id": "x"})),
        ({"@id": "http://schema.org/True"}, True),
        ({"@value": "false"}, False),
        (["true", "perhaps", "false"], False),
        (["perhaps", "true"], True),
    ],
)
def test_free_is_told_in_many_words(said: Any, expected: bool | None) -> None:  # noqa: FBT001  # the expected answer
    assert jsonld.free(said) is expected


def test_an_article_and_its_parts_say_who_may_read() -> None:
    part = {"isAccessibleForFree": "maybe" * 20}
    assert list(jsonld.access({"isAccessibleForFree": True, "hasPart": [part, UNFREE]})) == [
        Declaration("JSON-LD", "isAccessibleForFree: true", Tier.FREE),
        Declaration("JSON-LD hasPart", f"isAccessibleForFree: {'maybe' * 12}", Tier.METERED),
        Declaration("JSON-LD hasPart", "isAccessibleForFree: False", Tier.METERED),
    ]


@pytest.mark.parametrize("part", [{"isAccessibleForFree": True}, UNFREE, {}, "text", None])
def test_parts_that_say_no_more_than_the_article_are_no_declarations(part: Any) -> None:
    (only,) = jsonld.access({**UNFREE, "hasPart": part})
    assert only == Declaration("JSON-LD", "isAccessibleForFree: false", Tier.METERED)
    assert list(jsonld.access({"name": "x"})) == []


def test_selectors_are_those_of_parts_that_are_not_free() -> None:
    parts = [
        {**UNFREE, "cssSelector": [" .a ", "", 1, ".b, .c"]},
        {"cssSelector": ".unsaid"},
        {"isAccessibleForFree": True, "cssSelector": ".free"},
        UNFREE,
        "text",
    ]
    assert list(jsonld.selectors({"hasPart": parts})) == [".a", ".b, .c"]
    assert list(jsonld.selectors({**UNFREE, "hasPart": parts})) == [".a", ".b, .c", ".unsaid"]


def test_parts_are_one_or_a_list() -> None:
    assert jsonld.parts({"hasPart": UNFREE}) == [UNFREE]
    assert jsonld.parts({"hasPart": [UNFREE, "text", None]}) == [UNFREE]
    assert jsonld.parts({"hasPart": "text"}) == jsonld.parts({}) == []


@pytest.mark.parametrize(
    ("is_free", "tier"), [(True, Tier.FREE), (False, Tier.METERED), (None, Tier.METERED)]
)
def test_what_nobody_understands_is_taken_for_false(*, is_free: bool | None, tier: Tier) -> None:
    found = jsonld.declared("microdata", "x" * 99, is_free=is_free)
    assert found == Declaration("microdata", f"isAccessibleForFree: {'x' * 60}", tier)


def test_strings_stand_at_any_depth_but_not_in_other_peoples_articles() -> None:
    value = [
        {"headline": "one", "hasPart": [{"headline": "two"}, {"headline": ["no string"]}]},
        {"image": {"headline": "not ours"}, "author": [{"headline": "nor this"}]},
    ]
    assert sorted(jsonld.strings(value, "headline")) == ["one", "two"]
    assert list(jsonld.strings("headline", "headline")) == []


def test_searching_a_block_ends() -> None:
    endless: list[Any] = []
    endless += [endless, {"name": "x"}]
    assert set(jsonld.strings(endless, "name")) == {"x"}
    assert len(jsonld.articles([{}] * 30_000)) == 20_000


@pytest.mark.parametrize("said", ["false", '"False', "0", '"No"', '"https://schema.org/False"'])
def test_a_broken_block_that_denies_tells_its_selectors(said: str) -> None:
    block = f'{{"isaccessibleforfree" : {said} "cssSelector": ".a" "cssSelector" : "[b=\\"c\\"]"'
    assert jsonld.broken(block) == (
        [Declaration("broken JSON-LD", "isAccessibleForFree: false", Tier.METERED)],
        [".a", '[b=\\"c\\"]'],
    )


@pytest.mark.parametrize("said", ["true", "nothing", "01", ""])
def test_a_broken_block_that_denies_nothing_tells_nothing(said: str) -> None:
    assert jsonld.broken(f'{{"isAccessibleForFree": {said} "cssSelector": ".a"') == ([], [])


@pytest.mark.parametrize(
    "block",
    [
        '{"a": 1 /* a comment */}',
        f'{{"a": /* {"long " * 1000} */ 1}}',
        '\n \n  // a line of comment\n{"a": 1}',
        '{"a": 1, }',
    ],
)
def test_comments_and_trailing_commas_are_mended(block: str) -> None:
    assert jsonld.load(block) == {"a": 1}


def test_what_stands_in_strings_is_no_comment() -> None:
    assert jsonld.load('{"a": "/* b */", "c": "//d",}') == {"a": "/* b */", "c": "//d"}


def test_a_comment_that_is_never_closed_hides_no_declaration() -> None:
    block = '{"a": 1} /* "isAccessibleForFree": "false"'
    with pytest.raises(ValueError, match="not JSON"):
        jsonld.load(block)
    assert jsonld.broken(block)[0]


@pytest.mark.parametrize(
    "again",
    [
        "\n ",
        "/*x",
        "/* ",
        '"a\\" ',
        '\\"',
        ", ",
        "//",
        '"isAccessibleForFree":' + " " * 20,
        '"cssSelector":"a',
    ],
)
def test_a_broken_block_is_read_in_linear_time(again: str) -> None:
    def read(size: int) -> None:
        block = '{"isAccessibleForFree": false, ' + again * size + "x"
        with pytest.raises(ValueError, match="not JSON"):
            jsonld.load(block)
        jsonld.broken(block)
        jsonld.broken('{"isAccessibleForFree":' + " " * size)

    assert_linear(read, 1000)


def test_long_lists_are_walked_in_linear_time() -> None:
    assert_linear(lambda size: jsonld.articles([0] * size), 40_000)
