"""A local Bot API and a web page that looks like a phone, to try everything without a token."""
