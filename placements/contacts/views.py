"""/leerbedrijf/<id>/…: a company's contact persons, and what it says of itself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from placements.companies.models import TrainingCompany
from placements.contacts import actions, policy
from placements.contacts import profile as own_profile
from placements.contacts.access import of_own_company, person, sent
from placements.contacts.errors import LastContact
from placements.contacts.forms import ContactForm, ProfileForm, differences
from placements.contacts.invitation_views import was_invited
from placements.contacts.models import CompanyContact
from stagebaken.accounts.stepup import recent_sign_in_required
from stagebaken.web.days import today

# ---------- what a company says of itself ----------


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_company
def profile(request: HttpRequest, company: TrainingCompany) -> HttpResponse:
    form = ProfileForm(sent(request), instance=_fresh(company))
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, company, form)
        except own_profile.ProfileChanged:
            return _conflict(request, company, form)
        messages.success(request, _("Bewaard. Studenten zien het meteen."))
        return redirect("dashboard:home", company_id=company.pk)
    return _profile_page(request, company, form)


def _save(request: HttpRequest, company: TrainingCompany, form: ProfileForm) -> None:
    own_profile.save(
        by=person(request),
        company_id=company.pk,
        version=form.cleaned_data["version"],
        facts=form.facts(),
    )


def _conflict(request: HttpRequest, company: TrainingCompany, form: ProfileForm) -> HttpResponse:
    """Keep the input, show what is saved now, and let a second press of the button decide."""
    now = _fresh(company)
    changes = differences(form, now)
    form.use_version(own_profile.version_of(now))
    return _profile_page(request, now, form, changes=changes, status=409)


def _profile_page(
    request: HttpRequest,
    company: TrainingCompany,
    form: ProfileForm,
    *,
    changes: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "company": company,
        "form": form,
        "facts": register_facts(company),
        "changes": changes,
        "has_conflict": changes is not None,
    }
    return render(request, "contacts/profile.html", context, status=status)


def _fresh(company: TrainingCompany) -> TrainingCompany:
    """A form writes on the object that it is given: it gets one of its own."""
    return TrainingCompany.objects.get(pk=company.pk)


def register_facts(company: TrainingCompany) -> list[tuple[str, str]]:
    """What the register says, which a contact cannot change here."""
    street = f"{company.street} {company.house_number}".strip()
    place = f"{company.spaced_postcode} {company.place}".strip()
    facts = [
        (_("Naam"), company.name),
        (_("Adres"), "\n".join(filter(None, (street, place)))),
        (_("Leerbedrijf-ID"), company.number),
        (_("KvK-nummer"), company.kvk_number),
        (_("Vestigingsnummer"), company.kvk_establishment),
    ]
    return [(label, value or _("Niet bekend")) for label, value in facts]


# ---------- contact persons ----------


@require_safe
@of_own_company
def people(request: HttpRequest, company: TrainingCompany) -> HttpResponse:
    contacts = CompanyContact.objects.active().filter(company=company)
    context = {
        "company": company,
        "contacts": contacts.select_related("user").order_by("user__name", "pk"),
        "invitations": policy.invitations_of(person(request)).filter(company=company),
        "day": today(),
    }
    return render(request, "contacts/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_company
@recent_sign_in_required
def invite(request: HttpRequest, company: TrainingCompany) -> HttpResponse:
    form = ContactForm(sent(request))
    if request.method == "POST" and form.is_valid() and was_invited(request, company, form):
        return redirect("contacts:people", company_id=company.pk)
    return render(request, "contacts/invite_colleague.html", {"company": company, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_company
@recent_sign_in_required
def end(request: HttpRequest, company: TrainingCompany, contact_id: UUID) -> HttpResponse:
    active = CompanyContact.objects.active().filter(company=company)
    contact: CompanyContact = get_object_or_404(active.select_related("user"), pk=contact_id)
    if request.method == "POST" and _has_ended(request, contact):
        if contact.user == person(request):
            return redirect("account_start")
        return redirect("contacts:people", company_id=company.pk)
    is_last = not active.exclude(pk=contact.pk).exists()
    context = {
        "company": company,
        "contact": contact,
        "is_self": contact.user == person(request),
        "hidden": [("leaves_nobody", "1")] if is_last else [],
        "losses": _losses(contact, is_self=contact.user == person(request), is_last=is_last),
    }
    return render(request, "contacts/end.html", context)


def _has_ended(request: HttpRequest, contact: CompanyContact) -> bool:
    confirmed = request.POST.get("leaves_nobody") == "1"
    try:
        actions.end(by=person(request), contact=contact, leaves_nobody=confirmed)
    except LastContact as refusal:
        messages.warning(request, str(refusal))  # the page below says what it means
        return False
    text = _("%(name)s is geen contactpersoon meer.")
    messages.success(request, text % {"name": contact.user.name})
    return True


def _losses(contact: CompanyContact, *, is_self: bool, is_last: bool) -> list[str]:
    text = _("%(name)s kan de gegevens van dit bedrijf niet meer veranderen.")
    own = _("Je kunt de gegevens van dit bedrijf niet meer veranderen.")
    lines = [own if is_self else text % {"name": contact.user.name}]
    if is_last:
        lines += [
            _("Daarna heeft dit bedrijf geen contactpersoon meer."),
            _("Niemand krijgt dan een herinnering voordat een belofte vervalt."),
            _("Alleen een school of SBB kan dan weer iemand uitnodigen."),
        ]
    return lines
