package dev.touchstone.salessync.salesforce.event.stream;

import dev.touchstone.salessync.salesforce.event.EventTopic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

/** Events and streams as counters. */
final class EventMeters {
    private final MeterProvider<Counter> events;
    private final MeterProvider<Counter> streams;

    EventMeters(MeterRegistry meters) {
        this.events = Counter.builder("touchstone.salesforce.events")
                .description("change events of Salesforce that were taken")
                .withRegistry(meters);
        this.streams = Counter.builder("touchstone.salesforce.event.streams")
                .description("streams of change events that ended, by how they did")
                .withRegistry(meters);
    }

    /** Events that were taken: {@code touchstone_salesforce_events_total}. */
    void taken(EventTopic topic, int events) {
        this.events.withTag("entity", topic.entity()).increment(events);
    }

    /** A stream that ended: {@code touchstone_salesforce_event_streams_total}. */
    void ended(EventTopic topic, String outcome) {
        streams.withTags("entity", topic.entity(), "outcome", outcome).increment();
    }
}
