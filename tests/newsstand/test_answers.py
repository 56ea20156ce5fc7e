from email.utils import formatdate
from typing import Any

import pytest


def test_a_page_that_is_known_is_not_sent_again(sample: Any) -> None:
    full = sample.ask("/articles/night-trams")
    tag = full.headers["etag"]
    for given in (tag, f'"other", W/{tag}', "*"):
        again = sample.ask("/articles/night-trams", if_none_match=given)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["cache-control"] == "public, max-age=60"
    assert sample.ask("/articles/night-trams", if_none_match='"other"').status == 200


def test_a_tag_outweighs_a_date_and_nonsense_is_no_date(sample: Any) -> None:
    full = sample.ask("/")
    known = full.headers["last-modified"]
    assert sample.ask("/", if_modified_since=known).status == 304
    assert sample.ask("/", if_modified_since=formatdate(0, usegmt=True)).status == 200
    assert sample.ask("/", if_modified_since=known, if_none_match='"x"').status == 200
    for nonsense in ("", "soon", "Thu, 99 Jan 99999 99:99:99 GMT"):
        assert sample.ask("/", if_modified_since=nonsense).status == 200


@pytest.mark.parametrize("target", ["/", "/articles/night-trams", "/sitemap.xml", "/nope"])
def test_head_says_what_get_would(sample: Any, target: str) -> None:
    get, head = sample.ask(target), sample.ask(target, "HEAD")
    assert head.body == b""
    assert (head.status, head.headers) == (get.status, get.headers)
    assert int(get.headers["content-length"]) == len(get.body)


def test_a_page_changes_its_validators_when_the_day_does(
    site: Any, folder: Any, clock: Any
) -> None:
    folder.article()
    made = site(folder.root)
    before = made.ask("/")
    clock.at += 3600
    assert made.ask("/").headers == before.headers
    clock.at += 86_400
    after = made.ask("/")
    assert after.headers["etag"] != before.headers["etag"]
    assert after.headers["last-modified"] == "Thu, 19 Mar 2026 00:00:00 GMT"
    assert made.ask("/", if_modified_since=before.headers["last-modified"]).status == 200


def test_every_page_forbids_what_it_does_not_need(sample: Any) -> None:
    for target in ("/", "/articles/night-trams", "/nope"):
        headers = sample.ask(target).headers
        assert headers["content-security-policy"].startswith("default-src 'self';")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_a_picture_opened_by_itself_runs_nothing(sample: Any) -> None:
    policy = sample.ask("/pictures/bats.svg").headers["content-security-policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def test_fingerprinted_addresses_are_kept_for_good_and_plain_ones_are_not(sample: Any) -> None:
    front = sample.text("/")
    for mark in ('href="/assets/', 'src="/assets/', 'src="/pictures/'):
        target = front.partition(mark)[2].partition('"')[0]
        answer = sample.ask(mark.partition('"')[2] + target)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert sample.ask("/pictures/bats.svg").headers["cache-control"] == "public, max-age=60"
    assert sample.ask("/pictures/bats.svg?v=old").headers["cache-control"] == "public, max-age=60"
