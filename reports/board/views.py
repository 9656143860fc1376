"""The pages of /zaken/ that are about many cases: thin. Words are only ever sent by POST."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from reports.board.actions import acknowledge_all
from reports.board.asking import BOARD, LIST, URGENCY, Wanted
from reports.board.columns import columns
from reports.board.forms import SearchForm, TickForm
from reports.board.listing import Listing
from reports.board.rows import Cards, Row, rows
from reports.board.searching import Sought, search
from reports.casework.access import TeamView
from reports.casework.models import Case, Status
from reports.casework.opening import read_cards
from schools.registry.models import Sector
from schools.teams.policy import team_schools
from stagebaken.accounts.kept import KeepsWords
from stagebaken.vault.errors import VaultLocked
from stagebaken.vault.sessions import UnlockedMember, unlocked
from stagebaken.web.days import today

PAGE_SIZE = 50
SURE = "zeker"  # the field of whoever read how many it will be


class ListingView(TeamView):
    """A page about the cases that this member can open at the schools where they work."""

    def listing(self, wanted: Wanted) -> Listing:
        return Listing(self.user, team_schools(self.request), wanted)

    @cached_property
    def has_sbb(self) -> bool:
        """Whether a school where this member handles cases is of the mbo (R15)."""
        schools = team_schools(self.request).values()
        return any(school.sector == Sector.MBO for school in schools)


class Cases(ListingView):
    """All cases that this member can open, as a board or as a list; overdue first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        wanted = Wanted.of(request.GET, has_sbb=self.has_sbb)
        listing = self.listing(wanted)
        shown = self.as_board(listing) if wanted.view == BOARD else self.as_list(listing)
        context = {"listing": listing, "wanted": wanted, "today": today()}
        context["form"] = SearchForm(has_sbb=self.has_sbb)
        return render(request, "board/cases.html", context | shown)

    def as_board(self, listing: Listing) -> dict[str, Any]:
        latest = listing.latest(beyond=settings.BOARD_COLUMN_CASES)
        cases = listing.cases([*listing.tops(), listing.newest(), *latest])
        shown, is_unlocked = self.opened(cases)
        resting = listing.count(replace(listing.wanted, turn="rust"))
        return {
            "columns": columns(listing, shown),
            "rows": shown,
            "resting": resting,
            "is_unlocked": is_unlocked,
        }

    def as_list(self, listing: Listing) -> dict[str, Any]:
        page: Page[int] = Paginator(range(listing.count()), PAGE_SIZE).get_page(
            self.request.GET.get("page")
        )
        start = (page.number - 1) * PAGE_SIZE
        first = [listing.newest(), *listing.latest()] if page.number == 1 else []
        cases = listing.cases([*listing.stretch(start, start + PAGE_SIZE), *first])
        in_sight = {case.pk for case in cases[:PAGE_SIZE]}
        shown, is_unlocked = self.opened(cases)
        kept = [row for row in shown if row.is_in_danger or row.case.pk in in_sight]
        return {"page": page, "rows": kept, "is_unlocked": is_unlocked}

    def opened(self, cases: list[Case]) -> tuple[list[Row], bool]:
        """With their sealed titles, while the vault is open."""
        try:
            cards: Cards = read_cards(member=unlocked(self.request), cases=cases)
        except VaultLocked:
            return rows(cases, {}), False
        return rows(cases, cards), True


class SearchPage(KeepsWords, ListingView):
    """Look through what is sealed. The answer holds card lines only, and no browser keeps it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        unlocked(request)
        return self.show(SearchForm(has_sbb=self.has_sbb))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SearchForm(request.POST, has_sbb=self.has_sbb)
        try:
            member = unlocked(request)
        except VaultLocked:
            return self.show(form, 409, is_locked=True)  # the words stay in the form
        if not form.is_valid():
            return self.show(form, 422)
        sought = Sought(**form.cleaned_data)
        listing = self.listing(Wanted(view=LIST, status=sought.status))
        result = search(member=member, listing=listing, sought=sought)
        page = Paginator(result.found, PAGE_SIZE).get_page(request.POST.get("page"))
        shown = rows(listing.these(page.object_list), result.cards)
        return self.show(form, result=result, page=page, rows=shown)

    def show(self, form: SearchForm, status: int = 200, **context: Any) -> HttpResponse:
        context |= {"form": form, "limit": settings.SEARCH_CASES}
        return render(self.request, "board/search.html", context, status=status)


class AcknowledgePage(ListingView):
    """Confirm receipt of several cases: tick, read how many, confirm."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.ask(TickForm(rows=self.received(unlocked(request))))

    def post(self, request: HttpRequest) -> HttpResponse:
        member = unlocked(request)
        form = TickForm(request.POST, rows=self.received(member))
        ticked = form.ticked
        if SURE in request.POST:
            return self.confirm(member, ticked)
        if not ticked:
            return self.ask(form, 422, is_empty=True)
        return render(request, "board/confirm.html", {"ticked": ticked, "sure": SURE})

    def received(self, member: UnlockedMember) -> list[Row]:
        """The most urgent that wait for this, of the vault that is open."""
        listing = self.listing(Wanted(status=Status.RECEIVED))
        own = listing.found.filter(dossier__vault=member.recipient.vault_id).order_by(*URGENCY)
        cases = listing.cases([own[: settings.BOARD_ACKNOWLEDGE_CASES]])
        return rows(cases, read_cards(member=member, cases=cases))

    def ask(self, form: TickForm, status: int = 200, **context: Any) -> HttpResponse:
        context |= {"form": form}
        return render(self.request, "board/acknowledge.html", context, status=status)

    def confirm(self, member: UnlockedMember, ticked: list[Row]) -> HttpResponse:
        done = acknowledge_all(member=member, cases=[row.case for row in ticked])
        if done:
            said = ngettext(
                "De ontvangst van %(count)d zaak is bevestigd. De melder ziet dat.",
                "De ontvangst van %(count)d zaken is bevestigd. De melders zien dat.",
                done,
            )
            messages.success(self.request, said % {"count": done})
        return redirect("board:list")
