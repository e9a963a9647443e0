package dev.touchstone.salessync.optout.check;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Lists the calls that went past the check. */
@ApplicationScoped
public class ListBypasses {
    private final SqlBypassJournal journal;

    ListBypasses(SqlBypassJournal journal) {
        this.journal = journal;
    }

    /** Calls before this one, latest first. */
    @Transactional
    public List<Bypass> list(UUID before, int limit) {
        return journal.list(before, limit);
    }
}
