"""What is kept.

SQL lives here alone; functions are named by intent and take a `Connection` of one transaction.
"""

from storage.database.engine import Connection, Storage, StorageError

__all__ = ["Connection", "Storage", "StorageError"]
