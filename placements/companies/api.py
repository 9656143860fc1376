"""GET /api/v1/companies/, in the shape of contract.md."""

from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from placements.companies.forms import LEVELS
from placements.companies.models import Pathway, TrainingCompany, UnknownPlace
from placements.companies.search import PAGE_LIMIT, PAGE_SIZE, RADIUS_LIMIT, Question
from placements.companies.words import LENGTH_LIMIT
from stagebaken.web.days import today


class Asked(serializers.Serializer[dict[str, Any]]):
    """The question in the address. All of it is optional."""

    q = serializers.CharField(required=False, allow_blank=True, max_length=LENGTH_LIMIT)
    crebo = serializers.RegexField(r"^\d{5}$", required=False)
    pathway = serializers.ListField(
        child=serializers.ChoiceField(choices=Pathway.choices), required=False
    )
    level = serializers.ListField(child=serializers.ChoiceField(choices=LEVELS), required=False)
    near = serializers.CharField(
        required=False, allow_blank=True, max_length=80, help_text="Postcode or place."
    )
    radius_km = serializers.DecimalField(
        required=False,
        max_digits=5,
        decimal_places=2,
        min_value=0,
        max_value=RADIUS_LIMIT,
        coerce_to_string=False,
    )
    commitment = serializers.CharField(
        required=False, max_length=80, help_text="No company has made a commitment yet."
    )
    vetted = serializers.BooleanField(
        required=False, help_text="Only companies that are accredited today."
    )
    page = serializers.IntegerField(required=False, min_value=1, max_value=PAGE_LIMIT)

    def question(self) -> Question:
        asked = self.validated_data
        radius = asked.get("radius_km")
        return Question(
            q=asked.get("q", ""),
            crebo=asked.get("crebo", ""),
            pathways=asked.get("pathway", ()),
            levels=[int(level) for level in asked.get("level", ())],
            near=asked.get("near", ""),
            radius_km=None if radius is None else float(radius),
            commitment=asked.get("commitment", ""),
            accredited_on=today() if asked.get("vetted") else None,
        )


class CompanyResult(serializers.ModelSerializer[TrainingCompany]):
    accredited_for = serializers.SerializerMethodField(
        help_text="Crebo codes for which the company is accredited today."
    )
    distance_km = serializers.FloatField(allow_null=True)
    commitments = serializers.SerializerMethodField()
    allowance = serializers.FloatField(
        source="allowance_euros",
        allow_null=True,
        help_text="Euros a month; null when the company has not said it.",
    )
    reply_rate = serializers.SerializerMethodField(
        help_text="Share of applications that got an answer; null when not known."
    )

    class Meta:
        model = TrainingCompany
        fields = (
            "id", "leerbedrijf_id", "name", "place", "distance_km", "accredited_for",
            "commitments", "allowance", "reply_rate",
        )  # fmt: skip

    def get_accredited_for(self, company: TrainingCompany) -> list[str]:
        day = today()
        programmes = company.programmes.all()
        return sorted({item.crebo for item in programmes if item.crebo and item.is_accredited(day)})

    def get_commitments(self, company: TrainingCompany) -> list[str]:
        return []

    @extend_schema_field(OpenApiTypes.FLOAT)
    def get_reply_rate(self, company: TrainingCompany) -> None:
        return None


class CompanyAnswer(serializers.Serializer[dict[str, Any]]):
    count = serializers.IntegerField()
    facets = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))
    results = CompanyResult(many=True)


class CompanySearch(APIView):
    """Find leerbedrijven. Nothing in here says anything about reports."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="companies",
        parameters=[Asked],
        responses={200: CompanyAnswer, (400, "application/problem+json"): OpenApiTypes.OBJECT},
    )
    def get(self, request: Request) -> Response:
        asked = Asked(data=_given(request.query_params))
        asked.is_valid(raise_exception=True)
        question = asked.question()
        try:
            found = question.found.prefetch_related("programmes")
        except UnknownPlace as unknown:
            raise serializers.ValidationError({"near": "Unknown place or postcode."}) from unknown
        pages = Paginator(found, PAGE_SIZE)
        number = asked.validated_data.get("page", 1)
        companies = list(pages.page(number)) if number <= pages.num_pages else []
        return Response(
            {
                "count": pages.count,
                "facets": question.facets(),
                "results": CompanyResult(companies, many=True).data,
            }
        )


def _given(query: QueryDict) -> QueryDict:
    """What is empty was not asked: a client may send every name of the contract."""
    given = query.copy()
    for name in list(given):
        given.setlist(name, [value for value in given.getlist(name) if value])
        if not given.getlist(name):
            del given[name]
    return given
