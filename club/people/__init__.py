"""Who takes part: names, birth, phones, consent, kinship, and the lists they stand on."""
