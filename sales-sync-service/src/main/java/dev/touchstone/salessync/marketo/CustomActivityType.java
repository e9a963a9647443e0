package dev.touchstone.salessync.marketo;

import java.util.List;
import java.util.OptionalInt;

/**
 * A custom activity type of the instance; an instance has room for ten.
 *
 * @param id the type's id; empty before it is created
 * @param apiName name in the API, frozen once in use
 * @param names the three names that marketers see, each unique in the instance
 * @param state whether activities may be added
 * @param primary the primary attribute
 * @param attributes the others, at most 20
 */
public record CustomActivityType(
        OptionalInt id, String apiName, Names names, State state, Attribute primary, List<Attribute> attributes) {
    /** Types that an instance has room for. */
    public static final int MAX_TYPES = 10;
    /** Attributes of a type besides the primary one. */
    public static final int MAX_ATTRIBUTES = 20;

    public CustomActivityType {
        attributes = List.copyOf(attributes);
    }

    /**
     * The names that marketers see.
     *
     * @param display infinitive: "Send Sales Email"
     * @param trigger present tense, third person: "Is Sent Sales Email"
     * @param filter past tense: "Was Sent Sales Email"
     */
    public record Names(String display, String trigger, String filter) {}

    /**
     * An attribute.
     *
     * @param apiName name in the API
     * @param name name that marketers see
     * @param dataType Marketo's word: string, integer, url, datetime ...
     */
    public record Attribute(String apiName, String name, String dataType) {}

    /** Whether activities may be added. */
    public enum State {
        /** Never approved: activities cannot be added. */
        DRAFT,
        APPROVED,
        /** Approved, and a draft with changes waits: activities are added by the approved version. */
        APPROVED_WITH_DRAFT,
        /** Being deleted. */
        DELETED
    }

    /** True if activities may be added. */
    public boolean isApproved() {
        return state == State.APPROVED || state == State.APPROVED_WITH_DRAFT;
    }
}
