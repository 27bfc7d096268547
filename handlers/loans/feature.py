"""Loans: what I owe, lending, repayments."""

from club.organisation.roles import Action
from handlers.conversation.feature import Command, Feature
from handlers.loans import lending, repaying
from handlers.loans.lending import LEND
from handlers.loans.repaying import REPAY, REVERSE
from handlers.loans.show import AGREE, DECLINE, OWED, show

FEATURE = Feature(
    "loans",
    commands=(
        Command(
            "khoanvay", Action.SEE_OWN_LOANS, show, "loans.label_own", "loans.words_own", about_somebody=True
        ),
        Command("chovay", Action.LEND, lending.begin, "loans.label_lend", "loans.words_lend"),
        Command("thuno", Action.TAKE_REPAYMENT, repaying.begin, "loans.label_repay", "loans.words_repay"),
    ),
    buttons=(OWED, AGREE, DECLINE, REVERSE),
    flows=(LEND, REPAY),
)
