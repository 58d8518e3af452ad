"""Groups of words that rules of the search name."""

from language.groups import groups, written_out


def test_a_group_is_written_out_folded():
    assert written_out("{<ena>} arm").startswith("{=ena|=hoger|")
    assert written_out("{a|b} <okand> <") == "{a|b} okand <"


def test_a_group_may_name_those_above_it():
    assert "|slo|" in groups()["medtagen"]
    assert all("<" not in words and "{" not in words for words in groups().values())


def test_every_word_of_a_group_is_there_once():
    for words in groups().values():
        each = words.split("|")
        assert all(word == word.strip() and word for word in each)
        assert len(each) == len(set(each))
