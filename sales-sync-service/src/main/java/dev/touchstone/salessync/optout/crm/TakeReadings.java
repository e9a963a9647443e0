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
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes out here who is out in Salesforce: the address of the record, the person whose record it is, and all who belong to them. A
 * record whose person is not known yet is kept, and makes the person out as soon as it gets the record's id.
 */
@ApplicationScoped
class TakeReadings implements CrmOptOutReadings {
    private final SqlCrmOptedOut records;
    private final OptOuts optOuts;
    private final Subjects subjects;
    private final SqlCrmSettings settings;
    private final Clock clock;

    TakeReadings(
            SqlCrmOptedOut records, OptOuts optOuts, Subjects subjects, SqlCrmSettings settings, Clock clock) {
        this.records = records;
        this.optOuts = optOuts;
        this.subjects = subjects;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void take(List<CrmReading> readings) {
        take(readings, ReadingRules.Way.CHANGE);
    }

    /**
     * Takes readings, all in one transaction.
     *
     * @return how many made somebody out
     */
    @Transactional
    int take(List<CrmReading> readings, ReadingRules.Way way) {
        if (readings.size() > MAX_READINGS) {
            throw new IllegalArgumentException("at most " + MAX_READINGS + " readings at once");
        }
        CrmOptOutSettings rules = settings.inForce().settings();
        Map<String, SqlCrmOptedOut.Kept> before = records.lock(readings);
        List<CrmReading> kept = new ArrayList<>();
        List<String> forgotten = new ArrayList<>();
        List<CrmReading> out = new ArrayList<>();
        for (CrmReading reading : readings) {
            Optional<ReadingRules.Kept> known = Optional.ofNullable(before.get(reading.id()))
                    .map(old -> new ReadingRules.Kept(rules.isOut(old.flags()), old.modifiedAt()));
            ReadingRules.Meaning meaning =
                    ReadingRules.meaning(rules.isOut(reading.flags()), reading.modifiedAt(), known, way);
            if (meaning == ReadingRules.Meaning.STALE) {
                continue;
            }
            if (reading.flags().isSomeOut()) {
                kept.add(reading);
            } else {
                forgotten.add(reading.id());
            }
            if (meaning == ReadingRules.Meaning.OUT) {
                out.add(reading);
            }
        }
        records.forget(forgotten);
        records.keep(kept, addresses(kept), clock.instant());
        return optOuts.recordAll(said(out));
    }

    private Map<String, Subject> addresses(List<CrmReading> readings) {
        Map<String, Subject> addresses = new HashMap<>();
        readings.forEach(reading ->
                reading.address().ifPresent(address -> addresses.put(reading.id(), subjects.of(address))));
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
     * As soon as people have records that are out, they are out, too: the records may have been read long before, with other addresses
     * (AC-75). Of whom something was said before, the nightly run judges.
     */
    @Transactional
    void linked(List<Long> marketoIds) {
        List<SqlCrmOptedOut.Linked> found = records.unnoted(marketoIds);
        if (found.isEmpty()) {
            return;
        }
        CrmOptOutSettings rules = settings.inForce().settings();
        optOuts.recordAll(found.stream()
                .filter(linked -> rules.isOut(linked.kept().flags()))
                .map(linked -> new OptOuts.Said(
                        Whose.ofPerson(linked.marketoId()),
                        fact(linked.object(), linked.salesforceId(), linked.kept().modifiedAt())))
                .toList());
    }

    /** Whether a record of them still says out in Salesforce, as far as it was read. */
    @Transactional
    public boolean isStillOut(Whose whose) {
        CrmOptOutSettings rules = settings.inForce().settings();
        return records.stillOut(subjects.allOf(whose)).stream().anyMatch(rules::isOut);
    }

    /** The record and its stamp are the evidence. */
    private static OptOutFact fact(CrmObject object, String id, Instant modifiedAt) {
        return new OptOutFact.Unsubscribe(
                UnsubscribeSource.SALESFORCE_SYNC,
                "",
                object.apiName() + " " + id + " is opted out as of its change at " + modifiedAt);
    }
}
