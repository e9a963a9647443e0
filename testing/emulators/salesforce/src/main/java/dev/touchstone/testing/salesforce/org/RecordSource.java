package dev.touchstone.testing.salesforce.org;

import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** One consistent state of the records, to be read while {@link Organisation#read} lasts. */
public interface RecordSource {
    /** A record by its id of 18 characters, also from the recycle bin. */
    Optional<SObject> get(String id);

    /** The records with this value in an indexed field, with the recycle bin, in no order; texts are equal in any case. */
    Stream<SObject> withValue(String type, String field, Object value);

    /** All records of a type that were last touched at this time or later, with the recycle bin, by stamp and id. */
    Iterator<SObject> byStamp(String type, Instant from);

    /** How many records of a type there are, without the recycle bin. */
    long count(String type);
}
