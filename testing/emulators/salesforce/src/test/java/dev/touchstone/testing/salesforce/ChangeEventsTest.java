package dev.touchstone.testing.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salesforce.eventbus.v1.ConsumerEvent;
import dev.touchstone.testing.salesforce.org.Change;
import dev.touchstone.testing.salesforce.org.Write;
import dev.touchstone.testing.salesforce.org.WriteResult;
import dev.touchstone.testing.salesforce.org.Writer;
import dev.touchstone.testing.salesforce.schema.Field;
import java.io.IOException;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What change events tell of changes. */
class ChangeEventsTest extends EmulatorFixture {
    private EventClient bus;

    @BeforeEach
    void connect() throws IOException, InterruptedException {
        bus = EventClient.of(emulator, client);
    }

    @AfterEach
    void disconnect() {
        bus.close();
    }

    private Writer writer() {
        return Writer.of(emulator.org().adminId()).withClient("sia-sync");
    }

    private void update(String type, String id, Map<String, Object> fields) {
        assertThat(emulator.org()
                        .write(writer(), new Write.Update(type, id, fields))
                        .isDone())
                .isTrue();
    }

    private List<String> ids(GenericRecord header) {
        return ((List<?>) header.get("recordIds"))
                .stream().map(Object::toString).toList();
    }

    /** The names behind a list of a header; parts of compound fields as {@code Name.FirstName}. */
    private static Set<String> names(GenericRecord event, String list) {
        GenericRecord header = (GenericRecord) event.get("ChangeEventHeader");
        Set<String> names = new TreeSet<>();
        for (Object entry : (List<?>) header.get(list)) {
            String[] parts = entry.toString().split("-");
            List<Schema.Field> fields = event.getSchema().getFields();
            String prefix = "";
            if (parts.length == 2) {
                Schema.Field compound = fields.get(Integer.parseInt(parts[0]));
                prefix = compound.name() + ".";
                fields = compound.schema().getTypes().get(1).getFields();
            }
            String hex = parts[parts.length - 1];
            assertThat(hex).matches("0x([0-9A-F]{2})+");
            BigInteger bits = new BigInteger(hex.substring(2), 16);
            for (int i = 0; i < bits.bitLength(); i++) {
                if (bits.testBit(i)) {
                    names.add(prefix + fields.get(i).name());
                }
            }
        }
        return names;
    }

    @Test
    void aCreateTellsAllFields() throws Exception {
        LocalDate day = LocalDate.of(2026, 11, 20);
        String id = emulator.org().create("Task", Map.of("Subject", "Call", "ActivityDate", day, "Priority", "High"));
        ConsumerEvent event = bus.earliest(EventClient.TASKS, 1).events(1).get(0);
        GenericRecord task = bus.read(event);
        GenericRecord header = bus.header(event);
        assertThat(ids(header)).containsExactly(id);
        assertThat(header.get("entityName")).hasToString("Task");
        assertThat(header.get("changeType")).hasToString("CREATE");
        assertThat(header.get("sequenceNumber")).isEqualTo(1);
        assertThat((List<?>) header.get("changedFields")).isEmpty();
        assertThat(task.get("Subject")).hasToString("Call");
        assertThat(task.get("ActivityDate"))
                .isEqualTo(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        assertThat(task.get("Description")).isNull();
        assertThat(task.getSchema().getField("SystemModstamp")).isNull();
        assertThat(task.getSchema().getFields().get(0).name()).isEqualTo("ChangeEventHeader");
    }

    @Test
    void anUpdateTellsWhatChangedAndByWhom() throws Exception {
        String id = emulator.org().create("Task", Map.of("Subject", "Call", "Description", "Ask for the order"));
        Map<String, Object> fields = new HashMap<>(Map.of("Status", "Completed"));
        fields.put("Description", null);
        update("Task", id, fields);
        GenericRecord task =
                bus.read(bus.earliest(EventClient.TASKS, 2).events(2).get(1));
        assertThat(names(task, "changedFields")).contains("Status", "Description", "LastModifiedDate");
        assertThat(names(task, "changedFields")).doesNotContain("Subject", "ChangeEventHeader");
        assertThat(names(task, "nulledFields")).containsExactly("Description");
        assertThat(task.get("Subject")).isNull();
        assertThat(task.get("Status")).hasToString("Completed");
        GenericRecord header = (GenericRecord) task.get("ChangeEventHeader");
        assertThat(header.get("changeOrigin").toString())
                .startsWith("com/salesforce/api/")
                .endsWith(";client=sia-sync");
        assertThat(header.get("commitUser")).hasToString(emulator.org().adminId());
    }

    /** The name and the address of a person are compound, with a bitmap of their own. */
    @Test
    void partsOfCompoundFieldsAreToldAsParts() throws Exception {
        String id = emulator.org()
                .create("Contact", Map.of("FirstName", "Ada", "LastName", "Byron", "MailingCity", "London"));
        update("Contact", id, Map.of("LastName", "Lovelace", "MailingStreet", "1 St James's Square"));
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("MailingStreet", null);
        nothing.put("MailingCity", null);
        nothing.put("MailingState", null);
        nothing.put("MailingPostalCode", null);
        nothing.put("MailingCountry", null);
        update("Contact", id, nothing);

        List<ConsumerEvent> events = bus.earliest(EventClient.CONTACTS, 3).events(3);
        assertThat(((GenericRecord) bus.read(events.get(0)).get("Name")).get("FirstName"))
                .hasToString("Ada");
        GenericRecord update = bus.read(events.get(1));
        assertThat(names(update, "changedFields"))
                .contains("Name.LastName", "MailingAddress.Street")
                .doesNotContain("Name.FirstName", "MailingAddress.City");
        assertThat(((GenericRecord) update.get("Name")).get("LastName")).hasToString("Lovelace");
        GenericRecord nulled = bus.read(events.get(2));
        assertThat(names(nulled, "nulledFields"))
                .containsExactlyInAnyOrder("MailingAddress.City", "MailingAddress.Street");
    }

    @Test
    void aLongTextComesAsADifference() throws Exception {
        String id = emulator.org().create("Task", Map.of("Subject", "Call"));
        update("Task", id, Map.of("Description", "long ".repeat(300)));
        GenericRecord task =
                bus.read(bus.earliest(EventClient.TASKS, 2).events(2).get(1));
        assertThat(names(task, "diffFields")).containsExactly("Description");
        assertThat(task.get("Description").toString()).startsWith("--- \n+++ \n@@");
    }

    @Test
    void aDeleteAndAnUndeleteAreTold() throws Exception {
        String id = emulator.org().create("Task", Map.of("Subject", "Call"));
        emulator.org().write(writer(), new Write.Delete("Task", id));
        emulator.org().write(writer(), new Write.Undelete("Task", id));
        List<ConsumerEvent> events = bus.earliest(EventClient.TASKS, 3).events(3);
        assertThat(bus.header(events.get(1)).get("changeType")).hasToString("DELETE");
        assertThat(bus.read(events.get(1)).get("Subject")).isNull();
        assertThat(bus.header(events.get(2)).get("changeType")).hasToString("UNDELETE");
        assertThat(bus.read(events.get(2)).get("Subject")).hasToString("Call");
    }

    private List<String> updateTogether(int number) {
        List<Write> creates = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            creates.add(new Write.Create("Task", Map.of("Subject", "Call " + i)));
        }
        List<String> ids = emulator.org().write(writer(), creates, true).stream()
                .map(result -> ((WriteResult.Done) result).id())
                .toList();
        List<Write> updates = new ArrayList<>();
        ids.forEach(id -> updates.add(new Write.Update("Task", id, Map.of("Status", "Completed"))));
        emulator.org().write(writer(), updates, true);
        return ids;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void equalChangesOfATransactionAreMerged(boolean merge) throws Exception {
        emulator.events().plan().merge(merge);
        List<String> ids = updateTogether(3);
        List<ConsumerEvent> events =
                bus.earliest(EventClient.TASKS, 10).events(merge ? 4 : 6).subList(3, merge ? 4 : 6);
        List<String> told = new ArrayList<>();
        Set<String> transactions = new TreeSet<>();
        for (ConsumerEvent event : events) {
            told.addAll(ids(bus.header(event)));
            transactions.add(bus.header(event).get("transactionKey").toString());
        }
        assertThat(told).isEqualTo(ids);
        assertThat(transactions).hasSize(1);
    }

    /** F22, AC-95: too many changes in one transaction. */
    @Test
    void aLargeTransactionEndsInAnOverflow() throws Exception {
        emulator.events().plan().overflowAbove(2);
        List<Write> creates = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            creates.add(new Write.Create("Task", Map.of("Subject", "Call " + i)));
        }
        emulator.org().write(writer(), creates, true);
        ConsumerEvent last = bus.earliest(EventClient.TASKS, 10).events(3).get(2);
        assertThat(bus.header(last).get("changeType")).hasToString("GAP_OVERFLOW");
        assertThat(ids(bus.header(last))).containsExactly("00T*");
    }

    @Test
    void gapsTellRecordsAndNoValues() throws Exception {
        String id = emulator.org().create("Task", Map.of("Subject", "Call"));
        emulator.org().gap("Task", List.of(id), Change.Kind.GAP_UPDATE);
        emulator.org().overflow("Task");
        List<ConsumerEvent> events = bus.earliest(EventClient.TASKS, 3).events(3);
        assertThat(bus.header(events.get(1)).get("changeType")).hasToString("GAP_UPDATE");
        assertThat(ids(bus.header(events.get(1)))).containsExactly(id);
        assertThat(bus.read(events.get(1)).get("Subject")).isNull();
        assertThat(ids(bus.header(events.get(2)))).containsExactly("00T*");
    }

    @Test
    void aNewFieldIsANewSchema() throws Exception {
        emulator.org().create("Task", Map.of("Subject", "Before"));
        emulator.org().schema().addField("Task", Field.text("Score__c", 10));
        emulator.org().create("Task", Map.of("Subject", "After", "Score__c", "9"));
        List<ConsumerEvent> events = bus.earliest(EventClient.TASKS, 2).events(2);
        assertThat(events.get(0).getEvent().getSchemaId())
                .isNotEqualTo(events.get(1).getEvent().getSchemaId());
        assertThat(bus.read(events.get(0)).getSchema().getField("Score__c")).isNull();
        assertThat(bus.read(events.get(1)).get("Score__c")).hasToString("9");
    }

    @Test
    void accountsAreToldOnceTheyAreSelected() throws Exception {
        emulator.events().select("Account");
        emulator.org().create("Account", Map.of("Name", "Analytical Engines"));
        GenericRecord account =
                bus.read(bus.earliest("/data/AccountChangeEvent", 1).events(1).get(0));
        assertThat(account.get("Name")).hasToString("Analytical Engines");
        assertThat(account.getSchema().getField("Name").schema().getTypes()).hasSize(3);
    }
}
