"""Receipts and reports for other systems: the same action as the pages (contract.md)."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from placements.companies.models import TrainingCompany
from reports.casework.actions import NoReaders
from reports.dossiers.account import ACCOUNT_LIMIT, Account
from reports.dossiers.vocabulary import Danger, Ground, Perspective, Phase, Wish
from reports.intake.actions import Filing, file_report
from reports.intake.fields import SHORT
from reports.intake.forms import company_name
from reports.intake.people import only_excludable
from reports.intake.school import find_school
from schools.registry.models import School
from stagebaken.vault import receipts
from stagebaken.vault.errors import InvalidReceipt
from stagebaken.web.problems import Problem, documented

RECEIPT_INPUT = 200  # characters, generous to separators
TICKET_INPUT = 200  # characters


class AnonymousView(APIView):
    """Nobody signs in here; whoever holds the receipt is the reporter."""

    authentication_classes = ()
    permission_classes = (AllowAny,)


class TicketSerializer(serializers.Serializer[dict[str, str]]):
    receipt = serializers.CharField(help_text="25 digits: show them, and keep them nowhere.")
    ticket = serializers.CharField(help_text="Proves for 48 hours that the receipt was made here.")


class ReceiptsView(AnonymousView):
    @extend_schema(
        operation_id="make_receipt",
        description="Make a receipt to show before filing, so that a lost answer loses nothing.",
        request=None,
        responses={201: TicketSerializer, **documented(503)},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        receipt = receipts.new_receipt()
        made = {"receipt": receipt, "ticket": receipts.issue_ticket(receipt)}
        return Response(made, status=status.HTTP_201_CREATED)


class ReportSerializer(serializers.Serializer[dict[str, Any]]):
    """A report. Only school, account and wish are required."""

    school = serializers.CharField(max_length=40, help_text="The code of a school.")
    phases = serializers.ListField(
        child=serializers.ChoiceField(choices=Phase.choices), required=False, max_length=10
    )
    grounds = serializers.ListField(
        child=serializers.ChoiceField(choices=Ground.choices), required=False, max_length=30
    )
    account = serializers.CharField(max_length=ACCOUNT_LIMIT)
    company_id = serializers.UUIDField(required=False, help_text="`id` of a company.")
    company_text = serializers.CharField(required=False, allow_blank=True, max_length=SHORT)
    wish = serializers.ChoiceField(choices=Wish.values)
    danger = serializers.ChoiceField(
        choices=Danger.values, required=False, help_text="`now` and `fear` ask for a person today."
    )
    perspective = serializers.ChoiceField(choices=Perspective.values, required=False)
    exclude = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=200, help_text="Ids of the team."
    )
    contact_email = serializers.EmailField(
        required=False, allow_blank=True, max_length=254, help_text="Sealed; staff never see it."
    )
    receipt = serializers.CharField(required=False, max_length=RECEIPT_INPUT)
    ticket = serializers.CharField(required=False, max_length=TICKET_INPUT)

    def validate_school(self, code: str) -> School:
        school = find_school(code)
        if school is None:
            raise serializers.ValidationError(_("Deze school neemt hier geen meldingen aan."))
        return school

    def validate_company_id(self, value: Any) -> TrainingCompany:
        company = TrainingCompany.objects.filter(pk=value).first()
        if company is None:
            raise serializers.ValidationError(_("Dit bedrijf kennen we niet."))
        return company

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "company_id" in attrs and attrs.get("company_text"):
            message = _("Geef company_id of company_text, niet allebei.")
            raise serializers.ValidationError({"company_text": message})
        ids = sorted({str(one) for one in attrs.get("exclude", ())})
        if only_excludable(attrs["school"], ids) != ids:
            message = _("Deze persoon hoort niet bij het team van deze school.")
            raise serializers.ValidationError({"exclude": message})
        return attrs | {"exclude": ids, "receipt": _receipt(attrs)}


def _receipt(attrs: dict[str, Any]) -> str:
    """The receipt that was sent with its valid ticket, or none. The error never repeats it."""
    if "receipt" not in attrs:
        return ""
    try:
        receipt = receipts.normalise(attrs["receipt"])
    except InvalidReceipt:
        message = _("Dit is geen geldige code.")
        raise serializers.ValidationError({"receipt": message}) from None
    if not receipts.ticket_is_valid(receipt, attrs.get("ticket", "")):
        message = _("Bij deze code hoort een geldig ticket.")
        raise serializers.ValidationError({"ticket": message})
    return receipt


class FiledSerializer(serializers.Serializer[dict[str, str]]):
    receipt = serializers.CharField(help_text="Opens the dossier. It is in no other answer.")


class ReportsView(AnonymousView):
    @extend_schema(
        operation_id="file_report",
        description=(
            "File a report. With a receipt and its ticket, sending it again is the same report: "
            "the first content stands and the answer is 200 with an empty object."
        ),
        request=ReportSerializer,
        responses={
            201: FiledSerializer,
            200: OpenApiResponse(description="This receipt had filed before."),
            **documented(400, 409, 413, 503),
        },
        auth=[],
    )
    def post(self, request: Request) -> Response:
        form = ReportSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        receipt = form.validated_data["receipt"] or receipts.new_receipt()
        try:
            filed = file_report(filing=filing_of(form.validated_data), receipt=receipt)
        except NoReaders:
            raise _nobody() from None
        if not filed.is_new:
            return Response({})
        return Response({"receipt": receipt}, status=status.HTTP_201_CREATED)


def filing_of(data: dict[str, Any]) -> Filing:
    company: TrainingCompany | None = data.get("company_id")
    account = Account(
        school=data["school"].code,
        account=data["account"].replace("\r\n", "\n"),
        phases=list(dict.fromkeys(data.get("phases", ()))),
        grounds=list(dict.fromkeys(data.get("grounds", ()))),
        company_id=str(company.pk) if company else "",
        company_text=company_name(company) if company else data.get("company_text", ""),
        wish=data["wish"],
        danger=data.get("danger", ""),
        perspective=data.get("perspective", ""),
        language=get_language() or "",
    )
    return Filing(
        school=data["school"],
        account=account,
        excluded=data["exclude"],
        address=data.get("contact_email", ""),
    )


def _nobody() -> Problem:
    return Problem(
        status.HTTP_409_CONFLICT,
        "no-readers",
        title=_("Niemand van het meldteam kan deze melding lezen"),
        detail=_(
            "Er is niets verstuurd. Sluit minder mensen uit, of kies de wens ‘keep’: dan is de "
            "melding er voor de melder alleen. Hulp buiten school is er altijd: discriminatie.nl."
        ),
    )
