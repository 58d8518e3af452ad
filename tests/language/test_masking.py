"""What could lead to a person is masked, in every way that people write it; what else holds digits stays."""

from itertools import product

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.masking import EMAIL, PERSONAL_NUMBER, PHONE, mask


@pytest.mark.parametrize(
    "number",
    [
        "19900101-1234", "900101-1234", "900101+1234", "9001011234", "199001011234", "19 90 01 01 12 34",
        "1990-01-01-1234", "1990-01-01 1234", "1919-01-01+1234", "900101 - 1234", "90.01.01.1234", "900101,1234",
        "900101/1234", "9 0 0 1 0 1 1 2 3 4", "1 9 9 0 0 1 0 1 1 2 3 4", "900101–1234", "900101−1234", "900101\xa01234",
        "900101\u200b1234", "９００１０１－１２３４", "900161-1234", "19900191-1234", "990000-1234", "991399-1234",
        "20001212-TF12", "20001212TF12", "001212-TF12", "2000-12-12 TF12", "20001212-T123", "20001212-tf12",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "Jag är {}.", "({})", "pnr{}", "nr:{},", "a {}\nb"])
def test_personal_numbers(number, around):
    assert mask(around.format(number)) == around.format(PERSONAL_NUMBER)
    assert mask(around.format(number), keep=(PHONE, EMAIL)) == around.format(PERSONAL_NUMBER)


def test_personal_numbers_beside_each_other():
    assert mask("900101-1234, 910101-1234") == f"{PERSONAL_NUMBER}, {PERSONAL_NUMBER}"
    assert mask("900101-1234 910101-1234") == f"{PERSONAL_NUMBER} {PERSONAL_NUMBER}"


CENTURIES, PARTS = ("", "19", "20"), ("", "-", " ", ".")
BETWEEN = ("", " ", "-", "+", ".", " - ", "–", "−", "\xa0", "/", ",")
BEFORE, AFTER = ("", "Jag ", "x", "(", "5, ", "år 1990: "), ("", ".", " och", ")", "x", ", 5")


@given(
    year=st.integers(0, 99),
    month=st.integers(1, 12),
    day=st.sampled_from([*range(1, 32), *range(61, 92)]),
    serial=st.integers(0, 9999),
)
@settings(max_examples=5)  # of each in every way of writing it
def test_no_number_of_that_shape_survives(year, month, day, serial):
    for century, parts, between, before, after in product(CENTURIES, PARTS, BETWEEN, BEFORE, AFTER):
        number = f"{century}{year:02}{parts}{month:02}{parts}{day:02}{between}{serial:04}"
        left = mask(f"{before}{number}{after}")
        assert sum(map(str.isdigit, left)) <= sum(map(str.isdigit, before + after)), left
        assert "[" in left


@pytest.mark.parametrize(
    "number",
    [
        "070 123 45 67", "0701234567", "070-123 45 67", "070-1234567", "070.123.45.67", "070/123 45 67",
        "(070) 123 45 67", "070 - 123 45 67", "08-123 456 78", "08 12 34 56 78", "08-12 34 56", "0910-123 45",
        "046-12 34 56", "031-123 45 67", "020-12 34 56", "+46 (0)70 123 45 67", "+46701234567", "+46 70-123 45 67",
        "0046 70 123 45 67", "0046701234567", "46701234567", "701234567", "123 45 67", "+47 22 12 34 56",
        "+1 (212) 555-0100", "+44 20 7946 0958", "0044 20 7946 0958", "+358401234567", "+358 40 123 4567",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "ring {} efter 18", "Mitt nummer är {}.", "({})", "tel:{}"])
def test_phone_numbers(number, around):
    assert mask(around.format(number)) == around.format(PHONE)


@pytest.mark.parametrize("text", ["ring {}", "tel: {}", "Ring mig på {}", "mobil {}", "sms:a mig på {}"])
@pytest.mark.parametrize("number", ["12 34 56", "123456", "22 12 34 56"])
def test_numbers_that_only_the_word_before_tells(text, number):
    assert mask(text.format(number)) == text.format(PHONE)


@pytest.mark.parametrize(
    "number",
    [
        "040-628 04 77", "0406280477", "040 62 80 477", "0910-12 34 57", "0910123457", "070-123 45 67", "0701234567",
        "0730313201", "08-123 456 78", "+46 40 628 04 77", "+46406280477", "+4631123456", "004631123456", "1177",
    ],
)  # fmt: skip
def test_phone_numbers_stay_where_they_are_a_units(number):
    text = f"Rätt nummer är {number}, mejl a@example.se"
    assert mask(text, keep=(PHONE, EMAIL)) == text
    assert mask(text, keep=(PHONE,)) == text.replace("a@example.se", EMAIL)


@pytest.mark.parametrize("number", ["0302011234", "03 02 01 12 34", "030201-1235", "001212-1234", "200302011234"])
def test_personal_numbers_that_begin_as_phone_numbers(number):
    assert mask(f"Jag är {number}.", keep=(PHONE,)) == f"Jag är {PERSONAL_NUMBER}."


EXAMPLES = [
    phonenumbers.format_number(number, style)
    for region in sorted(phonenumbers.SUPPORTED_REGIONS)
    for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE)
    if (number := phonenumbers.example_number_for_type(region, kind))
    for style in (phonenumbers.PhoneNumberFormat.INTERNATIONAL, phonenumbers.PhoneNumberFormat.E164)
    if len(str(number.national_number)) >= 6
]


def test_numbers_of_every_country():
    survived = [number for number in EXAMPLES if any(c.isdigit() for c in mask(number))]
    assert survived == []


@pytest.mark.parametrize("number", ["0910 100000 0", "09-10100000-0", "0910-1000000"])
def test_a_long_number_that_begins_like_a_personal_number_is_masked_to_its_end(number):
    assert mask(f"Ring {number} tack") == f"Ring {PHONE} tack"


@given(st.from_regex(r"0(7[02369]|8|10|31|40|46|90|910|980)[1-9][0-9]{5,6}", fullmatch=True), st.data())
def test_swedish_numbers_however_they_are_set(number, data):
    cuts = sorted(data.draw(st.sets(st.integers(2, len(number) - 1), max_size=4)))
    between = data.draw(st.sampled_from([" ", "-", "\xa0", ".", "/"]))
    parts = [number[a:b] for a, b in zip([0, *cuts], [*cuts, len(number)], strict=True)]
    left = mask(f"Ring {between.join(parts)} tack")
    assert not any(c.isdigit() for c in left)


@pytest.mark.parametrize(
    "address",
    [
        "anna@example.se", "anna.andersson+x@example.co.uk", "åsa.öberg@exämple.se", "ANNA@EXAMPLE.SE",
        "anna (at) example.se", "anna[at]example.se", "anna(a)example.se", "anna (snabel-a) example.se",
        "anna snabel-a example.se", "anna at example dot se", "anna(at)example(punkt)se", "anna @ example.se",
        "anna@localhost", "anna＠example.se",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "Skriv till {} tack", "({})", "<{}>", "mejl: {}. Tack"])
def test_addresses(address, around):
    if address == "anna at example dot se" and around == "({})":
        around = "{}"
    assert mask(around.format(address)) == around.format(EMAIL)


@pytest.mark.parametrize(
    "text",
    [
        "Ring 1177 eller 112?", "ring 1177 112", "ring 113 13", "ring 116 111", "ring 90 101", "Ring 1177, eller 112.",
        "39,5 grader i 3 dygn", "38.5 39.2 37.9", "@ betyder vad?", "100 000 fall 2024", "1 200 000 personer",
        "10 000 000 kronor", "sidan 10-12, 2026-03-12", "2026-03-12 08.00", "2026-03-12 kl 08.00",
        "2026-03-12 2026-04-01", "2026-03-12 – 2026-04-01", "12 mars 2026", "3/12 2026", "03/12/2026", "01-02-2026",
        "01.02.2026", "2019–2023", "öppet 08.00–17.00", "08.00-12.00 och 13.00-17.00", "08:30-16:30", "kl 8–17",
        "123 45 Lund", "blodtryck 120/80, 130/85 och 140/90", "120 80 130 85", "500 mg 3 gånger om dagen",
        "0,5 0,25 0,125 mg", "10 mg/5 ml", "0-3-90-90", "barn 0–6 år", "ICD J03.9", "covid-19", "B12",
        "1 2 3 4 5 6 7 8 9", "titta at the page", "", " ", "å ä ö",
    ],
)  # fmt: skip
def test_what_stays(text):
    assert mask(text) == text


@given(st.text(max_size=300))
def test_any_text_is_masked_once_and_for_all(text):
    once = mask(text)
    assert mask(once) == once


@given(st.text(alphabet="0123456789 -+./@()ae\u200b", max_size=60))
def test_no_run_of_ten_digits_is_left(text):
    runs = "".join(c if c.isdigit() else " " for c in mask(text)).split()
    assert all(len(run) < 9 for run in runs)
