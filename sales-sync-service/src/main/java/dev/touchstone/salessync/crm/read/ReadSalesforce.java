package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce;
import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce.OpenPrincipal;
import dev.touchstone.salessync.crm.fact.GrpcRecordFacts;
import dev.touchstone.salessync.crm.fact.RecordFact;
import dev.touchstone.salessync.facts.NotReached;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Reads Salesforce step by step, in one process of all. While Salesforce or touchpoint-service fails it waits, longer each time; positions
 * stay where they are. One thread calls it, but for {@link #keepUp}.
 */
@ApplicationScoped
public class ReadSalesforce {
    /** So long it is taken for granted that their database is the one that answered last: to bring a backup back takes longer. */
    private static final Duration AGREEMENT = Duration.ofSeconds(30);

    private final ReadJournal journal;
    private final ConnectedSalesforce salesforce;
    private final GrpcRecordFacts facts;
    private final ReadSteps steps;
    private final FollowEvents events;
    private final Pace pace;
    private @Nullable ReadTurn turn;

    /** When touchpoint-service said last where it stands; null if it did not in this turn, or failed since. */
    private @Nullable Instant answeredAt;

    private volatile boolean mine;
    private int failures;

    ReadSalesforce(
            ReadJournal journal,
            ConnectedSalesforce salesforce,
            GrpcRecordFacts facts,
            ReadSteps steps,
            FollowEvents events,
            Pace pace) {
        this.journal = journal;
        this.salesforce = salesforce;
        this.facts = facts;
        this.steps = steps;
        this.events = events;
        this.pace = pace;
    }

    /** How quickly, how that is measured, the time, and chance. */
    @Singleton
    static class Pace {
        private final ReadPolicy policy;
        private final ReadMeters meters;
        private final Clock clock;
        private final RandomGenerator random;

        Pace(ReadPolicy policy, ReadMeters meters, Clock clock, RandomGenerator random) {
            this.policy = policy;
            this.meters = meters;
            this.clock = clock;
            this.random = random;
        }
    }

    /**
     * Reads a part, if it is this process' turn and Salesforce is connected.
     *
     * @param worker the process that asks
     * @return when to call again; at once if there may be more to read
     */
    public Duration advance(UUID worker) {
        Optional<SqlReadingStore.Turn> claimed = journal.claim(worker, pace.policy.lease());
        mine = claimed.isPresent();
        if (claimed.isEmpty()) {
            end();
            return pace.policy.idle();
        }
        Optional<OpenPrincipal> principal = salesforce.principal();
        if (principal.isEmpty()) {
            end();
            steps.nothingToRead();
            return pace.policy.idle();
        }
        try {
            ReadTurn current = turn(claimed.get(), principal.get());
            events.follow(current);
            boolean more = steps.step(current);
            worked();
            return more ? Duration.ZERO : pace.policy.idle();
        } catch (ReadTurn.Lost lost) {
            end();
            return pace.policy.idle();
        } catch (NotReached failure) {
            answeredAt = null;
            pace.meters.failed("touchpoint");
            return failed(failure.getMessage(), Optional.empty());
        } catch (SalesforceFailure failure) {
            pace.meters.failed("salesforce");
            salesforce.broken(principal.get(), failure.error());
            return failed(failure.error().sentence(), retryAt(failure.error()));
        }
    }

    /** Keeps the turn while a step lasts. Any thread may call it. */
    public void keepUp(UUID worker) {
        if (mine) {
            journal.extend(worker, pace.policy.lease());
        }
    }

    /** Lets another process go on at once. */
    public void release(UUID worker) {
        mine = false;
        end();
        journal.release(worker);
    }

    private ReadTurn turn(SqlReadingStore.Turn claimed, OpenPrincipal principal) {
        @Nullable ReadTurn before = turn;
        if (before == null || !before.isOf(claimed.fence(), principal)) {
            end();
            ReadTurn begun = new ReadTurn(claimed.fence(), principal);
            begun.serverTime(pace.clock);
            turn = begun;
        }
        ReadTurn current = Objects.requireNonNull(turn);
        if (!answeredLately()) {
            current.number(agreed(claimed, principal));
            answeredAt = pace.clock.instant();
        }
        return current;
    }

    private boolean answeredLately() {
        Instant now = pace.clock.instant();
        @Nullable Instant answered = answeredAt;
        return answered != null && !now.isBefore(answered) && now.isBefore(answered.plus(AGREEMENT));
    }

    /** The number that both databases may go on from. */
    private long agreed(SqlReadingStore.Turn ours, OpenPrincipal principal) {
        OptionalLong theirs = facts.cursor();
        long number = Math.max(ours.told(), theirs.orElse(0));
        boolean moved = !ours.organizationId().equals(principal.organizationId());
        boolean broughtBack = theirs.orElse(0) < ours.told();
        if (moved || broughtBack || ours.edition() != RecordFact.EDITION) {
            String why = moved
                    ? "the organisation is new"
                    : broughtBack ? "touchpoint-service's database is older" : "they are told otherwise than before";
            Log.infof("all records of Salesforce are read: %s", why);
            TellRecords.check(journal.everythingAnew(ours.fence(), number, principal.organizationId(), moved));
        }
        return number;
    }

    private void end() {
        if (turn == null) {
            return;
        }
        turn = null;
        answeredAt = null;
        events.stop();
        steps.end();
    }

    private void worked() {
        if (failures > 0) {
            Log.infof("Salesforce is read again after %d failures", failures);
        }
        failures = 0;
    }

    private Duration failed(@Nullable String sentence, Optional<Instant> retryAt) {
        if (failures == 0) {
            Log.warnf("Salesforce is not read: %s", sentence);
        }
        Optional<Duration> asked =
                retryAt.map(at -> Duration.between(pace.clock.instant(), at)).filter(wait -> !wait.isNegative());
        Duration pause = pace.policy.retries().delay(failures, pace.random.nextDouble(), asked);
        failures++;
        return pause;
    }

    private static Optional<Instant> retryAt(SalesforceError error) {
        return switch (error) {
            case SalesforceError.QuotaUsedUp usedUp -> Optional.of(usedUp.retryAt());
            case SalesforceError.BreakerOpen open -> Optional.of(open.retryAt());
            default -> Optional.empty();
        };
    }
}
