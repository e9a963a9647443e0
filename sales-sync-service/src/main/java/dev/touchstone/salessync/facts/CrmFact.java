package dev.touchstone.salessync.facts;

import dev.touchstone.salessync.person.CrmReference;
import dev.touchstone.salessync.person.Person;
import dev.touchstone.salessync.person.PersonDetails;
import dev.touchstone.salessync.person.PersonType;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What touchpoint-service is told of a person. Pure: the same stored person is always the same fact, and a later one has a later
 * time, so that facts may be told twice and in any order.
 */
sealed interface CrmFact {
    /** Raised when a person is told as something else than before: then everybody is told anew. */
    int EDITION = 1;

    /** Longest text that is told, in UTF-16 code units; ours may be longer. */
    int MAX_CHARACTERS = 255;

    /** The person. */
    long marketoId();

    /** When the reading began that it comes from, or when the person went, UTC: what is older changes nothing. */
    Instant modifiedAt();

    /**
     * A person who is there, hidden ones too.
     *
     * @param createdAt when Marketo created it; if it does not say, when it was first read
     * @param duplicateOf the active lead or contact that it is in Salesforce; null if it is not there
     */
    record Known(
            long marketoId,
            Instant modifiedAt,
            Name name,
            @Nullable String email,
            @Nullable String leadSource,
            Instant createdAt,
            @Nullable String duplicateOf)
            implements CrmFact {}

    /** How a person is called. */
    record Name(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String company) {}

    /**
     * A person who is no more.
     *
     * @param mergedInto the person it is part of; null if it was deleted or erased
     */
    record Gone(
            long marketoId, Instant modifiedAt, @Nullable Long mergedInto) implements CrmFact {}

    /**
     * A stored person, in whatever state.
     *
     * @param winner the person it was merged into; null if it was not
     */
    static CrmFact of(Person person, @Nullable Long winner) {
        if (!person.standing().state().isLive()) {
            return new Gone(person.marketoId(), person.readAt(), winner);
        }
        PersonDetails details = person.details();
        String email = details.email() == null ? "" : details.email().strip();
        return new Known(
                person.marketoId(),
                person.readAt(),
                new Name(cut(details.firstName()), cut(details.lastName()), cut(details.company())),
                email.isEmpty() ? null : email,
                cut(details.source()),
                createdAt(person.provenance()),
                record(person.crm()));
    }

    /** The first that is known, so that it stays the same with later readings as long as it can. */
    private static Instant createdAt(Person.Provenance provenance) {
        return Stream.of(provenance.createdAt(), provenance.addedAt())
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(provenance.readAt());
    }

    /** The active record; of a converted lead, the contact. */
    private static @Nullable String record(CrmReference crm) {
        return crm.type() == PersonType.LEAD || crm.contactId() == null ? crm.leadId() : crm.contactId();
    }

    private static @Nullable String cut(@Nullable String text) {
        if (text == null || text.length() <= MAX_CHARACTERS) {
            return text;
        }
        boolean inPair = Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1));
        return text.substring(0, inPair ? MAX_CHARACTERS - 1 : MAX_CHARACTERS);
    }
}
