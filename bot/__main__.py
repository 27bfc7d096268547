"""`python -m bot` is the same as `lienthehe`."""

from bot.cli import main

main()
