import pytest

from presspass.gate.script_rules import own_scripts_allowed

CSP = b"content-security-policy"


@pytest.mark.parametrize(
    "policy",
    [
        b"",
        b"img-src 'none'; upgrade-insecure-requests",
        b"default-src 'self'",
        b"default-src 'none'; script-src 'self' https://cdn.example",
        b"script-src 'none'; script-src-elem 'SELF'",
        b"SCRIPT-SRC 'self'; script-src 'none'",
        b"default-src *",
        b"sandbox allow-forms allow-scripts",
        b"default-src 'self', script-src 'self' 'nonce-r4nd0m'",
    ],
)
def test_a_page_that_loads_its_own_scripts_may_have_ours(policy: bytes) -> None:
    assert own_scripts_allowed([(CSP, policy)], b"<p>Hello</p>")


@pytest.mark.parametrize(
    "policy",
    [
        b"default-src 'none'",
        b"script-src",
        b"script-src 'none'; default-src 'self'",
        b"script-src 'self'; script-src-elem 'nonce-r4nd0m'",
        b"script-src 'nonce-r4nd0m' 'strict-dynamic' 'self'",
        b"script-src https://cdn.example",
        b"sandbox",
        b"sandbox allow-forms; script-src 'self'",
        b"default-src 'self', script-src 'none'",
    ],
)
@pytest.mark.parametrize("header", [CSP, CSP + b"-report-only"])
def test_a_page_that_would_block_it_or_report_it_is_spared_our_script(
    header: bytes, policy: bytes
) -> None:
    assert not own_scripts_allowed([(header, policy)], b"")
    assert not own_scripts_allowed([(header, b"default-src 'self'"), (header, policy)], b"")


def test_a_page_with_a_policy_in_its_markup_is_spared_our_script() -> None:
    page = b'<META http-equiv="Content-Security-Policy" content="script-src \'self\'">'
    assert not own_scripts_allowed([], page)
