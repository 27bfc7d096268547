"""docs/understanding.md: the table of readers is the code's, and the figures have their place."""

from __future__ import annotations

import pytest

from bot.rehearsal import Rehearsed
from handlers.understanding import TABLE
from tests.understanding.corpus import JUDGES, Phrase, Verdict
from tools.understanding_page import COMMAND, KINDS, PAGE, figures_tables, readers_table, with_part

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_table_of_readers_is_up_to_date() -> None:
    assert with_part(TEXT, "readers", readers_table()) == TEXT, f"run {COMMAND['readers']}"


def test_every_reader_says_in_a_sentence_what_it_takes() -> None:
    rows = [row.split(" | ") for row in readers_table().splitlines()[2:]]
    assert [row[1] for row in rows] == [reader.name for reader in TABLE]
    for row in rows:
        assert row[2].endswith("."), row
        assert len(row[2]) > 8, row
    left_out = {row[1]: row[3].removesuffix("|").strip() for row in rows}
    assert left_out["danger"] == left_out["stop"] == ""
    assert left_out["answer"] == "while nothing is asked"
    assert left_out["reading"] == "while a question stands"


def test_the_figures_are_written_between_their_lines_and_nowhere_else() -> None:
    written = with_part(TEXT, "figures", "| a | b |")
    assert with_part(written, "figures", "| c |") == with_part(TEXT, "figures", "| c |")
    assert with_part(written, "readers", readers_table()) == written
    with pytest.raises(LookupError, match="figures"):
        with_part("a page without the lines", "figures", "")


def _verdict(text: str, means: str, *, expected: bool, unheard: bool = False) -> Verdict:
    phrase = Phrase(text, "member", "", (means,), "", "self", "now", (), (), "family")
    return Verdict(phrase, Rehearsed("reader", {}, (), ""), expected, False, False, unheard)


def test_the_figures_are_counted_whole_and_by_kind() -> None:
    corpus = [_verdict("một", "stop", expected=True), _verdict("hai", "danger", expected=False, unheard=True)]
    aside = [_verdict("MỘT", "stop", expected=True), _verdict("môt", "danger", expected=False)]
    table = figures_tables(corpus, aside).splitlines()
    assert table[2] == "| corpus | 2 | 50.0% | 0 | 0 | 1 |"
    assert table[3] == "| set aside | 2 | 50.0% | 0 | 0 | 0 |"
    assert table[4] == "| set aside, in words that the corpus has not | 1 | 0.0% | 0 | 0 | 0 |"
    assert "| leaving | 1 | 100.0% | 1 | 100.0% |" in table
    assert "| a sign after which one calls 115 | 1 | 0.0% | 1 | 0.0% |" in table


def test_every_meaning_of_the_corpus_has_a_row() -> None:
    assert set(KINDS) == set(JUDGES)
