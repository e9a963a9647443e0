package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.outbox.JudgedRows;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.outbox.OutboxMachine;
import dev.touchstone.salessync.outbox.OutboxState;
import dev.touchstone.salessync.person.Person;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.task.SkipReason;
import dev.touchstone.salessync.task.TaskStore;
import dev.touchstone.salessync.task.TaskStore.Attempt;
import dev.touchstone.salessync.task.delivery.TaskJournal.Taken;
import dev.touchstone.salessync.task.rule.RecordLookUp;
import dev.touchstone.salessync.task.rule.RecordLookUp.Candidate;
import dev.touchstone.salessync.task.rule.TaskRelation;
import dev.touchstone.salessync.task.rule.WhatIdChoice;
import dev.touchstone.salessync.task.rule.WhatIdChoice.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out in Salesforce what tasks are about, and whether those in doubt are there. */
@ApplicationScoped
class ResolveTasks {
    private static final int ROWS = 200;
    /** Salesforce's clock may be behind ours. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);
    /** A look-up that failed is tried again after this, and not before the lane is open. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final TaskJournal journal;
    private final TaskStore tasks;
    private final PersonStore people;

    ResolveTasks(TaskJournal journal, TaskStore tasks, PersonStore people) {
        this.journal = journal;
        this.tasks = tasks;
        this.people = people;
    }

    /**
     * What became of a row.
     *
     * @param relation the records it is about now; empty if nothing was found
     * @param rejected ids of other records with the same address
     */
    record Resolved(OutboxEntry row, Optional<TaskRelation> relation, List<String> rejected) {
        Resolved {
            rejected = List.copyOf(rejected);
        }
    }

    /**
     * Looks up what tasks of a seller are about that are not known, or not any more; how many.
     *
     * @throws SalesforceFailure if Salesforce cannot be asked; the rows wait then
     */
    int resolve(UUID worker, SellerView view, WhatIdChoice choice, Duration lease) {
        List<Taken> taken =
                journal.take(worker, view.seller().connection().seller(), OutboxState.RESOLVE_ALIAS, lease, ROWS);
        if (taken.isEmpty()) {
            return 0;
        }
        try {
            journal.related(worker, resolved(taken, view, choice));
        } catch (SalesforceFailure failure) {
            Instant later = journal.now().plus(LOOK_AGAIN);
            journal.stored(
                    worker,
                    taken.stream()
                            .map(each -> JudgedRows.stillUnresolved(each.row(), later))
                            .toList());
            throw failure;
        }
        return taken.size();
    }

    private List<Resolved> resolved(List<Taken> taken, SellerView view, WhatIdChoice choice) {
        FindRecords find = new FindRecords(view.seller().org());
        Map<Long, Person> persons = persons(taken);
        Map<String, List<Candidate>> byAddress = find.byAddress(persons.values().stream()
                .filter(person -> recordOf(person).isEmpty())
                .map(ResolveTasks::address)
                .filter(address -> !address.isEmpty())
                .distinct()
                .sorted()
                .toList());
        Map<String, Found> found = new HashMap<>();
        for (Taken each : taken) {
            Optional<Person> person =
                    Optional.ofNullable(persons.get(each.record().marketoId()));
            Optional<Found> hit = each.record().relation().isPresent()
                    ? again(each, each.record().relation().get(), find)
                    : person.flatMap(known -> first(known, view, byAddress));
            hit.ifPresent(record -> found.put(each.row().key(), record));
        }
        Map<String, List<Role>> roles = choice == WhatIdChoice.OPEN_OPPORTUNITY
                ? find.roles(found.values().stream()
                        .filter(hit -> !hit.lead())
                        .map(Found::id)
                        .toList())
                : Map.of();
        Instant now = journal.now();
        List<Resolved> resolved = new ArrayList<>(taken.size());
        for (Taken each : taken) {
            @Nullable Found hit = found.get(each.row().key());
            resolved.add(hit == null ? nothing(each, now) : hit.resolved(each, choice, roles, now));
        }
        return resolved;
    }

    /** The people of tasks that are about nothing yet. */
    private Map<Long, Person> persons(List<Taken> taken) {
        List<Long> unknown = taken.stream()
                .filter(each -> each.record().relation().isEmpty())
                .map(each -> each.record().marketoId())
                .distinct()
                .toList();
        return unknown.isEmpty()
                ? Map.of()
                : people.findAll(unknown).stream().collect(Collectors.toMap(Person::marketoId, Function.identity()));
    }

    private static String address(Person person) {
        @Nullable String email = person.details().email();
        return email == null ? "" : email.toLowerCase(Locale.ROOT);
    }

    /** The record that the person has meanwhile. */
    private static Optional<Found> recordOf(Person person) {
        @Nullable String contact = person.crm().contactId();
        @Nullable String lead = person.crm().leadId();
        @Nullable String account = person.crm().accountId();
        if (contact != null) {
            return Optional.of(new Found(contact, false, account == null ? "" : account, List.of()));
        }
        return lead == null ? Optional.empty() : Optional.of(new Found(lead, true, "", List.of()));
    }

    /** The record that a task is about, before the choice of its account or opportunity. */
    private record Found(String id, boolean lead, String accountId, List<String> rejected) {
        private Resolved resolved(Taken each, WhatIdChoice choice, Map<String, List<Role>> roles, Instant now) {
            TaskRelation relation = lead
                    ? TaskRelation.ofLead(id)
                    : TaskRelation.ofContact(id, accountId, choice, roles.getOrDefault(id, List.of()));
            OutboxEntry row =
                    wasRefused(each) ? JudgedRows.relocated(each.row(), now) : JudgedRows.identified(each.row(), now);
            return new Resolved(row, Optional.of(relation), rejected);
        }
    }

    private static Optional<Found> first(Person person, SellerView view, Map<String, List<Candidate>> byAddress) {
        Optional<Found> known = recordOf(person);
        if (known.isPresent()) {
            return known;
        }
        return RecordLookUp.choose(byAddress.getOrDefault(address(person), List.of()), view.userId())
                .map(choice -> new Found(
                        choice.record().id(),
                        !choice.record().contact(),
                        choice.record().accountId(),
                        choice.rejected().stream().map(Candidate::id).toList()));
    }

    private static Optional<Found> again(Taken each, TaskRelation relation, FindRecords find) {
        return wasRefused(each)
                ? find.successor(relation).map(next -> new Found(next.id(), next.lead(), next.accountId(), List.of()))
                : Optional.of(new Found(
                        relation.whoId(),
                        relation.lead(),
                        relation.accountId(),
                        each.record().rejected()));
    }

    /** True if Salesforce did not know the record; else the task only waits for its opportunity. */
    private static boolean wasRefused(Taken each) {
        return each.record().relation().isPresent() && each.row().history().troubledAt() != null;
    }

    private static Resolved nothing(Taken each, Instant now) {
        OutboxEntry row = wasRefused(each)
                ? JudgedRows.lost(each.row(), "IDENTITY", now)
                : JudgedRows.passedOver(each.row(), SkipReason.NO_MATCH.name(), now);
        return new Resolved(row, Optional.empty(), List.of());
    }

    /**
     * Looks for tasks that were sent without a key and without an answer; how many.
     *
     * @throws SalesforceFailure if Salesforce cannot be asked; the rows stay in doubt then
     */
    int readBack(UUID worker, SellerView view, Duration lease) {
        List<Taken> taken =
                journal.take(worker, view.seller().connection().seller(), OutboxState.IN_DOUBT, lease, ROWS);
        if (taken.isEmpty()) {
            return 0;
        }
        Map<String, Attempt> attempts =
                tasks.attempts(taken.stream().map(each -> each.row().key()).toList());
        FindRecords find = new FindRecords(view.seller().org());
        List<OutboxEntry> after = new ArrayList<>(taken.size());
        @Nullable SalesforceFailure failed = null;
        for (Taken each : taken) {
            if (failed == null) {
                try {
                    after.add(readBack(each, attempts, find));
                    continue;
                } catch (SalesforceFailure failure) {
                    failed = failure;
                }
            }
            after.add(OutboxMachine.notReadBack(each.row(), journal.now()));
        }
        journal.stored(worker, after);
        if (failed != null) {
            throw failed;
        }
        return taken.size();
    }

    private OutboxEntry readBack(Taken each, Map<String, Attempt> attempts, FindRecords find) {
        OutboxEntry row = each.row();
        @Nullable Attempt attempt = attempts.get(row.key());
        @Nullable Instant startedAt = row.history().startedAt();
        Optional<TaskRelation> relation = each.record().relation();
        if (attempt == null || startedAt == null || relation.isEmpty()) {
            return OutboxMachine.notFound(row, journal.now());
        }
        List<String> alike = find.likeAttempt(attempt, relation.get().whoId(), startedAt.minus(CLOCK_DIFFERENCE));
        Instant now = journal.now();
        return switch (alike.size()) {
            case 0 -> OutboxMachine.notFound(row, now);
            case 1 -> OutboxMachine.found(row, alike.get(0), now);
            default -> JudgedRows.lost(row, "TASK_NOT_UNIQUE", now);
        };
    }
}
