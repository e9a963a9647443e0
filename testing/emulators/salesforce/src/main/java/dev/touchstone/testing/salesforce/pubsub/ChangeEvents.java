package dev.touchstone.testing.salesforce.pubsub;

import com.google.protobuf.ByteString;
import dev.touchstone.testing.salesforce.org.Change;
import dev.touchstone.testing.salesforce.org.Change.Kind;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.pubsub.Bitmaps.Fields;
import dev.touchstone.testing.salesforce.pubsub.EventSchema.Slot;
import dev.touchstone.testing.salesforce.schema.FieldType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes as Avro. A create and an undelete tell all fields, an update those that changed, a delete and a gap none. Long
 * texts of an update come as a unified difference, which here has only the lines that are new.
 */
final class ChangeEvents {
    private static final String HEADER = "ChangeEventHeader";

    private ChangeEvents() {}

    /** The payload of an event for these records, which all changed in the same way. */
    static ByteString write(EventSchema schema, Change change, List<String> recordIds, int diffAbove) {
        GenericRecord event = new GenericData.Record(schema.schema());
        Fields changed = new Fields();
        Fields nulled = new Fields();
        Fields different = new Fields();
        Optional<SObject> after = change.kind().isGap() ? Optional.empty() : change.after();
        if (after.isPresent() && change.kind() != Kind.DELETE) {
            for (Slot slot : schema.slots()) {
                if (change.kind() != Kind.UPDATE) {
                    put(event, slot, value(after.get().value(slot.field().name())));
                } else if (change.changedFields().contains(slot.field().name())) {
                    Object value = value(after.get().value(slot.field().name()));
                    add(changed, slot);
                    if (value == null) {
                        add(nulled, slot);
                    } else if (isLong(slot, value, diffAbove)) {
                        add(different, slot);
                        value = difference(value.toString());
                    }
                    put(event, slot, value);
                }
            }
        }
        event.put(
                HEADER,
                header(
                        schema.schema(),
                        change,
                        recordIds,
                        List.of(
                                nulled.write(schema.schema()),
                                different.write(schema.schema()),
                                changed.write(schema.schema()))));
        return encode(event);
    }

    private static GenericRecord header(
            Schema schema, Change change, List<String> recordIds, List<List<String>> fields) {
        Schema type = schema.getField(HEADER).schema();
        GenericRecord header = new GenericData.Record(type);
        Change.Transaction transaction = change.transaction();
        header.put("entityName", change.entity());
        header.put("recordIds", recordIds);
        header.put(
                "changeType",
                new GenericData.EnumSymbol(
                        type.getField("changeType").schema(), change.kind().name()));
        header.put("changeOrigin", transaction.changeOrigin());
        header.put("transactionKey", transaction.key());
        header.put("sequenceNumber", transaction.sequenceNumber());
        header.put("commitTimestamp", transaction.commitTime().toEpochMilli());
        header.put("commitNumber", transaction.commitNumber());
        header.put("commitUser", transaction.commitUser());
        header.put("nulledFields", fields.get(0));
        header.put("diffFields", fields.get(1));
        header.put("changedFields", fields.get(2));
        return header;
    }

    private static void put(GenericRecord event, Slot slot, @Nullable Object value) {
        if (slot.member() < 0) {
            event.put(slot.index(), value);
        } else if (value != null) {
            GenericRecord compound = (GenericRecord) event.get(slot.index());
            if (compound == null) {
                Schema union = event.getSchema().getFields().get(slot.index()).schema();
                compound = new GenericData.Record(EventSchema.compound(union).orElseThrow());
                event.put(slot.index(), compound);
            }
            compound.put(slot.member(), value);
        }
    }

    private static void add(Fields fields, Slot slot) {
        if (slot.member() < 0) {
            fields.add(slot.index());
        } else {
            fields.add(slot.index(), slot.member());
        }
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant time -> time.toEpochMilli();
            case LocalDate date -> date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            default -> value;
        };
    }

    private static boolean isLong(Slot slot, Object value, int diffAbove) {
        return slot.field().type() == FieldType.TEXTAREA && value.toString().length() > diffAbove;
    }

    private static String difference(String text) {
        List<String> lines = text.lines().toList();
        return "--- \n+++ \n@@ -0,0 +1," + lines.size() + " @@\n+" + String.join("\n+", lines);
    }

    private static ByteString encode(GenericRecord event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
            encoder.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("an event cannot be written to memory", impossible);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }
}
