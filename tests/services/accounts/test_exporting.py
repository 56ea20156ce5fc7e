from dataclasses import replace

from presspass.core.account import Account, Consent
from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.ids import ReaderId
from presspass.core.mailbox import Mailbox
from presspass.core.plans import Benefit
from presspass.ports import Commerce
from presspass.services.accounts.exporting import exported
from tests.services.accounts.importing_house import BERLIN, NOW, House

ANN = Account(ReaderId(b"a" * 16), Mailbox.parse("Ann@Example.com"), "en", NOW)
TRIAL = Entitlement(
    EntitlementId("trial"), ANN.reader, Benefit.ARTICLES, NOW, NOW + 7, Basis.TRIAL, "digital"
)


def keep(commerce: Commerce, account: Account, *entitlements: Entitlement) -> None:
    with commerce.transaction() as books:
        books.accounts.create(account)
        for each in entitlements:
            books.entitlements.put(each)


def test_each_end_and_note_has_a_row_of_its_own() -> None:
    house = House()
    ann = "ann@example.com"
    house.load(
        [
            (ann, "articles", "2027-07-31", "x"),
            (ann, "apps", "2027-07-31", "x"),
            (ann, "print", "2027-07-31T12:00Z", "=1+1"),
        ]
    )
    assert house.export() == [
        (ann, "articles apps", "2027-07-31", "x"),
        (ann, "print", "2027-07-31T12:00:00Z", "'=1+1"),
    ]


def test_what_no_import_gave_is_for_machines_alone() -> None:
    house = House()
    keep(house.commerce, replace(ANN, password="$argon2id$x", newsletter=Consent(NOW, "Ja")), TRIAL)
    (ann,) = exported(house.commerce)
    assert [row.cells(BERLIN) for row in ann.rows()] == [("Ann@Example.com", "", "", "")]
    assert ann.holds_more
    assert ann.data() == {
        "reader": "61" * 16,
        "e-mail": "Ann@Example.com",
        "language": "en",
        "created": "2027-01-15T08:00:00Z",
        "password": True,
        "newsletter": {"at": "2027-01-15T08:00:00Z", "text": "Ja"},
        "entitlements": [
            {
                "benefit": "articles",
                "since": "2027-01-15T08:00:00Z",
                "until": "2027-01-15T08:00:07Z",
                "basis": "trial",
                "plan": "digital",
                "fix_by": None,
                "note": "",
            }
        ],
        "delivery": None,
    }


def test_all_readers_come_each_once() -> None:
    house = House()
    rows = [(f"r{number}@example.com", "articles", "", "") for number in range(2_100)]
    house.load(rows)
    assert sorted(house.export()) == sorted(rows)
