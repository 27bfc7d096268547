"""`python -m bot` is the same as `lienthehe`."""

from bot.cli.commands import main

main()
