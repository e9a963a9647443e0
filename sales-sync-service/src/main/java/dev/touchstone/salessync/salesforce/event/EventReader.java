package dev.touchstone.salessync.salesforce.event;

import dev.touchstone.salessync.salesforce.event.ChangeEvent.Transaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads events. One that cannot be read stands for changes of the whole type: it is not skipped, and does not stop those behind it.
 */
public final class EventReader {
    static final String HEADER = "ChangeEventHeader";
    private static final String WILDCARD = "*";
    /** The record id of an overflow that names no type. */
    private static final String NO_RECORD = "000000000000000AAA";

    private EventReader() {}

    /** Reads an event of a topic with the schema that it names. */
    public static ChangeEvent read(RawEvent raw, EventTopic topic, EventSchema schema) {
        try {
            ByteBuffer payload = raw.payload().duplicate();
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
            GenericRecord event = new GenericDatumReader<GenericRecord>(schema.avro()).read(null, decoder);
            if (!decoder.isEnd()) {
                return unreadable(raw, topic, schema);
            }
            return event(raw, schema, event);
        } catch (IOException | RuntimeException wrong) {
            return unreadable(raw, topic, schema);
        }
    }

    private static ChangeEvent unreadable(RawEvent raw, EventTopic topic, EventSchema schema) {
        return new ChangeEvent(
                raw.id(),
                raw.replayId(),
                topic.entity(),
                List.of(),
                ChangeKind.GAP_OVERFLOW,
                new Transaction("", 1, Instant.EPOCH, "", new ChangeOrigin("", "")),
                Map.of(),
                Set.of(),
                schema.names());
    }

    private static ChangeEvent event(RawEvent raw, EventSchema schema, GenericRecord event) {
        GenericRecord header = (GenericRecord) event.get(HEADER);
        ChangeKind kind = ChangeKind.of(text(header, "changeType"));
        Set<String> changed = FieldBitmaps.names(texts(header, "changedFields"), schema.layout());
        Set<String> different = FieldBitmaps.names(texts(header, "diffFields"), schema.layout());
        Set<String> nulled = FieldBitmaps.names(texts(header, "nulledFields"), schema.layout());
        return new ChangeEvent(
                raw.id(),
                raw.replayId(),
                text(header, "entityName"),
                recordIds(header, kind),
                kind,
                transaction(header),
                values(event, kind, changed, different, nulled),
                different,
                schema.names());
    }

    private static Transaction transaction(GenericRecord header) {
        return new Transaction(
                text(header, "transactionKey"),
                (Integer) header.get("sequenceNumber"),
                Instant.ofEpochMilli((Long) header.get("commitTimestamp")),
                text(header, "commitUser"),
                ChangeOrigin.parse(text(header, "changeOrigin")));
    }

    private static List<String> recordIds(GenericRecord header, ChangeKind kind) {
        List<String> ids = texts(header, "recordIds");
        boolean whole = kind == ChangeKind.GAP_OVERFLOW
                || ids.stream().anyMatch(id -> id.endsWith(WILDCARD) || id.equals(NO_RECORD));
        return whole ? List.of() : ids;
    }

    private static Map<String, @Nullable Object> values(
            GenericRecord event, ChangeKind kind, Set<String> changed, Set<String> different, Set<String> nulled) {
        if (!kind.tellsValues()) {
            return Map.of();
        }
        Map<String, @Nullable Object> all = all(event);
        if (kind == ChangeKind.UPDATE) {
            Map<String, @Nullable Object> told = new LinkedHashMap<>();
            changed.forEach(field -> told.put(field, all.get(field)));
            nulled.forEach(field -> told.put(field, null));
            different.forEach(told::remove);
            told.remove(HEADER);
            return told;
        }
        return all;
    }

    /** The values that are not null, by the names that queries use. */
    private static Map<String, @Nullable Object> all(GenericRecord event) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Schema.Field field : event.getSchema().getFields()) {
            Object value = field.name().equals(HEADER) ? null : event.get(field.pos());
            if (value instanceof GenericRecord compound) {
                for (Schema.Field member : compound.getSchema().getFields()) {
                    put(
                            values,
                            FieldLayout.nameOf(field.name(), member.name()),
                            value(compound.get(member.pos()), member));
                }
            } else {
                put(values, field.name(), value(value, field));
            }
        }
        return values;
    }

    private static void put(Map<String, @Nullable Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    /** What a long is, only the description of the field says. */
    private static @Nullable Object value(@Nullable Object value, Schema.Field field) {
        String doc = field.doc() == null ? "" : field.doc();
        return switch (value) {
            case null -> null;
            case Long time when doc.contains(":DateTime") -> Instant.ofEpochMilli(time);
            case Long day
            when doc.contains(":DateOnly") ->
                Instant.ofEpochMilli(day).atOffset(ZoneOffset.UTC).toLocalDate();
            case CharSequence text -> text.toString();
            default -> value;
        };
    }

    private static String text(GenericRecord header, String name) {
        return String.valueOf(header.get(name));
    }

    private static List<String> texts(GenericRecord header, String name) {
        return ((List<?>) header.get(name)).stream().map(String::valueOf).toList();
    }
}
