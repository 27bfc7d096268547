"""The engine, one hop a statement, column types, migrations."""
