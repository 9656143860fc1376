"""GET /api/v1/yearly/{year}/: the published figures, for whom may read the report."""

from typing import Any, cast

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from reports.yearly import access, reading
from reports.yearly.models import Kind
from reports.yearly.reading import Report
from stagebaken.accounts.models import User
from stagebaken.web.problems import documented


class FigureSerializer(serializers.Serializer[Any]):
    scope = serializers.CharField(help_text="A school's code, or mbo, hbo or all.")
    period = serializers.CharField(help_text="School years, such as 2026-2027 or 2026-2029.")
    years = serializers.IntegerField(help_text="1, or 3 for a block of years.")
    table = serializers.CharField()
    item = serializers.CharField()
    label = serializers.CharField(  # type: ignore[assignment]  # a field named so, not its label
        help_text="In the language of Accept-Language."
    )
    value = serializers.IntegerField(allow_null=True, help_text="Rounded by chance to a five.")
    suppressed = serializers.BooleanField()
    of = serializers.CharField(help_text="The whole that n counts; empty for a total.")
    n = serializers.IntegerField(allow_null=True)
    percent = serializers.IntegerField(allow_null=True)
    low = serializers.IntegerField(allow_null=True, help_text="Of the 95 % interval.")
    high = serializers.IntegerField(allow_null=True)


class YearlySerializer(serializers.Serializer[Any]):
    school_year = serializers.CharField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    released_on = serializers.DateField()
    figures = FigureSerializer(many=True)


class Yearly(APIView):
    """The yearly figures of one school (`school`), or without it of all schools, for SBB."""

    @extend_schema(
        operation_id="yearly",
        parameters=[OpenApiParameter("school", str, description="The code of an own school.")],
        responses={200: YearlySerializer, **documented(403, 404)},
    )
    def get(self, request: Request, year: int) -> Response:
        user, code = cast("User", request.user), request.query_params.get("school")
        report = _report(user, year, code)
        answer = {
            "school_year": report.year_name,
            "kind": report.release.kind,
            "released_on": report.release.released_on,
            "figures": reading.rows(report),
        }
        return Response(YearlySerializer(answer).data)


def _report(user: User, year: int, code: str | None) -> Report:
    if code is None:
        return access.group_report(user, year=year)
    return access.school_report(user, code=code, year=year)[0]
