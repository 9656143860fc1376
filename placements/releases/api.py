"""GET /api/v1/outcomes/: published cells, in the shape of contract.md."""

from typing import Any, cast

from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from placements.releases import choosing, policy, public, reading
from placements.releases.models import Kind, PublishedCell, Release
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.web.problems import documented

Seen = list[tuple[Release, tuple[str, ...] | None]]  # releases, with the tables that are seen
YEARS = (2000, 2100)


class Asked(serializers.Serializer[dict[str, Any]]):
    """The question in the address."""

    school = serializers.CharField(max_length=40)
    year = serializers.IntegerField(required=False, min_value=YEARS[0], max_value=YEARS[1])
    release = serializers.CharField(required=False, max_length=36)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """`?year=` without a year asks for none."""
        sent = {name: data[name] for name in self.fields if data.get(name)}
        return cast("dict[str, Any]", super().to_internal_value(sent))

    def validate_release(self, value: str) -> str:
        if value in Kind.values or _is_id(value):
            return value
        raise serializers.ValidationError(_("Deze keuze kennen we niet."))


def _is_id(value: str) -> bool:
    try:
        serializers.UUIDField().to_internal_value(value)
    except serializers.ValidationError:
        return False
    return True


class CellSerializer(serializers.Serializer[Any]):
    school = serializers.CharField()
    year = serializers.IntegerField(help_text="In which the (last) school year starts.")
    years = serializers.IntegerField(help_text="1, or 3 for a block of school years.")
    release = serializers.ChoiceField(choices=Kind.choices)
    release_id = serializers.UUIDField()
    released_on = serializers.DateField()
    form = serializers.ChoiceField(choices=PublishedCell.Form.choices)
    table = serializers.CharField()
    measure = serializers.CharField(help_text="What is counted, or the indicator of a share.")
    herkomst = serializers.CharField()
    gender = serializers.CharField()
    level = serializers.CharField()
    leerweg = serializers.CharField()
    sector = serializers.CharField(help_text="A margin is Totaal.")
    value = serializers.IntegerField(allow_null=True, help_text="Rounded by chance to `base`.")
    suppressed = serializers.BooleanField(help_text="Other hidden figures are left out.")
    base = serializers.IntegerField(allow_null=True)
    k = serializers.IntegerField(allow_null=True)
    n = serializers.IntegerField(allow_null=True)
    estimate = serializers.FloatField(
        allow_null=True, help_text="Whole per cents of k in n; or applications per placement."
    )
    low = serializers.FloatField(allow_null=True, help_text="Of the 95 % interval.")
    high = serializers.FloatField(allow_null=True)


class Outcomes(APIView):
    """Published cells of one school: what it made public, or of an own school all."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="outcomes",
        parameters=[
            OpenApiParameter("school", str, required=True, description="The code of a school."),
            OpenApiParameter("year", int, description="In which the (last) school year starts."),
            OpenApiParameter("release", str, description="provisional, final, block, or an id."),
        ],
        responses={200: CellSerializer(many=True), 304: None, **documented(400, 404)},
    )
    def get(self, request: Request) -> HttpResponse:
        asked = Asked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        code = asked.validated_data["school"]
        release, tables = _release(seen(request, code), asked.validated_data)
        # A release never changes, so its id and what is seen of it say whether an answer did.
        etag = quote_etag(f"{release.pk}-{'all' if tables is None else len(tables)}")
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            answer = Response(status=304)
        else:
            answer = Response(list(reading.rows(release, code, tables)))
        answer["ETag"] = etag
        patch_cache_control(
            answer, no_cache=True, private=tables is None, public=tables is not None
        )
        return answer


def seen(request: Request, code: str) -> Seen:
    """What whoever asks may see of this school."""
    user = request.user
    own = policy.schools_of(user).filter(code=code).first() if isinstance(user, User) else None
    if own is not None:
        return [(one, None) for one in choosing.releases_of(own)]
    school = School.objects.filter(code=code).first()
    return list(public.releases_of(school)) if school else []


def _release(found: Seen, asked: dict[str, Any]) -> tuple[Release, tuple[str, ...] | None]:
    """The latest that fits. Raises Http404, for what is not there and what may not be seen."""
    for release, tables in found:
        wants_year = asked.get("year", release.year) == release.year
        if wants_year and asked.get("release", release.kind) in (release.kind, str(release.pk)):
            return release, tables
    raise Http404
