package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.marketo.MarketoError;
import java.time.Instant;
import java.util.Optional;

/** What a failed call means to the window that it was made for. Pure. */
final class WindowFailures {
    private WindowFailures() {}

    /**
     * What becomes of the window.
     *
     * @param window as it is to be stored
     * @param leave why the whole way is to be left; empty if it goes on
     */
    record Answer(ExportWindow window, Optional<String> leave) {}

    /**
     * The answer to an error.
     *
     * @return empty if the error is none of this window's: it has to be waited out, and the window stays as it is
     */
    static Optional<Answer> of(ExportWindow window, MarketoError error, Instant now) {
        boolean planned = window.state() == ExportWindow.State.PLANNED;
        return switch (error) {
            case MarketoError.ExportQueueFull ignored ->
                Optional.of(new Answer(window.crowdedOut(now), Optional.empty()));
            case MarketoError.ExportQuotaUsedUp quota ->
                Optional.of(new Answer(window.notCreated(now), Optional.of(quota.sentence())));
            case MarketoError.FeatureOff off
            when planned -> Optional.of(new Answer(window.notCreated(now), Optional.of(off.sentence())));
            // A create that is refused for good is not the window's fault: cutting it in two would only ask more often.
            case MarketoError.Permanent refused
            when planned -> Optional.of(new Answer(window.notCreated(now), Optional.of(refused.sentence())));
            case MarketoError.FileNotThere ignored ->
                Optional.of(new Answer(window.fileNotThere(now), Optional.empty()));
            case MarketoError.WrongChecksum ignored -> Optional.of(new Answer(window.fileWrong(now), Optional.empty()));
            case MarketoError.Permanent refused ->
                Optional.of(new Answer(window.failed(refused.sentence(), now), Optional.empty()));
            case MarketoError.FeatureOff off ->
                Optional.of(new Answer(window.failed(off.sentence(), now), Optional.empty()));
            case MarketoError.SystemError ignored when !planned -> Optional.of(refused(window, error, now));
            case MarketoError.TimedOut ignored when !planned -> Optional.of(refused(window, error, now));
            case MarketoError.TooManyMatches ignored when !planned -> Optional.of(refused(window, error, now));
            case MarketoError.TooLarge ignored when !planned -> Optional.of(refused(window, error, now));
            default -> Optional.empty();
        };
    }

    /** What may be the fault of this one job must not hold up the others. */
    private static Answer refused(ExportWindow window, MarketoError error, Instant now) {
        return new Answer(window.refused(error.sentence(), now), Optional.empty());
    }
}
