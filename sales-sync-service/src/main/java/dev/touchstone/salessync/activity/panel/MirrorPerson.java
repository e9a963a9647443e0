package dev.touchstone.salessync.activity.panel;

import dev.touchstone.salessync.activity.delivery.ActivityWriting;
import dev.touchstone.salessync.connection.ConnectedMarketo;
import dev.touchstone.salessync.marketo.FeedPage;
import dev.touchstone.salessync.marketo.FeedsApi;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoActivity;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoInstance;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * Reads the activities of a person out of Marketo into the mirror: the first time all of the window, later what is new and the day
 * before it, because activities become visible late. A reading that did not come to its end goes on where it was.
 */
@ApplicationScoped
class MirrorPerson {
    /** What the panel shows. */
    static final Duration WINDOW = Duration.ofDays(90);

    private static final Duration LATE = Duration.ofDays(1);
    private static final String TOO_MANY =
            "Marketo has more activities of the person than are read at a time; the next look goes on";

    private final ConnectedMarketo connected;
    private final PanelDirectory directory;
    private final MirrorJournal journal;
    private final SqlMirrorStore store;
    private final PanelPolicy policy;
    private final ExecutorService virtualThreads;
    private final Clock clock;

    MirrorPerson(
            ConnectedMarketo connected,
            PanelDirectory directory,
            MirrorJournal journal,
            SqlMirrorStore store,
            PanelPolicy policy,
            @VirtualThreads ExecutorService virtualThreads,
            Clock clock) {
        this.connected = connected;
        this.directory = directory;
        this.journal = journal;
        this.store = store;
        this.policy = policy;
        this.virtualThreads = virtualThreads;
        this.clock = clock;
    }

    /** Why Marketo could not be read, or not to the end; empty if it was. */
    Optional<String> read(long marketoId) {
        Optional<MarketoInstance> marketo = connected.find();
        if (marketo.isEmpty()) {
            return Optional.of("Marketo is not connected");
        }
        try {
            return read(marketo.get(), marketoId);
        } catch (MarketoFailure failure) {
            directory.forget();
            return Optional.of(failure.error().sentence());
        }
    }

    /**
     * What the parts of a reading have in common.
     *
     * @param since what is asked for
     * @param token Marketo's for that time
     */
    private record Reading(FeedsApi feeds, long marketoId, Map<Integer, String> types, Instant since, String token) {}

    /**
     * What a part of a reading came to.
     *
     * @param readTo up to when it has everything
     * @param problem why it did not come to the end; empty if it did
     */
    private record Part(Instant readTo, Optional<String> problem) {}

    private Optional<String> read(MarketoInstance marketo, long marketoId) {
        Instant begin = clock.instant().truncatedTo(ChronoUnit.MICROS);
        FeedsApi feeds = marketo.feeds(Lane.INTERACTIVE);
        Map<Integer, String> types = directory.types(marketo, feeds);
        Instant since = since(marketoId, begin);
        String token = directory.token(marketo, feeds, since);
        List<Part> parts = parts(new Reading(feeds, marketoId, types, since, token), begin);
        Optional<String> problem =
                parts.stream().flatMap(part -> part.problem().stream()).findFirst();
        if (problem.isEmpty()) {
            journal.remember(marketoId, begin);
            return problem;
        }
        // What was reached stays reached: whoever has more than is read at a time is read on from there.
        Instant reached =
                parts.stream().map(Part::readTo).min(Comparator.naturalOrder()).orElse(since);
        if (reached.isAfter(since)) {
            journal.reached(marketoId, reached);
        }
        return problem;
    }

    /** As many types as a call takes, all at the same time. */
    private List<Part> parts(Reading reading, Instant begin) {
        List<Integer> ids = reading.types().keySet().stream().sorted().toList();
        List<CompletableFuture<Part>> running = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += FeedsApi.MAX_TYPES) {
            List<Integer> some = ids.subList(from, Math.min(ids.size(), from + FeedsApi.MAX_TYPES));
            running.add(CompletableFuture.supplyAsync(() -> part(reading, some, begin), virtualThreads));
        }
        return running.stream().map(CompletableFuture::join).toList();
    }

    private Part part(Reading reading, List<Integer> typeIds, Instant begin) {
        Instant readTo = reading.since();
        String token = reading.token();
        boolean more = true;
        try {
            for (int pages = 0; more; pages++) {
                if (pages == policy.maxPages()) {
                    return new Part(readTo, Optional.of(TOO_MANY));
                }
                FeedPage<MarketoActivity> page =
                        reading.feeds().activities(token, typeIds, List.of(reading.marketoId()));
                write(reading, page.items());
                for (MarketoActivity item : page.items()) {
                    readTo = item.at().isAfter(readTo) ? item.at() : readTo;
                }
                more = page.more();
                token = page.nextToken();
            }
            return new Part(begin, Optional.empty());
        } catch (MarketoFailure failure) {
            directory.forget();
            return new Part(readTo, Optional.of(failure.error().sentence()));
        }
    }

    /** By the hour, so that one paging token serves everybody who is looked at in it. */
    private Instant since(long marketoId, Instant now) {
        Instant first = now.minus(WINDOW);
        Instant next = store.lastRead(marketoId)
                .flatMap(last -> last.reached().or(() -> last.completeAt().map(at -> at.minus(LATE))))
                .orElse(first);
        return (next.isAfter(first) ? next : first).truncatedTo(ChronoUnit.HOURS);
    }

    private void write(Reading reading, List<MarketoActivity> items) {
        List<MirroredActivity> shown = new ArrayList<>(items.size());
        for (MarketoActivity item : items) {
            String typeName = reading.types().getOrDefault(item.typeId(), "");
            PanelTypes.kind(typeName, item.primary().value())
                    .ifPresent(kind -> shown.add(new MirroredActivity(
                            item.guid(),
                            item.leadId(),
                            kind,
                            typeName,
                            item.at(),
                            item.primary().value(),
                            item.attributes(),
                            ActivityWriting.key(item).orElse(null))));
        }
        if (!shown.isEmpty()) {
            journal.write(reading.marketoId(), shown);
        }
    }
}
