package dev.touchstone.salessync.operations;

import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.person.sync.LookAtPersonSync;
import dev.touchstone.salessync.person.sync.SyncReport;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * The status as a stream: at once, on every change, and every five seconds in any case. The next look is made when the receiver has room, so
 * one that is slow gets fewer and newer ones.
 */
@ApplicationScoped
class StatusStream {
    private static final Duration LOOK = Duration.ofMillis(250);
    /** Looks after which the status is told although nothing changed. */
    private static final int QUIET_LOOKS = 20;

    private final BlockingCalls calls;
    private final LookAtPersonSync look;

    StatusStream(BlockingCalls calls, LookAtPersonSync look) {
        this.calls = calls;
        this.look = look;
    }

    Multi<SyncReport> watch() {
        Watcher watcher = new Watcher(look);
        return calls.endless(watcher::next).filter(Optional::isPresent).map(Optional::orElseThrow);
    }

    /** What one receiver was told. Called by one thread at a time. */
    private static final class Watcher {
        private final LookAtPersonSync look;
        private Optional<SyncReport> told = Optional.empty();
        private int looks;

        Watcher(LookAtPersonSync look) {
            this.look = look;
        }

        /** The status if it is to be told; returns in any case, so that a watcher that went away costs nothing. */
        private Optional<SyncReport> next() {
            if (told.isPresent()) {
                pause();
            }
            SyncReport now = look.look();
            Optional<SyncReport> steady = Optional.of(now.steady());
            looks++;
            if (steady.equals(told) && looks < QUIET_LOOKS) {
                return Optional.empty();
            }
            told = steady;
            looks = 0;
            return Optional.of(now);
        }

        private static void pause() {
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the watcher was stopped", stopped);
            }
        }
    }
}
