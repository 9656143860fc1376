"""GET /api/v1/schools/, in the shape of contract.md."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny

from schools.registry.models import School


class SchoolSerializer(serializers.ModelSerializer[School]):
    class Meta:
        model = School
        fields = ("code", "name", "sector")


@extend_schema(operation_id="schools", description="Every school that has a reporting point here.")
class SchoolList(ListAPIView[School]):
    authentication_classes = ()
    permission_classes = (AllowAny,)
    serializer_class = SchoolSerializer
    pagination_class = None

    def get_queryset(self) -> QuerySet[School]:
        return School.objects.all()
