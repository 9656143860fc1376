"""Rooms above put their panels on a page."""

from reports.dossiers.panels import Board, Panel


def panel(name: str, order: int, **facts: object) -> Panel:
    values = {"slot": "main", "template": f"{name}.html", "context": lambda: {"of": name}} | facts
    return Panel(name=name, order=order, **values)  # type: ignore[arg-type]


def test_panels_come_in_their_order_and_slot() -> None:
    board = Board()
    board.add(panel("late", 9))
    board.add(panel("early", 1))
    board.add(panel("aside", 5, slot="side"))
    shown = board.shown()
    assert [one.template for one in shown["main"]] == ["early.html", "late.html"]
    assert [one.panel for one in shown["side"]] == [{"of": "aside"}]
    assert shown["steps"] == []


def test_a_panel_without_values_is_not_shown() -> None:
    board = Board()
    board.add(panel("nothing", 1, context=lambda: None))
    assert board.shown()["main"] == []


def test_an_app_made_ready_twice_shows_its_panel_once() -> None:
    board = Board()
    board.add(panel("same", 1))
    board.add(panel("same", 1))
    assert len(board.shown()["main"]) == 1


def test_a_panel_gets_what_the_page_has_open() -> None:
    board = Board()
    board.add(panel("given", 1, context=lambda case, user: {"case": case, "user": user}))
    assert board.shown("case", "user")["main"][0].panel == {"case": "case", "user": "user"}
