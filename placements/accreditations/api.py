"""/api/v1/accreditations/: register facts for the systems of schools, as SBB's own services.

Whether, and since when; never why (ADR 21).
"""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from placements.accreditations.bpv import SUBSCRIBED_LIMIT, bpv_services
from schools.registry.programmes import Pathway
from stagebaken.web.problems import documented

LEERBEDRIJF_ID, CREBO = r"^[0-9]{9}$", r"^[0-9]{5}$"


class VerifyQuestion(serializers.Serializer[dict[str, Any]]):
    leerbedrijf_id = serializers.RegexField(LEERBEDRIJF_ID)
    crebo = serializers.RegexField(CREBO)
    day = serializers.DateField(help_text="First day of the placement.")
    pathway = serializers.ChoiceField(
        choices=Pathway.choices, required=False, help_text="Without it: in any pathway."
    )


class VerifyAnswer(serializers.Serializer[dict[str, Any]]):
    leerbedrijf_id = serializers.CharField()
    crebo = serializers.CharField()
    day = serializers.DateField()
    pathway = serializers.CharField(allow_null=True)
    erkend = serializers.BooleanField()


class ChangesQuestion(serializers.Serializer[dict[str, Any]]):
    leerbedrijf_id = serializers.ListField(
        child=serializers.RegexField(LEERBEDRIJF_ID),
        max_length=SUBSCRIBED_LIMIT,
        help_text="The companies to follow, at most a hundred. There is no list of all.",
    )
    after = serializers.IntegerField(
        required=False, min_value=0, max_value=2**62, help_text="`next` of the answer before."
    )


class Change(serializers.Serializer[Any]):
    leerbedrijf_id = serializers.CharField()
    crebo = serializers.CharField()
    pathway = serializers.CharField()
    day = serializers.DateField()
    erkend = serializers.BooleanField(source="is_erkend")


class ChangesAnswer(serializers.Serializer[dict[str, Any]]):
    results = Change(many=True)
    next = serializers.IntegerField(help_text="Send it as `after` to get what comes later.")


class Verify(APIView):
    """Is this company accredited for this programme on that day? Unknown numbers are not."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="verify_accreditation",
        parameters=[VerifyQuestion],
        responses={200: VerifyAnswer} | documented(400),
    )
    def get(self, request: Request) -> Response:
        asked = VerifyQuestion(data=request.query_params)
        asked.is_valid(raise_exception=True)
        facts = asked.validated_data
        answer = facts | {"pathway": facts.get("pathway"), "erkend": bpv_services().verify(**facts)}
        return Response(VerifyAnswer(answer).data)


class Changes(APIView):
    """What changed in the accreditation of the companies that you name."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="accreditation_changes",
        parameters=[ChangesQuestion],
        responses={200: ChangesAnswer} | documented(400),
    )
    def get(self, request: Request) -> Response:
        asked = ChangesQuestion(data=request.query_params)
        asked.is_valid(raise_exception=True)
        after = asked.validated_data.get("after", 0)
        found = bpv_services().mutations(
            leerbedrijf_ids=asked.validated_data["leerbedrijf_id"], after=after
        )
        last = found[-1].number if found else after
        return Response(ChangesAnswer({"results": found, "next": last}).data)
