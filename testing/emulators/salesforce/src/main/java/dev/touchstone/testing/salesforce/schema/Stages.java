package dev.touchstone.testing.salesforce.schema;

import java.util.List;

/** The stages of opportunities that an organisation has from the start. */
public final class Stages {
    /**
     * A stage.
     *
     * @param probability of winning, in percent
     */
    public record Stage(String name, int probability, boolean closed, boolean won) {}

    /** In the order of a sale. */
    public static final List<Stage> STANDARD = List.of(
            new Stage("Prospecting", 10, false, false),
            new Stage("Qualification", 10, false, false),
            new Stage("Needs Analysis", 20, false, false),
            new Stage("Proposal/Price Quote", 75, false, false),
            new Stage("Negotiation/Review", 90, false, false),
            new Stage("Closed Won", 100, true, true),
            new Stage("Closed Lost", 0, true, false));

    private Stages() {}

    static String[] names() {
        return STANDARD.stream().map(Stage::name).toArray(String[]::new);
    }
}
