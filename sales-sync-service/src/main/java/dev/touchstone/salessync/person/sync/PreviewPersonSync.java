package dev.touchstone.salessync.person.sync;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.connection.ConnectedMarketo;
import dev.touchstone.salessync.connection.MarketoRefusal;
import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.marketo.MarketoLead;
import dev.touchstone.salessync.person.PersonReading;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.person.UnqualifiedReason;
import dev.touchstone.salessync.person.Verdict;
import dev.touchstone.salessync.person.Written;
import dev.touchstone.salessync.person.snapshot.RunCounts;
import dev.touchstone.salessync.person.snapshot.SampleEverybody;
import dev.touchstone.salessync.person.snapshot.SampleEverybody.Sample;
import dev.touchstone.salessync.person.snapshot.SnapshotPolicy;
import dev.touchstone.salessync.person.snapshot.WayEstimates;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells what a sync would find and cost, before it is started. Nothing is stored. */
@ApplicationScoped
public class PreviewPersonSync {
    private static final int PAGE = 3_000;

    private final ConnectedMarketo connected;
    private final ConnectedSalesforce salesforce;
    private final SampleEverybody sample;
    private final PersonStore people;
    private final SnapshotPolicy policy;
    private final Clock clock;

    PreviewPersonSync(
            ConnectedMarketo connected,
            ConnectedSalesforce salesforce,
            SampleEverybody sample,
            PersonStore people,
            SnapshotPolicy policy,
            Clock clock) {
        this.connected = connected;
        this.salesforce = salesforce;
        this.sample = sample;
        this.people = people;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Previews.
     *
     * @param size people to read at most
     * @throws RpcFailure.FailedPrecondition {@code NOT_CONNECTED}, {@code MARKETO_REFUSED_CREDENTIALS},
     *     {@code MARKETO_REFUSED_CALL}
     * @throws RpcFailure.ResourceExhausted {@code MARKETO_QUOTA_USED_UP}
     * @throws RpcFailure.Unavailable {@code MARKETO_UNAVAILABLE}
     */
    public PersonPreview preview(int size) {
        MarketoInstance marketo = connected
                .find()
                .orElseThrow(() -> new RpcFailure.FailedPrecondition(
                        "NOT_CONNECTED",
                        "Marketo is not connected: call ConnectMarketo first",
                        Map.of("system", "marketo")));
        try {
            Instant readAt = clock.instant();
            Set<LeadField> missing = new TreeSet<>(Set.of(LeadField.values()));
            missing.removeAll(marketo.leads(Lane.SNAPSHOT).fields().names().keySet());
            return preview(sample.read(marketo, size), missing, readAt);
        } catch (MarketoFailure failure) {
            throw MarketoRefusal.of(failure.error(), clock.instant());
        }
    }

    private PersonPreview preview(Sample read, Set<LeadField> missing, Instant readAt) {
        List<PersonReading> readings =
                read.leads().stream().map(PersonReading::of).toList();
        RunCounts counts = RunCounts.NONE.plus(readings);
        long estimated = read.estimatedPeople();
        return new PersonPreview(
                missing,
                counts,
                read.isComplete(),
                estimated,
                warnings(counts),
                ways(estimated, read, readAt),
                dryRun(readings, readAt));
    }

    private List<WayEstimates.Estimate> ways(long people, Sample read, Instant now) {
        return WayEstimates.of(
                new WayEstimates.Known(
                        people, read.highestId(), bytesPerPerson(read.leads()), policy.createdFrom(), now),
                policy,
                Map.of());
    }

    private List<PersonPreview.Warning> warnings(RunCounts counts) {
        List<PersonPreview.Warning> warnings = new ArrayList<>();
        if (counts.read() == 0) {
            warnings.add(PersonPreview.Warning.NO_PEOPLE);
        } else if (counts.unqualified().getOrDefault(UnqualifiedReason.NOT_IN_CRM, 0L) == counts.read()) {
            warnings.add(PersonPreview.Warning.INSTANCE_NOT_SYNCED_WITH_CRM);
        }
        if (!salesforce.isConnected()) {
            warnings.add(PersonPreview.Warning.CRM_NOT_CONNECTED);
        }
        return warnings;
    }

    /** What storing them would do, found out by storing them and taking it back. */
    private Written dryRun(List<PersonReading> readings, Instant readAt) {
        Map<Verdict, Long> sums = new EnumMap<>(Verdict.class);
        for (int from = 0; from < readings.size(); from += PAGE) {
            List<PersonReading> page = readings.subList(from, Math.min(readings.size(), from + PAGE));
            wouldBecome(page, readAt).readings().forEach((verdict, count) -> sums.merge(verdict, count, Long::sum));
        }
        return new Written(sums);
    }

    private Written wouldBecome(List<PersonReading> page, Instant readAt) {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                throw new Undone(people.write(page, readAt));
            });
            throw new IllegalStateException("a dry run leaves its transaction by an exception");
        } catch (Undone undone) {
            return undone.written;
        }
    }

    /** Rolls a dry run back and carries out what it found. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Written written;

        Undone(Written written) {
            super("a dry run", null, false, false);
            this.written = written;
        }
    }

    private static double bytesPerPerson(List<MarketoLead> leads) {
        int columns = LeadField.values().length;
        return leads.stream()
                .mapToInt(lead -> columns
                        + lead.values().values().stream()
                                .mapToInt(String::length)
                                .sum()
                        + "null".length() * (columns - lead.values().size()))
                .average()
                .orElse(0);
    }
}
