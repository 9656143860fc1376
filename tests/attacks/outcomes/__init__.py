"""Attacks on published outcome figures, by whoever knows everything of a school but herkomst.

They work from statistics.md §3 and from the files that `manage.py outcomes release` writes, and
share no code with what they attack.
"""
