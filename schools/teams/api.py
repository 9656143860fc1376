"""GET /api/v1/schools/{code}/team/, in the shape of contract.md."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from schools.registry.models import School
from schools.teams.people import people_of
from stagebaken.web.problems import documented


class PersonSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(help_text="For `exclude` of a report.")
    name = serializers.CharField()
    role = serializers.CharField(help_text="In words, in the language of Accept-Language.")


class Team(APIView):
    """Who could read a report at this school, so that a reporter can exclude somebody."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="team", responses={200: PersonSerializer(many=True), **documented(404)}
    )
    def get(self, request: Request, code: str) -> Response:
        school = get_object_or_404(School.objects.select_related("vault"), code=code)
        return Response(PersonSerializer(people_of(school), many=True).data)
