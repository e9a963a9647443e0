package dev.touchstone.testing.salesforce.population;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.emulator.MovableClock;
import dev.touchstone.testing.emulator.SalesforceIds;
import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.org.Write;
import dev.touchstone.testing.salesforce.org.WriteResult;
import dev.touchstone.testing.salesforce.org.Writer;
import dev.touchstone.testing.salesforce.population.Population.Counts;
import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import dev.touchstone.testing.salesforce.soql.QueryEngine;
import dev.touchstone.testing.salesforce.soql.QueryResult;
import dev.touchstone.testing.salesforce.soql.QueryRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Records that are computed: whole in themselves, found by every index, the same each time, and below what is written. */
class PopulationTest {
    private static final Counts SMALL = new Counts(5, 7, 50, 23, 4, 160, 20, 200);
    private final Organisation org = new Organisation(new MovableClock());
    private final QueryEngine engine = new QueryEngine(org);

    private static Population small() {
        return Population.of(50)
                .withCounts(SMALL)
                .withStamps(Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-01-01T01:00:00Z"), 7);
    }

    private List<SObject> all(String type) {
        List<SObject> rows = new ArrayList<>();
        org.forEach(type, rows::add);
        return rows;
    }

    @Test
    void everyReferenceNamesARecordAndEveryIndexFindsExactlyItsRecords() {
        small().putInto(org);
        for (ObjectType type : org.schema().types()) {
            List<SObject> rows = all(type.name());
            for (Field field : type.fields()) {
                for (SObject row : rows) {
                    Object value = row.value(field.name());
                    if (value != null && !field.referenceTo().isEmpty()) {
                        assertThat(org.find(value.toString()).map(SObject::type))
                                .as("%s.%s of %s", type.name(), field.name(), row.id())
                                .isIn(field.referenceTo().stream()
                                        .map(Optional::of)
                                        .toArray());
                    }
                    if (value != null && field.isIndexed()) {
                        assertThat(org.find(type.name(), field.name(), value).stream()
                                        .map(SObject::id)
                                        .sorted())
                                .as("%s.%s = %s", type.name(), field.name(), value)
                                .isEqualTo(rows.stream()
                                        .filter(other -> value.equals(other.value(field.name())))
                                        .map(SObject::id)
                                        .sorted()
                                        .toList());
                    }
                }
            }
        }
    }

    @Test
    void everyRecordIsOneThatCouldHaveBeenWritten() {
        small().putInto(org);
        assertThat(List.of(org.count("Contact"), org.count("Lead"), org.count("CampaignMember"), org.count("Task")))
                .isEqualTo(List.of(50L, 23L, 160L, 200L));
        Set<String> memberships = new HashSet<>();
        for (SObject member : all("CampaignMember")) {
            assertThat(memberships.add(member.value("CampaignId") + " " + member.value("LeadOrContactId")))
                    .isTrue();
        }
        Writer admin = Writer.of(org.adminId());
        for (String type : List.of("Contact", "Lead", "Account", "Campaign", "CampaignMember", "Opportunity", "Task")) {
            for (SObject row : all(type)) {
                SObject before = org.find(row.id()).orElseThrow();
                WriteResult result = org.write(admin, new Write.Update(type, row.id(), Map.of()));
                assertThat(result).as("%s %s", type, row.id()).isEqualTo(new WriteResult.Done(row.id(), false));
                SObject after = org.find(row.id()).orElseThrow();
                for (Field field : org.schema().get(type).fields()) {
                    if (!Set.of("SystemModstamp", "LastModifiedDate", "LastModifiedById")
                            .contains(field.name())) {
                        assertThat(after.value(field.name()))
                                .as("%s.%s", type, field.name())
                                .isEqualTo(before.value(field.name()));
                    }
                }
            }
        }
    }

    @Test
    void theSameSeedMakesTheSameRecords() {
        List<String> fields = List.of("LastName", "Email", "OwnerId");
        small().putInto(org);
        String first = org.digest("Contact", fields);
        org.reset();
        small().putInto(org);
        assertThat(org.digest("Contact", fields)).isEqualTo(first);
        small().withSeed(2).putInto(org);
        assertThat(org.digest("Contact", fields)).isNotEqualTo(first);
    }

    @Test
    void whatIsWrittenLiesAbove() {
        small().putInto(org);
        SObject contact = all("Contact").get(10);
        String email = contact.text("Email");
        org.update(contact.id(), Map.of("Email", "new@x.test"));
        org.delete(all("Contact").get(11).id());
        assertThat(org.count("Contact")).isEqualTo(49);
        assertThat(org.find("Contact", "Email", "NEW@x.test"))
                .extracting(SObject::id)
                .containsExactly(contact.id());
        assertThat(org.find("Contact", "Email", Objects.toString(email))).isEmpty();
        assertThat(all("Contact")).hasSize(50);
        assertThat(all("Contact").get(49).systemModstamp()).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** The heap stays small: the records are a function. Six million of them; a keyset page in the middle is quick to find. */
    @Test
    void millionsNeedNoMemoryAndPagesNoScan() throws Exception {
        Population.of(1_000_000).putInto(org);
        assertThat(List.of(org.count("Contact"), org.count("Lead"), org.count("CampaignMember"), org.count("Task")))
                .isEqualTo(List.of(1_000_000L, 200_000L, 2_000_000L, 3_000_000L));
        QueryResult middle = engine.run(
                "SELECT Id, SystemModstamp, Who.Name, Account.Name FROM Task WHERE SystemModstamp >"
                        + " 2025-01-01T00:00:00Z OR (SystemModstamp = 2025-01-01T00:00:00Z AND Id > '00T000000000000')"
                        + " ORDER BY SystemModstamp, Id LIMIT 2000",
                org.adminId(),
                false);
        assertThat(middle.totalSize()).isEqualTo(2_000);
        QueryRow first = middle.rows(0, 1).get(0);
        assertThat((Instant) first.at("SystemModstamp"))
                .isBetween(Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-01-01T01:00:00Z"));
        assertThat(first.at("Who.Name")).isNotNull();
        String contact = contact(1);
        assertThat(engine.run("SELECT Id FROM Task WHERE WhoId = '" + contact + "'", org.adminId(), false)
                        .totalSize())
                .isEqualTo(3);
        assertThat(engine.run("SELECT COUNT() FROM Contact", org.adminId(), false)
                        .totalSize())
                .isEqualTo(1_000_000);
    }

    private static String contact(int number) {
        return SalesforceIds.of("003", number);
    }
}
