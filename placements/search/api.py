"""GET /api/v1/companies/, in the shape of contract.md."""

from typing import Any

from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from placements.commitments.models import Commitment
from placements.companies.models import SectorChamber
from placements.companies.words import LENGTH_LIMIT
from placements.search.around import NEAR_LIMIT, UnknownPlace
from placements.search.engine import PAGE_LIMIT, RADIUS_LIMIT, Order, Question, answer
from placements.search.facets import Choice, Tally
from placements.search.forms import LEVELS, SCHOOL_LIMIT
from placements.search.own_words import words_of_school
from placements.search.results import Result, results
from schools.registry.programmes import Pathway


class Asked(serializers.Serializer[dict[str, Any]]):
    """The question in the address. All of it is optional."""

    q = serializers.CharField(required=False, allow_blank=True, max_length=LENGTH_LIMIT)
    crebo = serializers.RegexField(r"^[0-9]{5}$", required=False)
    pathway = serializers.ListField(
        child=serializers.ChoiceField(choices=Pathway.choices), required=False
    )
    level = serializers.ListField(child=serializers.ChoiceField(choices=LEVELS), required=False)
    near = serializers.CharField(
        required=False, allow_blank=True, max_length=NEAR_LIMIT, help_text="Postcode or place."
    )
    radius_km = serializers.DecimalField(
        required=False,
        max_digits=5,
        decimal_places=2,
        min_value=0,
        max_value=RADIUS_LIMIT,
        coerce_to_string=False,
    )
    sector = serializers.ListField(
        child=serializers.ChoiceField(choices=SectorChamber.choices), required=False
    )
    commitment = serializers.ListField(
        child=serializers.CharField(max_length=80),
        required=False,
        help_text="Codes of commitments; a company must have made all of them.",
    )
    checked = serializers.BooleanField(
        required=False, help_text="Only commitments that a school or SBB has checked."
    )
    allowance = serializers.BooleanField(required=False, help_text="Only with an allowance.")
    places = serializers.BooleanField(required=False, help_text="Only with an open place.")
    approved = serializers.BooleanField(
        required=False, help_text="Only companies that a hbo school approved; no accreditation."
    )
    vetted = serializers.BooleanField(
        required=False, help_text="Only companies that are accredited today."
    )
    order = serializers.ChoiceField(choices=[one.value for one in Order], required=False)
    school = serializers.CharField(
        required=False, max_length=SCHOOL_LIMIT, help_text="Also understand this school's words."
    )
    page = serializers.IntegerField(required=False, min_value=1, max_value=PAGE_LIMIT)

    def question(self, bits: dict[str, int]) -> Question:
        asked = self.validated_data
        radius = asked.get("radius_km")
        return Question(
            q=asked.get("q", ""),
            crebo=asked.get("crebo", ""),
            near=asked.get("near", ""),
            radius_km=None if radius is None else float(radius),
            is_vetted=asked.get("vetted", False),
            choice=Choice(
                pathways=asked.get("pathway", ()),
                levels=[int(level) for level in asked.get("level", ())],
                sectors=asked.get("sector", ()),
                has_allowance=asked.get("allowance", False),
                has_places=asked.get("places", False),
                is_approved=asked.get("approved", False),
                commitments=[bits[code] for code in asked.get("commitment", ())],
                is_checked=asked.get("checked", False),
            ),
            order=Order(asked["order"]) if "order" in asked else None,
            own_words=words_of_school(asked.get("school", "")),
        )


class CompanyResult(serializers.Serializer[Result]):
    id = serializers.UUIDField(source="company.pk")
    leerbedrijf_id = serializers.CharField(source="company.leerbedrijf_id", allow_null=True)
    name = serializers.CharField(source="company.name")
    place = serializers.CharField(source="company.place")
    distance_km = serializers.FloatField(allow_null=True)
    accredited_for = serializers.ListField(
        child=serializers.CharField(),
        source="crebos",
        help_text="Crebo codes for which the company is accredited today.",
    )
    commitments = serializers.SerializerMethodField()
    allowance = serializers.FloatField(
        source="company.allowance_euros",
        allow_null=True,
        help_text="Euros a month; null when the company has not said it.",
    )
    reply_rate = serializers.FloatField(
        source="company.reply_rate",
        allow_null=True,
        help_text="Share of applications that got an answer; null when not known.",
    )

    def get_commitments(self, result: Result) -> list[str]:
        return [one.commitment_id for one in result.commitments]


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
        bits = dict(Commitment.objects.values_list("code", "bit"))
        if set(asked.validated_data.get("commitment", ())) - set(bits):
            # Nobody can have made a promise that does not exist.
            return Response({"count": 0, "facets": _facets(Tally(), bits), "results": []})
        question = asked.question(bits)
        try:
            found = answer(question, page=asked.validated_data.get("page", 1))
        except UnknownPlace as unknown:
            raise serializers.ValidationError({"near": "Unknown place or postcode."}) from unknown
        told = results(found.hits, question)
        return Response(
            {
                "count": found.total,
                "facets": _facets(found.tally, bits),
                "results": [CompanyResult(one).data for one in told],
            }
        )


def _facets(tally: Tally, bits: dict[str, int]) -> dict[str, dict[str, int]]:
    promised = {
        code: tally.commitment[bit] for code, bit in bits.items() if bit in tally.commitment
    }
    return {
        "pathway": tally.pathway,
        "level": {str(level): count for level, count in tally.level.items()},
        "sector": tally.sector,
        "commitment": promised,
        "more": {
            name: count
            for name, count in (
                ("allowance", tally.allowance),
                ("places", tally.places),
                ("approved", tally.approved),
                ("checked", tally.checked),
            )
            if count
        },
    }


def _given(query: QueryDict) -> QueryDict:
    """What is empty was not asked: a client may send every name of the contract."""
    given = query.copy()
    for name in list(given):
        given.setlist(name, [value for value in given.getlist(name) if value])
        if not given.getlist(name):
            del given[name]
    return given
