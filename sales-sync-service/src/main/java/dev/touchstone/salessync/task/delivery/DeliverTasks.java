package dev.touchstone.salessync.task.delivery;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.budget.OrgJournal;
import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce;
import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce.OpenSeller;
import dev.touchstone.salessync.connection.salesforce.SellerMended;
import dev.touchstone.salessync.outbox.OutboxPolicy;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.task.settings.ChangeTaskSettings;
import dev.touchstone.salessync.task.settings.TaskSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings tasks to Salesforce, seller by seller. Any number of processes may do it at a time, and any of them may die at any moment. What is for
 * a seller whose connection cannot be used stays where it is, in order, and goes on when the connection can be used again.
 */
@ApplicationScoped
public class DeliverTasks {
    private static final int ROWS = 1_000;
    /** Above this part of the organisation's calls of a day, batches wait longer to be full. */
    private static final double BUSY_PERCENT = 70;

    private static final Duration BUSY_AGE = Duration.ofMinutes(1);

    private final TaskJournal journal;
    private final SendTasks sending;
    private final SendFlags flags;
    private final FlagJournal dueFlags;
    private final ResolveTasks resolving;
    private final SellerViews views;
    private final ConnectedSalesforce connected;
    private final ChangeTaskSettings settings;
    private final OrgJournal budget;
    private final TaskPolicy policy;
    private final IdSource ids;
    private final Clock clock;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

    DeliverTasks(
            TaskJournal journal,
            SendTasks sending,
            SendFlags flags,
            FlagJournal dueFlags,
            ResolveTasks resolving,
            SellerViews views,
            ConnectedSalesforce connected,
            ChangeTaskSettings settings,
            OrgJournal budget,
            TaskPolicy policy,
            IdSource ids,
            Clock clock) {
        this.journal = journal;
        this.sending = sending;
        this.flags = flags;
        this.dueFlags = dueFlags;
        this.resolving = resolving;
        this.views = views;
        this.connected = connected;
        this.settings = settings;
        this.budget = budget;
        this.policy = policy;
        this.ids = ids;
        this.clock = clock;
    }

    /** Does a piece for each seller who has something; true if there may be more to do at once. */
    public boolean advance() {
        List<String> sellers = sellers();
        if (sellers.isEmpty()) {
            return false;
        }
        TaskSettings inForce = settings.inForce().settings();
        OutboxPolicy outbox = outboxPolicy();
        boolean worked = false;
        for (String seller : sellers) {
            worked |= advance(seller, inForce, outbox);
        }
        return worked;
    }

    /** Each time from another one on, so that several loops begin with different ones and nobody is always last. */
    private List<String> sellers() {
        Set<String> usable = new TreeSet<>(connected.usableSellers());
        if (usable.isEmpty()) {
            return List.of();
        }
        Set<String> busy = new TreeSet<>(journal.sellers());
        busy.addAll(dueFlags.sellers());
        busy.retainAll(usable);
        List<String> order = new ArrayList<>(busy);
        if (!order.isEmpty()) {
            Collections.rotate(order, -Math.floorMod(turn.getAndIncrement(), order.size()));
        }
        return order;
    }

    private OutboxPolicy outboxPolicy() {
        boolean busy = budget.report().day().usedPercent() > BUSY_PERCENT;
        Duration age = busy && policy.outbox().batchAge().compareTo(BUSY_AGE) < 0
                ? BUSY_AGE
                : policy.outbox().batchAge();
        return new OutboxPolicy(
                policy.outbox().batchSize(),
                age,
                policy.outbox().lease(),
                policy.outbox().holdBack());
    }

    private boolean advance(String seller, TaskSettings inForce, OutboxPolicy outbox) {
        Optional<OpenSeller> open = connected.seller(seller);
        if (open.isEmpty() || !journal.isOpen(seller)) {
            return false;
        }
        UUID piece = ids.next();
        underWay.add(piece);
        try {
            return advance(piece, open.get(), inForce, outbox);
        } catch (SalesforceFailure failure) {
            connected.broken(open.get(), failure.error());
            journal.failed(seller, TaskOutcomes.of(failure.error(), new TaskOutcomes.Call(1, true), clock.instant()));
            return false;
        } finally {
            underWay.remove(piece);
        }
    }

    private boolean advance(UUID piece, OpenSeller open, TaskSettings inForce, OutboxPolicy outbox) {
        SellerView view = views.get(open);
        String seller = open.connection().seller();
        boolean worked = journal.takeOver(piece, seller, outbox.lease(), ROWS) > 0;
        worked |= resolving.resolve(piece, view, inForce.whatId(), outbox.lease()) > 0;
        worked |= resolving.readBack(piece, view, outbox.lease()) > 0;
        worked |= sending.send(piece, view, inForce.template(), outbox);
        worked |= flags.send(piece, view, outbox);
        return worked;
    }

    /** Lets other processes know that the pieces of this one that are under way go on. */
    public void renewLeases() {
        journal.renew(Set.copyOf(underWay), policy.outbox().lease());
    }

    /** What waited for the seller goes on. */
    void mended(@Observes SellerMended event) {
        journal.release(event.seller());
    }
}
