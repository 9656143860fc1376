"""The order of the questions. What does not matter for the chosen wish is not asked."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.intake import decisions, forms, safety
from reports.intake.answers import Answers


def _always(_: Answers) -> bool:
    return True


def _for_readers(answers: Answers) -> bool:
    """Before the wish is known, these questions may still come."""
    return answers.has_readers or not answers.wish


@dataclass(frozen=True)
class Step:
    """A question: its address, its form, its page."""

    slug: str
    title: Promise
    form: type[forms.StepForm]
    template: str = "intake/cards.html"
    columns: int = 1
    applies: Callable[[Answers], bool] = _always
    may_skip: bool = True
    needs_school: bool = False  # it shows people of the school

    @property
    def url(self) -> str:
        return reverse("intake:step", args=[self.slug])


SCHOOL = Step(
    "school", _("School"), forms.SchoolForm, "intake/school.html", columns=2, may_skip=False
)
STORY = Step("verhaal", _("Wat er gebeurde"), forms.StoryForm, "intake/story.html", may_skip=False)
COMPANY = Step("bedrijf", _("Bedrijf"), forms.CompanyForm, "intake/company.html")
WISH = Step("wens", _("Wat er moet gebeuren"), decisions.WishForm, columns=2, may_skip=False)
INVOLVED = Step(
    "betrokken", _("Wie ermee te maken heeft"), decisions.InvolvedForm, "intake/involved.html",
    applies=_for_readers, needs_school=True,
)  # fmt: skip
READERS = Step(
    "lezers", _("Wie het niet mag zien"), decisions.ReadersForm, "intake/readers.html",
    applies=_for_readers, needs_school=True,
)  # fmt: skip

STEPS = (
    SCHOOL,
    Step("veilig", _("Of je veilig bent"), safety.DangerForm, "intake/danger.html"),
    Step("wie", _("Wie het overkwam"), forms.PerspectiveForm, columns=2),
    Step("moment", _("Wanneer het misging"), forms.PhaseForm, columns=2),
    Step("gronden", _("Waar het mee te maken had"), forms.GroundForm, columns=3),
    Step("vorm", _("Hoe het ging"), forms.ShapeForm, columns=2),
    STORY,
    Step("wanneer", _("Wanneer het was"), forms.WhenForm, "intake/when.html", columns=2),
    COMPANY,
    WISH,
    INVOLVED,
    READERS,
    Step("naam", _("Wie je bent"), decisions.KnownForm, "intake/known.html", applies=_for_readers),
    Step(
        "mail",
        _("Je e-mailadres"),
        decisions.AddressForm,
        "intake/address.html",
        applies=_for_readers,
    ),
)
BY_SLUG = {step.slug: step for step in STEPS}


def path_of(answers: Answers) -> list[Step]:
    return [step for step in STEPS if step.applies(answers)]


def after(step: Step, answers: Answers) -> Step | None:
    """The next question; None when the preview is next."""
    later = STEPS[STEPS.index(step) + 1 :]
    return next((one for one in later if one.applies(answers)), None)


def before(step: Step, answers: Answers) -> Step | None:
    earlier = STEPS[: STEPS.index(step)]
    return next((one for one in reversed(earlier) if one.applies(answers)), None)


def missing(answers: Answers, *, has_school: bool) -> Step | None:
    """The first question without which nothing can be filed."""
    needed = ((SCHOOL, has_school), (STORY, answers.is_told), (WISH, bool(answers.wish)))
    return next((step for step, is_given in needed if not is_given), None)


def progress(step: Step, answers: Answers) -> tuple[int, int]:
    """Where this question stands, counted from one, and how many there are."""
    path = path_of(answers)
    return (path.index(step) + 1 if step in path else 1), len(path)
