package dev.touchstone.salessync.crm.fact;

import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is told of what was read. Pure.
 *
 * <p><b>Records that come back:</b> one that was restored, or may be seen again, can have an older stamp than its deletion was told with,
 * and touchpoint-service keeps the newer copy. It is then told with a time just after. Only a reading of now may decide that: results of jobs
 * and pages of long queries show what was so when they began.
 */
public final class RecordRules {
    private static final String STAMP = "SystemModstamp";

    private RecordRules() {}

    /** What to do with a record. */
    public sealed interface Decision {
        /** It is told, and this is kept of it. */
        record Tell(RecordFact fact, ToldRecord told) implements Decision {}

        /** Nobody has to know. */
        record Skip() implements Decision {}

        /** The reading is older than what was told: it is looked at again. */
        record LookAgain() implements Decision {}
    }

    /**
     * Decides on a record that was read.
     *
     * @param told what is kept of it; null if touchpoint-service was never told
     * @param record with its stamp
     * @param isNow true if the record was asked for by its id just now
     */
    public static Decision decide(
            CrmObject object, SalesforceRecord record, @Nullable ToldRecord told, boolean isNow) {
        Instant stamp = record.time(STAMP)
                .orElseThrow(() -> new SalesforceFailure(SalesforceError.Unreachable.read("a record without " + STAMP)));
        boolean isThere = !record.flag("IsDeleted") && hasPlace(object, record);
        if (told == null && !isThere) {
            return new Decision.Skip();
        }
        @Nullable Instant goneAt = told == null ? null : told.goneAt();
        if (goneAt != null && !stamp.isAfter(goneAt) && !isNow) {
            return new Decision.LookAgain();
        }
        if (isThere) {
            RecordFact fact = new RecordFact(object, record.id(), after(stamp, goneAt), record, "");
            return new Decision.Tell(fact, new ToldRecord(record.id(), false, goneAt));
        }
        boolean again = told != null && told.gone() && goneAt != null && !stamp.isAfter(goneAt);
        Instant at = again && goneAt != null ? goneAt : after(stamp, goneAt);
        return gone(object, record.id(), at, record.text("MasterRecordId"));
    }

    /**
     * Decides on a record that was asked for by its id just now and is not there.
     *
     * @param now Salesforce's time then
     */
    public static Decision absent(CrmObject object, String id, @Nullable ToldRecord told, Instant now) {
        if (told == null) {
            return new Decision.Skip();
        }
        @Nullable Instant goneAt = told.goneAt();
        return gone(object, id, told.gone() && goneAt != null ? goneAt : after(now, goneAt), "");
    }

    private static Decision gone(CrmObject object, String id, Instant at, String master) {
        boolean isPerson = object == CrmObject.LEAD || object == CrmObject.CONTACT;
        RecordFact fact = new RecordFact(object, id, at, null, isPerson ? master : "");
        return new Decision.Tell(fact, new ToldRecord(id, true, at));
    }

    private static Instant after(Instant stamp, @Nullable Instant goneAt) {
        return goneAt == null || stamp.isAfter(goneAt) ? stamp : goneAt.plus(1, ChronoUnit.MICROS);
    }

    /** True if the contract has a place for it: activities without a person and members that are accounts have none. */
    private static boolean hasPlace(CrmObject object, SalesforceRecord record) {
        return switch (object) {
            case TASK, EVENT -> isPerson(record.text("WhoId"));
            case CAMPAIGN_MEMBER -> !memberOf(record).isEmpty();
            case CONTACT_ROLE -> !record.text("ContactId").isEmpty();
            case CAMPAIGN, LEAD, CONTACT, ACCOUNT, OPPORTUNITY -> true;
        };
    }

    /** Whose membership it is: of a converted lead, the contact's; empty if it is no person's. */
    static String memberOf(SalesforceRecord member) {
        String contact = member.text("ContactId");
        return contact.isEmpty() ? member.text("LeadId") : contact;
    }

    private static boolean isPerson(String id) {
        return Stream.of("00Q", "003").anyMatch(id::startsWith);
    }
}
