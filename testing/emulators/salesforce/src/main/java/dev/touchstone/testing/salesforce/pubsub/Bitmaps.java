package dev.touchstone.testing.salesforce.pubsub;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;

/**
 * Lists of fields as change events carry them: one hexadecimal number with a bit for each field of the schema, the first field
 * being the lowest bit, and for each compound field of which some members are listed, its index, a hyphen and a number of its own.
 */
final class Bitmaps {
    private Bitmaps() {}

    /** Fields of the schema: the index of a field, and the members' indexes where it is compound. */
    static final class Fields {
        private final BitSet top = new BitSet();
        private final SortedMap<Integer, SortedSet<Integer>> members = new TreeMap<>();

        /** Adds a field that is not compound, or a whole compound one. */
        void add(int field) {
            top.set(field);
        }

        /** Adds a member of a compound field. */
        void add(int field, int member) {
            members.computeIfAbsent(field, index -> new TreeSet<>()).add(member);
        }

        /** As the header of an event carries them; a compound field with all its members is written as the field itself. */
        List<String> write(Schema schema) {
            BitSet whole = (BitSet) top.clone();
            List<String> nested = new ArrayList<>();
            for (Map.Entry<Integer, SortedSet<Integer>> compound : members.entrySet()) {
                Schema record = EventSchema.compound(
                                schema.getFields().get(compound.getKey()).schema())
                        .orElseThrow(
                                () -> new IllegalArgumentException("field " + compound.getKey() + " has no members"));
                if (compound.getValue().size() == record.getFields().size()) {
                    whole.set(compound.getKey());
                } else {
                    BitSet bits = new BitSet();
                    compound.getValue().forEach(bits::set);
                    nested.add(compound.getKey() + "-" + hex(bits));
                }
            }
            List<String> written = new ArrayList<>();
            if (!whole.isEmpty()) {
                written.add(hex(whole));
            }
            written.addAll(nested);
            return written;
        }
    }

    private static String hex(BitSet bits) {
        BigInteger number = BigInteger.ZERO;
        for (int bit = bits.nextSetBit(0); bit >= 0; bit = bits.nextSetBit(bit + 1)) {
            number = number.setBit(bit);
        }
        String digits = number.toString(16).toUpperCase(Locale.ROOT);
        // Whole bytes: readers take two digits at a time.
        return digits.length() % 2 == 0 ? "0x" + digits : "0x0" + digits;
    }
}
