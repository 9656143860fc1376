"""The frozen inventory of what an envelope can be for.

A label is part of what is authenticated: changing one makes every envelope under it
unreadable. Tables and columns may be renamed; labels never. New ones are only added.
"""

from enum import StrEnum


class Purpose(StrEnum):
    REPORT_ACCOUNT = "report.account"
    REPORT_CARD = "report.card"
    REPORT_ADDRESS = "report.address"
    REPORT_DECISIONS = "report.decisions"
    MESSAGE_BODY = "message.body"
    NOTE_BODY = "note.body"
    ATTACHMENT_KEY = "attachment.key"
    ATTACHMENT_FACTS = "attachment.facts"
    ATTACHMENT_CHUNK = "attachment.chunk"
    DRAFT = "draft.content"
    MEMBER_KEY = "member.key"
    REPORTER_WRAP = "reporter.wrap"
    DOSSIER_COOKIE = "dossier.cookie"
    VAULT_SESSION = "vault.session"
    RECOVERY_KEY = "recovery.key"
    RECOVERY_TEST = "recovery.test"
    RECOVERY_SHARE = "recovery.share"
    RECOVERY_CEREMONY = "recovery.ceremony"
    FIELD_TOTP = "field.totp"
    BACKUP_CHUNK = "backup.chunk"
    MAIL_ADDRESS = "mail.address"
    SESSION = "session.data"
    CONSENT_REQUEST = "consent.request"
    CONSENT_ANSWERS = "consent.answers"
    LETTER_BODY = "letter.body"
    EXCEPTION_REASON = "exception.reason"
    HEARING_KEY = "hearing.key"
    HEARING_QUESTION = "hearing.question"
    HEARING_ANSWER = "hearing.answer"
    HEARING_MINUTES = "hearing.minutes"
    HEARING_COOKIE = "hearing.cookie"
    HANDOVER_REPLY = "handover.reply"
    SBB_DOCUMENT = "sbb.document"
    SBB_CARD = "sbb.card"
    SBB_LINK = "sbb.link"
    SBB_NOTE = "sbb.note"
    SBB_OUTCOME = "sbb.outcome"
    REPLACING_MATTER = "replacing.matter"
    REPLACING_PROPOSAL = "replacing.proposal"
