package dev.touchstone.salessync.task;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.activity.ActivitiesRecorded;
import dev.touchstone.salessync.activity.ActivityAttribute;
import dev.touchstone.salessync.activity.ActivityKey;
import dev.touchstone.salessync.activity.ActivityStore.Insertion;
import dev.touchstone.salessync.outbox.JudgedRows;
import dev.touchstone.salessync.outbox.OutboxClock;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.outbox.OutboxStore;
import dev.touchstone.salessync.person.CrmReference;
import dev.touchstone.salessync.person.Person;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.task.rule.TaskContent;
import dev.touchstone.salessync.task.rule.TaskFlags;
import dev.touchstone.salessync.task.rule.TaskKind;
import dev.touchstone.salessync.task.rule.TaskRelation;
import dev.touchstone.salessync.task.rule.WhatIdChoice;
import dev.touchstone.salessync.task.settings.ChangeTaskSettings;
import dev.touchstone.salessync.task.settings.TaskSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes tasks of activities, in the transaction that records them. */
@ApplicationScoped
class LogTasks {
    /** Flags of an e-mail that rise within this time reach its task in one write. */
    static final Duration COALESCED = Duration.ofSeconds(60);

    private final TaskStore tasks;
    private final OutboxStore outbox;
    private final PersonStore people;
    private final ChangeTaskSettings settings;
    private final IdSource ids;
    private final OutboxClock clock;

    LogTasks(
            TaskStore tasks,
            OutboxStore outbox,
            PersonStore people,
            ChangeTaskSettings settings,
            IdSource ids,
            OutboxClock clock) {
        this.tasks = tasks;
        this.outbox = outbox;
        this.people = people;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /** A task and its row. */
    private record Logged(TaskRecord task, OutboxEntry row) {}

    void recorded(@Observes ActivitiesRecorded event) {
        if (!tasks.hasOrganisation()) {
            return;
        }
        Instant now = clock.now();
        raiseFlags(event.activities(), now);
        List<Insertion> loggable =
                event.activities().stream().filter(row -> kind(row).isPresent()).toList();
        if (loggable.isEmpty()) {
            return;
        }
        TaskSettings inForce = settings.inForce().settings();
        Map<Long, Person> known =
                people
                        .findAll(loggable.stream()
                                .map(Insertion::marketoId)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Person::marketoId, Function.identity()));
        List<Logged> logged = new ArrayList<>(loggable.size());
        for (Insertion row : loggable) {
            logged.add(log(row, inForce, Optional.ofNullable(known.get(row.marketoId())), now));
        }
        tasks.insert(logged.stream().map(Logged::task).toList());
        Map<String, List<Logged>> byLane = logged.stream()
                .collect(Collectors.groupingBy(each -> TaskLane.of(each.task().seller())));
        byLane.forEach((lane, rows) ->
                outbox.accept(lane, rows.stream().map(Logged::row).toList(), now));
    }

    private static Optional<TaskKind> kind(Insertion row) {
        return TaskContent.kind(row.activity().content().kind());
    }

    private void raiseFlags(List<Insertion> rows, Instant now) {
        Map<PersonEmail, TaskFlags> flags = new HashMap<>();
        for (Insertion row : rows) {
            @Nullable String emailId = row.activity().content().emailId();
            Optional<TaskFlags.Flag> flag =
                    TaskContent.flag(row.activity().content().kind());
            if (emailId != null && flag.isPresent()) {
                flags.merge(
                        new PersonEmail(emailId, row.marketoId()), TaskFlags.NONE.with(flag.get()), TaskFlags::union);
            }
        }
        if (!flags.isEmpty()) {
            tasks.raise(flags, now.plus(COALESCED));
        }
    }

    private Logged log(Insertion row, TaskSettings inForce, Optional<Person> person, Instant now) {
        TaskKind kind = kind(row).orElseThrow();
        Optional<TaskRelation> relation = person.flatMap(known -> relation(known.crm(), inForce.whatId()));
        TaskRecord task = new TaskRecord(
                ActivityKey.of(ids.next()),
                row.key(),
                kind,
                row.activity().content().text(ActivityAttribute.ACTOR).toLowerCase(Locale.ROOT),
                row.marketoId(),
                row.activity().content().emailId(),
                relation,
                List.of(),
                Set.of(),
                TaskFlags.NONE);
        return new Logged(task, outboxRow(row, task, inForce, person, now));
    }

    /** An opportunity has to be asked for; that is for the sender. */
    private static Optional<TaskRelation> relation(CrmReference crm, WhatIdChoice choice) {
        return TaskRelation.of(text(crm.contactId()), text(crm.leadId()), text(crm.accountId()), choice, List.of());
    }

    private static OutboxEntry outboxRow(
            Insertion row, TaskRecord task, TaskSettings inForce, Optional<Person> person, Instant now) {
        TaskKind kind = task.kind();
        String topic = kind.name();
        long order = task.marketoId();
        Instant at = row.activity().occurredAt();
        if (!inForce.logs(kind)) {
            return OutboxEntry.skipped(task.key(), topic, order, at, now, SkipReason.NOT_CONFIGURED.name());
        }
        if (task.relation().isPresent()) {
            boolean asksForOpportunity = inForce.whatId() == WhatIdChoice.OPEN_OPPORTUNITY
                    && !task.relation().get().lead();
            return asksForOpportunity
                    ? JudgedRows.acceptedUnresolved(task.key(), topic, order, at, now)
                    : OutboxEntry.accepted(task.key(), topic, order, at, now);
        }
        if (kind == TaskKind.CALL) {
            return OutboxEntry.skipped(task.key(), topic, order, at, now, SkipReason.NO_CRM_ID.name());
        }
        boolean hasAddress = person.map(known -> known.details().email())
                .filter(email -> !email.isEmpty())
                .isPresent();
        return hasAddress
                ? JudgedRows.acceptedUnresolved(task.key(), topic, order, at, now)
                : OutboxEntry.skipped(task.key(), topic, order, at, now, SkipReason.NO_MATCH.name());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
