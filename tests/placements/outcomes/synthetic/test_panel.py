"""A panel of schools with an effect that is known: what came of it is found again, on average."""

import numpy as np
import pytest

from placements.outcomes.synthetic.panel import Panel, gen_did


def change(panel: Panel) -> float:
    after, earlier = panel.shares[:, panel.before :], panel.shares[:, : panel.before]
    changes = after.mean(axis=1) - earlier.mean(axis=1)
    return float(changes[panel.treated].mean() - changes[~panel.treated].mean())


@pytest.mark.parametrize("tau", [0.0, 0.12])
def test_the_effect_is_what_was_asked(tau: float) -> None:
    panels = [gen_did(seed=seed, schools=40, treated=20, tau=tau) for seed in range(60)]
    assert np.mean([change(panel) for panel in panels]) == pytest.approx(tau, abs=0.012)


def test_a_trend_of_before_is_no_effect_and_looks_like_one() -> None:
    panels = [gen_did(seed=seed, schools=40, treated=20, years=4, before=2, trend=0.05)
              for seed in range(60)]  # fmt: skip
    assert np.mean([change(panel) for panel in panels]) == pytest.approx(0.1, abs=0.012)
    apart = [panel.shares[panel.treated].mean(axis=0) - panel.shares[~panel.treated].mean(axis=0)
             for panel in panels]  # fmt: skip
    mean = np.mean(apart, axis=0)
    assert mean[1] - mean[0] == pytest.approx(0.05, abs=0.015)


def test_the_seed_says_all_of_a_panel() -> None:
    one, same = (gen_did(seed=7, schools=6, treated=2) for _ in range(2))
    np.testing.assert_array_equal(one.hits, same.hits)
    assert (one.hits <= one.students).all()


@pytest.mark.parametrize(("schools", "treated", "before"), [(3, 0, 1), (3, 3, 1), (3, 1, 2)])
def test_without_both_sides_there_is_no_panel(schools: int, treated: int, before: int) -> None:
    with pytest.raises(ValueError, match="some schools and some years"):
        gen_did(seed=1, schools=schools, treated=treated, before=before)
