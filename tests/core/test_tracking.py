import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.tracking import is_tracking

LISTED = """
utm_source utm_id UTM_Medium mtm_campaign pk_kwd piwik_campaign at_medium at_campaign_type
at_custom3 at_link_origin ns_mchannel wt_zmc oly_enc_id vero_id hsa_cam _hsenc _hsmi fbclid
gclid dclid twclid ttclid yclid ysclid ScCid gclsrc gbraid wbraid rdt_cid li_fat_id msclkid
srsltid igsh igshid mc_cid mc_eid mkt_tok xtor _ga _gl
"""
OTHERS = """
id p page article ref source cmpid atlas gallery pk_id at_date ns_id wt_1 hsa_ utm_ xutm_source
utm_source[] utm_source+ utm%5Fsource utm-source _gallery gclids id=utm_source =utm_source
"""


@pytest.mark.parametrize("name", LISTED.split())
def test_what_one_product_writes_is_tracking(name: str) -> None:
    assert is_tracking(name)
    assert is_tracking(f"{name}=")
    assert is_tracking(f"{name}=a=b")


@pytest.mark.parametrize(
    "parameter",
    [*OTHERS.split(), "", " utm_source", "utm_source ", "utm_source\n", "utm_\u017fource"],
)
def test_what_a_site_could_mean_something_by_is_none(parameter: str) -> None:
    assert not is_tracking(parameter)


@given(st.text(max_size=20), st.text(max_size=20))
def test_nothing_is_hidden_behind_a_semicolon(before: str, after: str) -> None:
    assert not is_tracking(f"utm_content={before};{after}")
    assert not is_tracking(f"utm_content;{after}")
