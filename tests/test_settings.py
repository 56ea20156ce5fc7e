from ipaddress import ip_network
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from presspass.core.article import Tier
from presspass.core.seals import Purpose
from presspass.gate.config import Claim
from presspass.settings import SettingsError, load
from tests.settings_files import LEAST, OTHER, SECRET, faults, read

NO_SITE = (
    "'news.example' must be scheme and host only, such as https://news.example "
    "(a host in other letters: as xn--...)"
)
NO_SECRET = "write at least one secret, each of 32 characters or more; `presspass init` makes one"


def test_the_least_that_is_needed_is_enough(tmp_path: Path) -> None:
    settings = read(tmp_path, LEAST)
    assert settings.publication.name == "The Courier"
    assert settings.publication.url == "https://courier.example"
    assert settings.publication.zone == ZoneInfo("Europe/Berlin")
    assert settings.origin_url == "http://127.0.0.1:8080"
    assert settings.origin_host is None
    assert settings.gate.hosts == {"courier.example"}
    assert settings.gate.jar.secure
    assert settings.gate.cache_bytes == 256 * 1024 * 1024
    assert settings.gate.stale_seconds == 24 * 60 * 60
    assert settings.gate.country_header is None
    assert settings.data == tmp_path / "data"
    assert {settings.database, settings.meter, settings.journal} == {
        tmp_path / "data" / name for name in ("presspass.db", "meter.db", "journal.db")
    }


def test_every_setting_is_read(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        f"""
        secrets = ["{SECRET}", "{OTHER}"]
        [publication]
        name = "The Courier"
        url = "http://courier.example:8000"
        language = "pt-BR"
        zone = "UTC"
        [origin]
        url = "https://cms.example"
        host = "CMS.Example:8443"
        login_cookies = ["editor"]
        [server]
        address = "0.0.0.0"
        port = 80
        workers = 4
        data = "/var/lib/presspass"
        hosts = ["WWW.Courier.Example"]
        trusted_proxies = ["10.0.0.7/8", "2001:db8::1"]
        prefix = "our/pages/"
        [cache]
        megabytes = 1
        fresh_seconds = 0
        stale_hours = 0
        largest_page_megabytes = 2
        [gate]
        country_header = "CloudFront-Viewer-Country"
        [[claims]]
        pattern = "/a/*"
        tier = "locked"
        [[claims]]
        pattern = "/b"
        tier = "metered"
        """,
    )
    gate = settings.gate
    assert not gate.jar.secure
    assert gate.hosts == {"courier.example", "www.courier.example"}
    assert gate.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("2001:db8::1/128"))
    assert gate.country_header == b"cloudfront-viewer-country"
    assert gate.prefix == "/our/pages"
    assert gate.login_cookies == ("editor",)
    assert gate.claims == (Claim("/a/*", Tier.LOCKED), Claim("/b", Tier.METERED))
    assert (gate.cache_bytes, gate.page_bytes) == (2**20, 2 * 2**20)
    assert (gate.fresh_seconds, gate.stale_seconds) == (0, 0)
    assert settings.publication.language == "pt-BR"
    assert (settings.origin_url, settings.origin_host) == (
        "https://cms.example",
        "cms.example:8443",
    )
    assert (settings.address, settings.port, settings.workers) == ("0.0.0.0", 80, 4)  # noqa: S104  # read, not listened on
    assert settings.data == Path("/var/lib/presspass")
    old = settings.keyring.seal(Purpose.METER, b"")
    assert read(tmp_path, LEAST).keyring.open(Purpose.METER, old) is not None


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        LEAST + "[server]\nport = 8000\n",
        PRESSPASS_SERVER_PORT="9000",
        PRESSPASS_SERVER_HOSTS="a.example, B.example,",
        PRESSPASS_SERVER_TRUSTED_PROXIES="10.0.0.1",
        PRESSPASS_PUBLICATION_NAME=" Another ",
        PRESSPASS_SECRETS=f"{OTHER},{SECRET}",
        PRESSPASS_CACHE_FRESH_SECONDS=" 5 ",
    )
    assert settings.port == 9000
    assert settings.gate.hosts == {"courier.example", "a.example", "b.example"}
    assert settings.gate.trusted_proxies == (ip_network("10.0.0.1"),)
    assert settings.publication.name == "Another"
    assert settings.gate.fresh_seconds == 5
    assert settings.keyring.secrets == (OTHER.encode(), SECRET.encode())


def test_the_environment_alone_can_be_enough(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        "",
        PRESSPASS_SECRETS=SECRET,
        PRESSPASS_PUBLICATION_NAME="A",
        PRESSPASS_PUBLICATION_URL="https://a.example",
        PRESSPASS_PUBLICATION_ZONE="UTC",
        PRESSPASS_ORIGIN_URL="http://cms:8080",
    )
    assert settings.origin_url == "http://cms:8080"


def test_all_faults_are_told_at_once_and_each_where_it_stands(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        """
        secrets = ["short"]
        sercets = 1
        [publication]
        url = "news.example"
        zone = "Europe"
        [server]
        prot = 80
        workers = 0
        [cache]
        megabytes = "many"
        """,
        PRESSPASS_SERVER_PORT="99999",
    )
    assert found == [
        "publication.name is missing; add it, or set PRESSPASS_PUBLICATION_NAME",
        f"publication.url: {NO_SITE}",
        "publication.zone: 'Europe' is no time zone; write one such as Europe/Paris",
        "origin.url is missing; add it, or set PRESSPASS_ORIGIN_URL",
        f"secrets: {NO_SECRET}",
        "PRESSPASS_SERVER_PORT: a port is at most 65535",
        "server.workers: write a whole number, 1 or more",
        "cache.megabytes: write a whole number, 0 or more",
        "sercets is no setting; did you mean secrets?",
        "server.prot is no setting; did you mean server.port?",
    ]


def test_a_country_header_needs_proxies_that_are_believed(tmp_path: Path) -> None:
    for proxies in ("", "[server]\ntrusted_proxies = []\n"):
        text = LEAST + proxies + '[gate]\ncountry_header = "CF-IPCountry"\n'
        (fault,) = faults(tmp_path, text)
        assert fault == (
            "gate.country_header: only your own proxies are believed about countries; name them in "
            "server.trusted_proxies, or take this line away"
        )
    settings = read(tmp_path, text, PRESSPASS_SERVER_TRUSTED_PROXIES="10.0.0.1")
    assert settings.gate.country_header == b"cf-ipcountry"


@pytest.mark.parametrize(
    "name",
    [
        *("", "CF IPCountry", "CF_IPCountry", "CF-IPCountry:", "Länder", "-country", "a--b"),
        *("Cookie", "host", "Accept-Language", "X-Forwarded-For", "Content-Type", "If-None-Match"),
        *("Presspass-Country", "Sec-Purpose", "Connection", "Range", "User-Agent"),
    ],
)
def test_a_country_header_is_a_line_that_says_nothing_else(tmp_path: Path, name: str) -> None:
    text = LEAST + f'[server]\ntrusted_proxies = ["10.0.0.1"]\n[gate]\ncountry_header = "{name}"\n'
    (fault,) = faults(tmp_path, text)
    assert fault.startswith("gate.country_header: ")


def test_secrets_are_never_shown(tmp_path: Path) -> None:
    found = faults(tmp_path, 'secrets = ["hush-hush", "hush-hush-too"]\n[publication]\nname = 1')
    assert not any("hush" in fault for fault in found)
    assert "ssss" not in repr(read(tmp_path, LEAST))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("server = 5", "server is a table; write [server] and its keys below it"),
        ("[[server]]\nport = 5", "server is a table; write [server] and its keys below it"),
        ("[zzz]\na = 1", "zzz is no setting; remove it or correct its name"),
        ("[server.more]\na = 1", "server.more is no setting; "),
        ("[claims]\npattern = '/'", "claims: write [[claims]] tables"),
    ],
)
def test_keys_in_the_wrong_place_are_explained(tmp_path: Path, text: str, fault: str) -> None:
    found = faults(tmp_path, LEAST + text if text.startswith("[") else text + LEAST)
    assert any(one.startswith(fault) for one in found), found


def test_claims_come_from_the_file_alone(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, LEAST, PRESSPASS_CLAIMS="/premium/*")
    assert fault.startswith("PRESSPASS_CLAIMS: write [[claims]] tables in the file")


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"presspass init .*none\.toml"):
        load(tmp_path / "none.toml", {})


def test_a_file_that_cannot_be_read_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="can't be read"):
        load(tmp_path, {})
    path = tmp_path / "latin.toml"
    path.write_bytes(b"name = '\xe9'")
    with pytest.raises(SettingsError, match=r"latin\.toml is not UTF-8 .*; save it as UTF-8"):
        load(path, {})
    path.write_text("a=" + "[" * 100_000)
    with pytest.raises(SettingsError, match=r"not valid TOML: more than 100 lists or tables"):
        load(path, {})
    assert "is not valid TOML" in faults(tmp_path, "[publication\n")[0]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeff" + LEAST).publication.name == "The Courier"


def test_an_ipv6_host_is_answered_for_as_requests_name_it(tmp_path: Path) -> None:
    text = LEAST.replace("https://Courier.Example/", "http://[::1]:8000")
    assert read(tmp_path, text).gate.hosts == {"[::1]"}
