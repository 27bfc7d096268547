"""The outbox is emptied here: limits, retries, reasons."""
