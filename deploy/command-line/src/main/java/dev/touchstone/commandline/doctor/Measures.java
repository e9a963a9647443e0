package dev.touchstone.commandline.doctor;

import dev.touchstone.commandline.doctor.Reading.Answered;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.observability.scrape.Sample;
import dev.touchstone.observability.scrape.Scrape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the metrics of one service say: how long things wait, what failed, whether counts add up. The limits are those of the
 * alerts in {@code deploy/observability}. Pure.
 */
final class Measures {
    private static final String STATUS = "./touchstone status shows how much waits";
    private static final String SYNC = "./touchstone sync status says what the sync waits for";
    private static final String DIAGNOSTICS =
            "./touchstone sync diagnostics lists them by cause; --retry tries them again";
    private static final String RUNBOOK = "; docs/runbooks/%s.md says more";

    private final String subject;
    private final Scrape scrape;
    private final List<Finding> findings = new ArrayList<>();

    private Measures(Answered answer) {
        this.subject = answer.remote().displayName();
        this.scrape = answer.scrape();
    }

    static List<Finding> of(Answered answer) {
        Measures measures = new Measures(answer);
        measures.waits();
        measures.statements();
        measures.counts();
        measures.balances();
        return measures.findings;
    }

    private void waits() {
        age(
                "touchstone_derivation_oldest_waiting_seconds",
                Duration.ofMinutes(15),
                "derivation",
                STATUS,
                "DerivationBehind");
        age("touchstone_person_feed_lag_seconds", Duration.ofMinutes(30), "reading the feed", SYNC, "PersonFeedBehind");
        age(
                "touchstone_person_feed_oldest_dirty_seconds",
                Duration.ofHours(1),
                "reading people again",
                SYNC,
                "PeopleWaitToBeRead");
        age("touchstone_outbox_oldest_unsent_seconds", Duration.ofHours(1), "the outbox", SYNC, "OutboxBehind");
        age(
                "touchstone_crm_facts_lag_seconds",
                Duration.ofMinutes(15),
                "telling touchpoint-service of people",
                "see that touchpoint-service answers sales-sync-service",
                "FactsBehind");
        age(
                "touchstone_mapping_rule_set_age_seconds",
                Duration.ofMinutes(1),
                "looking up the active rules",
                "see that its database answers",
                "MappingRulesStale");
    }

    private void statements() {
        holds(
                "touchstone_mapping_detector_lists_refused",
                "the detector lists beside it are wrong and not used",
                "its log names the file and the line",
                "MappingDetectorListsRefused");
        holds(
                "touchstone_remap_waiting",
                "mapping waits for something",
                "./touchstone remap status says for what",
                "KeysUnmapped");
        holds(
                "touchstone_marketo_parked",
                "Marketo's quota of calls is used up",
                "./touchstone sync budget shows who used it",
                "MarketoParked");
        holds("touchstone_marketo_broken", "Marketo does not answer", SYNC, "MarketoDown");
        holds(
                "agroal_awaiting_count",
                "work waits for connections to the database",
                "look for long statements in the database, or make the pool larger",
                "TouchstoneDatabaseConnectionsShort");
    }

    private void counts() {
        some(
                "touchstone_service_incidents_total",
                Map.of(),
                "calls ended with an incident number since it started",
                "look for 'internal error, incident' in its log and report what follows",
                "TouchstoneIncidents");
        some(
                "touchstone_derivation_failures_total",
                Map.of(),
                "derivations failed since it started",
                "look for 'cannot be derived' in its log and report what follows",
                "DerivationFails");
        some(
                "touchstone_mapping_publications_total",
                Map.of("cause", "failed"),
                "drafts could not be published at their time",
                "its log names the draft and why; correct and publish it",
                "MappingPublicationFailed");
        some(
                "touchstone_diagnostic_letters",
                Map.of("state", "waiting"),
                "dead letters wait for somebody to decide",
                DIAGNOSTICS,
                "DeadLetters");
        some(
                "touchstone_outbox_rows",
                Map.of("state", "blocked_schema"),
                "rows wait for a type or field in Marketo",
                DIAGNOSTICS,
                "OutboxBlocked");
        some(
                "touchstone_sync_warnings",
                Map.of(),
                "warnings of the sync",
                "./touchstone sync status has a sentence for each",
                "SyncWarnings");
    }

    /** What came in is somewhere. */
    private void balances() {
        balanceOfOutbox();
        balanceOfWebEvents();
    }

    private void balanceOfOutbox() {
        TreeSet<String> lanes = new TreeSet<>();
        scrape.samples("touchstone_outbox_accepted_rows").forEach(sample -> lanes.add(lane(sample)));
        for (String lane : lanes) {
            double accepted = sum("touchstone_outbox_accepted_rows", Map.of("lane", lane));
            double there = sum("touchstone_outbox_rows", Map.of("lane", lane));
            String counts = String.format(
                    Locale.ROOT,
                    "%,.0f rows of the outbox %s were accepted and %,.0f are in a state",
                    accepted,
                    lane,
                    there);
            findings.add(
                    accepted == there
                            ? Finding.well(subject, counts)
                            : Finding.wrong(subject, counts, "report it: a row is lost, or counted twice"));
        }
    }

    /** Transactions are begun with events, and end by storing, by knowing them, or by failing, which their sender is told. */
    private void balanceOfWebEvents() {
        if (scrape.find("touchstone_web_transaction_events").isEmpty()) {
            return;
        }
        double begun = sum("touchstone_web_transaction_events_sum", Map.of());
        double stored = sum("touchstone_web_accepted_events_total", Map.of());
        double known = sum("touchstone_web_duplicate_events_total", Map.of());
        double rest = begun - stored - known;
        String counts = String.format(
                Locale.ROOT,
                "%,.0f web events went into transactions since it started: %,.0f stored, %,.0f known already, %,.0f failed or under way",
                begun,
                stored,
                known,
                rest);
        if (rest < 0) {
            findings.add(Finding.look(
                    subject,
                    counts,
                    "look again: the counts are read one after the other; report it if it stays negative"));
        } else {
            findings.add(Finding.well(subject, counts));
        }
    }

    private void age(String metric, Duration limit, String what, String advice, String runbook) {
        Map<String, Double> late = new TreeMap<>();
        for (Sample sample : scrape.samples(metric)) {
            if (sample.value() > limit.toSeconds()) {
                String which = String.join(" ", new TreeMap<>(sample.labels()).values());
                late.put((what + " " + which).strip(), sample.value());
            }
        }
        late.forEach((which, seconds) -> findings.add(Finding.look(
                subject,
                which + " is " + Words.duration(Duration.ofSeconds(seconds.longValue())) + " behind",
                advice + RUNBOOK.formatted(runbook))));
    }

    private void holds(String metric, String what, String advice, String runbook) {
        OptionalDouble value = scrape.sum(metric, Map.of());
        if (value.isPresent() && value.getAsDouble() > 0) {
            findings.add(Finding.look(subject, what, advice + RUNBOOK.formatted(runbook)));
        }
    }

    private void some(String metric, Map<String, String> labels, String what, String advice, String runbook) {
        OptionalDouble count = scrape.sum(metric, labels);
        if (count.isPresent() && count.getAsDouble() > 0) {
            findings.add(Finding.look(
                    subject,
                    Words.number((long) count.getAsDouble()) + " " + what,
                    advice + RUNBOOK.formatted(runbook)));
        }
    }

    private double sum(String metric, Map<String, String> labels) {
        return scrape.sum(metric, labels).orElse(0);
    }

    private static String lane(Sample sample) {
        return sample.labels().getOrDefault("lane", "");
    }
}
