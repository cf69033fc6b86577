"""What a coordinator sends is found whole: organisations, places, money, results."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from partnerhood.interfaces.exchange.iati import reading
from partnerhood.pathway.programmes.rules.activity import ActivityDate, OtherIdentifier, Participant, RelatedActivity
from partnerhood.pathway.programmes.rules.finances import Budget, Money, Party, PlannedDisbursement, Transaction
from partnerhood.pathway.programmes.rules.places import Country, GazetteerCode, Place, PolicyMarker, Sector
from partnerhood.pathway.programmes.rules.results import Baseline, Dimension, Indicator, Period, Result, Value
from partnerhood.pathway.programmes.rules.words import Description, Document
from tests.interfaces.exchange.iati.files import activity, file, numbered, one, read, remarks


def test_an_activity_has_its_identifier_its_reporter_and_its_title_in_every_language(tmp_path: Path) -> None:
    minimum = """
      <iati-identifier>
        BE-BCE_KBO-0400000000-NEO </iati-identifier>
      <reporting-org ref=" BE-BCE_KBO-0400000000 " type="80" secondary-reporter="1"><narrative>L.</narrative></reporting-org>
      <title><narrative>Newborn care</narrative><narrative xml:lang="FR">Soins au nouveau-né</narrative></title>"""

    found = one(tmp_path, minimum=minimum)

    assert found.activity.identifier == "BE-BCE_KBO-0400000000-NEO"
    assert found.activity.reporter.identifier == "BE-BCE_KBO-0400000000"
    assert found.activity.reporter.secondary
    assert found.activity.title == {"en": "Newborn care", "fr": "Soins au nouveau-né"}
    assert remarks(found) == ["The activity's identifier has spaces around it; they are left out."]


def test_a_text_without_a_language_is_kept_and_noted(tmp_path: Path) -> None:
    found = one(tmp_path, attributes="")

    assert found.activity.title == {"und": "Newborn care in Kivuma"}
    assert remarks(found) == ["The activity does not say in which language its texts are."]


def test_signs_that_were_escaped_twice_are_read_as_the_signs_they_stand_for(tmp_path: Path) -> None:
    path = file(tmp_path, activity())
    path.write_text(
        path.read_text().replace("Newborn care in Kivuma", "C&amp;ocirc;te d&amp;#39;Ivoire &amp;amp; Q&amp;A")
    )

    (found,) = read(path)

    assert isinstance(found, reading.Found)
    assert found.activity.title == {"en": "Côte d'Ivoire & Q&A"}
    assert remarks(found) == ["A text holds signs that were escaped twice; they are read as the signs they stand for."]


def test_the_language_of_the_file_holds_where_the_activity_is_silent(tmp_path: Path) -> None:
    path = file(tmp_path, activity(attributes=""))
    path.write_text(path.read_text().replace("<iati-activities ", '<iati-activities xml:lang="nl" '))

    (found,) = read(path)

    assert isinstance(found, reading.Found)
    assert found.activity.title == {"nl": "Newborn care in Kivuma"}


def test_participants_come_in_with_and_without_an_identifier(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        """<participating-org role="4" ref="RW-RDB-1" type="10" activity-id="RW-RDB-1-7" crs-channel-code="12000">
             <narrative>Kivuma</narrative></participating-org>
           <participating-org role="1"><narrative>A donor without a number</narrative></participating-org>""",
    )

    assert found.activity.participants == (
        Participant(
            role="4",
            identifier="RW-RDB-1",
            name={"en": "Kivuma"},
            type="10",
            activity_identifier="RW-RDB-1-7",
            channel="12000",
        ),
        Participant(role="1", name={"en": "A donor without a number"}),
    )
    assert remarks(found) == []


def test_identifiers_dates_statuses_and_related_activities_come_in(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        """<activity-status code="6"/><activity-scope code="4"/>
           <activity-date type="1" iso-date="2022-01-01"/><activity-date type="2" iso-date="2022-02-03Z"/>
           <other-identifier ref="LUM-7" type="A1"><owner-org ref="XX"><narrative>L.</narrative></owner-org></other-identifier>
           <related-activity ref="BE-1-2" type="2"/><description type="2"><narrative>Fewer deaths</narrative></description>""",
    )

    assert (found.activity.status, found.activity.scope) == ("6", "4")
    assert found.activity.dates == (
        ActivityDate(type="1", day=date(2022, 1, 1)),
        ActivityDate(type="2", day=date(2022, 2, 3)),
    )
    assert found.activity.other_identifiers == (
        OtherIdentifier(identifier="LUM-7", type="A1", owner_identifier="XX", owner_name={"en": "L."}),
    )
    assert found.activity.related_activities == (RelatedActivity(identifier="BE-1-2", type="2"),)
    assert found.activity.descriptions == (Description(type="2", text={"en": "Fewer deaths"}),)


def test_countries_places_sectors_and_markers_come_in(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        """<recipient-country code="RW" percentage="100.0"/>
           <location ref="K"><location-reach code="1"/><location-id vocabulary="G1" code="1453782"/>
             <name><narrative>Kivuma hospital</narrative></name>
             <point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>-3.4284953 29.9249718</pos></point>
             <exactness code="1"/></location>
           <sector code="13020" vocabulary="1" percentage="60"/><sector code="12281" percentage="40"/>
           <policy-marker code="9" significance="2"/>""",
    )

    assert found.activity.countries == (Country(code="RW", percentage=Decimal(100)),)
    assert found.activity.places == (
        Place(
            reference="K",
            name={"en": "Kivuma hospital"},
            latitude=Decimal("-3.4284953"),
            longitude=Decimal("29.9249718"),
            reach="1",
            exactness="1",
            identifiers=(GazetteerCode(vocabulary="G1", code="1453782"),),
        ),
    )
    assert found.activity.sectors == (
        Sector(code="13020", percentage=Decimal(60)),
        Sector(code="12281", percentage=Decimal(40)),
    )
    assert found.activity.policy_markers == (PolicyMarker(code="9", significance="2"),)


def test_money_keeps_its_amount_its_currency_and_its_day(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        """<budget type="2" status="2"><period-start iso-date="2022-01-01"/><period-end iso-date="2022-12-31"/>
             <value value-date="2022-01-01">120000.50</value></budget>
           <planned-disbursement><period-start iso-date="2022-01-01"/><value currency="USD" value-date="2022-01-01">7</value>
             <receiver-org receiver-activity-id="RW-1-1"><narrative>Kivuma</narrative></receiver-org></planned-disbursement>
           <transaction ref="T1"><transaction-type code="3"/><transaction-date iso-date="2022-03-01"/>
             <value currency="rwf" value-date="2022-03-01">-8900.10</value>
             <provider-org ref="XM-DAC-2-10" provider-activity-id="XM-DAC-2-10-1" type="10"/></transaction>""",
    )

    assert found.activity.budgets == (
        Budget(
            type="2",
            status="2",
            first_day=date(2022, 1, 1),
            last_day=date(2022, 12, 31),
            money=Money(amount=Decimal("120000.5"), currency="EUR", value_date=date(2022, 1, 1)),
        ),
    )
    assert found.activity.planned_disbursements == (
        PlannedDisbursement(
            first_day=date(2022, 1, 1),
            money=Money(amount=Decimal(7), currency="USD", value_date=date(2022, 1, 1)),
            receiver=Party(name={"en": "Kivuma"}, activity_identifier="RW-1-1"),
        ),
    )
    assert found.activity.transactions == (
        Transaction(
            reference="T1",
            type="3",
            day=date(2022, 3, 1),
            money=Money(amount=Decimal("-8900.1"), currency="RWF", value_date=date(2022, 3, 1)),
            provider=Party(identifier="XM-DAC-2-10", activity_identifier="XM-DAC-2-10-1", type="10"),
        ),
    )


def test_results_come_in_with_baselines_targets_actuals_and_what_is_counted_apart(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        """<result type="2" aggregation-status="0"><title><narrative>Babies live</narrative></title>
             <indicator measure="1" ascending="0"><title><narrative>Deaths per 1,000</narrative></title>
               <baseline year="2021" value="40"><dimension name="sex" value="female"/></baseline>
               <period><period-start iso-date="2022-01-01"/><period-end iso-date="2022-12-31"/>
                 <target value="30"/><actual value="32.5"><comment><narrative>Register</narrative></comment></actual>
                 <actual value="N/A"/></period></indicator></result>""",
    )

    assert found.activity.results == (
        Result(
            type="2",
            title={"en": "Babies live"},
            may_be_added=False,
            indicators=(
                Indicator(
                    measure="1",
                    title={"en": "Deaths per 1,000"},
                    ascending=False,
                    baselines=(Baseline(year=2021, value="40", dimensions=(Dimension(name="sex", value="female"),)),),
                    periods=(
                        Period(
                            first_day=date(2022, 1, 1),
                            last_day=date(2022, 12, 31),
                            targets=(Value(value="30"),),
                            actuals=(Value(value="32.5", comment={"en": "Register"}), Value(value="N/A")),
                        ),
                    ),
                ),
            ),
        ),
    )
    assert remarks(found) == ["“N/A” is not a number; it is kept as a text and not counted."]


def test_a_value_is_a_number_only_when_nobody_can_read_it_otherwise() -> None:
    assert Value(value="32.5").number == Decimal("32.5")
    assert [Value(value=text).number for text in ("1,492", "0,2", "<13", "N/A", "", "1e5", "٣")] == [None] * 7


def test_a_document_is_only_ever_an_address_of_the_web(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        """<document-link url="https://example.org/r.pdf" format="application/pdf"><title><narrative>Report</narrative></title>
             <category code="A08"/><language code="FR"/><document-date iso-date="2023-01-01"/></document-link>
           <document-link url="javascript:alert(1)"/>""",
    )

    assert found.activity.documents == (
        Document(
            address="https://example.org/r.pdf",
            format="application/pdf",
            title={"en": "Report"},
            categories=("A08",),
            languages=("fr",),
            document_date=date(2023, 1, 1),
        ),
    )
    assert remarks(found) == [
        "The address “javascript:alert(1)” of a document does not begin with http:// or https://; it is left out."
    ]


def test_an_unknown_code_is_noted_with_its_line_and_stays(tmp_path: Path) -> None:
    (found,) = read(file(tmp_path, activity('\n<activity-status code="7"/>')))

    assert isinstance(found, reading.Found)
    assert found.activity.status == "7"
    said = [(remark.line, str(remark.sentence)) for remark in found.remarks]
    assert said[0] == (8, "IATI's list “ActivityStatus” does not know the code “7”; it stays as it is.")


def test_contact_details_and_what_we_do_not_use_are_left_out_and_named(tmp_path: Path) -> None:
    found = one(tmp_path, "<contact-info><email>a@b.c</email></contact-info><x:own xmlns:x='urn:x'/><crs-add/>")

    assert remarks(found) == ["Not brought in: contact-info, crs-add."]
    assert "a@b.c" not in str(found.activity.payload())


def test_an_activity_inside_an_activity_is_nobodys(tmp_path: Path) -> None:
    (found,) = read(file(tmp_path, activity(f"<iati-activity>{numbered(2)}</iati-activity>")))

    assert isinstance(found, reading.Found)
    assert found.activity.identifier == "BE-BCE_KBO-0400000000-NEO"


def test_older_files_of_version_two_are_read(tmp_path: Path) -> None:
    for version in ("2.01", "2.02"):
        (found,) = read(file(tmp_path, activity(), version=version))

        assert isinstance(found, reading.Found)


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    path = file(tmp_path, *(numbered(number) for number in range(500)))
    told: list[tuple[int, int]] = []

    found = list(reading.read(path, today=date(2026, 11, 21), progress=lambda done, all_: told.append((done, all_))))

    size = path.stat().st_size
    assert len(found) == 500
    assert told == [(65536, size), (131072, size), (size, size)]
