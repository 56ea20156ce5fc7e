from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.edition import Edition
from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.ids import ReaderId
from presspass.core.plans import Benefit
from presspass.services.accounts.devices import _BROWSERS, _SYSTEMS, device_of, devices_allowed

ANN = ReaderId(bytes(16))
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15"


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0",
            "Firefox, Linux",
        ),
        (f"{MAC} Version/18.5 Safari/605.1.15", "Safari, Mac"),
        (f"{PHONE} (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1", "Safari, iPhone"),
        (f"{PHONE} (KHTML, like Gecko) CriOS/137.0 Mobile/15E148 Safari/604.1", "Chrome, iPhone"),
        (f"{PHONE} (KHTML, like Gecko) Mobile/22F76 [FBAN/FBIOS;FBAV/517]", "Facebook, iPhone"),
        (
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                "Chrome/137.0.0.0 Safari/537.36 Edg/137.0.0.0"
            ),
            "Edge, Windows",
        ),
        (
            (
                "Mozilla/5.0 (Linux; Android 15; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) "
                "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36"
            ),
            "Samsung Internet, Android",
        ),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/137.0.0.0", "Chrome, ChromeOS"),
        ("curl/8.14.1", ""),
        ("", ""),
    ],
)
def test_a_browser_is_known_by_its_own_name_and_its_system(agent: str, label: str) -> None:
    assert device_of(agent) == label


@given(agent=st.text())
def test_a_label_holds_nothing_that_the_browser_made_up(agent: str) -> None:
    marked = device_of(f"Firefox/ {agent} Linux")
    assert marked in {
        ", ".join(part for part in (browser, system) if part)
        for browser in ("", *(name for _, name in _BROWSERS))
        for system in ("", *(name for _, name in _SYSTEMS))
    }


def held(plan: str | None, until: int | None = None) -> Entitlement:
    return Entitlement(
        EntitlementId(str(plan)), ANN, Benefit.ARTICLES, 0, until, Basis.SUBSCRIPTION, plan
    )


def test_the_best_plan_that_is_held_says_how_many_browsers(selling: Edition) -> None:
    digital, complete = selling.plans
    edition = replace(selling, plans=(replace(digital, devices=3), replace(complete, devices=20)))

    def allowed(*entitlements: Entitlement) -> int:
        return devices_allowed(entitlements, edition, 100)

    assert allowed() == 10
    assert allowed(held("digital")) == 3
    assert allowed(held("digital"), held("complete")) == 20
    assert allowed(held("digital"), held("complete", until=50)) == 3
    assert allowed(held("digital"), held(None), held("gone")) == 3
    assert allowed(held("gone")) == 10
