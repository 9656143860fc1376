"""The arithmetic of statistics.md §5. Schools are the units; each has a share a year."""
