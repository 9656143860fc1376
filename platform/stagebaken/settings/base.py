"""What every installation shares. Only this package reads the environment."""

from pathlib import Path
from typing import Any

import environ

from stagebaken.settings.serving import *  # noqa: F403
from stagebaken.settings.signing_in import *  # noqa: F403

ROOT = Path(__file__).resolve().parents[3]
LOCAL = False  # True on one machine only: no TLS, and a demo may be in the database
env = environ.Env()
STATE_DIR = Path(env.str("STATE_DIR", default=str(ROOT / "var")))

INSTALLED_APPS = [
    "reports.demo",
    "reports.board",
    "reports.export",
    "reports.oral",
    "reports.replacing",
    "reports.intake",
    "reports.hearings",
    "reports.answers",
    "reports.handover",
    "reports.reporter",
    "reports.dossiers",
    "reports.aftercare",
    "reports.retention",
    "reports.rights",
    "reports.ladder",
    "reports.links",
    "reports.phrases",
    "reports.tasks",
    "reports.consents",
    "reports.casework",
    "reports.strongroom",
    "reports.attachments",
    "reports.notices",
    "reports.registration",
    "reports.yearly",
    "placements.interventions",
    "placements.stagepact",
    "placements.releases",
    "placements.cohorts",
    "placements.dashboard",
    "placements.outcomes",
    "placements.overview",
    "placements.replacement",
    "placements.saved_searches",
    "placements.preparation",
    "placements.matching",
    "placements.evaluations",
    "placements.agreements",
    "placements.measures",
    "placements.search",
    "placements.profiles",
    "placements.supervision",
    "placements.applications",
    "placements.imports",
    "placements.quickscan",
    "placements.resources",
    "placements.commitments",
    "placements.places",
    "placements.wording",
    "placements.contacts",
    "placements.accreditations",
    "placements.companies",
    "placements.geography",
    "schools.origin",
    "schools.messages",
    "schools.students",
    "schools.terms",
    "schools.administration",
    "schools.teams",
    "schools.registry",
    "stagebaken.backup",
    "stagebaken.schedule",
    "stagebaken.accounts",
    "stagebaken.audit",
    "stagebaken.vault",
    "stagebaken.web",
    "stagebaken.postbox",
    "stagebaken.ui",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "drf_spectacular",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "stagebaken.web.anonymity.AnonymousRouteMiddleware",  # first: nothing else sees the visitor
    "stagebaken.web.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "stagebaken.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "stagebaken.web.anonymity.AnonymousViewMiddleware",  # after CSRF, which reads the referrer
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "stagebaken.vault.sessions.VaultCookieMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "stagebaken.web.errors.MethodMiddleware",
    "stagebaken.accounts.middleware.SignInRequiredMiddleware",
    "stagebaken.accounts.middleware.SecondFactorRequiredMiddleware",
    "stagebaken.accounts.middleware.StepUpMiddleware",
    "stagebaken.web.errors.BusyMiddleware",
]

ROOT_URLCONF = "stagebaken.urls"
WSGI_APPLICATION = "stagebaken.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "stagebaken.web.context.demo_banner",
                "stagebaken.accounts.context.work",
                "reports.strongroom.context.vault_strip",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SQLITE_OPTIONS = {
    # IMMEDIATE: a read-then-write under the default DEFERRED fails with "locked" (docs/adr).
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # secure_delete: without it a destroyed key stays readable in the file (vault promise P6).
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;"
        "PRAGMA temp_store=MEMORY;PRAGMA cache_size=-64000;PRAGMA foreign_keys=ON"
    ),
}


def database(default: str) -> dict[str, Any]:
    """Read DATABASE_URL; SQLite gets the pragmas that the vault's promises need."""
    config: dict[str, Any] = env.db_url("DATABASE_URL", default=default)
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = dict(SQLITE_OPTIONS)
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config


# Kept outside the database, best on another machine: they find a cut tail of the audit log, and
# keep a restored backup from undoing a destruction (vault promises P5 and P6).
AUDIT_HEAD_FILE = Path(env.str("AUDIT_HEAD_FILE", default=str(STATE_DIR / "audit" / "head")))
DESTRUCTIONS_FILE = AUDIT_HEAD_FILE.with_name("destructions")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # ends with the browser
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds: a working day
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"  # 'no-referrer' makes browsers send `Origin: null`
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "media-src": ["'self'", "blob:"],
        "font-src": ["'none'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["'none'"],
    }
}

REST_FRAMEWORK = {
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["stagebaken.web.parsers.BoundedJSONParser"],
    "EXCEPTION_HANDLER": "stagebaken.web.problems.handler",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Stagebaken",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
}

# Ways from pages of students to other rooms: (student, user) -> Door | None, in this order.
STUDENT_DOORS = [  # for a coordinator, on the page of one student
    "placements.overview.doors.of_student",
    "placements.agreements.doors.of_student",
    "placements.replacement.doors.of_student",
    "placements.evaluations.doors.of_student",
    "schools.messages.doors.of_student",
]
OWN_DOORS = [  # for a student, on the own page
    "placements.agreements.doors.own",
    "placements.replacement.doors.own",
    "placements.matching.doors.own_rounds",
    "placements.evaluations.doors.own",
    "schools.messages.doors.of_own",
    "placements.overview.doors.of_own",
    "placements.saved_searches.doors.own",
    "placements.preparation.doors.own",
]
SCHOOL_DOORS = [  # (school, user) -> Door | None: for a coordinator, above the list of students
    "placements.overview.doors.of_school",
    "placements.agreements.doors.of_school",
    "placements.evaluations.doors.of_school",
    "schools.messages.doors.of_school",
    "placements.preparation.doors.of_school",
    "placements.stagepact.doors.of_school",
]
# What each room adds to a student's copy of everything under the own record; ADR 57.
OWN_COPIES = [
    "schools.students.own_copy.COPY",
    "schools.messages.own_copy.COPY",
    "placements.applications.own_copy.COPY",
    "placements.preparation.own_copy.COPY",
    "placements.saved_searches.own_copy.COPY",
    "placements.matching.own_copy.COPY",
    "placements.agreements.copies.COPY",
    "placements.replacement.own_copy.COPY",
    "placements.evaluations.own_copy.COPY",
    "placements.cohorts.own_copy.COPY",
]

# Numbers that the product promises, with their unit and source.
RECEIPT_ARGON2 = {"memory_cost": 19 * 1024, "iterations": 2, "lanes": 1}  # KiB; vault.md
PASSPHRASE_ARGON2 = {"memory_cost": 64 * 1024, "iterations": 3, "lanes": 1}  # KiB; vault.md
ARGON2_LANE_SIZE = 2  # concurrent derivations per lane and process; vault.md "Work bounds"
ARGON2_WAIT_SECONDS = 2.0  # then "busy, try again in a moment"; vault.md
DOSSIER_MINUTES = 30  # an opened dossier on the reporter's side; vault.md
VAULT_IDLE_MINUTES = 30  # an unlocked staff key without use; vault.md
LEAVE_DAYS = 14  # a suspended member's wraps, when no second member confirms; vault.md
DRILL_DAYS = 365  # a recovery drill is due a year after the last; vault.md
HAND_OVER_BATCH = 100  # dossiers wrapped for a newcomer per page: about a second of work
TICKET_HOURS = 48  # life of a receipt's ticket; contract.md
ACKNOWLEDGE_LIMIT_DAYS = 7  # calendar days after receipt; R7, never longer
FEEDBACK_LIMIT_MONTHS = 3  # calendar months after acknowledgement; R7, never longer
REMIND_WORKING_DAYS = 2  # before a deadline: news to whoever took the case up; issue 4
ESCALATE_WORKING_DAYS = 1  # before a deadline: news to the other readers, or told to the reporter
TASK_LATE_WORKING_DAYS = 2  # after a task's day: the same, for a task that stays undone
RETENTION_LOGBOOK_MONTHS = 60  # calendar months without a visit of what is only kept; issue 4
RETENTION_LEAST_MONTHS = 3  # calendar months after closing: the shortest that a school can choose
RETENTION_WARNING_DAYS = 30  # days before the end that the dossier says so; issue 4
HOLD_LONGEST_DAYS = 366  # calendar days that one hold delays the end; then somebody decides anew
BOARD_COLUMN_CASES = 25  # cards in a column of the board; the rest stands in the list; ADR 40
BOARD_NEWEST_CASES = 50  # unconfirmed cases that a page looks through for danger; ADR 40
BOARD_LATEST_CASES = 50  # of each turn, with the latest deadlines: looked through likewise; ADR 40
BOARD_ACKNOWLEDGE_CASES = 100  # cases to tick at once when confirming receipt; ours
SEARCH_CASES = 2000  # cases that one search or sealed filter opens; issue 4
LIMIT_NEAR_DAYS = 14  # days before the outer limit from which it is shown above a paused term
AFTERCARE_DAYS = 14  # calendar days to the first check-in; domain.md (c), ◐
ATTACHMENT_LIMIT = 10  # files a dossier
ATTACHMENT_BYTES = 25 * 1024 * 1024  # bytes a file
ATTACHMENT_CLEAN_BYTES = 32 * 1024 * 1024  # bytes a cleaned file: pictures may grow a little
DISK_RESERVE_BYTES = 1024**3  # left for reports, keys and the log: files alone may fill no disk
ATTACHMENT_PIXELS = 64_000_000  # a picture; phones make 12 to 50 million, then memory runs out
ATTACHMENT_PAGES = 500  # a PDF
CLEANER_MEMORY = 1024**3  # bytes of address space: 64 million pixels, turned upright
CLEANER_CPU_SECONDS = 20  # a full 25 MB takes about 3
CLEANER_SECONDS = 40  # by the clock, on a machine that is busy
CLEANER_PLACES = 2  # children at once and process: the machine's memory divides by theirs
CLEANER_WAIT_SECONDS = 5.0  # then "busy, try again in a moment"
CLEANER_STREAM_BYTES = 200_000_000  # one unfolded stream of a PDF: an A3 scan in colour, 600 dpi
CLEANER_DOCUMENT_BYTES = 2_000_000_000  # all of them; they are unfolded one at a time
EXPORT_CHARACTERS = 1_000_000  # of a PDF copy of a dossier: about a second of work; then JSON alone
EXPORT_PLACES = 1  # PDF copies being made at once and process
EXPORT_WAIT_SECONDS = 5.0  # then "busy, try again in a moment"
FILE_UPLOAD_HANDLERS = ["reports.attachments.uploads.SealingUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes of a form without its files
DATA_UPLOAD_MAX_NUMBER_FILES = 3 * ATTACHMENT_LIMIT  # some too many get a sentence, not an error
COMMITMENT_REMINDER_DAYS = (60, 30, 7)  # days before a commitment lapses; issue 3, R19
SBB_RESPONSE_DAYS = 3  # working days in which SBB responds to a report; domain.md R3
SBB_NEXT_DAYS = 42  # calendar days in which SBB says more, as proposed to the advisor; ours
SBB_NEXT_MOST_DAYS = 183  # calendar days: the farthest that SBB can put that day; ours
SBB_KEEP_DAYS = 730  # calendar days after the outcome that SBB keeps its copy; ADR 37
SBB_OPEN_DAYS = 1095  # calendar days that SBB keeps what it never concluded; ADR 37
SBB_AGREEMENT_DAYS = 730  # calendar days: the longest that agreements can run; ours
HEARING_WORKING_DAYS = 10  # a company's term to answer, proposed to the member; ours
HEARING_LONGEST_DAYS = 60  # calendar days: the longest term that a member can set; ours
HEARING_REMINDER_DAYS = 3  # calendar days before the term ends the team hears of it; ours
HEARING_MINUTES = 30  # a question that a company opened, without use; as a reporter's dossier
MEASURE_REMINDER_DAYS = (14, 0)  # days before a school looks at a decision again; issue 4
MEASURE_REVIEW_DAYS = 365  # a school looks at its own decision again within this; ADR 29
MEASURE_LONGEST_DAYS = 730  # then it decides anew; the two years of domain.md (c)
MEASURE_KEEP_DAYS = 730  # what ended is deleted after this, with its history; ADR 29
RIGHTS_MONTHS = 1  # calendar months in which a request about data is answered; GDPR art. 12
RIGHTS_MORE_MONTHS = 2  # once, with a reason told within the first; GDPR art. 12
RIGHTS_ANSWER_DAYS = 7  # days before the end: the fixed day of the letter about reports; ADR 44
RIGHTS_REMINDER_DAYS = (7, 3, 0)  # days before a term ends, and once more when it has; issue 4
RIGHTS_OLDEST_DAYS = 365  # a letter that lay unopened for longer is a mistake in the day; ours
RIGHTS_KEEP_DAYS = 730  # a closed request is deleted after this; ADR 44
APPLICATION_TERM_DAYS = 21  # calendar days in which a company answers, unless it promised; ours
APPLICATION_REMINDER_DAYS = (7, 14)  # days after arrival, when it is not answered; issue 5
APPLICATION_TURN_DAYS = 7  # a student is reminded, once, that an answer waits; ours
APPLICATION_KEEP_DAYS = 365  # what was closed is deleted after this, with its copy; ours
APPLICATIONS_RUNNING = 20  # of one student at once: more than anybody follows; ours
REPLY_RATE_FLOOR = 10  # applications before a company's answering is shown; contract.md, issue 5
REPLY_RATE_DAYS = 365  # the past year of applications counts; ours
REPLACEMENT_DAYS = 180  # a request for a new place without an answer runs out; ADR 30
REPLACEMENT_WARN_DAYS = 60  # before a recognition ends, coordinators hear it; ADR 57
REPLACEMENT_KEEP_DAYS = 365  # what was closed is deleted after this; ADR 30
SAVED_SEARCH_NEWS_DAYS = 60  # what was new in a saved search and never looked at goes; ADR 56
MATCHING_WISHES_MOST = 10  # places on a student's list in one round; issue 5
MATCHING_KEEP_DAYS = 365  # a round is deleted after this, with its lists and result; ADR 51
SEARCH_QUIET_DAYS = 14  # of searching without an application, before the overview says so; issue 5
PLACEMENT_ENDING_DAYS = 30  # before the last day the overview says that a placement ends; issue 5
MESSAGES_A_DAY = 50  # of one side in one thread: a conversation, and no flood; ours
EVALUATION_DAYS = 42  # calendar days in which an evaluation can be filled in; ours
EVALUATION_REMINDER_DAYS = 14  # calendar days after the first mail: one reminder; ours
EVALUATION_LINK_DAYS = 28  # calendar days that a trainer's link works; ADR 54
EVALUATION_LINKS_MOST = 5  # links for one evaluation: it is no way to mail somebody; ADR 54
EVALUATION_FIGURES_ON = (10, 1)  # month and day after a school year: all of it is closed by then
EVALUATION_KEEP_DAYS = 800  # two school years and the months until their figures; ADR 54
COHORT_KEEP_MONTHS = 25  # calendar months: two years until a block of three is out, and one; ADR 61
STUDENT_FILE_DAYS = 1  # nights that a list of students waits to be carried out; ADR 46
STUDENT_FILE_BYTES = 2 * 1024 * 1024  # bytes of an uploaded list: some 20,000 students; ours
STUDENT_FILE_LINES = 100  # refused lines that the page of a list names; ours
OUTCOMES_PROVISIONAL_ON = (10, 1)  # month and day after a school year: its searches are over
OUTCOMES_FINAL_ON = (3, 1)  # of the calendar year after that: what came in late is in
OUTCOMES_FIRST_BLOCK = 2022  # the school year with which the first block of three begins; ADR 62
YEARLY_PROVISIONAL_ON = (10, 1)  # month and day after a school year: its reports are in
YEARLY_FINAL_ON = (3, 1)  # of the calendar year after that: three months of handling have passed
YEARLY_FIRST_BLOCK = 2026  # the school year with which the first block of three begins
YEARLY_GROUP_SCHOOLS = 5  # schools with reports before their figures are taken together; our choice
REPORTER_MAIL_SECONDS = 10  # a member waits this long for the mail server at most
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="stagebaken@localhost")  # to staff
NEUTRAL_FROM_EMAIL = env.str("NEUTRAL_FROM_EMAIL", default="bericht@localhost")
NEUTRAL_PAGE = "https://www.buienradar.nl/"  # the quick exit ends here: weather says nothing
