"""The plan as a picture: boxes that hold their names, arrows between neighbours, ways back that never meet."""

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.diagrams import GAP, LINE, WIDTH, picture
from workflows.stages import CULTURAL_HISTORY, stage_machine

KEYS = tuple(stage.key for stage in CULTURAL_HISTORY)
MACHINE = stage_machine(KEYS)
NAMES = {stage.key: stage.name for stage in CULTURAL_HISTORY}
LONG = "Тұлғалар мен оқиғаларды зерттеу, материалдарды сипаттау және құқықтарды реттеу"


def drawn(backs=None, **names):
    return picture(MACHINE, NAMES | names, backs or {})


def test_every_stage_has_a_box_with_its_name_in_the_order_of_the_plan():
    found = drawn()

    assert [node.key for node in found.nodes] == list(KEYS)
    assert [" ".join(node.lines) for node in found.nodes] == list(NAMES.values())
    assert all(above.y + above.height + GAP == below.y for above, below in pairwise(found.nodes))


def test_every_go_of_the_machine_is_an_arrow_from_one_box_to_the_next():
    found = drawn()

    ends = [(above.y + above.height, below.y) for above, below in pairwise(found.nodes)]
    assert found.arrows == ends


def test_a_long_name_goes_on_in_further_lines_and_its_box_grows():
    short, long = drawn().nodes[2], drawn(research_and_description=LONG).nodes[2]

    assert " ".join(long.lines) == LONG
    assert long.height == short.height + LINE * (len(long.lines) - len(short.lines))


@pytest.mark.parametrize("name", ["Ж" * 200, "", "а " * 100])
def test_no_name_is_wider_than_its_box(name):
    node = drawn({(KEYS[2], KEYS[0]): 1}, production=name).nodes[3]

    assert all(len(line) * 8.8 + 44 + 12 <= node.width for line in node.lines)
    assert node.lines


def test_only_the_ways_back_that_were_gone_are_drawn_with_how_often():
    found = drawn({(KEYS[2], KEYS[0]): 2, (KEYS[1], KEYS[0]): 1})

    assert {(arc.source, arc.target): arc.n for arc in found.arcs} == {(KEYS[1], KEYS[0]): 1, (KEYS[2], KEYS[0]): 2}


def test_a_way_that_the_machine_does_not_know_is_left_out():
    assert drawn({(KEYS[0], KEYS[2]): 1, ("gone", KEYS[0]): 1}).arcs == []


def test_without_ways_back_the_boxes_take_the_whole_width():
    assert drawn().nodes[0].width > drawn({(KEYS[1], KEYS[0]): 1}).nodes[0].width


@given(st.sets(st.sampled_from(list(combinations(range(12), 2)))))
def test_whatever_was_gone_back_stays_within_the_picture_and_ends_apart(pairs):
    keys = tuple(f"stage_{n}" for n in range(12))
    backs = {(keys[later], keys[earlier]): 1 for earlier, later in pairs}

    found = picture(stage_machine(keys), dict.fromkeys(keys, "Кезең"), backs)

    assert len(found.arcs) == len(pairs)
    assert all(float(number) >= 0 for arc in found.arcs for number in re.findall(r"-?[\d.]+", arc.path))
    assert all(arc.x <= WIDTH for arc in found.arcs)
    arrivals = [(arc.target, arc.end) for arc in found.arcs]
    assert len(set(arrivals)) == len(arrivals)
