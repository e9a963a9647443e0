package dev.touchstone.salessync.optout.crm;

import dev.touchstone.salessync.optout.OptOutFact;
import dev.touchstone.salessync.optout.OptOuts;
import dev.touchstone.salessync.optout.Subject;
import dev.touchstone.salessync.optout.Subjects;
import dev.touchstone.salessync.optout.UnsubscribeSource;
import dev.touchstone.salessync.optout.Whose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes out here who is out in Salesforce: the address of the record, the person whose record it is, and all who belong to them. A
 * record whose person is not known yet is kept, and makes the person out as soon as it gets the record's id. Nothing that is read
 * makes anybody in.
 */
@ApplicationScoped
public class TakeReadings {
    private final SqlCrmOptedOut records;
    private final OptOuts optOuts;
    private final Subjects subjects;
    private final Clock clock;

    TakeReadings(SqlCrmOptedOut records, OptOuts optOuts, Subjects subjects, Clock clock) {
        this.records = records;
        this.optOuts = optOuts;
        this.subjects = subjects;
        this.clock = clock;
    }

    /**
     * Takes records that say out, all in one transaction; sends are blocked from its commit on. Taking one again changes nothing.
     *
     * @return how many changed anything here
     */
    @Transactional
    int take(List<CrmReading> readings) {
        records.keep(readings, addresses(readings), clock.instant());
        return optOuts.recordAll(said(readings));
    }

    /**
     * Takes records that were read because they changed, or for another reason. That a record says out which said so before is no news:
     * whom an administrator let in again meanwhile is in until the night (R-U-6).
     *
     * @param out records that say out
     * @param in records that do not: they are forgotten, and nobody becomes in by that
     * @param gone ids of records that are not there any more
     */
    @Transactional
    void takeChanges(List<CrmReading> out, List<CrmReading> in, List<String> gone) {
        Map<String, Subject> addresses = addresses(out);
        Map<String, String> known =
                records.known(out.stream().map(CrmReading::id).toList());
        List<CrmReading> news = out.stream()
                .filter(reading -> isNews(known.get(reading.id()), addresses.get(reading.id())))
                .toList();
        records.forget(in);
        records.forgetGone(gone);
        records.keep(out, addresses, clock.instant());
        optOuts.recordAll(said(news));
    }

    /** A record that was written here is known without its address. */
    private static boolean isNews(@Nullable String known, @Nullable Subject address) {
        if (known == null) {
            return true;
        }
        return address != null && !known.isEmpty() && !known.equals(address.key());
    }

    private Map<String, Subject> addresses(List<CrmReading> readings) {
        Map<String, Subject> addresses = new HashMap<>();
        readings.forEach(
                reading -> reading.address().ifPresent(address -> addresses.put(reading.id(), subjects.of(address))));
        return addresses;
    }

    /** What each record says of its address and of each person whose it is. */
    private List<OptOuts.Said> said(List<CrmReading> readings) {
        Map<String, List<Long>> people =
                records.people(readings.stream().map(CrmReading::id).toList());
        List<OptOuts.Said> said = new ArrayList<>();
        for (CrmReading reading : readings) {
            OptOutFact fact = fact(reading.object(), reading.id(), reading.modifiedAt());
            List<Long> whose = people.getOrDefault(reading.id(), List.of());
            whose.forEach(marketoId ->
                    said.add(new OptOuts.Said(new Whose(reading.address(), OptionalLong.of(marketoId)), fact)));
            if (whose.isEmpty()) {
                reading.address().ifPresent(address -> said.add(new OptOuts.Said(Whose.of(address), fact)));
            }
        }
        return said;
    }

    /**
     * As soon as people have records that are out, they are out, too: the records may have been read long before, with other
     * addresses. Of whom something was said before, the nightly run judges.
     */
    @Transactional
    void linked(List<Long> marketoIds) {
        optOuts.recordAll(records.unnoted(marketoIds).stream()
                .map(linked -> new OptOuts.Said(
                        Whose.ofPerson(linked.marketoId()),
                        fact(linked.object(), linked.salesforceId(), linked.modifiedAt())))
                .toList());
    }

    /** Whether a record of them still says out in Salesforce, as far as it was seen. */
    @Transactional
    public boolean isStillOut(Whose whose) {
        return records.isStillOut(subjects.allOf(whose));
    }

    /** The record and its stamp are the evidence. */
    private static OptOutFact fact(CrmObject object, String id, Instant modifiedAt) {
        return new OptOutFact.Unsubscribe(
                UnsubscribeSource.SALESFORCE_SYNC,
                "",
                object.apiName() + " " + id + " says so as of its change at " + modifiedAt);
    }
}
