"""/stage-evaluatie/<token>/: a trainer answers without an account.

The link says nothing of anybody, and the page names no student. Of a link that does not work the
page is the same whatever the reason.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements.evaluations import trainers
from placements.evaluations.forms import TrainerForm
from placements.evaluations.tokens import NoLink
from schools.students.access import sent


@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, token: str) -> HttpResponse:
    try:
        evaluation = trainers.opened(token)
    except NoLink:
        return _dead(request, token)
    answers = TrainerForm(sent(request))
    if request.method == "POST" and answers.is_valid():
        try:
            trainers.send(token=token, answers=answers.answers())
        except NoLink:  # in another tab, a moment ago
            return _dead(request, token)
        return redirect("trainer_evaluation:thanks")
    context = {"evaluation": evaluation, "placement": evaluation.placement, "form": answers}
    status = 422 if answers.errors else 200
    return _private(render(request, "evaluations/trainer_form.html", context, status=status))


@require_POST
def again(request: HttpRequest, token: str) -> HttpResponse:
    trainers.ask_again(token=token)
    return redirect("trainer_evaluation:asked")


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "evaluations/trainer_thanks.html")


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "evaluations/trainer_asked.html")


def _dead(request: HttpRequest, token: str) -> HttpResponse:
    page = render(request, "evaluations/trainer_dead.html", {"token": token}, status=404)
    return _private(page)


def _private(page: HttpResponse) -> HttpResponse:
    """The link is a key: no address that this page leads to learns it, not even one of ours.

    'no-referrer' would make browsers send `Origin: null`, and the form would fail.
    """
    page["Referrer-Policy"] = "strict-origin"
    page["X-Robots-Tag"] = "noindex"
    return page
