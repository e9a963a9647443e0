package dev.touchstone.salessync.salesforce.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that are not as they should be; those that are come from the emulator in EventSubscriptionTest. */
class EventReaderTest {
    private static final EventTopic TASKS = new EventTopic("Task");
    private static final String SCHEMA = """
            {"type": "record", "name": "TaskChangeEvent", "fields": [
              {"name": "ChangeEventHeader", "type": {"type": "record", "name": "ChangeEventHeader", "fields": [
                {"name": "entityName", "type": "string"},
                {"name": "recordIds", "type": {"type": "array", "items": "string"}},
                {"name": "changeType", "type": "string"},
                {"name": "changeOrigin", "type": "string"},
                {"name": "transactionKey", "type": "string"},
                {"name": "sequenceNumber", "type": "int"},
                {"name": "commitTimestamp", "type": "long"},
                {"name": "commitNumber", "type": "long"},
                {"name": "commitUser", "type": "string"},
                {"name": "nulledFields", "type": {"type": "array", "items": "string"}},
                {"name": "diffFields", "type": {"type": "array", "items": "string"}},
                {"name": "changedFields", "type": {"type": "array", "items": "string"}}]}},
              {"name": "Subject", "type": ["null", "string"]},
              {"name": "Description", "type": ["null", "string"]}]}
            """;
    private static final EventSchema EVENT_SCHEMA = EventSchema.parse(SCHEMA);

    private static GenericRecord event(String changeType, List<String> ids) {
        Schema schema = new Schema.Parser().parse(SCHEMA);
        GenericRecord header =
                new GenericData.Record(schema.getField("ChangeEventHeader").schema());
        header.put("entityName", "Task");
        header.put("recordIds", ids);
        header.put("changeType", changeType);
        header.put("changeOrigin", "com/salesforce/api/soap/62.0;client=sia-sync");
        header.put("transactionKey", "t");
        header.put("sequenceNumber", 1);
        header.put("commitTimestamp", 1_000L);
        header.put("commitNumber", 7L);
        header.put("commitUser", "005");
        header.put("nulledFields", List.of());
        header.put("diffFields", List.of());
        header.put("changedFields", List.of("0x06"));
        GenericRecord event = new GenericData.Record(schema);
        event.put("ChangeEventHeader", header);
        event.put("Subject", "Call");
        return event;
    }

    private static ChangeEvent read(byte[] payload) {
        RawEvent raw = new RawEvent("e1", new ReplayId("00ff"), "s1", ByteBuffer.wrap(payload));
        return EventReader.read(raw, TASKS, EVENT_SCHEMA);
    }

    private static byte[] write(GenericRecord event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    @Test
    void anUpdateTellsWhatChanged() throws IOException {
        ChangeEvent update = read(write(event("UPDATE", List.of("00T1"))));
        assertThat(update.values()).containsEntry("Subject", "Call").containsEntry("Description", null);
        assertThat(update.transaction().origin().client()).isEqualTo("sia-sync");
        assertThat(update.transaction().origin().api()).isEqualTo("com/salesforce/api/soap/62.0");
        assertThat(update.vanished(List.of("Subject", "Status"))).containsExactly("Status");
    }

    /** The value of such a field is a difference to what it held: it is not taken for the text. */
    @Test
    void aDifferenceIsNoValue() throws IOException {
        GenericRecord event = event("UPDATE", List.of("00T1"));
        ((GenericRecord) event.get("ChangeEventHeader")).put("diffFields", List.of("0x04"));
        event.put("Description", "--- \n+++ \n@@ -1 +1 @@\n-a\n+b");
        ChangeEvent update = read(write(event));
        assertThat(update.tells("Description")).isFalse();
        assertThat(update.different()).containsExactly("Description");
        assertThat(update.needsReading()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"GAP_OVERFLOW, 00T000000000001AAA", "GAP_UPDATE, 00T*", "UPDATE, 000000000000000AAA"})
    void someEventsAreAboutTheWholeType(String changeType, String recordId) throws IOException {
        ChangeEvent event = read(write(event(changeType, List.of(recordId))));
        assertThat(event.isWholeEntity()).isTrue();
    }

    @Test
    void aKindThatIsNotKnownTellsNothing() throws IOException {
        ChangeEvent event = read(write(event("TRANSMUTE", List.of("00T1"))));
        assertThat(event.kind()).isEqualTo(ChangeKind.GAP_OVERFLOW);
        assertThat(event.needsReading()).isTrue();
        assertThat(event.values()).isEmpty();
    }

    /** Nothing is skipped: what cannot be read stands for changes of the whole type. */
    @ParameterizedTest
    @ValueSource(strings = {"", "00", "FFFFFFFFFFFFFFFFFFFFFFFF", "0854616B"})
    void whatCannotBeReadIsAboutTheWholeType(String hex) {
        ChangeEvent event = read(HexFormat.of().parseHex(hex));
        assertThat(event.isWholeEntity()).isTrue();
        assertThat(event.needsReading()).isTrue();
        assertThat(event.entity()).isEqualTo("Task");
        assertThat(event.fields()).isEqualTo(Set.of("Subject", "Description"));
    }

    @Test
    void bytesBehindAnEventMakeItUnreadable() throws IOException {
        byte[] written = write(event("UPDATE", List.of("00T1")));
        assertThat(read(Arrays.copyOf(written, written.length + 1)).isWholeEntity())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "\"string\"", "{\"type\": \"record\", \"name\": \"X\", \"fields\": []}"})
    void anythingElseIsNoSchema(String json) {
        assertThatThrownBy(() -> EventSchema.parse(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void replayIdsAreBytes() {
        assertThat(ReplayId.of(new byte[] {0, -1}).hex()).isEqualTo("00ff");
        assertThat(new ReplayId("00ff").bytes()).containsExactly(0, -1);
        for (String wrong : List.of("", "0", "FF", "xx")) {
            assertThatThrownBy(() -> new ReplayId(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void topicsAreNamedAfterTypes() {
        assertThat(TASKS.name()).isEqualTo("/data/TaskChangeEvent");
        assertThat(new EventTopic("Visit__c").name()).isEqualTo("/data/Visit__ChangeEvent");
        assertThatThrownBy(() -> new EventTopic("/data/x")).isInstanceOf(IllegalArgumentException.class);
    }
}
