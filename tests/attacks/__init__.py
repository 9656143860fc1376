"""Attacks on the promises of the vault (P1 to P8): each test tries to break one of them.

Most attack from inside the process. Those that need the server of `make run` share one
installation, made once a run (installation.py). Long ones are marked `slow`.
"""
