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

    /** Stands for all people: what decides which of their touchpoints surface changed. They are marked in portions likewise. */
    public static final String ALL_PEOPLE = Everything.PEOPLE.key("");

    /** Before a visitor whom a task of the CRM names: the visitor, and the people whose sessions the visitor's are. */
    public static final String CALLED = "CALLED:";

    private static final String CRM_PERSON = "CRM_PERSON:";
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

    /** The visitors among some keys whom tasks name. */
    static List<String> called(Collection<String> keys) {
        return after(CALLED, keys);
    }

    /** The leads and contacts among some keys. */
    static List<String> crmPeople(Collection<String> keys) {
        return after(CRM_PERSON, keys);
    }

    /** The aliases among some keys, leads and contacts too. */
    static List<String> aliases(Collection<String> keys) {
        return keys.stream()
                .filter(key -> !key.startsWith(EMAIL)
                        && !key.startsWith(VISITOR)
                        && !key.startsWith(CALLED)
                        && !Everything.isKey(key))
                .toList();
    }

    private static List<String> after(String prefix, Collection<String> keys) {
        return keys.stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .toList();
    }
}
