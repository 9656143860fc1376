"""GET /api/v1/schools/, in the shape of contract.md."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from schools.registry.models import School


class SchoolSerializer(serializers.ModelSerializer[School]):
    class Meta:
        model = School
        fields = ("code", "name", "sector")


class SchoolList(APIView):
    """Every school that has a reporting point here, open or closed for new reports."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="schools", responses=SchoolSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(SchoolSerializer(School.objects.all(), many=True).data)
