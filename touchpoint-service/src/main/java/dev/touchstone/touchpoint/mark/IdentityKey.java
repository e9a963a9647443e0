package dev.touchstone.touchpoint.mark;

import java.util.Collection;
import java.util.List;

/**
 * The keys of {@link Queue#ALIAS}: whatever stands for visitors that the transaction that changes it cannot list, because some
 * of them may just be coming. It marks the key; a later transaction, which sees what was committed by then, finds the visitors.
 *
 * <p><b>Why nothing is lost:</b> an event that is committed before that later transaction is found by it; one that is committed
 * after it has a mark of its own, and whoever takes that mark sees the change.
 */
public final class IdentityKey {
    /** Stands for all visitors and all people: the settings changed. They are marked in portions, see {@link Everything}. */
    public static final String EVERYTHING = Everything.VISITORS.key("");

    private static final String EMAIL = "EMAIL:";
    private static final String VISITOR = "VISITOR:";

    private IdentityKey() {}

    /** Visitors with an alias; the text of an alias, which begins with its type, is a key as it is. */
    public static String ofAlias(String alias) {
        return alias;
    }

    /** Visitors known by an address, lower case. */
    public static String ofEmail(String email) {
        return EMAIL + email;
    }

    /** One visitor. */
    public static String ofVisitor(String visitorId) {
        return VISITOR + visitorId;
    }

    /** The addresses among some keys. */
    static List<String> emails(Collection<String> keys) {
        return after(EMAIL, keys);
    }

    /** The visitors among some keys. */
    static List<String> visitors(Collection<String> keys) {
        return after(VISITOR, keys);
    }

    /** The aliases among some keys. */
    static List<String> aliases(Collection<String> keys) {
        return keys.stream()
                .filter(key -> !key.startsWith(EMAIL) && !key.startsWith(VISITOR) && !Everything.isKey(key))
                .toList();
    }

    private static List<String> after(String prefix, Collection<String> keys) {
        return keys.stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .toList();
    }
}
