package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.id.StableId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The digest of a record's content, which breaks the tie between two copies with one modification time.
 *
 * <p>A copy that says more than the first version of the contract could has a digest greater than one that does not (but for
 * one in 65,536 of those), and of two such copies the one with more fields has the greater: so a source that begins to send a
 * field, and sends everything again, has it taken. What the first version could say has the digest that it had then.
 */
final class ContentDigest {
    private static final long RICH = 0xFFFFL << 48;
    private static final int COUNT_SHIFT = 32;
    /** One less than would be as great as a deletion. */
    private static final int MAX_COUNT = 0xFFFE;

    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private final List<@Nullable String> parts = new ArrayList<>();
    private int further;

    private ContentDigest() {}

    /** Begins with what the kind always has, in an order that never changes. */
    static ContentDigest of(@Nullable String... parts) {
        ContentDigest digest = new ContentDigest();
        for (String part : parts) {
            digest.parts.add(part);
        }
        return digest;
    }

    /** Adds a further value by its name, if there is one. */
    ContentDigest and(String name, @Nullable Object value) {
        String text = value == null ? "" : value.toString();
        if (!text.isEmpty()) {
            parts.add(name);
            parts.add(text);
            further++;
        }
        return this;
    }

    /** Adds a truth value, if it is true. */
    ContentDigest and(String name, boolean value) {
        return and(name, value ? "true" : null);
    }

    /** Adds the fields that the kind does not name. */
    ContentDigest and(CrmFields fields) {
        for (CrmField field : fields.list()) {
            parts.add("fields");
            parts.add(field.name());
            parts.add(field.value().type().name());
            parts.add(field.value().text());
            further++;
        }
        return this;
    }

    UUID value() {
        UUID id = StableId.of(parts.toArray(String[]::new));
        if (further == 0) {
            return id;
        }
        long count = Math.min(further, MAX_COUNT);
        return new UUID(
                RICH | (count << COUNT_SHIFT) | (id.getMostSignificantBits() & LOW_HALF), id.getLeastSignificantBits());
    }
}
