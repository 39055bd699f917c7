"""Who may ask when: the least used first, one place for everybody but the heavy, bounds that hold."""

from __future__ import annotations

import threading

import pytest

from graph.admission import Admission, Busy, Place, TooManyAtOnce
from graph.limits import Limits
from graph.standby import Wanted

SOON = Limits(workers=2, slow=1, queue_seconds=0.05)


@pytest.fixture
def admission() -> Admission:
    return Admission(SOON)


def used(admission: Admission, client: str, seconds: float) -> None:
    admission.leave(admission.enter(client), seconds)


def test_who_used_much_leaves_a_place_free(admission: Admission) -> None:
    used(admission, "hog", 30.0)
    assert admission.enter("hog").heavy
    with pytest.raises(Busy, match="in time"):
        admission.enter("hog")
    assert not admission.enter("new").heavy


def test_many_short_queries_are_not_heavy(admission: Admission) -> None:
    for _ in range(100):
        used(admission, "clicker", 0.03)
    assert not admission.enter("clicker").heavy


def test_with_one_place_everybody_may_have_it() -> None:
    admission = Admission(Limits(workers=1, queue_seconds=0.05))
    used(admission, "hog", 30.0)
    assert admission.enter("hog").heavy


def test_the_slow_lane_gives_a_place_back_and_has_an_end(admission: Admission) -> None:
    first, second = admission.enter("a"), admission.enter("b")
    assert admission.slow_down(first)
    assert not admission.slow_down(second)
    third = admission.enter("c")
    for place in (first, second, third):
        admission.leave(place, 0.0)
    assert not admission.shared()


def test_who_used_least_goes_first() -> None:
    admission = Admission(Limits(workers=1, queue_seconds=30.0))
    used(admission, "hog", 30.0)
    used(admission, "guest", 3.0)
    used(admission, "reader", 0.5)
    holder, order = admission.enter("holder"), list[str]()
    threads = []
    for name in ("hog", "guest", "reader", "new"):
        threads.append(threading.Thread(target=enter_and_leave, args=(admission, name, order)))
        threads[-1].start()
        wait_for_queue(admission, len(threads))
    admission.leave(holder, 0.0)
    for thread in threads:
        thread.join()
    assert order == ["reader", "new", "guest", "hog"]


def enter_and_leave(admission: Admission, client: str, order: list[str]) -> None:
    place = admission.enter(client)
    order.append(client)
    admission.leave(place, 0.0)


def wait_for_queue(admission: Admission, length: int) -> None:
    while len(admission._waiting) < length:
        threading.Event().wait(0.01)


def test_one_client_has_so_many_at_once() -> None:
    admission = Admission(Limits(workers=4, per_client=2))
    places = [admission.enter("a"), admission.enter("a")]
    with pytest.raises(TooManyAtOnce):
        admission.enter("a")
    admission.leave(places.pop(), 0.0)
    assert isinstance(admission.enter("a"), Place)


def test_one_process_always_stands_ready(admission: Admission) -> None:
    assert admission.wanted() == Wanted(normal=2, lowered=0)
    admission.enter("a")
    admission.enter("b")
    assert admission.wanted() == Wanted(normal=1, lowered=0)


def test_nobody_enters_what_is_closed(admission: Admission) -> None:
    admission.close()
    with pytest.raises(Busy):
        admission.enter("a")
