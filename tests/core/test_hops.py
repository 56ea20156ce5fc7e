from presspass.core.hops import end_to_end


def test_lines_of_one_hop_stay_behind() -> None:
    lines = [
        (b"accept", b"text/html"),
        (b"connection", b"keep-alive"),
        (b"keep-alive", b"timeout=5"),
        (b"te", b"trailers"),
        (b"transfer-encoding", b"chunked"),
        (b"upgrade", b"h2c"),
        (b"proxy-connection", b"close"),
        (b"proxy-authorization", b"Basic eDp5"),
        (b"trailer", b"digest"),
        (b"cookie", b"a=1"),
    ]
    assert end_to_end(lines) == [(b"accept", b"text/html"), (b"cookie", b"a=1")]


def test_what_connection_names_stays_behind_in_any_case_and_on_any_of_its_lines() -> None:
    lines = [
        (b"connection", b"close, X-Secret"),
        (b"x-secret", b"1"),
        (b"x-kept", b"2"),
        (b"x-other", b"3"),
        (b"connection", b" ,x-OTHER,, "),
    ]
    assert end_to_end(lines) == [(b"x-kept", b"2")]


def test_repeated_lines_keep_their_number_and_order() -> None:
    lines = [(b"set-cookie", b"a=1"), (b"x", b""), (b"set-cookie", b"b=2")]
    assert end_to_end(iter(lines)) == lines
