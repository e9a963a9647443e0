package dev.touchstone.salessync.marketo;

import io.quarkus.logging.Log;
import java.util.List;

/** Is told at each look-up of the fields what is wrong with them. Called outside any transaction; never throws. */
@FunctionalInterface
public interface FieldWatch {
    /** Logs what it is told, each time. */
    FieldWatch LOG = findings ->
            findings.forEach(finding -> Log.warnf("%s %s: %s", finding.kind(), finding.field(), finding.sentence()));

    /**
     * Takes a look-up's findings.
     *
     * @param findings all that is wrong now; empty if nothing is
     */
    void found(List<FieldFinding> findings);
}
