"""From answers to what is filed, and what each reader will see of it."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.casework.pages import labels, other_language
from reports.casework.words import WISHES
from reports.dossiers.account import Account
from reports.dossiers.vocabulary import Danger, Form, Ground, Perspective, Phase
from reports.intake.actions import Filing
from reports.intake.answers import Answers, digest
from reports.intake.files import draft_files
from reports.intake.marks import taken_by
from reports.intake.people import (
    Person,
    is_recovery_wrapped,
    only_excludable,
    people_of,
    readers_if_filed,
    recipients_if_filed,
)
from reports.intake.vocabulary import Known, When
from schools.registry.models import School

Fact = tuple[str, str]


def filing_of(answers: Answers, school: School) -> Filing:
    """What the answers become. Answers that the wish makes pointless stay behind."""
    filing = Filing(
        school=school,
        account=Account(
            school=school.code,
            account=answers.account,
            phases=answers.phases,
            grounds=answers.grounds,
            forms=answers.shapes,
            when=_when(answers),
            company_id=answers.company_id,
            company_text=answers.company_text,
            wish=answers.wish,
            danger=answers.danger,
            perspective=answers.perspective,
            taken_by=answers.taken_by,
            taken_role=answers.taken_role,
            channel=answers.channel,
            language="" if answers.taken_by else get_language() or "",
        ),
        files=draft_files(answers),
    )
    return _with_readers(filing, answers) if answers.has_readers else filing


def _with_readers(filing: Filing, answers: Answers) -> Filing:
    is_known = answers.is_known == Known.YES
    return replace(
        filing,
        excluded=only_excludable(filing.school, answers.kept_out),
        outsiders=answers.outsiders,
        known_as=answers.known_as if is_known else "",
        known_contact=answers.known_contact if is_known else "",
        address=answers.address,
    )


def one(code: str) -> list[str]:
    """A single answer as the list that `labels` takes; empty when there is none."""
    return [code] if code else []


def _when(answers: Answers) -> str:
    """In the language of the reporter, as everything the reporter says."""
    chosen = str(When(answers.when).label) if answers.when in When.values else ""
    return " · ".join(filter(None, [chosen, answers.when_text]))


@dataclass(frozen=True)
class Preview:
    """What is shown before filing: for each reader exactly what they get."""

    filing: Filing
    readers: list[Person]
    excluded: list[Person]
    has_recovery: bool
    digest: str

    @property
    def facts(self) -> list[Fact]:
        """What the team reads beside the story itself."""
        account, filing = self.filing.account, self.filing
        rows = [
            (_("Of je in gevaar bent"), ", ".join(labels(Danger, one(account.danger)))),
            (_("Opgeschreven door"), taken_by(account)),
            (_("Taal waarin je dit leest"), other_language(account.language)),
            (_("Wie het overkwam"), ", ".join(labels(Perspective, one(account.perspective)))),
            (_("Wanneer ging het mis"), ", ".join(labels(Phase, account.phases))),
            (_("Waar het mee te maken had"), ", ".join(labels(Ground, account.grounds))),
            (_("Hoe het ging"), ", ".join(labels(Form, account.forms))),
            (_("Wanneer het was"), account.when),
            (_("Bedrijf"), account.company_text),
            (_("Wat er moet gebeuren"), str(WISHES.get(account.wish, ""))),
            (_("Wie je bent"), "\n".join(filter(None, [filing.known_as, filing.known_contact]))),
            (_("Mag dit niet weten"), filing.outsiders),
        ]
        return [(label, value) for label, value in rows if value]

    @property
    def counted(self) -> list[Fact]:
        """All that the school gets of a report that is only counted."""
        account = self.filing.account
        rows = [
            (_("Wanneer ging het mis"), ", ".join(labels(Phase, account.phases))),
            (_("Waar het mee te maken had"), ", ".join(labels(Ground, account.grounds))),
        ]
        return [(label, value) for label, value in rows if value]

    @property
    def excluded_members(self) -> list[Person]:
        return [person for person in self.excluded if person.is_on_team]

    @property
    def nobody_reads(self) -> bool:
        return not self.readers


def preview_of(answers: Answers, school: School) -> Preview:
    filing = filing_of(answers, school)
    excluded = set(filing.excluded)
    readers = readers_if_filed(school, excluded) if answers.has_readers else []
    has_recovery = answers.has_readers and is_recovery_wrapped(school, excluded)
    return Preview(
        filing=filing,
        readers=readers,
        excluded=[person for person in people_of(school) if person.id in excluded],
        has_recovery=has_recovery,
        digest=digest(_content(filing), _readers(answers, school, excluded), has_recovery),
    )


def _content(filing: Filing) -> list[Any]:
    decided = [filing.outsiders, filing.known_as, filing.known_contact, filing.address]
    files = [str(file.id) for file in filing.files]
    return [filing.account.as_json(), list(filing.excluded), decided, files]


def _readers(answers: Answers, school: School, excluded: set[str]) -> list[str]:
    """Somebody admitted meanwhile is a reader whom the reporter has not seen."""
    if not answers.has_readers:
        return []
    return sorted(str(recipient.pk) for recipient in recipients_if_filed(school, excluded))
