"""Texts are read once, as long as there is room to remember what they hold."""

from presspass.gate.remembered import Remembered


def test_what_was_put_is_found_again_by_the_same_bytes_and_type() -> None:
    texts = Remembered()
    key = texts.key(b"body", "text/css")
    assert texts.get(key) is None
    assert list(texts.put(key, frozenset({3, -(2**62)}))) == list({3, -(2**62)})
    assert set(texts.get(texts.key(b"body", "text/css")) or ()) == {3, -(2**62)}
    for other in (texts.key(b"bodz", "text/css"), texts.key(b"body", "text/xml")):
        assert texts.get(other) is None


def test_the_one_asked_for_longest_ago_makes_room() -> None:
    texts = Remembered(3 * (200 + 8 * 100))
    keys = [texts.key(bytes([number]), "") for number in range(4)]
    for key in keys[:3]:
        texts.put(key, range(100))
        texts.put(key, range(100))
    texts.get(keys[0])
    texts.put(keys[3], range(100))
    assert [texts.get(key) is not None for key in keys] == [True, False, True, True]


def test_one_larger_than_all_the_room_is_not_kept() -> None:
    texts = Remembered(1000)
    assert len(texts.put(b"large", range(1000))) == 1000
    assert texts.get(b"large") is None
    assert texts._size == 0
