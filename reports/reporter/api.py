"""The reporter's side of the API: the same actions as the pages; the receipt in bodies alone."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import APIException
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from reports.casework.models import Case
from reports.dossiers.account import ACCOUNT_LIMIT
from reports.dossiers.actions import Said
from reports.dossiers.vocabulary import Wish
from reports.reporter import actions
from reports.reporter.actions import OwnDossier
from reports.reporter.pages import opened, readers
from stagebaken.vault import receipts
from stagebaken.vault.errors import InvalidReceipt, UnknownReceipt


class ReceiptRefused(APIException):
    """The check digit does not fit: a typing mistake."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = "The check digit of this receipt is wrong."
    default_code = "invalid_receipt"


class ReceiptUnknown(APIException):
    """No dossier has this receipt."""

    status_code = status.HTTP_404_NOT_FOUND
    default_detail = "No dossier has this receipt."
    default_code = "unknown_receipt"


class ReceiptSerializer(serializers.Serializer[Any]):
    receipt = serializers.CharField(max_length=200, write_only=True)


class MessageSerializer(ReceiptSerializer):
    text = serializers.CharField(max_length=ACCOUNT_LIMIT)


class OpenedSerializer(serializers.Serializer[Any]):
    """A dossier as its reporter sees it."""

    status = serializers.CharField(help_text="domain.md (c), or kept, counted")
    whose_turn = serializers.CharField(allow_null=True)
    due = serializers.DateField(allow_null=True)
    report = serializers.DictField(help_text="as filed")
    timeline = serializers.ListField(child=serializers.DictField())
    messages = serializers.ListField(child=serializers.DictField())
    decisions = serializers.DictField()


class SentSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()


def own_dossier(typed: str) -> OwnDossier:
    """Open with a typed receipt; the error never repeats it."""
    try:
        keys = receipts.derive(receipts.normalise(typed))
        return actions.open_own(locator=keys.locator, wrapping_key=keys.wrapping_key)
    except InvalidReceipt:
        raise ReceiptRefused from None
    except UnknownReceipt:
        raise ReceiptUnknown from None


PROBLEMS = {
    404: OpenApiResponse(description="No dossier has this receipt."),
    422: OpenApiResponse(description="The check digit is wrong."),
    503: OpenApiResponse(description="Busy: try again in a moment."),
}


class DossierView(APIView):
    """Anonymous: the receipt is the only credential."""

    authentication_classes = ()
    permission_classes = (AllowAny,)


class OpenView(DossierView):
    @extend_schema(
        request=ReceiptSerializer, responses={200: OpenedSerializer, **PROBLEMS}, auth=[]
    )
    def post(self, request: Request) -> Response:
        form = ReceiptSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        return Response(as_opened(own_dossier(form.validated_data["receipt"])))


class MessagesView(DossierView):
    @extend_schema(request=MessageSerializer, responses={201: SentSerializer, **PROBLEMS}, auth=[])
    def post(self, request: Request) -> Response:
        form = MessageSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        own = own_dossier(form.validated_data["receipt"])
        message = actions.send(own=own, text=form.validated_data["text"])
        return Response({"id": str(message.pk)}, status=status.HTTP_201_CREATED)


def as_opened(own: OwnDossier) -> dict[str, Any]:
    case, decided = own.case, own.decisions
    names = readers(own)
    return {
        "status": status_code(case, decided.wish),
        "whose_turn": case.turn if case else None,
        "due": case.due_on if case else None,
        "report": own.account.as_json(),
        "timeline": [
            {"who": line["title"], "what": str(line["text"]), "when": line["when"]}
            for line in opened(own)
        ],
        "messages": [as_message(said) for said in own.conversation],
        "decisions": {
            "wish": decided.wish,
            "outsiders": decided.outsiders,
            "known_as": decided.known_as,
            "readers": names["can"],
            "excluded": names["cannot"],
            "has_address": own.report.address is not None,
        },
    }


def as_message(said: Said) -> dict[str, Any]:
    return {
        "id": said.id,
        "day": said.day,
        "from": said.side,
        "kind": said.kind,
        "author": said.author,
        "role": said.role,
        "text": said.text,
    }


def status_code(case: Case | None, wish: str) -> str:
    if case is not None:
        return case.status
    return "counted" if wish == Wish.COUNT else "kept"
