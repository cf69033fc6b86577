"""Pages of the charter: its headings side by side in every language it is signed in, its versions, its keys."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb, Difference
from partnerhood.ground.look.templatetags.look import tongue
from partnerhood.ground.operations.refusals import Conflicting
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.signatures import queries as signatures
from partnerhood.pathway.partnerships import access, actions, choices, forms, queries
from partnerhood.pathway.partnerships.pages import keys, naming
from partnerhood.pathway.partnerships.pages.reading import here

IN = ("en", "nl", "fr")


@opens_to(access.charter)
def charter(request: HttpRequest, partnership) -> HttpResponse:
    """What the partners promised each other, in each language side by side, with the keys under it."""
    wording = partnership.charter.wording
    turned = list(signatures.signatures([wording.id]))
    ring = signatures.ring(wording, turned)
    held = access.keys_held(request.person, list(keys.missing_keys(ring)))
    address = reverse("partnerships:sign_charter", args=[partnership.id])
    told = {
        "partnership": partnership,
        "headings": side_by_side(wording),
        "paper": queries.paper(wording),
        "inside": partnership.is_inside,
        "keyring": keys.keyring(
            wording, turned, names(partnership), is_inside=partnership.is_inside, href=address, mine=held
        ),
        "review_date": partnership.charter.review_date,
        "code": keys.short(wording.fingerprint),
        "prepares": access.prepares(request.person, partnership),
        "languages": [(code, tongue(code)) for code in IN],
        "trail": here(partnership),
    }
    return render(request, "partnerships/charter.html", told)


def names(partnership) -> dict:
    """What the partners are called."""
    return naming.names(partnership, {})


def side_by_side(wording) -> list[tuple[object, list[tuple[str, str, str]]]]:
    """Each heading that says something, with its words in every language: code, the language's name, the words."""
    written = wording.content.get("headings", {})
    found = []
    for key, label in choices.HEADINGS:
        versions = [(code, tongue(code), words) for code, words in sorted(written.get(key, {}).items()) if words]
        if versions:
            found.append((label, versions))
    return found


@opens_to(access.charter_inside)
def history(request: HttpRequest, partnership) -> HttpResponse:
    """Every version of the charter, with what changed from one to the next."""
    found = list(signatures.history(partnership.charter.id))
    told = {
        "versions": [
            (one, keys.short(one.fingerprint), differences(before, one) if before else [], queries.paper(one))
            for one, before in zip(found, [*found[1:], None], strict=True)
        ],
        "trail": here(partnership, _crumb(partnership)),
    }
    return render(request, "partnerships/charter_history.html", told)


def differences(before, after) -> list[tuple[str, Difference]]:
    """What changed between two versions: heading by heading, language by language."""
    old, new = before.content.get("headings", {}), after.content.get("headings", {})
    found = []
    for key, label in choices.HEADINGS:
        for code in sorted({*old.get(key, {}), *new.get(key, {})}):
            was, now = old.get(key, {}).get(code, ""), new.get(key, {}).get(code, "")
            if was != now:
                found.append((f"{label} ({tongue(code)})", Difference(was, now, code)))
    return found


def _crumb(partnership) -> Crumb:
    return Crumb(_("Charter"), reverse("partnerships:charter", args=[partnership.id]))


@opens_to(access.partnership_to_prepare)
def write(request: HttpRequest, partnership) -> HttpResponse:
    """Write the charter in one language; what stands in the others goes along unchanged."""
    language = request.GET.get("language", get_language() or "en")
    if language not in IN:
        raise Http404
    kept = getattr(partnership, "charter", None)
    form = forms.Charter.of(request, partnership.base, initial=_stands(kept, language))

    def act(said: dict) -> object:
        return actions.write_charter(
            partnership=partnership,
            headings=_with(kept, language, form.said),
            review_date=said["review_date"],
            deed=request.deed,
        )

    both = None
    try:
        if form.did(act, shows_both=True):
            messages.success(request, _("These are the words of the charter now. Every partner is asked to sign them."))
            return redirect("partnerships:charter", partnership_id=partnership.id)
    except Conflicting:
        now = access.partnership_to_prepare(request.person, partnership.id)
        both = _against(now.charter.wording, language, form.said)
        form.on(now.base)
    told = {
        "form": form,
        "both": both,
        "language": tongue(language),
        "others": [(code, tongue(code)) for code in IN if code != language],
        "is_signed": bool(kept and signatures.keyring(kept.wording).signed),
        "trail": here(partnership, *([_crumb(partnership)] if kept else [])),
    }
    return render(request, "partnerships/write_charter.html", told, status=409 if both else 200)


def _stands(kept, language: str) -> dict[str, object]:
    """The charter's words in one language as its form shows them."""
    if kept is None:
        return {}
    written = kept.wording.content.get("headings", {})
    return {"review_date": kept.review_date, **{key: words.get(language, "") for key, words in written.items()}}


def _with(kept, language: str, said: dict[str, str]) -> dict[str, dict[str, str]]:
    """All headings in all languages, with what was said now in one of them."""
    written = kept.wording.content.get("headings", {}) if kept else {}
    whole = {key: {code: words for code, words in found.items() if code != language} for key, found in written.items()}
    for key, words in said.items():
        whole.setdefault(key, {})[language] = words
    return {key: found for key, found in whole.items() if found}


def _against(wording, language: str, said: dict[str, str]) -> list[tuple[object, Difference]]:
    """What stands now against what was written at the same time."""
    written = wording.content.get("headings", {})
    pairs = [(label, written.get(key, {}).get(language, ""), said.get(key, "")) for key, label in choices.HEADINGS]
    return [(label, Difference(now, mine, language)) for label, now, mine in pairs if now != mine]


@opens_to(access.charter_to_sign, offline=True)
def sign(request: HttpRequest, partnership) -> HttpResponse:
    """Read the charter and turn one's key under it."""
    found = partnership.charter

    def act(said: dict) -> object:
        by = organisation(partnership, said["on_behalf_of"])
        return actions.sign_charter(charter=found, wording=said["wording"], on_behalf_of=by, deed=request.deed)

    form = key_form(request, partnership, found.wording, partnership.base)
    if form.did(act):
        messages.success(request, _("Your key is turned under the charter."))
        return redirect("partnerships:charter", partnership_id=partnership.id)
    told: dict[str, object] = {"changed": []}
    if form.is_bound:
        read = form.data.get("wording", "")
        partnership = access.charter_to_sign(request.person, partnership.id)
        told["changed"] = _changed(partnership.charter, read)
        show_again(form, partnership.charter.wording, partnership.base)
    wording = partnership.charter.wording
    told |= {"paper": queries.paper(wording), "inside": True}
    told |= {"form": form, "headings": side_by_side(wording), "code": keys.short(wording.fingerprint)}
    told |= {"title": _("The charter of %(partnership)s") % {"partnership": partnership.name}}
    told |= {
        "trail": here(partnership, _crumb(partnership)),
        "back": reverse("partnerships:charter", args=[partnership.id]),
    }
    return render(request, "partnerships/signature.html", told, status=409 if told["changed"] else 200)


def _changed(found, read: str) -> list[tuple[str, Difference]]:
    before = (
        signatures.history(found.id).filter(fingerprint=read).first() if read != found.wording.fingerprint else None
    )
    return differences(before, found.wording) if before else []


def key_form(request: HttpRequest, partnership, wording, base) -> forms.Signing:
    """The form under words that are to be signed: for which of one's own partners, and what was displayed."""
    held = access.keys_held(request.person, [one.organisation_id for one in partnership.partners.all()])
    called = names(partnership)
    parties = [(party, called[party]) for party in held]
    return forms.Signing.of(request, base, initial={"wording": wording.fingerprint}, parties=parties)


def show_again(form: forms.Signing, wording, base) -> None:
    """Ask again under the words as they stand now."""
    form.data = {**form.data.dict(), "wording": wording.fingerprint}
    form.on(base)


def organisation(partnership, key: str):
    """The partner with this id."""
    return next(one.organisation for one in partnership.partners.all() if str(one.organisation_id) == key)
