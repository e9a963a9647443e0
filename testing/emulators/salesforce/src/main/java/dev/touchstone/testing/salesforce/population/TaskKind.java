package dev.touchstone.testing.salesforce.population;

import dev.touchstone.testing.emulator.SalesforceIds;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tasks, dealt out to people in rounds; four in five are completed, and every second one of a contact names the account. */
record TaskKind(Population population) implements Kind {
    private static final String[] TYPE = {"Call", "Email", "Meeting", "Other"};

    @Override
    public String type() {
        return "Task";
    }

    @Override
    public String keyPrefix() {
        return "00T";
    }

    @Override
    public int count() {
        return population.counts().tasks();
    }

    @Override
    public @Nullable Object value(int ordinal, String field) {
        People people = new People(population);
        int person = people.personOf(ordinal);
        boolean closed = population.part(type(), ordinal, 3, 5) > 0;
        return switch (field) {
            case "WhoId" -> people.id(person);
            case "WhatId" -> namesAccount(ordinal) ? account(person) : null;
            case "AccountId" -> people.isContact(person) ? account(person) : null;
            case "Subject" -> TYPE[kind(ordinal)] + " " + ordinal;
            case "Type" -> TYPE[kind(ordinal)];
            case "TaskSubtype" -> kind(ordinal) < 2 ? TYPE[kind(ordinal)] : "Task";
            case "Status" -> closed ? "Completed" : "Not Started";
            case "Priority" -> population.part(type(), ordinal, 5, 10) == 0 ? "High" : "Normal";
            case "IsHighPriority" -> population.part(type(), ordinal, 5, 10) == 0;
            case "IsClosed" -> closed;
            case "CompletedDateTime" -> closed ? stamp(ordinal) : null;
            case "ActivityDate" ->
                stamp(ordinal).atOffset(ZoneOffset.UTC).toLocalDate().plusDays(population.part(type(), ordinal, 6, 30));
            case "CallDurationInSeconds" -> kind(ordinal) == 0 ? population.part(type(), ordinal, 7, 3_600) : null;
            case "CallType" -> kind(ordinal) == 0 ? "Outbound" : null;
            case "OwnerId" -> population.user(type(), ordinal);
            default -> null;
        };
    }

    private int kind(int ordinal) {
        return population.part(type(), ordinal, 4, TYPE.length);
    }

    private Instant stamp(int ordinal) {
        return Instant.ofEpochSecond(population.stampOf(ordinal, count()));
    }

    private boolean namesAccount(int ordinal) {
        People people = new People(population);
        return people.isContact(people.personOf(ordinal)) && people.roundOf(ordinal) % 2 == 1;
    }

    private String account(int contact) {
        return SalesforceIds.of("001", population.accountOf(contact));
    }

    @Override
    public Optional<IntStream> candidates(String field, Object value) {
        People people = new People(population);
        return switch (field) {
            case "WhoId" -> Optional.of(Kind.every(people.person(value), people.count(), count()));
            case "WhatId", "AccountId" ->
                Optional.of(Kind.every(
                                PersonKind.number("001", value),
                                Math.max(1, population.counts().accounts()),
                                population.counts().contacts())
                        .flatMap(contact -> Kind.every(contact, people.count(), count())));
            case "OwnerId" -> Optional.empty();
            default -> Optional.of(IntStream.empty());
        };
    }
}
