"""How requests are answered: what is anonymous, what may be logged, where the server listens."""

from typing import Any

import environ

env = environ.Env()

# Only here does a request keep its sign-in, address and user agent. Every other address is
# anonymous (vault promise P3), so that a new page that forgets to say is anonymous too.
SIGNED_IN_PREFIXES = (
    "/zaken/",
    "/beheer/",
    "/inloggen/",
    "/toezicht/",
    "/leerbedrijf/",
    "/stages/afspraken/",
    "/stages/vervanging/",
    "/studenten/",
    "/stagematching/",
    "/mijn-stage/",
    "/uitkomsten/scholen/",
    "/ontwerp/",
    "/api/",
)
# These win over SIGNED_IN_PREFIXES: the public part of the API, and a company that is heard.
ANONYMOUS_PREFIXES = (
    "/leerbedrijf/hoor/",
    "/api/v1/schema/",
    "/api/v1/schools/",
    "/api/v1/receipts/",
    "/api/v1/reports/",
    "/api/v1/dossier/",
    "/api/v1/companies/",
    "/api/v1/accreditations/",
)
# Never passed on to an anonymous page: they say who is signed in, or which language was chosen.
SIGN_IN_COOKIES = (
    "__Host-session",
    "__Host-vault",
    "__Host-oral",
    "messages",
    "django_language",
)
REPORTING_PREFIXES = ("/melden/", "/dossier/")  # here the page may record a voice

SERVE_HOST = env.str("HOST", default="127.0.0.1")
SERVE_PORT = env.int("PORT", default=8000)
SERVE_DEMO = env.bool("DEMO", default=True)  # DEMO=0: an installation of one's own
DEMO_WHEN_EMPTY = "registry.School"  # `serve` loads the demo while this table is empty
BUSY_RETRY_SECONDS = 5  # told to whoever finds a lane or the database busy
READY_TASK_MINUTES = 10  # a task that waits longer means that no worker runs
READY_SCHEDULER_MINUTES = 5  # a scheduler that was silent for longer is not running
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # a probe comes from the machine itself

TASK_LIMIT_MINUTES = 30  # a task that runs longer lost its worker
TASK_TRIES = 3  # workers that a task may lose before it is given up
# What runs when: (task, "08:00 15:00" in Amsterdam, or "every N minutes"); see schedule/jobs.py.
SCHEDULE = [
    ("reports.notices.tasks.staff_round", "08:00 15:00"),  # two rounds a day; vault.md
    ("reports.notices.tasks.urgent_round", "every 60 minutes"),  # the next whole hour; vault.md
    ("reports.retention.tasks.run_retention", "03:40"),
    ("reports.casework.tasks.watch_deadlines", "06:45"),  # before the first round
    ("reports.tasks.tasks.watch_tasks", "06:50"),  # before the first round
    ("reports.handover.tasks.watch_sbb", "06:55"),  # before the first round
    ("reports.intake.tasks.purge_drafts", "every 60 minutes"),
    ("reports.strongroom.tasks.end_overdue_leaves", "03:20"),
    ("stagebaken.schedule.tasks.clear_sessions", "03:40"),
    ("stagebaken.schedule.tasks.prune_results", "03:50"),
    ("reports.handover.tasks.destroy_expired_copies", "03:25"),
    ("reports.hearings.tasks.pass_day", "00:15"),
    ("placements.commitments.tasks.tell_lapsed", "00:10"),
    ("placements.commitments.tasks.remind_round", "07:30"),
    ("placements.accreditations.tasks.turn_register_day", "00:05"),
    ("placements.search.tasks.renew_index", "00:05"),
    ("placements.applications.passing.pass_day", "00:20"),
    ("placements.applications.tasks.mail_round", "07:35"),
    ("placements.agreements.passing.pass_day", "00:25"),
    ("placements.evaluations.tasks.pass_day", "00:35"),
    ("placements.evaluations.tasks.mail_round", "07:50"),
    ("placements.agreements.tasks.mail_round", "07:25"),
    ("placements.saved_searches.tasks.look_round", "06:20"),  # after the register turned its day
    ("placements.measures.tasks.remind_round", "07:40"),
    ("placements.measures.tasks.forget_old", "03:10"),
    ("placements.replacement.tasks.look_at_standing", "00:40"),
    ("placements.replacement.tasks.tidy", "03:15"),
    ("placements.matching.tasks.forget_old", "03:45"),
    ("placements.cohorts.tasks.pass_day", "00:15"),  # before applications and records go
    ("schools.students.tasks.tidy", "03:30"),
    ("schools.messages.tasks.mail_round", "07:50 13:10"),
    ("reports.rights.tasks.remind_round", "07:45"),
    ("reports.rights.tasks.forget_old", "03:05"),
    ("schools.origin.tasks.tidy", "04:20"),
    ("reports.registration.tasks.shuffle_records", "monthly 04:10"),
    ("reports.yearly.tasks.release_due", "04:30"),
    ("placements.releases.tasks.queue_due", "04:40"),
    ("placements.releases.gap_tasks.queue_due", "05:10"),  # when no school waits any more
    ("placements.interventions.tasks.analyse_due", "05:30"),  # after the figures came out
]

# Who answers the BPV services of SBB (placements/accreditations/bpv.py, ADR 22).
BPV_SERVICES = "placements.accreditations.bpv.OwnRegister"
COMPANY_FINDER = "placements.search.suggestions.companies"  # (text) -> companies, the best first

HAS_MAIL = bool(env.str("EMAIL_URL", default=""))

WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site needs our style or script
CSRF_FAILURE_VIEW = "stagebaken.accounts.kept.csrf_failure"
DEFAULT_EXCEPTION_REPORTER = "stagebaken.web.reporting.LocationReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "stagebaken.web.reporting.HideAll"
ADMINS: list[Any] = []  # nobody is mailed a traceback

_THROUGH_ROOT: dict[str, Any] = {"handlers": [], "level": "NOTSET", "propagate": True}
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"location": {"()": "stagebaken.web.logs.LocationFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "location"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django gives these handlers of their own, with other formats.
        "django": _THROUGH_ROOT,
        "django.server": _THROUGH_ROOT,
        "django_tasks_db": _THROUGH_ROOT | {"level": "ERROR"},  # "shutting down" is no warning
        # A line for each wrong address or stale form would only count anonymous visitors.
        "django.request": _THROUGH_ROOT | {"level": "ERROR"},
        "django.security": _THROUGH_ROOT | {"level": "ERROR"},
    },
}
