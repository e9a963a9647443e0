package dev.touchstone.touchpoint.site;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All sites in memory, so that no event waits for a query. */
@ApplicationScoped
public class Sites {
    private static final int PAGE = 1_000;

    private final SiteStore store;
    private volatile @Nullable SiteDirectory directory;

    Sites(SiteStore store) {
        this.store = store;
    }

    /** The sites as last read; empty until they were read once. */
    public Optional<SiteDirectory> directory() {
        return Optional.ofNullable(directory);
    }

    /** Reads the sites if any was changed since; true if so. */
    synchronized boolean refresh() {
        SiteDirectory known = directory;
        // Read before the sites: a change in between is seen as one by the next look.
        String revision = store.revision();
        if (known != null && known.revision().equals(revision)) {
            return false;
        }
        List<Site> sites = new ArrayList<>();
        List<Site> page = store.list("", PAGE);
        while (!page.isEmpty()) {
            sites.addAll(page);
            page = page.size() < PAGE
                    ? List.of()
                    : store.list(page.get(PAGE - 1).siteId(), PAGE);
        }
        directory = new SiteDirectory(revision, sites);
        return true;
    }
}
