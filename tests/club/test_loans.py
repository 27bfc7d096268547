"""Schedules and positions, for every method."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.errors import ClubError, Misread, Refused
from club.money.loans import (
    LEGAL_CAP_PPM,
    Instalment,
    Method,
    Terms,
    add_months,
    check_plan,
    check_terms,
    monthly_interest,
    read_rate,
    schedule,
    show_rate,
)
from club.money.position import Payment, position

LENT = date(2026, 11, 23)
PLAIN = Terms(5_000_000, 5_000, 12, Method.EQUAL_PRINCIPAL, LENT, date(2026, 12, 23))
terms = st.builds(
    lambda p, r, n, m: Terms(p * 1_000, r * 100, n, m, LENT, date(2026, 12, 23)),
    st.integers(100, 200_000),
    st.integers(0, LEGAL_CAP_PPM // 100),
    st.integers(1, 60),
    st.sampled_from(Method),
)


@given(terms)
def test_every_schedule_repays_the_principal_in_whole_thousands(t: Terms) -> None:
    rows = schedule(t)
    assert [r.number for r in rows] == list(range(1, t.months + 1))
    assert sum(r.principal for r in rows) == t.principal
    assert all(r.principal >= 0 and r.interest >= 0 for r in rows)
    assert all(r.total % 1_000 == 0 for r in rows)
    assert rows[0].balance == t.principal
    assert rows[-1].balance == rows[-1].principal
    if t.method in (Method.FLAT, Method.INTEREST_ONLY):
        exact = t.principal * t.rate_ppm * t.months / 1_000_000
        assert abs(sum(r.interest for r in rows) - exact) <= 500, "what people reckon by hand"


@given(terms)
def test_paid_to_the_day_nothing_is_left(t: Terms) -> None:
    rows = schedule(t)
    end = position(t, [Payment(r.due_on, r.total) for r in rows if r.total], rows[-1].due_on)
    assert end.settled
    assert end.outstanding_principal == 0
    assert end.arrears == 0
    assert end.upcoming is None


@given(terms, st.lists(st.tuples(st.integers(0, 2_000), st.integers(1, 4_000)), max_size=8))
def test_money_is_neither_made_nor_lost(t: Terms, given_payments: list[tuple[int, int]]) -> None:
    payments = [Payment(LENT + timedelta(days=d), a * 1_000) for d, a in given_payments]
    where = position(t, payments, LENT + timedelta(days=2_000))
    used = sum(a.interest + a.principal for a in where.allocations)
    assert used <= sum(p.amount for p in payments)
    assert where.outstanding_principal == t.principal - sum(a.principal for a in where.allocations)
    assert where.outstanding_principal >= 0
    if used < sum(p.amount for p in payments):
        assert where.settled, "only what is more than everything stays unused"


@given(terms, st.integers(0, 1_500))
def test_paying_nothing_costs_no_penalty(t: Terms, days: int) -> None:
    where = position(t, [], LENT + timedelta(days=days))
    assert where.payoff <= sum(r.total for r in schedule(t))
    assert where.arrears <= where.payoff


def test_the_table_of_five_million_over_twelve_months() -> None:
    rows = schedule(PLAIN)
    assert rows[0] == Instalment(1, date(2026, 12, 23), 417_000, 25_000, 5_000_000, 5_000_000)
    assert rows[1] == Instalment(2, date(2027, 1, 23), 417_000, 23_000, 4_583_000, 4_583_000)
    assert rows[-1] == Instalment(12, date(2027, 11, 23), 413_000, 2_000, 413_000, 413_000)
    flat = schedule(replace(PLAIN, method=Method.FLAT))
    assert {r.interest for r in flat} == {25_000}
    level = schedule(replace(PLAIN, method=Method.EQUAL_INSTALMENTS))
    assert len({r.total for r in level[:-1]}) == 1
    assert abs(level[-1].total - level[0].total) <= 12_000
    bullet = schedule(replace(PLAIN, method=Method.INTEREST_ONLY))
    assert [r.principal for r in bullet] == [0] * 11 + [5_000_000]


def test_a_payment_some_days_early_pays_interest_and_principal_of_that_month() -> None:
    where = position(PLAIN, [Payment(date(2026, 12, 20), 442_000)], date(2026, 12, 21))
    assert where.allocations[0].interest == 25_000
    assert where.outstanding_principal == 4_583_000
    assert where.upcoming == Instalment(2, date(2027, 1, 23), 417_000, 23_000, 4_583_000, 4_583_000)


def test_an_overdue_instalment_is_paid_wholly_before_the_next() -> None:
    first = position(PLAIN, [], date(2027, 2, 1)).overdue[0]
    where = position(PLAIN, [Payment(date(2027, 2, 1), first.total)], date(2027, 2, 1))
    assert (where.allocations[0].interest, where.allocations[0].principal) == (
        first.interest,
        first.principal,
    )
    assert [r.number for r in where.overdue] == [2]


def _lived(terms: Terms, life: list[tuple[int, int]]) -> list[Payment]:
    """Payments (đồng) some days after lending, each at most what was owed then."""
    paid: list[Payment] = []
    for days, thousands in sorted(life):
        day = terms.lent_on + timedelta(days=days)
        amount = min(thousands * 1_000, position(terms, paid, day).payoff)
        if amount:
            paid.append(Payment(day, amount))
    return paid


LIVES = st.lists(st.tuples(st.integers(0, 1_500), st.integers(1, 4_000)), max_size=6)


@given(terms, LIVES, st.integers(0, 2_000))
def test_paying_the_arrears_leaves_no_arrears(terms: Terms, life: list[tuple[int, int]], days: int) -> None:
    paid = _lived(terms, life)
    day = max([terms.lent_on + timedelta(days=days), *(p.paid_on for p in paid)])
    arrears = position(terms, paid, day).arrears
    if arrears:
        assert position(terms, [*paid, Payment(day, arrears)], day).arrears == 0


@given(terms, LIVES, st.integers(1, 60))
def test_paying_the_next_instalment_on_its_day_leaves_nothing_of_it(
    terms: Terms, life: list[tuple[int, int]], number: int
) -> None:
    plan = schedule(terms)
    day = plan[min(number, len(plan)) - 1].due_on
    paid = [p for p in _lived(terms, life) if p.paid_on <= day]
    where = position(terms, paid, day)
    asked = where.arrears + sum(row.total for row in where.remaining if row.due_on == day)
    if asked:
        after = position(terms, [*paid, Payment(day, asked)], day)
        assert not [row for row in after.remaining if row.due_on <= day]
        assert position(terms, [*paid, Payment(day, asked)], day + timedelta(days=1)).arrears == 0


@given(terms, LIVES, st.integers(0, 2_000))
def test_the_formula_of_every_instalment_holds(terms: Terms, life: list[tuple[int, int]], days: int) -> None:
    paid = _lived(terms, life)
    day = max([terms.lent_on + timedelta(days=days), *(p.paid_on for p in paid)])
    where = position(terms, paid, day)
    for row in (*schedule(terms), *where.remaining):
        if row.base is not None:
            assert monthly_interest(row.base, terms.rate_ppm) == row.interest
    ahead = [row for row in where.remaining if row.due_on > day][1:-1]  # a month's part may have been paid
    assert all(r.base or not r.interest for r in ahead if terms.method is Method.EQUAL_PRINCIPAL)


def test_principal_paid_ahead_lowers_later_interest() -> None:
    where = position(PLAIN, [Payment(date(2026, 12, 23), 2_525_000)], date(2026, 12, 24))
    assert where.outstanding_principal == 2_500_000
    assert where.payoff == 2_513_000, "the month begun counts whole, on what is left"
    assert where.upcoming is not None
    assert (where.upcoming.principal, where.upcoming.interest) == (0, 13_000)


def test_rounding_up_leaves_the_last_month_its_part() -> None:
    """Fifty times 2,000 would be all of 100,000, and the fifty-first month would pay back nothing."""
    for months in (51, 52, 60):
        plan = schedule(replace(PLAIN, principal=100_000, rate_ppm=0, months=months))
        assert all(row.principal > 0 for row in plan), months
        assert sum(row.principal for row in plan) == 100_000


def test_flat_interest_is_owed_whatever_is_paid_ahead() -> None:
    """It was agreed on the sum that was lent: 25,000 a month, with half of it paid back or not."""
    flat, end = replace(PLAIN, method=Method.FLAT), add_months(LENT, 2)
    for ahead in ([], [Payment(LENT, 3_000_000)]):
        rest = Payment(end, position(flat, ahead, end).payoff)
        where = position(flat, [*ahead, rest], end)
        assert where.settled
        assert sum(one.interest for one in where.allocations) == 50_000


def test_months_are_clamped() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)


def test_lent_on_the_31st_it_falls_due_on_the_last_day_of_each_month() -> None:
    lent = Terms(5_000_000, 5_000, 4, Method.FLAT, date(2027, 1, 31), date(2027, 2, 28))
    days = [row.due_on for row in schedule(lent)]
    assert days == [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30), date(2027, 5, 31)]
    moved = replace(lent, first_due=date(2027, 3, 5))
    assert [row.due_on.day for row in schedule(moved)] == [5, 5, 5, 5]


def test_a_loan_too_small_for_its_months_names_the_longest_term() -> None:
    small = Terms(100_000, 16_000, 60, Method.EQUAL_INSTALMENTS, LENT, date(2026, 12, 23))
    with pytest.raises(Refused) as refused:
        check_plan(small)
    assert refused.value.key == "loans.months_too_many"
    most = refused.value.args_["most"]
    assert isinstance(most, int)
    check_plan(replace(small, months=most))
    check_plan(replace(small, method=Method.INTEREST_ONLY))
    check_plan(replace(small, method=Method.FLAT))
    assert [row.principal for row in schedule(replace(small, method=Method.FLAT))][-1] > 0


@given(terms)
def test_the_longest_term_works(t: Terms) -> None:
    try:
        check_plan(t)
    except Refused as refused:
        most = refused.args_["most"]
        assert isinstance(most, int)
        assert most < t.months
        check_plan(replace(t, months=most))
        for longer in range(most + 1, t.months):
            with pytest.raises(Refused):
                check_plan(replace(t, months=longer))


def test_the_legal_cap() -> None:
    check_terms(1_000_000, read_rate("1,66%"), 12)
    for rate in ("1,67%", "2%", "21%/năm"):
        with pytest.raises(Refused):
            check_terms(1_000_000, read_rate(rate), 12)
    for amount, rate, months in (
        (0, 0, 12),
        (-1, 0, 12),
        (1_000_000, 0, 0),
        (1_000_000, 0, 61),
        (50_000, 0, 12),
    ):
        with pytest.raises(ClubError):
            check_terms(amount, rate, months)


def test_rates() -> None:
    assert [
        read_rate(t) for t in ("0,5%", "0.5", "1 phần trăm", "6%/năm", "không lãi", "0,55% một tháng")
    ] == [
        5_000,
        5_000,
        10_000,
        5_000,
        0,
        5_500,
    ]
    assert read_rate(" 0,5%. ") == 5_000
    assert [show_rate(ppm) for ppm in (5_500, 5_000, 10_000, 100_000, 0, 100)] == [
        "0,55%",
        "0,5%",
        "1%",
        "10%",
        "0%",
        "0,01%",
    ]
    with pytest.raises(Misread) as misread:
        read_rate("ít thôi")
    assert misread.value.key == "loans.rate_misread"
