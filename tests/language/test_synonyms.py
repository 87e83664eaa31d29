from onrecord.language.synonyms import synonym_stems


def test_words_that_tell_the_same_are_one() -> None:
    assert len(set(synonym_stems(["die", "died", "dying", "dead", "death", "killed", "fatal"]))) == 1
    assert len(set(synonym_stems(["hurt", "injured", "injuring", "wounded"]))) == 1


def test_words_that_do_not_are_two() -> None:
    assert len(set(synonym_stems(["killed", "injured", "arrested"]))) == 3


def test_a_word_of_no_group_is_its_stem() -> None:
    assert synonym_stems(["winches", "broke"]) == synonym_stems(["winch", "break"])
