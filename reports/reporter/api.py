"""The reporter's side of the API: the same actions as the pages; the receipt in bodies alone."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from reports.attachments import storage
from reports.attachments.storage import StoredFile
from reports.casework.models import Case, Status, Turn
from reports.casework.words import with_line
from reports.dossiers.account import ACCOUNT_LIMIT
from reports.dossiers.actions import Kind, Said, Side
from reports.dossiers.vocabulary import Danger, Form, Ground, Perspective, Phase, Wish
from reports.reporter import actions
from reports.reporter.access import GONE
from reports.reporter.forms import UNKNOWN_CODE
from reports.reporter.history import OWN_ACTS, THEIR_ACTS, events_of, readers
from reports.reporter.opening import MustRenew, OwnDossier, open_own
from stagebaken.audit.models import Event
from stagebaken.vault import receipts
from stagebaken.vault.errors import InvalidReceipt
from stagebaken.web.problems import Problem, documented

RECEIPT_INPUT = 200  # characters, generous to separators
KEPT, COUNTED = "kept", "counted"  # the statuses of a dossier that no team has


class ReceiptSerializer(serializers.Serializer[Any]):
    receipt = serializers.CharField(
        max_length=RECEIPT_INPUT,
        write_only=True,
        help_text="25 digits, with or without spaces. Never in an address.",
    )


class MessageSerializer(ReceiptSerializer):
    text = serializers.CharField(max_length=ACCOUNT_LIMIT)


class AccountSerializer(serializers.Serializer[Any]):
    """The report as it was filed; it never changes."""

    school = serializers.CharField(help_text="The code of a school.")
    account = serializers.CharField()
    phases = serializers.ListField(child=serializers.ChoiceField(choices=Phase.values))
    grounds = serializers.ListField(child=serializers.ChoiceField(choices=Ground.values))
    forms = serializers.ListField(child=serializers.ChoiceField(choices=Form.values))
    when = serializers.CharField()
    company_id = serializers.CharField(help_text="Empty when no company of the register was named.")
    company_text = serializers.CharField()
    wish = serializers.ChoiceField(choices=Wish.values)
    exclude = serializers.ListField(child=serializers.CharField())
    danger = serializers.ChoiceField(choices=Danger.values, allow_blank=True)
    perspective = serializers.ChoiceField(choices=Perspective.values, allow_blank=True)
    taken_by = serializers.CharField(help_text="Who wrote it down for the student, if anybody.")


class ActSerializer(serializers.Serializer[Any]):
    """Something that was done in the dossier: by which role, on which day."""

    day = serializers.DateField()
    by = serializers.CharField(help_text="`reporter`, or the role of a member of staff.")
    what = serializers.ChoiceField(choices=sorted({*OWN_ACTS, *THEIR_ACTS}))


class FileSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(
        source="label", help_text="A neutral name, in the language of Accept-Language."
    )
    size = serializers.IntegerField(help_text="Bytes.")


class SaidSerializer(serializers.Serializer[Any]):
    """One turn of the conversation."""

    id = serializers.UUIDField()
    day = serializers.DateField()
    kind = serializers.ChoiceField(choices=[kind.value for kind in Kind])
    author = serializers.CharField(help_text="Empty for the reporter.")
    text = serializers.CharField()
    files = FileSerializer(many=True)

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python's and `role` one of a field's: they are added here."""
        sides = [side.value for side in Side]
        return super().get_fields() | {
            "from": serializers.ChoiceField(choices=sides),
            "role": serializers.CharField(help_text="The author's title at school, or role."),
        }


class DecisionsSerializer(serializers.Serializer[Any]):
    """What the reporter decided since, and may change on the pages."""

    wish = serializers.ChoiceField(choices=Wish.values)
    outsiders = serializers.CharField(help_text="People outside the team who must not know.")
    known_as = serializers.CharField(help_text="Empty: anonymous.")
    readers = serializers.ListField(child=serializers.CharField(), help_text="Who can open it.")
    excluded = serializers.ListField(child=serializers.CharField(), help_text="Who cannot.")
    has_address = serializers.BooleanField(help_text="The address itself is never shown.")


class OpenedSerializer(serializers.Serializer[Any]):
    """A dossier as its reporter sees it."""

    status = serializers.ChoiceField(choices=[*Status.values, KEPT, COUNTED])
    whose_turn = serializers.ChoiceField(choices=Turn.values, allow_null=True)
    due = serializers.DateField(allow_null=True)
    report = AccountSerializer()
    timeline = ActSerializer(many=True)
    messages = SaidSerializer(many=True)
    decisions = DecisionsSerializer()


class SentSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()


def own_dossier(typed: str) -> OwnDossier:
    """Open with a typed receipt; the error never repeats it."""
    try:
        keys = receipts.derive(receipts.normalise(typed))
        return open_own(locator=keys.locator, wrapping_key=keys.wrapping_key)
    except InvalidReceipt:
        text = _("Er zit een typefout in de code. Kijk elk groepje nog eens na.")
        raise Problem(422, "receipt-mistyped", detail=text) from None
    except GONE:
        raise Problem(404, "receipt-unknown", detail=UNKNOWN_CODE) from None
    except MustRenew:
        text = _(
            "Iemand anders zag deze code. Open het dossier op de site: daar krijg je een nieuwe."
        )
        raise Problem(409, "receipt-must-be-renewed", detail=text) from None


class DossierView(APIView):
    """Anonymous: the receipt is the only credential."""

    authentication_classes = ()
    permission_classes = (AllowAny,)


class OpenView(DossierView):
    @extend_schema(
        operation_id="open_dossier",
        description="Open a dossier with its receipt, and read where it is now.",
        request=ReceiptSerializer,
        responses={200: OpenedSerializer, **documented(400, 404, 409, 413, 422, 503)},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        form = ReceiptSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        own = own_dossier(form.validated_data["receipt"])
        return Response(OpenedSerializer(as_opened(own)).data)


class MessagesView(DossierView):
    @extend_schema(
        operation_id="write_message",
        description="Write to the team, or in a dossier that is only kept, add to the story.",
        request=MessageSerializer,
        responses={201: SentSerializer, **documented(400, 404, 409, 413, 422, 503)},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        form = MessageSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        own = own_dossier(form.validated_data["receipt"])
        kind = Kind.MESSAGE if own.case else Kind.ADDITION
        try:
            message = actions.send(own=own, text=form.validated_data["text"], kind=kind)
        except GONE:
            raise Problem(404, "receipt-unknown", detail=UNKNOWN_CODE) from None
        return Response({"id": str(message.pk)}, status=status.HTTP_201_CREATED)


def as_opened(own: OwnDossier) -> dict[str, Any]:
    case, decided = own.case, own.decisions
    events = events_of(own)
    names = readers(own, events)
    files = storage.listing(dossier=own.dossier, keys=own.keys)
    return {
        "status": status_code(case, decided.wish),
        "whose_turn": case.turn if case else None,
        "due": case.due_on if case else None,
        "report": own.account.as_json(),
        "timeline": [as_act(event) for event in reversed(events) if is_told(event)],
        "messages": [as_message(said, files) for said in own.conversation],
        "decisions": {
            "wish": decided.wish,
            "outsiders": decided.outsiders,
            "known_as": decided.known_as,
            "readers": names.can,
            "excluded": names.excluded,
            "has_address": own.report.address is not None,
        },
    }


def is_told(event: Event) -> bool:
    return event.verb in (OWN_ACTS if event.actor_role == Side.REPORTER else THEIR_ACTS)


def as_act(event: Event) -> dict[str, Any]:
    return {"day": event.day, "by": event.actor_role, "what": event.verb}


def as_message(said: Said, files: Sequence[StoredFile]) -> dict[str, Any]:
    return {
        "id": said.id,
        "day": said.day,
        "from": said.side,
        "kind": said.kind,
        "author": said.author,
        "role": said.role,
        "text": with_line(said.text, said.step, to_reporter=True),
        "files": [file for file in files if str(file.id) in said.files],
    }


def status_code(case: Case | None, wish: str) -> str:
    if case is not None:
        return case.status
    return COUNTED if wish == Wish.COUNT else KEPT
