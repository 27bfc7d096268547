"""Who looked at what; what is stored about somebody; two records made one."""
