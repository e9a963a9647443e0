package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce.OpenPrincipal;
import dev.touchstone.salessync.crm.fact.CrmObject;
import dev.touchstone.salessync.salesforce.SalesforceOrg;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the process whose turn it is knows as long as it lasts. One thread uses it. */
final class ReadTurn {
    static final SalesforceLane LANE = SalesforceLane.RECONCILE;
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final long fence;
    private final OpenPrincipal principal;
    private final Map<Work, Map<CrmObject, ReadPace>> paces = new EnumMap<>(Work.class);
    private final Map<CrmObject, String> unreadable = new EnumMap<>(CrmObject.class);
    private long number;
    private Duration clockOffset = Duration.ZERO;
    private @Nullable Asked asked;

    /** What Salesforce said the time is, and when that was by our clock. */
    private record Asked(Instant at, Instant there) {}

    ReadTurn(long fence, OpenPrincipal principal) {
        this.fence = fence;
        this.principal = principal;
    }

    /** What is done with an object, each at its own pace. */
    enum Work {
        DESCRIBE,
        LOAD,
        LOOK,
        ROUND,
        DELETIONS,
        /** Anything: it is left alone because it could not be read. */
        ANY
    }

    /** Another process has the turn: nothing of what was read is stored. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost() {
            super("another process reads Salesforce", null, false, false);
        }
    }

    long fence() {
        return fence;
    }

    OpenPrincipal principal() {
        return principal;
    }

    SalesforceOrg org() {
        return principal.org();
    }

    /** Of the last batch that touchpoint-service answered. */
    long number() {
        return number;
    }

    void number(long answered) {
        number = answered;
    }

    /** Salesforce's clock minus ours, to the second, as it was told last. */
    Duration clockOffset() {
        return clockOffset;
    }

    /** Salesforce's present, or a moment before: several objects in a row ask for it. */
    Instant serverTime(Clock clock) {
        @Nullable Asked before = asked;
        Instant now = clock.instant();
        if (before != null
                && !now.isBefore(before.at())
                && now.isBefore(before.at().plus(MOMENT))) {
            return before.there();
        }
        Instant there = org().catalogue(LANE).serverTime();
        clockOffset = Duration.between(clock.instant(), there);
        asked = new Asked(now, there);
        return there;
    }

    /** True if it is the same turn with the same credentials. */
    boolean isOf(long currentFence, OpenPrincipal current) {
        return fence == currentFence
                && principal.organizationId().equals(current.organizationId())
                && principal.access().revision() == current.access().revision();
    }

    boolean isDue(Work work, CrmObject object, Instant now) {
        @Nullable ReadPace pace = pace(work, object);
        @Nullable ReadPace left = work == Work.ANY ? null : pace(Work.ANY, object);
        return (pace == null || pace.isDue(now)) && (left == null || left.isDue(now));
    }

    void done(Work work, CrmObject object, ReadPace pace) {
        paces.computeIfAbsent(work, none -> new EnumMap<>(CrmObject.class)).put(object, pace);
    }

    /** It was done, and is done ever more rarely. */
    void again(Work work, CrmObject object, Instant now, ReadPolicy.Range range) {
        done(work, object, ReadPace.growing(pace(work, object), now, range));
    }

    /** The object cannot be read for a while. */
    void leave(CrmObject object, String why, Instant now) {
        unreadable.put(object, why);
        done(Work.ANY, object, ReadPace.after(now, ReadPolicy.PATIENCE));
    }

    /** The object can be read. */
    void works(CrmObject object) {
        unreadable.remove(object);
    }

    /** Why objects cannot be read. */
    Map<CrmObject, String> unreadable() {
        return Map.copyOf(unreadable);
    }

    private @Nullable ReadPace pace(Work work, CrmObject object) {
        @Nullable Map<CrmObject, ReadPace> objects = paces.get(work);
        return objects == null ? null : objects.get(object);
    }
}
