package dev.touchstone.testing.salesforce.soql;

import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.org.RecordSource;
import dev.touchstone.testing.salesforce.org.Refusal;
import dev.touchstone.testing.salesforce.org.SObject;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Conditions of rules and flows, written as the WHERE clause of a query on fields of the record itself. */
public final class Conditions {
    /** Rules run in the middle of a write and look at nothing but the record. */
    private static final RecordSource NOTHING = new RecordSource() {
        @Override
        public Optional<SObject> get(String id) {
            return Optional.empty();
        }

        @Override
        public Stream<SObject> withValue(String type, String field, Object value) {
            return Stream.empty();
        }

        @Override
        public Iterator<SObject> byStamp(String type, Instant from) {
            return Collections.emptyIterator();
        }

        @Override
        public long count(String type) {
            return 0;
        }
    };

    private Conditions() {}

    /**
     * The condition that a text states, without the word WHERE; parents are empty.
     *
     * @throws Refusal if the text is no condition on this type
     */
    public static Predicate<SObject> parse(Organisation org, String type, String where) throws Refusal {
        Binder binder = new Binder(org, org.adminId(), where);
        RowTest test = new Filters(binder, binder.type(type), true).test(Parser.condition(where));
        return row -> test.test(NOTHING, row);
    }
}
