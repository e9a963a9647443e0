package dev.touchstone.salessync.salesforce.event;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads lists of fields as events carry them: {@code 0x18} has a bit for each field of the schema, the lowest for the first; {@code 6-0x02}
 * has one for each member of the compound field at place 6. A compound field that is named as a whole stands for all its members. Pure.
 *
 * <p>Bits behind the last field are passed over: they name fields that this schema does not have.
 */
final class FieldBitmaps {
    private static final String HEX = "0x";

    private FieldBitmaps() {}

    /**
     * The names of the fields.
     *
     * @throws IllegalArgumentException if an entry is no bitmap
     */
    static Set<String> names(List<String> entries, FieldLayout layout) {
        BigInteger top = BigInteger.ZERO;
        Map<Integer, BigInteger> members = new HashMap<>();
        for (String entry : entries) {
            int hyphen = entry.indexOf('-');
            if (hyphen < 0) {
                top = top.or(bits(entry));
            } else {
                members.merge(
                        Integer.parseInt(entry.substring(0, hyphen)),
                        bits(entry.substring(hyphen + 1)),
                        BigInteger::or);
            }
        }
        return names(top, members, layout);
    }

    private static Set<String> names(BigInteger top, Map<Integer, BigInteger> members, FieldLayout layout) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < layout.places().size(); i++) {
            List<String> here = layout.places().get(i);
            BigInteger some = members.get(i);
            if (some != null) {
                for (int member = 0; member < here.size(); member++) {
                    if (some.testBit(member)) {
                        names.add(here.get(member));
                    }
                }
            } else if (top.testBit(i)) {
                names.addAll(here);
            }
        }
        return names;
    }

    private static BigInteger bits(String text) {
        if (!text.startsWith(HEX)) {
            throw new IllegalArgumentException("a bitmap begins with 0x but is " + text);
        }
        return new BigInteger(text.substring(HEX.length()), 16);
    }
}
