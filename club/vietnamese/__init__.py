"""Reading what people type: without diacritics, with small typos, in words, in tens."""
