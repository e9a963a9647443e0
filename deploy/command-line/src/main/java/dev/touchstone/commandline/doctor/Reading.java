package dev.touchstone.commandline.doctor;

import dev.touchstone.commandline.endpoint.Address;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.observability.scrape.Scrape;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a management port said. Pure. */
public sealed interface Reading {
    /** Who was meant to answer. */
    Remote remote();

    /** Where it was asked. */
    Address address();

    /**
     * Nobody answered as a service does.
     *
     * @param why in a few words
     */
    record Silent(Remote remote, Address address, String why) implements Reading {}

    /**
     * A service answered.
     *
     * @param checks of its readiness
     * @param scrape its metrics
     * @param asked when the metrics were asked for, and how long the answer took
     */
    record Answered(Remote remote, Address address, List<Check> checks, Scrape scrape, Asked asked) implements Reading {
        public Answered {
            checks = List.copyOf(checks);
        }
    }

    /**
     * A check of readiness.
     *
     * @param name its name
     * @param up whether it holds
     * @param data what it says beside
     */
    record Check(String name, boolean up, Map<String, String> data) {
        public Check {
            data = Map.copyOf(data);
        }
    }

    /**
     * The time of a question, by the clock here.
     *
     * @param middle between question and answer, seconds since 1970
     * @param took how long it took; the clock there may be off by half of it without being wrong
     */
    record Asked(double middle, Duration took) {}
}
