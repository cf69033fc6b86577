"""Invented examples of every component in every state, to look at and to test with."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial

from django import forms

from partnerhood.ground.look import components as look
from partnerhood.ground.records import clock, languages

MBL, UZW = "HGR Lukanga", "UZ Wilgenbeke"


def all_examples() -> Mapping[str, object]:
    """Everything the gallery shows."""
    return {
        "lead": look.NextStep(
            "Deux noms attendent votre accord pour janvier : une sage-femme et un technicien.",
            "Voir les deux noms",
            "#",
        ),
        "calm": look.NextStep(
            "Alle besoins ont une réponse. Le prochain tour commence le 2 novembre.",
            "Préparer le tour",
            "#",
            waits=False,
        ),
        "stations": stations(),
        "keyrings": keyrings(),
        "stairs": stairs(),
        "charts": charts(),
        "figures": figures(),
        "map": network(),
        "ribbon": ribbon(),
        "difference": look.Difference(
            "80 % des concentrateurs marchent.", "80 % des concentrateurs dont l'hôpital a besoin marchent.", "fr"
        ),
        "waiting": waiting(),
        "empty": look.Empty(
            "Ici viennent les besoins de votre service, dans vos mots.",
            "Ils partent d'ici vers le partenaire qui peut y répondre ; personne ne les change.",
            "Les bébés qui ne pleurent pas à la naissance : la nuit on ne sait pas toujours quoi faire.",
            "Dire un besoin",
            "#",
        ),
        "progress": look.Progress("Lijst met toestellen wordt ingelezen.", 312, 480, cancel="#", problems=3),
        "pager": look.Pager(31, 60, 98745, "#", "#"),
        "crumbs": [look.Crumb("Samenwaarts", "#"), look.Crumb(MBL, "#"), look.Crumb("Soins du nouveau-né")],
        "words": words(),
        "form": filled(),
        "moment": datetime(2026, 11, 20, 14, 5, tzinfo=UTC),
        "long_ago": clock.now() - timedelta(days=946),
    }


def stations() -> list[look.Station]:
    """A partnership that is well under way."""
    return [
        look.Station("need", "3 besoins sans réponse", "#", "waits"),
        look.Station("goal", "1 objectif attend votre signature", "#", "waits"),
        look.Station("people", "2 noms pour janvier", "#", "moving"),
        look.Station("activity", "atelier de réanimation, 18 janvier", "#", "moving"),
        look.Station("evidence", "14 mesures sur 24 cette année", "#", "done"),
        look.Station("self-reliance", "tour ouvert, 5 domaines", "#", "moving"),
        look.Station("hand-over"),
    ]


def keyrings() -> list[look.Keyring]:
    """Both signed; one signed and the reader's own key is waited for; three partners, one took its key back."""
    now = clock.now()
    signed = look.Key(UZW, "prof. Katrien Overhaege", datetime(2024, 3, 1, 9, tzinfo=UTC), "signed in")
    return [
        look.Keyring(
            (signed, look.Key(MBL, "Dr Honoré Makiese Ndombele", datetime(2024, 3, 1, 15, tzinfo=UTC), "sur papier"))
        ),
        look.Keyring((signed, look.Key(MBL, waits_since=now - timedelta(days=23), href="#", action="Lire et signer"))),
        look.Keyring(
            (
                signed,
                look.Key("RHAB", waits_since=now - timedelta(days=4)),
                look.Key("Gishanure", "Dr Solange Uwimbabazi", at=now, withdrawn_at=datetime(2025, 1, 17, tzinfo=UTC)),
            )
        ),
    ]


def stairs() -> list[look.Staircase]:
    """Every way a staircase can look."""
    both = partial(look.Staircase, own_name=MBL, partner_name=UZW)
    return [
        both("Soins du nouveau-né", 2, 4, None, 3, 4, "fin 2026", href="#"),
        both("Technique et maintenance", 1, 2, 4, 2, 4, "fin 2026", href="#"),
        both("Hygiëne en wondzorg", 2, 3, 3, 3, 5, href="#"),
        both("Pharmacie", 1, "unknown", 3, 1, 3),
        both("Organisation de l'hôpital", 2, None, None, None, 3),
        both("Anesthésie et chirurgie", 1, 2, 2, 2, 4, is_stale=True),
        both("Imagerie médicale", 3, 5, 5, 5, 5),
        look.Staircase("Laboratoire", is_chosen=False),
    ]


def charts() -> list[look.LineChart]:
    """One that falls towards its target, one that has a single reading."""
    return [
        look.LineChart(
            "Nouveau-nés décédés avant la sortie, pour 1 000 naissances",
            (
                look.Reading(date(2023, 12, 31), 38.6, "71 / 1.840 = 38,6", "Dr Grâce Bazola Mienandi"),
                look.Reading(date(2024, 12, 31), 34.4, "66 / 1.918 = 34,4", "Dr Grâce Bazola Mienandi"),
                look.Reading(date(2025, 12, 31), 28.0, "57 / 2.036 = 28,0", "Sr Albertine Nsimba Mavakala"),
                look.Reading(date(2026, 10, 31), 26.1, "45 / 1.724 = 26,1", "Sr Albertine Nsimba Mavakala"),
            ),
            baseline=38.6,
            target=25,
            note="Nous y avons contribué ; les sages-femmes, la banque de sang et la route aussi.",
        ),
        look.LineChart(
            "Hygiène des mains observée", (look.Reading(date(2026, 6, 1), 80, "320 / 400 = 80 %"),), target=80
        ),
        look.LineChart("Geen metingen", ()),
    ]


def figures() -> list[look.Figure]:
    """One that tells everything, one that tells the least."""
    return [
        look.Figure(
            "58,3 %",
            "ventilent en 60 secondes ou moins",
            "Soignants présents aux accouchements, six mois après l'apprentissage.",
            "14",
            "24",
            "Cartes de compétence, 2 mars – 31 octobre",
            "Mireille Luzolo Nsenga",
            date(2026, 10, 31),
            "3 cartes sans la signature du chef local",
            "#",
        ),
        look.Figure("9 / 13", "concentrateurs qui marchent", "Concentrateurs dont l'hôpital a besoin."),
        look.Figure("946", "jours sans réponse", "Jours depuis que le besoin a été dit."),
    ]


def network() -> look.WorldMap:
    """A hospital in the north, five in the south, three of them close together."""
    names = [
        (UZW, 50.88, 4.7),
        ("Zorg Overal vzw", 50.85, 4.35),
        ("La Source, Sonwérou", 9.34, 2.63),
        (MBL, -5.25, 14.86),
    ]
    names += [
        ("HGR Pambazuko, Luhandika", -2.51, 28.85),
        ("Gishanure District Hospital", -2.6, 29.74),
        ("Notre-Rive, Douala", 4.05, 9.7),
    ]
    notes = {2: "since 2011", 3: "since 2014", 4: "suspended", 5: "phasing out", 6: "getting to know each other"}
    places = tuple(look.Place(*name, href="#", note=notes.get(at, "")) for at, name in enumerate(names))
    ties = tuple(look.Tie(0, other, notes[other], "#") for other in range(2, 7))
    return look.WorldMap("Samenwaarts", places, (*ties, look.Tie(2, 3, "Sonwérou teaches", "#")))


def ribbon() -> look.Ribbon:
    """Visits, days, people and ideas in both directions."""
    return look.Ribbon(
        UZW,
        "La Source",
        (
            look.Flow("dagen ter plaatse", 64, 41),
            look.Flow("opgeleide mensen", 112, 18),
            look.Flow("overgenomen ideeën", 3, 5),
            look.Flow("kosten gedragen, in euro", 48200, 0),
        ),
    )


def waiting() -> list[look.Waiting]:
    """For the reader, for somebody else, since today."""
    now = clock.now()
    return [
        look.Waiting(
            "G-12, Césariennes : lire le texte et tourner votre clé", MBL, now - timedelta(days=23), "#", is_yours=True
        ),
        look.Waiting(
            "Ronde in Mbanza-Luvaka: uw kant heeft nog niet gescoord (5 domeinen)", UZW, now - timedelta(days=18), "#"
        ),
        look.Waiting("Concentrateur arrêté, pièce attendue", "Papy Lufwakembo Matuzola", now, "#"),
    ]


def words() -> list[languages.Words]:
    """Words in the reader's language, words in another, and words with a later reading."""
    need = languages.said("On veut apprendre et avoir le ballon CHEZ NOUS.", "fr")
    power = languages.said("Umeme unakatika usiku mara mingi.", "sw")
    read = languages.also_said(power, "The power fails at night, often.", "en", "Neema")
    return [need, languages.also_said(read, "De stroom valt 's nachts vaak uit.", "nl", "Neema"), {}]


class Example(forms.Form):
    """Five questions, each of another kind."""

    need = forms.CharField(
        label="Nous avons besoin de …", help_text="Dans vos mots, comme vous le diriez.", widget=forms.Textarea
    )
    ward = forms.ChoiceField(label="Service", choices=[("", "—"), ("n", "Néonatologie"), ("m", "Maternité")])
    since = forms.DateField(label="Depuis quand", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    seen = forms.ChoiceField(
        label="Qui le voit d'abord",
        widget=forms.RadioSelect,
        choices=[("h", "Le chef du service"), ("d", "La direction")],
    )
    photo = forms.FileField(label="Photo", required=False)
    agreed = forms.BooleanField(label="Le service entier est d'accord", required=False)


def filled() -> Example:
    """A form that came back with something to change."""
    form = Example({"ward": "n", "seen": "", "need": ""})
    form.is_valid()
    return form
