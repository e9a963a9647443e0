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
 * <p><b>Times:</b> touchpoint-service keeps of two copies the one with the later time. Salesforce's stamp is that time, but it does not
 * always grow: two changes may fall into one second, a formula changes without it, and a record that is restored may have an older one
 * than its deletion was told with. What is read now and differs from what was told last is then told with a time just after. Only a
 * reading of now may decide that: results of jobs show what was so when they began.
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

        /** The reading may be older than what was told: it is looked at again. */
        record LookAgain() implements Decision {}
    }

    /**
     * Decides on a record that was read.
     *
     * @param record with its stamp
     * @param digest of what would be told of it
     * @param told what is kept of it; null if touchpoint-service was never told
     * @param isNow true if what was told before was read before this
     */
    public static Decision decide(
            CrmObject object, SalesforceRecord record, long digest, @Nullable ToldRecord told, boolean isNow) {
        Instant stamp = record.time(STAMP)
                .orElseThrow(
                        () -> new SalesforceFailure(SalesforceError.Unreachable.read("a record without " + STAMP)));
        boolean isThere = !record.flag("IsDeleted") && hasPlace(object, record);
        if (told == null) {
            return isThere ? there(object, record, stamp, digest) : new Decision.Skip();
        }
        boolean isSame = told.gone() == !isThere && (told.gone() || told.digest() == digest);
        boolean isNewer = stamp.isAfter(told.at());
        if (!isNewer && !isSame && !isNow) {
            return new Decision.LookAgain();
        }
        Instant unlessNewer = isSame ? told.at() : justAfter(told.at());
        Instant at = isNewer ? stamp : unlessNewer;
        return isThere
                ? there(object, record, at, digest)
                : gone(object, record.id(), at, record.text("MasterRecordId"));
    }

    /**
     * Decides on a record that was asked for by its id just now and is not there.
     *
     * @param now Salesforce's time then, or a moment later
     */
    public static Decision absent(CrmObject object, String id, @Nullable ToldRecord told, Instant now) {
        if (told == null) {
            return new Decision.Skip();
        }
        if (told.gone()) {
            return gone(object, id, told.at(), "");
        }
        return gone(object, id, now.isAfter(told.at()) ? now : justAfter(told.at()), "");
    }

    private static Decision there(CrmObject object, SalesforceRecord record, Instant at, long digest) {
        RecordFact fact = new RecordFact(object, record.id(), at, record, "");
        return new Decision.Tell(fact, new ToldRecord(record.id(), false, at, digest));
    }

    private static Decision gone(CrmObject object, String id, Instant at, String master) {
        boolean isPerson = object == CrmObject.LEAD || object == CrmObject.CONTACT;
        RecordFact fact = new RecordFact(object, id, at, null, isPerson ? master : "");
        return new Decision.Tell(fact, new ToldRecord(id, true, at, 0));
    }

    private static Instant justAfter(Instant at) {
        return at.plus(1, ChronoUnit.MICROS);
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
