package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.mapping.ruleset.DetectorListStore.Source;
import dev.touchstone.mapping.ruleset.DetectorListStore.Stored;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * The detector lists: the current ones, by which rules are published, and those of every version that was.
 *
 * <p><b>Why they are stored:</b> a version classifies by its rows and its lists. An operator who places newer lists reaches one
 * replica before the others, and whoever asks for a version may reach any of them; so a replica answers for a version by the
 * lists of that version, wherever its own come from, and takes the latest placed ones over from the store.
 *
 * <p>Lists of a later <em>build</em> are not taken over: what detects by them may be newer than this build.
 */
@ApplicationScoped
public class CurrentDetectorLists {
    private final DetectorListStore store;
    private final DetectorLists builtIn;
    private volatile DetectorLists current;
    private volatile String unreadable = "";

    CurrentDetectorLists(DetectorListStore store, ShippedRules shipped) {
        this.store = store;
        this.builtIn = shipped.lists();
        this.current = shipped.lists();
    }

    /** The lists by which this replica publishes and tries drafts, as of the last look. */
    public DetectorLists get() {
        return current;
    }

    /** Keeps the lists of this build, once at start. */
    @Transactional
    public void keepBuiltIn() {
        Stored stored = store.keep(builtIn, Source.BUILT_IN);
        if (!stored.lines().equals(builtIn.lines())) {
            Log.errorf(
                    "the detector lists of this build have the version %s, under which others are stored: those classify",
                    builtIn.version());
            read(stored).ifPresent(lists -> current = lists);
        }
    }

    /**
     * True unless a build with later lists ran on this database: what this one ships is then out of date, and a replica that is
     * left over from before an upgrade must not put it in force again.
     */
    @Transactional
    public boolean isLatestBuild() {
        return builtIn.version().compareTo(store.latestBuiltIn()) >= 0;
    }

    /** The current lists, after a look at whether an operator placed later ones beside any replica. */
    @Transactional
    public DetectorLists latest() {
        store.findPlacedAfter(current.version())
                .filter(found -> !found.version().equals(unreadable))
                .flatMap(this::read)
                .ifPresent(found -> current = found);
        return current;
    }

    /**
     * Puts lists that an operator placed in force for all replicas: {@link #latest} answers them from then on.
     *
     * @throws IllegalArgumentException if they are not later than the current ones, nor the same, or if other lists have their
     *     version
     */
    @Transactional
    public void place(DetectorLists lists) {
        DetectorLists now = latest();
        int later = lists.version().compareTo(now.version());
        if (later < 0) {
            throw new IllegalArgumentException("version.txt: must be later than " + now.version()
                    + ", the version in force, but is " + lists.version());
        }
        boolean known = later == 0 && lists.lines().equals(now.lines());
        if (!known && !store.keep(lists, Source.PLACED).lines().equals(lists.lines())) {
            throw new IllegalArgumentException(
                    "version.txt: must be later than " + lists.version() + ", under which other lists are known");
        }
    }

    /**
     * The lists that a version was published with.
     *
     * @return the current ones if they were not stored: versions of before there was a store, or of a build whose lists cannot be
     *     read here
     */
    @Transactional
    public DetectorLists of(RuleSet.Head version) {
        DetectorLists now = current;
        return version.detectorListVersion().equals(now.version())
                ? now
                : store.find(version.detectorListVersion()).flatMap(this::read).orElse(now);
    }

    private Optional<DetectorLists> read(Stored stored) {
        try {
            return Optional.of(DetectorLists.ofLines(stored.version(), stored.lines()));
        } catch (IllegalArgumentException e) {
            Log.errorf(
                    "the stored detector lists %s cannot be read by this build: %s", stored.version(), e.getMessage());
            unreadable = stored.version();
            return Optional.empty();
        }
    }
}
