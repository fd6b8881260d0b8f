"""The buttons and the handle by which a set is put in order, on the list that shows it."""

from flask import abort, g, request

from app.addresses import row_id
from app.materials.sets import order, queries
from app.materials.sets.rights import may_change
from app.materials.sets.routes import list_at
from app.pages import done


def add_to(bp):
    bp.post(f"/sets/<int:set_id>/materials/<int:material_id>/<any({','.join(order.WAYS)}):way>")(order_set)
    bp.post("/sets/<int:set_id>/materials/<int:material_id>/place")(place_in_set)


def order_set(set_id, material_id, way):
    return put_in_order(set_id, material_id, order.move, way)


def place_in_set(set_id, material_id):
    """Where it was dropped: between the two that are named, of which either may be nothing."""
    between = (request.form.get(name, type=row_id) for name in ("upper", "lower"))
    return put_in_order(set_id, material_id, order.move_between, *between)


def put_in_order(set_id, material_id, move, *where):
    """Back on the same page of the list, at the material that was moved."""
    kept = queries.find(set_id, g.actor)
    if not may_change(kept, g.actor, kept.is_coordinated_by(g.actor)):
        abort(404)
    try:
        move(kept, material_id, *where)
    except LookupError:
        abort(404)
    return done(f"{list_at(kept.project_id, request.form.get('to', ''))}#material-{material_id}")
