package dev.touchstone.salessync.activity.panel;

import dev.touchstone.salessync.activity.Activity;
import java.time.Instant;
import java.util.Optional;

/** An activity of a person as the panel shows it. Pure. */
public sealed interface PanelItem {
    /** When it happened, UTC. */
    Instant occurredAt();

    /** Tells it from others of the same time. */
    String key();

    /**
     * Recorded here.
     *
     * @param activity as recorded
     * @param guid its identity in Marketo; empty if Marketo does not have it as far as we know
     */
    record Recorded(Activity activity, Optional<String> guid) implements PanelItem {
        @Override
        public Instant occurredAt() {
            return activity.recorded().occurredAt();
        }

        @Override
        public String key() {
            return activity.key();
        }

        /** True if it is not in Marketo yet and will be. */
        public boolean isOnItsWay() {
            return guid.isEmpty() && activity.delivery().state().isOpen();
        }
    }

    /** Known from Marketo alone. */
    record Mirrored(MirroredActivity activity) implements PanelItem {
        @Override
        public Instant occurredAt() {
            return activity.occurredAt();
        }

        @Override
        public String key() {
            return activity.guid();
        }
    }
}
