"""Loans: what I owe, lending, repayments."""

from club.organisation.roles import Action
from handlers.conversation.feature import Command, Feature
from handlers.loans import lending, repaying, reversing
from handlers.loans.book import book
from handlers.loans.lending import LEND
from handlers.loans.repaying import REPAY
from handlers.loans.reversing import REVERSE, UNPAY
from handlers.loans.show import AGREE, DECLINE, OWED, show

FEATURE = Feature(
    "loans",
    commands=(
        Command(
            "khoanvay", Action.SEE_OWN_LOANS, show, "loans.label_own", "loans.words_own", about_somebody=True
        ),
        Command("chovay", Action.LEND, lending.begin, "loans.label_lend", "loans.words_lend"),
        Command("thuno", Action.TAKE_REPAYMENT, repaying.begin, "loans.label_repay", "loans.words_repay"),
        Command("sovay", Action.TAKE_REPAYMENT, book, "loans.label_book", "loans.words_book"),
        Command(
            "huyphieu",
            Action.TAKE_REPAYMENT,
            reversing.begin,
            "loans.label_reverse",
            "loans.words_reverse",
            in_menu=False,
        ),
    ),
    buttons=(OWED, AGREE, DECLINE, REVERSE),
    flows=(LEND, REPAY, UNPAY),
)
