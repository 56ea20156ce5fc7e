from pathlib import Path

import pytest

from presspass.demo import DATA_VARIABLE, PORT_VARIABLE
from presspass.settings_environment import FILE_VARIABLE
from tests.settings_files import LEAST, faults, read


def test_variables_that_stand_for_no_setting_are_told(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        LEAST,
        PRESSPASS_ORIGIN_URLS="http://cms:8080",
        PRESSPASS_COLOUR="red",
        PRESSPASS_PORT="8000",
        NOT_PRESSPASS_NAME="left alone",
    )
    assert found == [
        "PRESSPASS_COLOUR is no setting; unset it or correct its name",
        "PRESSPASS_ORIGIN_URLS is no setting; did you mean PRESSPASS_ORIGIN_URL?",
        "PRESSPASS_PORT is no setting; unset it or correct its name",
    ]


def test_variables_that_others_read_are_no_slips(tmp_path: Path) -> None:
    named = dict.fromkeys((FILE_VARIABLE, DATA_VARIABLE, PORT_VARIABLE), "x")
    tests = dict.fromkeys(("PAGES", "PICTURES", "STRIPE", "STRIPE_TEST_KEY"), "x")
    read(tmp_path, LEAST, **named, **{f"PRESSPASS_{name}": value for name, value in tests.items()})


@pytest.mark.parametrize("service", ["PRESSPASS", "PRESSPASS_GATE"])
def test_what_kubernetes_says_of_a_service_is_no_slip(tmp_path: Path, service: str) -> None:
    """As it stands under "Discovering services" in its documentation."""
    port = "tcp://10.0.0.11:6379"
    links = {
        "SERVICE_HOST": "10.0.0.11",
        "SERVICE_PORT": "6379",
        "SERVICE_PORT_HTTP": "6379",
        "PORT": port,
        "PORT_6379_TCP": port,
        "PORT_6379_TCP_PROTO": "tcp",
        "PORT_6379_TCP_PORT": "6379",
        "PORT_6379_TCP_ADDR": "10.0.0.11",
    }
    read(tmp_path, LEAST, **{f"{service}_{name}": value for name, value in links.items()})
