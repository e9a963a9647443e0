package dev.touchstone.salessync.activity.panel;

import dev.touchstone.salessync.marketo.FeedsApi;
import dev.touchstone.salessync.marketo.MarketoInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the panel need not ask Marketo for with every look: the ids of its types, for an hour, and paging tokens, which are good for
 * every person. Forgotten when a call fails, in case one of them was the reason.
 */
@ApplicationScoped
class PanelDirectory {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int MAX_TOKENS = 200;

    private final Clock clock;
    private final Map<Instant, String> tokens = new LinkedHashMap<>();
    private @Nullable MarketoInstance instance;
    private Map<Integer, String> types = Map.of();
    private Instant until = Instant.MIN;

    PanelDirectory(Clock clock) {
        this.clock = clock;
    }

    /** Name by id of the types that the panel shows. */
    Map<Integer, String> types(MarketoInstance marketo, FeedsApi feeds) {
        synchronized (this) {
            if (isKnown(marketo)) {
                return types;
            }
        }
        Map<Integer, String> found = new HashMap<>();
        feeds.activityTypes().forEach((name, id) -> {
            if (PanelTypes.isShown(name)) {
                found.put(id, name);
            }
        });
        synchronized (this) {
            tokens.clear();
            instance = marketo;
            types = Map.copyOf(found);
            until = clock.instant().plus(LIFE);
            return types;
        }
    }

    /** A token for what happened at or after a time. */
    String token(MarketoInstance marketo, FeedsApi feeds, Instant since) {
        synchronized (this) {
            String known = isKnown(marketo) ? tokens.get(since) : null;
            if (known != null) {
                return known;
            }
        }
        String token = feeds.pagingToken(since);
        synchronized (this) {
            if (tokens.size() >= MAX_TOKENS) {
                tokens.clear();
            }
            tokens.put(since, token);
        }
        return token;
    }

    synchronized void forget() {
        until = Instant.MIN;
        tokens.clear();
    }

    private boolean isKnown(MarketoInstance marketo) {
        return instance == marketo && clock.instant().isBefore(until);
    }
}
