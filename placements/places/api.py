"""GET /api/v1/companies/{id}/places/: the places that are open today, for everybody."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from placements.companies.models import TrainingCompany
from placements.places.models import Accessibility, LearningTask, TrainingPlace
from stagebaken.web.days import today
from stagebaken.web.problems import documented


class TaskResult(serializers.ModelSerializer[LearningTask]):
    class Meta:
        model = LearningTask
        fields = ("work_process", "text")


class PlaceResult(serializers.ModelSerializer[TrainingPlace]):
    programme = serializers.CharField(source="programme_name")
    crebo = serializers.CharField(
        source="programme.crebo", allow_null=True, default=None, help_text="null outside the mbo."
    )
    tasks = TaskResult(many=True)
    allowance = serializers.FloatField(
        source="allowance_euros",
        allow_null=True,
        help_text="Euros a month; null when the company has not said it.",
    )
    has_employment_contract = serializers.BooleanField(source="is_apprenticeship")
    accessibility = serializers.ListField(
        child=serializers.ChoiceField(choices=Accessibility.choices)
    )

    class Meta:
        model = TrainingPlace
        fields = (
            "id", "title", "programme", "crebo", "pathway", "level", "description", "tasks",
            "hours_per_week", "working_times", "starts_on", "ends_on", "closes_on", "number",
            "allowance", "has_employment_contract", "accessibility", "accessibility_text",
        )  # fmt: skip


class PlacesAnswer(serializers.Serializer[dict[str, Any]]):
    count = serializers.IntegerField()
    results = PlaceResult(many=True)


class Places(APIView):
    """Open places of one company. No place asks who a student is."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="company_places", responses={200: PlacesAnswer, **documented(404)})
    def get(self, request: Request, company_id: UUID) -> Response:
        company = get_object_or_404(TrainingCompany, pk=company_id)
        found = TrainingPlace.objects.open(today()).filter(company=company).for_pages()
        results = PlaceResult(found, many=True).data
        return Response({"count": len(results), "results": results})
