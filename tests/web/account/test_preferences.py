"""Newsletter and language."""

from typing import Any

from presspass.core.instants import DAY
from tests.web.account.readers import ANN
from tests.web.house import House


def test_consent_to_the_newsletter_is_kept_with_its_sentence_and_taken_back(
    house: House, ann: Any
) -> None:
    page = ann.get("/presspass/account/newsletter")
    sentence = "The Harbour Courier may send its newsletter to my e-mail address"
    assert sentence in page.text
    at = house.clock.now()
    ann.post("/presspass/account/newsletter")
    house.clock.forward(DAY)
    ann.post("/presspass/account/newsletter")
    with house.commerce.reading() as books:
        account = books.accounts.by_address(ANN)
        assert account is not None
        assert account.newsletter is not None
        assert account.newsletter.at == at
        assert sentence in account.newsletter.text
    assert "On July 12th, 2026 you agreed" in ann.get("/presspass/account/newsletter").text
    ann.post("/presspass/account/newsletter", leave="yes")
    assert "You don\u2019t get it." in ann.get("/presspass/account").text


def test_a_language_is_chosen_and_an_unknown_one_is_not(house: House, ann: Any) -> None:
    assert "polski" in ann.get("/presspass/account/language").text
    answer = ann.post("/presspass/account/language", tongue="pl")
    assert answer.header("location") == "/presspass/account?language=pl"
    ann.post("/presspass/account/language", tongue="tlh")
    with house.commerce.reading() as books:
        account = books.accounts.by_address(ANN)
        assert account is not None
        assert account.language == "pl"
