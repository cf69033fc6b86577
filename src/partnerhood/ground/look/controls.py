"""The questions of forms and their controls, written without a template for each: a form of sixty is made in a few milliseconds.

What they say is what Django's own templates say, without the empty lines between options (measured: 60 ms became 20).
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString, mark_safe

WIDGETS = "django/forms/widgets/"
Widget = Mapping[str, Any]


class Controls(DjangoTemplates):
    """Django's renderer, which writes the common controls at once and leaves the others to their templates."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        """One control as the page shows it."""
        write = WRITERS.get(template_name)
        if write is None:
            return mark_safe(super().render(template_name, context, request))  # noqa: S308
        return mark_safe(write(context["widget"]))  # noqa: S308 - every part was escaped where it was written


def question(bound: BoundField, unless: str) -> SafeString:
    """One question of a form: its label, its hint, its control, and what still has to be changed, close together; `unless` says
    when one may leave it empty."""
    several, errors, hint, place = bound.use_fieldset, bound.errors, bound.help_text, _said(bound.auto_id)
    notes = " ".join(f"{place}_{part}" for part, there in (("hint", hint), ("error", errors)) if there)
    attributes: dict[str, str | bool] = {"aria-describedby": notes} if notes and not several else {}
    if errors and not several:
        attributes["aria-invalid"] = "true"
    control = bound.as_widget(attrs=attributes)
    if bound.is_hidden:
        return control
    shape, label = f"field{' wrong' if errors else ''}", _said(bound.label)
    told = f'<p class="hint" id="{place}_hint">{_said(hint)}</p>' if hint else ""
    told += f'<p class="error" id="{place}_error">{" ".join(map(_said, errors))}</p>' if errors else ""
    when = f" <small>{_said(unless)}</small>" if unless else ""
    if several:
        about = f' aria-describedby="{notes}"' if notes else ""
        said = f'<fieldset class="{shape}" id="{place}_all"{about}><legend>{label}{when}</legend>{told}{control}</fieldset>'
    elif getattr(bound.field.widget, "input_type", "") == "checkbox":
        shape = shape.replace("field", "field tick")
        said = f'<div class="{shape}"><label>{control}<span>{label}</span></label>{told}</div>'
    else:
        aim = _said(bound.id_for_label)
        said = f'<div class="{shape}"><label for="{aim}">{label}{when}</label>{told}{control}</div>'
    return mark_safe(said)  # noqa: S308 - every part was escaped where it was written


def _input(widget: Widget) -> str:
    value = f' value="{_said(widget["value"])}"' if widget["value"] is not None else ""
    return f'<input type="{_said(widget["type"])}" name="{_said(widget["name"])}"{value}{_attributes(widget["attrs"])}>'


def _textarea(widget: Widget) -> str:
    value = _said(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_said(widget["name"])}"{_attributes(widget["attrs"])}>\n{value}</textarea>'


def _select(widget: Widget) -> str:
    groups = [_group(name, options) for name, options, _place in widget["optgroups"]]
    return f'<select name="{_said(widget["name"])}"{_attributes(widget["attrs"])}>{"".join(groups)}</select>'


def _group(name: object, options: list[Widget]) -> str:
    told = "".join(
        f'<option value="{_said(one["value"])}"{_attributes(one["attrs"])}>{_said(one["label"])}</option>'
        for one in options
    )
    return f'<optgroup label="{_said(name)}">{told}</optgroup>' if name else told


def _several(widget: Widget) -> str:
    """Ticks or round buttons, one below the other."""
    own = {name: widget["attrs"][name] for name in ("id", "class") if widget["attrs"].get(name)}
    parts = []
    for name, options, _place in widget["optgroups"]:
        told = "".join(f"<div>{_choice(one)}</div>" for one in options)
        parts.append(f"<div><label>{_said(name)}</label>{told}</div>" if name else told)
    return f"<div{_attributes(own)}>{''.join(parts)}</div>"


def _choice(option: Widget) -> str:
    key = option["attrs"].get("id")
    goes_with = f' for="{_said(key)}"' if key else ""
    return f"<label{goes_with}>{_input(option)} {_said(option['label'])}</label>"


def _attributes(attributes: Mapping[str, object]) -> str:
    said = [(name, value) for name, value in attributes.items() if value is not False]
    return "".join(f" {name}" if value is True else f' {name}="{_said(value)}"' for name, value in said)


def _said(value: object) -> str:
    """A value as it stands in a page: escaped, unless it was before."""
    said = str(value)
    return said if isinstance(said, SafeString) else escape(said)


WRITERS: dict[str, Callable[[Widget], str]] = {
    **{f"{WIDGETS}{name}.html": _input for name in ("text", "email", "number", "password", "hidden", "date", "time")},
    **{f"{WIDGETS}{name}.html": _input for name in ("url", "checkbox", "input")},
    f"{WIDGETS}textarea.html": _textarea,
    f"{WIDGETS}select.html": _select,
    f"{WIDGETS}radio.html": _several,
    f"{WIDGETS}checkbox_select.html": _several,
}
