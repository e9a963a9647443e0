package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.crm.fact.TellAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What is read and passed on, as counters. Only the process that reads knows how many objects are left; others show NaN. */
@Startup
@ApplicationScoped
class ReadMeters {
    private final MeterProvider<Counter> told;
    private final MeterProvider<Counter> failed;
    private volatile double unread = Double.NaN;

    ReadMeters(MeterRegistry meters) {
        Gauge.builder("touchstone.crm.unread.snapshots", () -> unread)
                .description("objects of Salesforce that have not yet been read to their end, or cannot be")
                .register(meters);
        told = Counter.builder("touchstone.crm.records")
                .description("records of Salesforce that touchpoint-service answered")
                .withRegistry(meters);
        List.of("accepted", "unchanged", "refused").forEach(outcome -> count(outcome, 0));
        failed = Counter.builder("touchstone.crm.records.failures")
                .description("steps of reading Salesforce that it or touchpoint-service made fail")
                .withRegistry(meters);
        List.of("salesforce", "touchpoint")
                .forEach(service -> failed.withTag("service", service).increment(0));
    }

    /** A part was answered: {@code touchstone_crm_records_total}. */
    void told(TellAnswer answer) {
        count("accepted", answer.accepted());
        count("unchanged", answer.unchanged());
        count("refused", answer.refused().size());
    }

    /** A step failed: {@code touchstone_crm_records_failures_total}. */
    void failed(String service) {
        failed.withTag("service", service).increment();
    }

    /** So many objects are left to read. */
    void unread(long objects) {
        unread = objects;
    }

    /** Another process has the turn. */
    void notMyTurn() {
        unread = Double.NaN;
    }

    private void count(String outcome, int number) {
        told.withTag("outcome", outcome).increment(number);
    }
}
